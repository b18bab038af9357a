//! What is sealed until the opening: pool rows with salts, rosters, shares. Written once, read by the draw's own steps.

use ::store::{StoreError, Work, sql};
use sea_orm::{ConnectionTrait, FromQueryResult};

pub async fn put(work: &Work, draw: &str, name: &str, content: Vec<u8>) -> Result<(), StoreError> {
    let text = "INSERT INTO sealed (draw, name, content) VALUES (?, ?, ?)";
    sql::execute(work.tx(), text, vec![draw.into(), name.into(), content.into()])
        .await
        .map_err(StoreError::on_conflict)?;
    Ok(())
}

pub async fn get<C: ConnectionTrait>(on: &C, draw: &str, name: &str) -> Result<Vec<u8>, StoreError> {
    #[derive(FromQueryResult)]
    struct Row {
        content: Vec<u8>,
    }
    let text = "SELECT content FROM sealed WHERE draw = ? AND name = ?";
    let row = sql::one::<Row, _>(on, text, vec![draw.into(), name.into()]).await?;
    row.map(|row| row.content).ok_or(StoreError::NotFound)
}
