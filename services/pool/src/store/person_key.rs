//! Keys of persons: of each inspector, and of each object whose contact is kept. Deleting one forgets the person.

use ::store::{StoreError, Work, sql};
use kernel::{ObjectId, PersonKey, Personal, RegionCode};
use sea_orm::Value;

/// Rows in one statement.
const BATCH: usize = 500;

/// The person behind an object's contact.
pub fn of_object(region: &RegionCode, object: &ObjectId) -> String {
    format!("object/{region}/{object}")
}

/// A key as the table spells it.
pub fn decode(key: Option<&str>) -> Option<PersonKey> {
    Some(PersonKey::from_bytes(hex::decode(key?).ok()?.try_into().ok()?))
}

/// Text as a table keeps it: ciphertext.
pub fn seal(work: &Work, text: &str, key: &PersonKey) -> Result<String, StoreError> {
    Ok(serde_json::to_string(&Personal::seal(&text.to_owned(), key, &*work.context().entropy))?)
}

/// The text, or none where the key is gone.
pub fn reveal(sealed: Option<&str>, key: Option<&str>) -> Option<String> {
    serde_json::from_str::<Personal<String>>(sealed?).ok()?.reveal(&decode(key)?)
}

/// Keeps or replaces keys.
pub async fn keep(work: &Work, region: &RegionCode, keys: &[(String, PersonKey)]) -> Result<(), StoreError> {
    for chunk in keys.chunks(BATCH) {
        let rows = vec!["(?, ?, ?)"; chunk.len()].join(", ");
        let text = format!(
            "INSERT INTO person_key (region, person, key) VALUES {rows} ON CONFLICT (person) DO UPDATE SET key = excluded.key"
        );
        let row = |(person, key): &(String, PersonKey)| {
            [Value::from(region.as_str()), person.as_str().into(), hex::encode(key.as_bytes()).into()]
        };
        sql::execute(work.tx(), &text, chunk.iter().flat_map(row).collect()).await?;
    }
    Ok(())
}

/// Deletes a key; whether there was one.
pub async fn delete(work: &Work, person: &str) -> Result<bool, StoreError> {
    let text = "DELETE FROM person_key WHERE person = ?";
    Ok(sql::execute(work.tx(), text, vec![person.into()]).await? > 0)
}
