//! Passwords: argon2id with a salt of 16 bytes, kept as `salt$hash` in hex. Hashing takes a core for a while, so it runs
//! beside the requests.

use argon2::{Algorithm, Argon2, Params, Version};
use kernel::Entropy;
use web::{Problem, Service};

fn cost(service: &Service) -> Params {
    let number = |key, default| u32::try_from(service.settings.number(key, default)).unwrap_or(1);
    // OWASP's first recommendation: 19 MiB, two passes, one lane.
    let (memory, passes, lanes) = (
        number("identity.argon2_memory_kib", 19_456),
        number("identity.argon2_passes", 2),
        number("identity.argon2_lanes", 1),
    );
    Params::new(memory, passes, lanes, None).unwrap_or_default()
}

/// Hashes a password.
pub async fn hash(service: &Service, password: String) -> Result<String, Problem> {
    let mut salt = [0; 16];
    Entropy::fill(&*service.entropy, &mut salt);
    derive(cost(service), password, salt).await
}

/// Whether the password is the one kept. For an unknown login pass `None`: it takes as long and is never right.
pub async fn is_right(service: &Service, password: String, kept: Option<&str>) -> Result<bool, Problem> {
    let salt = kept.and_then(|kept| kept.split_once('$')).and_then(|(salt, _)| hex::decode(salt).ok());
    let salt = salt.and_then(|salt| salt.try_into().ok()).unwrap_or([0; 16]);
    let derived = derive(cost(service), password, salt).await?;
    Ok(kept.is_some_and(|kept| same(kept, &derived)))
}

/// Compares in time that does not tell where two texts differ.
pub fn same(a: &str, b: &str) -> bool {
    a.len() == b.len() && a.bytes().zip(b.bytes()).fold(0, |difference, (a, b)| difference | (a ^ b)) == 0
}

async fn derive(cost: Params, password: String, salt: [u8; 16]) -> Result<String, Problem> {
    let work = move || {
        let mut out = [0; 32];
        Argon2::new(Algorithm::Argon2id, Version::V0x13, cost)
            .hash_password_into(password.as_bytes(), &salt, &mut out)
            .map(|()| format!("{}${}", hex::encode(salt), hex::encode(out)))
    };
    match tokio::task::spawn_blocking(work).await {
        Ok(Ok(hash)) => Ok(hash),
        Ok(Err(error)) => Err(Problem::fault(&error.to_string())),
        Err(error) => Err(Problem::fault(&error.to_string())),
    }
}
