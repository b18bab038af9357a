//! Canonical JSON: RFC 8785 cut down to objects, arrays, strings, integers and booleans.
//!
//! Fractions, exponents and `null` do not exist here, so that no two languages can disagree about a number.
//! A document is read by parsing it, writing it again and comparing bytes: whatever a tolerant parser would
//! forgive (white space, a repeated member, `1e2`) makes the bytes differ and is refused.

use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value;
use unicode_normalization::is_nfc;

/// Largest integer that every JSON implementation holds exactly (2^53 − 1).
pub const MAX_INTEGER: u64 = (1 << 53) - 1;

/// Why bytes are not a canonical document of the wanted type.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum JsonFault {
    #[error("不是规定形状的 JSON：{0}")]
    Shape(String),
    #[error("{0} 处的值不是文字、整数、真假、数组或对象")]
    Kind(String),
    #[error("{0} 处的文字不是 Unicode 规范形式 C")]
    NotNfc(String),
    #[error("不是规范的 JSON，自第 {0} 字节起不同")]
    NotCanonical(usize),
}

/// Where it departs from the shape: the place in the text, or the member that is missing, unknown or of another type.
fn shape(error: &serde_json::Error) -> JsonFault {
    let said = error.to_string();
    JsonFault::Shape(match (error.line(), said.split('`').nth(1)) {
        (0, Some(member)) => format!("{member} 缺失、多余或类型不符"),
        (0, None) => "有成员的类型不符".to_owned(),
        (line, _) => format!("第 {line} 行第 {} 列", error.column()),
    })
}

/// Writes `value` canonically.
///
/// # Errors
/// If it holds a fraction, a `null`, an integer beyond ±(2^53 − 1) or a text that is not NFC.
pub fn to_bytes<T: Serialize>(value: &T) -> Result<Vec<u8>, JsonFault> {
    let value = serde_json::to_value(value).map_err(|e| shape(&e))?;
    let mut out = Vec::new();
    write(&mut out, &value, &mut String::new())?;
    Ok(out)
}

/// Reads a canonical document; a field that `T` does not know, or a spelling `T` would not write, is refused.
///
/// # Errors
/// Names the first fault found.
pub fn from_bytes<T: Serialize + DeserializeOwned>(bytes: &[u8]) -> Result<T, JsonFault> {
    let value: Value = parse(bytes)?;
    let mut canonical = Vec::new();
    write(&mut canonical, &value, &mut String::new())?;
    same(bytes, &canonical)?;
    let typed: T = serde_json::from_value(value).map_err(|e| shape(&e))?;
    same(bytes, &to_bytes(&typed)?)?;
    Ok(typed)
}

fn parse(bytes: &[u8]) -> Result<Value, JsonFault> {
    serde_json::from_slice(bytes).map_err(|e| shape(&e))
}

fn same(given: &[u8], canonical: &[u8]) -> Result<(), JsonFault> {
    if given == canonical {
        return Ok(());
    }
    let common = given.iter().zip(canonical).take_while(|(a, b)| a == b).count();
    Err(JsonFault::NotCanonical(common))
}

fn write(out: &mut Vec<u8>, value: &Value, path: &mut String) -> Result<(), JsonFault> {
    match value {
        Value::Bool(b) => out.extend_from_slice(if *b { b"true" } else { b"false" }),
        Value::Number(n) => write_integer(out, n, path)?,
        Value::String(s) => write_text(out, s, path)?,
        Value::Array(items) => write_array(out, items, path)?,
        Value::Object(members) => write_object(out, members, path)?,
        Value::Null => return Err(JsonFault::Kind(path.clone())),
    }
    Ok(())
}

fn write_integer(out: &mut Vec<u8>, n: &serde_json::Number, path: &str) -> Result<(), JsonFault> {
    let fits = n.as_i64().is_some_and(|i| i.unsigned_abs() <= MAX_INTEGER);
    if !fits {
        return Err(JsonFault::Kind(path.to_owned()));
    }
    out.extend_from_slice(n.to_string().as_bytes());
    Ok(())
}

fn write_text(out: &mut Vec<u8>, text: &str, path: &str) -> Result<(), JsonFault> {
    if !is_nfc(text) {
        return Err(JsonFault::NotNfc(path.to_owned()));
    }
    // serde_json escapes exactly what RFC 8785 §3.2.2.2 asks for: `"`, `\` and the controls below U+0020.
    serde_json::to_writer(out, text).map_err(|e| shape(&e))
}

fn write_array(out: &mut Vec<u8>, items: &[Value], path: &mut String) -> Result<(), JsonFault> {
    out.push(b'[');
    for (i, item) in items.iter().enumerate() {
        if i > 0 {
            out.push(b',');
        }
        at(path, &i.to_string(), |path| write(out, item, path))?;
    }
    out.push(b']');
    Ok(())
}

fn write_object(
    out: &mut Vec<u8>,
    members: &serde_json::Map<String, Value>,
    path: &mut String,
) -> Result<(), JsonFault> {
    let mut names: Vec<&String> = members.keys().collect();
    names.sort_by(|a, b| a.encode_utf16().cmp(b.encode_utf16())); // RFC 8785 §3.2.3
    out.push(b'{');
    for (i, name) in names.into_iter().enumerate() {
        if i > 0 {
            out.push(b',');
        }
        at(path, name, |path| {
            write_text(out, name, path)?;
            out.push(b':');
            write(out, &members[name], path)
        })?;
    }
    out.push(b'}');
    Ok(())
}

/// Runs `inner` with `/step` appended to the JSON pointer, so that a fault names its place.
fn at<R>(path: &mut String, step: &str, inner: impl FnOnce(&mut String) -> R) -> R {
    let before = path.len();
    path.push('/');
    path.push_str(step);
    let result = inner(path);
    path.truncate(before);
    result
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn read(text: &str) -> Result<Value, JsonFault> {
        from_bytes(text.as_bytes())
    }

    #[test]
    fn members_are_sorted_by_utf16_and_text_is_escaped_as_rfc_8785_says() {
        let value = json!({"\u{20ac}": "\u{1f}\n\"\\/", "\r": 1, "\u{1f600}": -2, "\u{fb33}a": true});
        let Err(fault) = to_bytes(&value) else { panic!("U+FB33 is not NFC") };
        assert!(matches!(fault, JsonFault::NotNfc(_)));
        let value = json!({"\u{20ac}": "\u{1f}\n\"\\/", "\r": 1, "\u{1f600}": -2, "\u{ff00}": true});
        let text = String::from_utf8(to_bytes(&value).unwrap()).unwrap();
        assert_eq!(text, "{\"\\r\":1,\"€\":\"\\u001f\\n\\\"\\\\/\",\"😀\":-2,\"\u{ff00}\":true}");
    }

    #[test]
    fn what_a_tolerant_parser_forgives_is_refused() {
        for text in ["{\"a\":1,\"a\":1}", "{ \"a\":1}", "1e2", "1.0", "-0", "null", "[null]", "\"\\u0041\""] {
            assert!(read(text).is_err(), "{text}");
        }
        for text in ["9007199254740992", "{\"b\":1,\"a\":1}", "\u{feff}1", "1\n", "\"e\u{301}\""] {
            assert!(read(text).is_err(), "{text}");
        }
        assert_eq!(read("{\"a\":[-1,\"x\",false]}"), Ok(json!({"a": [-1, "x", false]})));
    }

    #[test]
    fn depth_is_bounded() {
        let deep = "[".repeat(100_000);
        assert!(matches!(read(&deep), Err(JsonFault::Shape(_))));
    }
}
