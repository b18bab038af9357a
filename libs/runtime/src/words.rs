//! What the operating system says, in Chinese: its own sentences are English, and the one who reads them at a terminal
//! runs a city's inspections.

use std::io::{Error, ErrorKind};

/// Why a file, a directory or an address could not be used; the system's number where the kind is a rare one.
pub fn of_io(error: &Error) -> String {
    let known = match error.kind() {
        ErrorKind::NotFound => "没有这个文件或目录",
        ErrorKind::PermissionDenied => "没有权限",
        ErrorKind::AlreadyExists => "已经存在，且不是目录",
        ErrorKind::IsADirectory => "是目录，不是文件",
        ErrorKind::NotADirectory => "路径中有一段不是目录",
        ErrorKind::AddrInUse => "地址已被占用",
        ErrorKind::AddrNotAvailable => "本机没有这个地址",
        ErrorKind::StorageFull => "磁盘已满",
        ErrorKind::ReadOnlyFilesystem => "文件系统只读",
        ErrorKind::InvalidFilename => "名称过长或不合规定",
        ErrorKind::ConnectionRefused => "对方没有应答",
        ErrorKind::InvalidData => "内容不是合格的 UTF-8 文字",
        _ => "",
    };
    match (known, error.raw_os_error()) {
        ("", Some(number)) => format!("操作系统错误 {number}"),
        ("", None) => "读写中断".to_owned(),
        (known, _) => known.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_common_is_said_and_what_is_rare_has_its_number() {
        assert_eq!(of_io(&Error::from(ErrorKind::PermissionDenied)), "没有权限");
        assert_eq!(of_io(&Error::from_raw_os_error(5)), "操作系统错误 5");
        assert_eq!(of_io(&Error::other("x")), "读写中断");
    }
}
