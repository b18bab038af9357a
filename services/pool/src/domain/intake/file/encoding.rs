//! Text as registers save it: UTF-8 with or without its mark, UTF-16 with its mark, GB18030 (which GBK is part of).

use encoding_rs::{Encoding, GB18030};

use super::unreadable;
use crate::domain::Refusal;

pub(super) fn decode(bytes: &[u8]) -> Result<String, Refusal> {
    if let Some((marked, length)) = Encoding::for_bom(bytes) {
        return marked
            .decode_without_bom_handling_and_without_replacement(&bytes[length..])
            .map(std::borrow::Cow::into_owned)
            .ok_or_else(|| unreadable(&format!("文字编码标为 {}，内容却不是", marked.name())));
    }
    if let Some(at) = bytes.iter().position(|byte| *byte == 0) {
        let line = 1 + bytes[..at].iter().filter(|byte| **byte == b'\n').count();
        let what = "不是文本文件，也不是 XLSX 文件；如为 UTF-16 文本，请另存为 UTF-8";
        return Err(unreadable(&format!("第 {line} 行含有空字符，{what}")));
    }
    // GB18030 takes almost any bytes for text, so UTF-8 is tried first.
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(_) => GB18030
            .decode_without_bom_handling_and_without_replacement(bytes)
            .ok_or_else(|| unreadable("不是文本文件，或文字编码既不是 UTF-8 也不是 GB18030"))?
            .into_owned(),
    };
    if text.trim_start().starts_with('<') {
        return Err(unreadable("是网页或 XML 文件，请另存为 XLSX 或 CSV"));
    }
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_common_encodings_read_the_same() {
        let text = "名称,地址\n㐂鱻,𠀀路";
        let (gb, _, unmappable) = GB18030.encode(text);
        assert!(!unmappable && std::str::from_utf8(&gb).is_err());
        let marked = format!("\u{feff}{text}");
        let wide: Vec<u8> = marked.encode_utf16().flat_map(u16::to_le_bytes).collect();
        for bytes in [text.as_bytes(), marked.as_bytes(), &gb, &wide] {
            assert_eq!(decode(bytes).unwrap(), text);
        }
    }

    #[test]
    fn broken_text_is_refused_and_never_patched() {
        assert!(decode(b"\xef\xbb\xbf\xc3\x28").is_err());
        assert!(decode(b"name,\xff\xff\n").is_err());
    }
}
