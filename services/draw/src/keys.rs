//! The keys that receipts and checkpoints are signed with: seeds in files of the operator's, made where missing.

use ::store::StoreError;
use ed25519_dalek::SigningKey;
use kernel::{Entropy, RegionCode};
use translog::LogSigner;
use web::Service;

/// The key for receipts.
pub fn receipts(service: &Service) -> Result<SigningKey, StoreError> {
    seed(service, "draw.signing_key_file").map(|seed| SigningKey::from_bytes(&seed))
}

/// The signer of a region's log.
pub fn log(service: &Service, region: &RegionCode) -> Result<LogSigner, StoreError> {
    LogSigner::from_seed(&origin(service, region), seed(service, "draw.log_key_file")?).map_err(fault)
}

/// The origin of a region's log.
pub fn origin(service: &Service, region: &RegionCode) -> String {
    format!("{}/{region}", service.settings.get("draw.log_origin").unwrap_or("suiji.local/draw"))
}

/// What cannot happen with the settings checked; told as a fault of ours.
pub fn fault(error: impl std::fmt::Display) -> StoreError {
    StoreError::Bus(error.to_string())
}

fn seed(service: &Service, setting: &str) -> Result<[u8; 32], StoreError> {
    let path = service.settings.get(setting).ok_or_else(|| fault(format!("{setting} is not set")))?;
    if !std::path::Path::new(path).exists() {
        write_private(path, &hex::encode(Entropy::bytes32(&*service.entropy))).map_err(fault)?;
    }
    let text = std::fs::read_to_string(path).map_err(fault)?;
    let bytes = hex::decode(text.trim()).map_err(fault)?;
    bytes.try_into().map_err(|_| fault(format!("{path} holds no seed of 32 bytes in hex")))
}

fn write_private(path: &str, text: &str) -> std::io::Result<()> {
    use std::{io::Write, os::unix::fs::OpenOptionsExt};
    let mut file = std::fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(path)?;
    file.write_all(text.as_bytes())
}
