//! Receipts, file by file.

use ::store::{StoreError, Work, sql};
use sea_orm::{ConnectionTrait, FromQueryResult};
use sortition::receipt::Bundle;

pub async fn keep(work: &Work, draw: &str, bundle: &Bundle) -> Result<(), StoreError> {
    for (file, content) in bundle {
        let text = "INSERT INTO receipt (draw, file, content) VALUES (?, ?, ?)";
        let values = vec![draw.into(), file.as_str().into(), content.clone().into()];
        sql::execute(work.tx(), text, values).await.map_err(StoreError::on_conflict)?;
    }
    Ok(())
}

pub async fn file<C: ConnectionTrait>(on: &C, draw: &str, file: &str) -> Result<Option<Vec<u8>>, StoreError> {
    #[derive(FromQueryResult)]
    struct Row {
        content: Vec<u8>,
    }
    let text = "SELECT content FROM receipt WHERE draw = ? AND file = ?";
    let row = sql::one::<Row, _>(on, text, vec![draw.into(), file.into()]).await?;
    Ok(row.map(|row| row.content))
}
