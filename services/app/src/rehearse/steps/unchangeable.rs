//! Attempts to change a drawn list, all of which must fail (art. 14: 抽取结果不得更改): through the API as everybody who
//! had a hand in the draw, and in the database where it is ours.

use contracts::api::draw::DrawView;
use kernel::Role;
use reqwest::Method;
use serde_json::{Value, json};
use store::{Database, DatabaseSettings, sql};

use super::{
    set_up::{PARTIES, party_of},
    task::Kind,
};
use crate::{
    failure::Failure,
    rehearse::{
        cast::Cast,
        people::Person,
        record::{Attempt, Subject},
    },
};

/// Statements that a runtime must not be able to run.
const STATEMENTS: [(&str, &str); 8] = [
    ("改写密封材料", "UPDATE sealed SET content = '00'"),
    ("删除密封材料", "DELETE FROM sealed"),
    ("改写抽取凭证", "UPDATE receipt SET content = '00'"),
    ("删除抽取凭证", "DELETE FROM receipt"),
    ("改写名单", "UPDATE artefact SET content = '00'"),
    ("删除名单", "DELETE FROM artefact"),
    ("改写公开日志", "UPDATE log_entry SET content = '00'"),
    ("删除操作留痕", "DELETE FROM journal"),
];

pub async fn through_the_api(cast: &Cast, kind: Kind, draw: &DrawView) -> Result<Vec<Attempt>, Failure> {
    let path = |verb: &str| format!("/api/draw/v1/draws/{}{verb}", draw.draw);
    let clerk = cast.of(Role::Clerk, &cast.department(kind.departments()[0])).await?;
    let mut attempts = Vec::new();
    for verb in ["/opening", "/commit"] {
        attempts.push(attempt(cast, &clerk, Method::POST, &path(verb), &json!({})).await?);
    }
    for party in PARTIES.iter().filter(|_| kind == Kind::Parties) {
        let person = cast.people.who(&party_of(cast, party)).await?;
        let hash = "ab".repeat(32);
        let again = json!({"party": party, "commitment": hash});
        attempts.push(attempt(cast, &person, Method::POST, &path("/commitments"), &again).await?);
        let other = json!({"party": party, "share": hash});
        attempts.push(attempt(cast, &person, Method::POST, &path("/reveals"), &other).await?);
    }
    let (auditor, office) = (cast.city(Role::Auditor).await?, cast.city(Role::Office).await?);
    let administrator = cast.people.administrator().await?;
    for method in [Method::PUT, Method::PATCH, Method::DELETE] {
        for (person, verb) in [(&office, ""), (&auditor, "/receipt/result.csv"), (&administrator, "")] {
            attempts.push(attempt(cast, person, method.clone(), &path(verb), &json!({})).await?);
        }
    }
    Ok(attempts)
}

async fn attempt(
    cast: &Cast,
    person: &Person,
    method: Method,
    path: &str,
    body: &Value,
) -> Result<Attempt, Failure> {
    let what = format!("{} {} {path}", person.role.name(), method);
    let reply = cast.http.attempt_as(method, &person.token, path, body).await?;
    Ok(Attempt { what, on: Subject::List, status: reply.status, code: reply.code() })
}

/// On the draw's own database, with the rights that the service has.
pub async fn in_the_database(settings: &DatabaseSettings) -> Result<Vec<Attempt>, Failure> {
    let database = Database::connect(settings).await?;
    let mut attempts = Vec::new();
    for (what, statement) in STATEMENTS {
        let transaction = database.begin().await?;
        let refused = sql::execute(&transaction, statement, Vec::new()).await.is_err();
        transaction.rollback().await?;
        let (status, code) = if refused { (403, "append_only") } else { (200, "") };
        attempts.push(Attempt {
            what: what.to_owned(),
            on: Subject::Database,
            status,
            code: code.to_owned(),
        });
    }
    Ok(attempts)
}
