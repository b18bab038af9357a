//! Signing `receipt.json`, and finding out whose key signed it.

use ed25519_dalek::{Signature, Signer as _, SigningKey, VerifyingKey};

use crate::encoding::{Hash, Hex, h, put_lp};
use crate::json::{self, JsonFault};

use super::{Bundle, RECEIPT, Receipt, ReceiptSignature};

const TAG: &[u8] = b"draw/v1/receipt";

/// Why a bundle cannot be signed, or its signature does not hold.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SignFault {
    #[error("{0}")]
    Json(#[from] JsonFault),
    #[error("缺少 receipt.json")]
    NoReceipt,
    #[error("凭证没有签名")]
    NotSigned,
    #[error("key_id 与 public_key 不符")]
    KeyId,
    #[error("签名不正确")]
    Wrong,
}

/// First 8 bytes of `H("draw/v1/key"; public_key)`.
pub fn key_id(public_key: &Hash) -> Hex<8> {
    let Hex([a, b, c, d, e, f, g, i, ..]) = h("draw/v1/key", &[public_key.as_ref()]);
    Hex([a, b, c, d, e, f, g, i])
}

/// Signs the bundle's `receipt.json`, replacing any earlier signature.
///
/// # Errors
/// If there is no readable `receipt.json`.
pub fn sign(mut bundle: Bundle, key: &SigningKey) -> Result<Bundle, SignFault> {
    let bytes = bundle.get(RECEIPT).ok_or(SignFault::NoReceipt)?;
    let mut receipt: Receipt = json::from_bytes(bytes)?;
    let public_key = Hex(key.verifying_key().to_bytes());
    let value = Hex(key.sign(&message(&mut receipt)?).to_bytes());
    receipt.signature = Some(ReceiptSignature { key_id: key_id(&public_key), public_key, value });
    bundle.insert(RECEIPT.to_owned(), json::to_bytes(&receipt)?);
    Ok(bundle)
}

/// The key that signed the receipt, after checking the signature. Whether to trust the key is another question.
///
/// # Errors
/// If it is unsigned or the signature does not hold.
pub fn signer(receipt: &Receipt) -> Result<Hash, SignFault> {
    let signature = receipt.signature.as_ref().ok_or(SignFault::NotSigned)?;
    if signature.key_id != key_id(&signature.public_key) {
        return Err(SignFault::KeyId);
    }
    let key = VerifyingKey::from_bytes(&signature.public_key.0).map_err(|_| SignFault::Wrong)?;
    let value = Signature::from_bytes(&signature.value.0);
    key.verify_strict(&message(&mut receipt.clone())?, &value).map_err(|_| SignFault::Wrong)?;
    Ok(signature.public_key)
}

/// `LP("draw/v1/receipt") ‖ LP(receipt.json without signature)`.
fn message(receipt: &mut Receipt) -> Result<Vec<u8>, JsonFault> {
    receipt.signature = None;
    let mut out = Vec::new();
    put_lp(&mut out, TAG);
    put_lp(&mut out, &json::to_bytes(receipt)?);
    Ok(out)
}
