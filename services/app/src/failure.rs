//! Why a command could not do its work, in words for the one who typed it.

use std::{error::Error, fmt, io, path::Path};

use runtime::words;

/// A sentence for the person at the terminal.
#[derive(Debug)]
pub struct Failure(pub String);

impl Failure {
    /// A file or directory that could not be read or written.
    pub fn at(path: &Path, error: &io::Error) -> Self {
        Self(format!("无法读写 {}：{}。", path.display(), words::of_io(error)))
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl<E: Error + 'static> From<E> for Failure {
    fn from(error: E) -> Self {
        Self(in_chinese(&error))
    }
}

/// The error's own words where they are Chinese; else what kind it is, with its words as the detail to pass on.
fn in_chinese(error: &(dyn Error + 'static)) -> String {
    if let Some(error) = error.downcast_ref::<io::Error>() {
        return format!("无法读写：{}。", words::of_io(error));
    }
    let text = error.to_string();
    if is_chinese(&text) {
        return text;
    }
    if let Some(error) = error.downcast_ref::<reqwest::Error>() {
        return request(error);
    }
    format!("未能完成，请将以下内容告知运维人员：{text}")
}

fn request(error: &reqwest::Error) -> String {
    let why = match error.status() {
        Some(status) => format!("答复 {}", status.as_u16()),
        None if error.is_timeout() => "没有按时应答".to_owned(),
        None if error.is_connect() => "无法连接".to_owned(),
        None if error.is_builder() => "地址不是合格的网址".to_owned(),
        None if error.is_decode() => "答复无法读取，它可能不是随机系统".to_owned(),
        None => "通信中断".to_owned(),
    };
    let whom = error.url().map_or_else(|| "对方".to_owned(), ToString::to_string);
    format!("{whom}：{why}。")
}

/// Whether a text says something in Chinese.
pub fn is_chinese(text: &str) -> bool {
    text.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_failure_is_an_english_sentence() {
        let missing = Failure::from(io::Error::from(io::ErrorKind::NotFound));
        assert_eq!(missing.0, "无法读写：没有这个文件或目录。");
        let json = serde_json::from_str::<u8>("x").unwrap_err();
        assert!(Failure::from(json).0.starts_with("未能完成"));
        let own = runtime::settings::SettingsError::Invalid(Vec::new());
        assert_eq!(Failure::from(own).0, "设置有 0 处问题：\n");
    }
}
