//! SQL written once: `?` for parameters, portable types. The rest is sea-orm's connection and row mapping.

use sea_orm::{ConnectionTrait, DbBackend, DbErr, FromQueryResult, Statement, Value};

/// Runs a statement and returns how many rows it touched.
pub async fn execute<C: ConnectionTrait>(on: &C, text: &str, values: Vec<Value>) -> Result<u64, DbErr> {
    Ok(on.execute_raw(statement(on.get_database_backend(), text, values)).await?.rows_affected())
}

/// All rows of a query.
pub async fn all<T: FromQueryResult, C: ConnectionTrait>(
    on: &C,
    text: &str,
    values: Vec<Value>,
) -> Result<Vec<T>, DbErr> {
    T::find_by_statement(statement(on.get_database_backend(), text, values)).all(on).await
}

/// The first row of a query.
pub async fn one<T: FromQueryResult, C: ConnectionTrait>(
    on: &C,
    text: &str,
    values: Vec<Value>,
) -> Result<Option<T>, DbErr> {
    T::find_by_statement(statement(on.get_database_backend(), text, values)).one(on).await
}

/// The single number of a query such as `SELECT count(*) AS number …`; the column must be called `number`.
pub async fn number<C: ConnectionTrait>(on: &C, text: &str, values: Vec<Value>) -> Result<i64, DbErr> {
    #[derive(FromQueryResult)]
    struct Row {
        number: Option<i64>,
    }
    Ok(one::<Row, C>(on, text, values).await?.and_then(|row| row.number).unwrap_or(0))
}

/// `?` as the backend writes it, quoted text left alone.
pub fn statement(backend: DbBackend, text: &str, values: Vec<Value>) -> Statement {
    if backend != DbBackend::Postgres {
        return Statement::from_sql_and_values(backend, text, values);
    }
    let (mut out, mut quoted, mut count) = (String::with_capacity(text.len() + 16), false, 0);
    for character in text.chars() {
        quoted ^= character == '\'';
        if character == '?' && !quoted {
            count += 1;
            out.push_str(&format!("${count}"));
        } else {
            out.push(character);
        }
    }
    Statement::from_sql_and_values(backend, out, values)
}

/// The pattern of whatever contains `text`, for `LIKE ? ESCAPE '!'`.
pub fn containing(text: &str) -> String {
    format!("%{}%", text.replace('!', "!!").replace('%', "!%").replace('_', "!_"))
}

/// `?, ?, ?` for a list of `count` parameters; for none `NULL`, which equals nothing, since Postgres takes no empty list.
pub fn marks(count: usize) -> String {
    if count == 0 { "NULL".to_owned() } else { vec!["?"; count].join(", ") }
}

/// The text at a path of a JSON column, as the backend reads it; NULL where nothing or `null` stands there. The path is
/// the code's own, never a caller's.
pub fn json_text(backend: DbBackend, column: &str, path: &[&str]) -> String {
    match backend {
        DbBackend::Postgres => format!("({column}::json #>> '{{{}}}')", path.join(",")),
        _ => format!("json_extract({column}, '$.{}')", path.join(".")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn question_marks_are_numbered_for_postgres_outside_quotes() {
        let statement =
            statement(DbBackend::Postgres, "SELECT '?' WHERE a = ? AND b = ?", vec![1.into(), 2.into()]);
        assert_eq!(statement.sql, "SELECT '?' WHERE a = $1 AND b = $2");
    }
}
