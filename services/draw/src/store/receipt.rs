//! Receipts, file by file.

use ::store::{StoreError, Work, sql};
use sea_orm::{ConnectionTrait, FromQueryResult};
use sortition::receipt::{Bundle, RECEIPT, SEALED_FILES};

/// Where the sealed edition's `receipt.json` lies; its other files are the whole edition's own.
const SEALED_RECEIPT: &str = "sealed/receipt.json";

pub async fn keep(work: &Work, draw: &str, bundle: &Bundle) -> Result<(), StoreError> {
    for (file, content) in bundle {
        put(work, draw, file, content).await?;
    }
    Ok(())
}

pub async fn keep_sealed(work: &Work, draw: &str, bundle: &Bundle) -> Result<(), StoreError> {
    match bundle.get(RECEIPT) {
        Some(content) => put(work, draw, SEALED_RECEIPT, content).await,
        None => Ok(()),
    }
}

async fn put(work: &Work, draw: &str, file: &str, content: &[u8]) -> Result<(), StoreError> {
    let text = "INSERT INTO receipt (draw, file, content) VALUES (?, ?, ?)";
    let values = vec![draw.into(), file.into(), content.to_vec().into()];
    sql::execute(work.tx(), text, values).await.map_err(StoreError::on_conflict)?;
    Ok(())
}

/// A file of the sealed edition.
pub async fn sealed_file<C: ConnectionTrait>(
    on: &C,
    draw: &str,
    name: &str,
) -> Result<Option<Vec<u8>>, StoreError> {
    match name {
        RECEIPT => file(on, draw, SEALED_RECEIPT).await,
        _ if SEALED_FILES.contains(&name) => file(on, draw, name).await,
        _ => Ok(None),
    }
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
