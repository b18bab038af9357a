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
        Err(ReadFault::Io { file, error }) => Verdict::Incomplete { file, detail: Some(why(&error)) },
        Err(ReadFault::Unexpected { file }) => differs(&file, Fault::Unexpected),
        Err(ReadFault::NotAFile { file }) => differs(&file, Fault::Malformed("不是普通文件".into())),
        Err(ReadFault::TooLarge { file, limit }) => {
            differs(&file, Fault::Malformed(format!("超过 {limit} 字节")))
        }
    }
}

fn why(error: &std::io::Error) -> String {
    match (error.kind(), error.raw_os_error()) {
        (std::io::ErrorKind::NotFound, _) => "没有这个文件或目录".to_owned(),
        (std::io::ErrorKind::NotADirectory, _) => "不是目录".to_owned(),
        (std::io::ErrorKind::PermissionDenied, _) => "没有权限".to_owned(),
        (_, Some(number)) => format!("操作系统错误 {number}"),
        (_, None) => "读取中断".to_owned(),
    }
}

fn differs(file: &str, fault: Fault) -> Verdict {
    Verdict::Differs(Difference { file: file.to_owned(), place: Place::Whole, fault })
}

/// A step's answer: go on, or the verdict that ends the verification.
type Step<T> = Result<T, Verdict>;
