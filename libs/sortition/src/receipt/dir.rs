//! A receipt as a directory. Reading takes known files of bounded size and nothing else.

use std::fs;
use std::io::{self, Read as _};
use std::path::Path;

use super::{Bundle, MAX_RECEIPT, RECEIPT, WHOLE_FILES};

/// Why a directory cannot be read as a receipt.
#[derive(Debug, thiserror::Error)]
pub enum ReadFault {
    #[error("{file} 不属于抽取凭证")]
    Unexpected { file: String },
    #[error("{file} 不是普通文件")]
    NotAFile { file: String },
    #[error("{file} 超过 {limit} 字节")]
    TooLarge { file: String, limit: u64 },
    #[error("{file}: {error}")]
    Io { file: String, error: io::Error },
}

/// Writes every file of the bundle into `dir`, which is created; existing files of the same names are replaced.
///
/// # Errors
/// What the file system refuses.
pub fn write_dir(dir: &Path, bundle: &Bundle) -> io::Result<()> {
    fs::create_dir_all(dir)?;
    bundle.iter().try_for_each(|(name, bytes)| fs::write(dir.join(name), bytes))
}

/// Reads the directory of a receipt.
///
/// # Errors
/// The first entry, by name, that does not belong there or cannot be read.
pub fn read_dir(dir: &Path) -> Result<Bundle, ReadFault> {
    let io = |error| ReadFault::Io { file: dir.display().to_string(), error };
    let mut names = Vec::new();
    for entry in fs::read_dir(dir).map_err(io)? {
        names.push(entry.map_err(io)?.file_name().to_string_lossy().into_owned());
    }
    names.sort();
    names.into_iter().map(|name| read_file(dir, &name).map(|bytes| (name, bytes))).collect()
}

fn read_file(dir: &Path, name: &str) -> Result<Vec<u8>, ReadFault> {
    let file = name.to_owned();
    let Some(limit) = limit(name) else { return Err(ReadFault::Unexpected { file }) };
    let io = |error| ReadFault::Io { file: name.to_owned(), error };
    let path = dir.join(name);
    if !fs::symlink_metadata(&path).map_err(io)?.is_file() {
        return Err(ReadFault::NotAFile { file });
    }
    let mut bytes = Vec::new();
    fs::File::open(&path).map_err(io)?.take(limit + 1).read_to_end(&mut bytes).map_err(io)?;
    if bytes.len() as u64 > limit { Err(ReadFault::TooLarge { file, limit }) } else { Ok(bytes) }
}

fn limit(name: &str) -> Option<u64> {
    if name == RECEIPT {
        return Some(MAX_RECEIPT);
    }
    WHOLE_FILES.iter().find(|(file, _)| *file == name).map(|(_, limit)| *limit)
}
