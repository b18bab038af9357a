//! The keys that receipts and checkpoints are signed with: seeds in files of the operator's.

use ::store::StoreError;
use ed25519_dalek::SigningKey;
use kernel::RegionCode;
use translog::LogSigner;
use web::Service;

/// The key for receipts.
pub fn receipts(service: &Service) -> Result<SigningKey, StoreError> {
    web::seed(service, "draw.signing_key_file").map(|seed| SigningKey::from_bytes(&seed)).map_err(fault)
}

/// The signer of a region's log.
pub fn log(service: &Service, region: &RegionCode) -> Result<LogSigner, StoreError> {
    LogSigner::from_seed(&origin(service, region), web::seed(service, "draw.log_key_file").map_err(fault)?)
        .map_err(fault)
}

/// The origin of a region's log.
pub fn origin(service: &Service, region: &RegionCode) -> String {
    format!("{}/{region}", service.settings.get("draw.log_origin").unwrap_or("suiji.local/draw"))
}

/// What cannot happen with the settings checked; told as a fault of ours.
pub fn fault(error: impl std::fmt::Display) -> StoreError {
    StoreError::Bus(error.to_string())
}
