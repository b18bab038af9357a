//! Verifying a receipt: every step of the protocol is done again and compared, in the order of the protocol.
//!
//! Nothing in the receipt is believed. The verdict names the first place where what is there is not what follows from
//! the steps before.

mod compare;
mod editions;
mod logged;
mod objects;
mod promises;
mod teams;
mod verdict;

use std::path::Path;

use crate::receipt::{self, Bundle, ReadFault};
use crate::trust::Trust;

pub use teams::assign_teams;
pub use verdict::{Difference, Fault, LogView, Place, Report, SignerView, Verdict};

/// Verifies the files of a receipt. `today` is the Beijing date `YYYY-MM-DD`; it decides only whether a sealed draw
/// should have been opened by now.
pub fn verify(bundle: &Bundle, trust: &Trust, today: &str) -> Verdict {
    editions::verify(bundle, trust, today).unwrap_or_else(|verdict| verdict)
}

/// Reads a directory and verifies it.
pub fn verify_dir(dir: &Path, trust: &Trust, today: &str) -> Verdict {
    match receipt::read_dir(dir) {
        Ok(bundle) => verify(&bundle, trust, today),
        Err(ReadFault::Io { file, error }) => Verdict::Incomplete { file, detail: Some(error.to_string()) },
        Err(ReadFault::Unexpected { file }) => differs(&file, Fault::Unexpected),
        Err(ReadFault::NotAFile { file }) => differs(&file, Fault::Malformed("不是普通文件".into())),
        Err(ReadFault::TooLarge { file, limit }) => {
            differs(&file, Fault::Malformed(format!("超过 {limit} 字节")))
        }
    }
}

fn differs(file: &str, fault: Fault) -> Verdict {
    Verdict::Differs(Difference { file: file.to_owned(), place: Place::Whole, fault })
}

/// A step's answer: go on, or the verdict that ends the verification.
type Step<T> = Result<T, Verdict>;
