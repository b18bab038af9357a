//! Passwords: argon2id with a salt of 16 bytes, kept as `salt$hash` in hex. Hashing takes a core for a while, so it runs
//! beside the requests, and never more of it at once than there are cores: each takes 19 MiB, and a flood of sign-ins must
//! cost time instead of memory.

use std::{sync::LazyLock, thread::available_parallelism};

use argon2::{Algorithm, Argon2, Params, Version};
use kernel::Entropy;
use tokio::{sync::Semaphore, task::spawn_blocking};
use web::{Problem, Service};

static CORES: LazyLock<Semaphore> =
    LazyLock::new(|| Semaphore::new(available_parallelism().map_or(2, usize::from)));

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
    on_a_core(work).await?.map_err(|error| Problem::fault(&error.to_string()))
}

/// Runs the work as soon as a core is free for it. Whoever no longer waits for the answer keeps the core until the work is done.
async fn on_a_core<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, Problem> {
    let core = CORES.acquire().await.map_err(|closed| Problem::fault(&closed.to_string()))?;
    let done = spawn_blocking(move || {
        let _held = core;
        work()
    });
    done.await.map_err(|error| Problem::fault(&error.to_string()))
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    #[tokio::test]
    async fn no_more_is_hashed_at_once_than_there_are_cores() {
        static UNDER_WAY: AtomicUsize = AtomicUsize::new(0);
        let cores = available_parallelism().unwrap().get();
        let work = || {
            let at_once = UNDER_WAY.fetch_add(1, Ordering::SeqCst) + 1;
            (0..1000).for_each(|_| std::thread::yield_now());
            UNDER_WAY.fetch_sub(1, Ordering::SeqCst);
            at_once
        };
        let all: Vec<_> = (0..cores * 8).map(|_| tokio::spawn(on_a_core(work))).collect();
        for one in all {
            assert!(one.await.unwrap().unwrap() <= cores);
        }
    }
}
