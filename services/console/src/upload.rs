//! A form with files, as a phone sends its photos: `multipart/form-data`, which a browser sends without any script.

use actix_web::{FromRequest, HttpRequest, dev::Payload, web::Payload as Stream};
use futures_util::future::LocalBoxFuture;
use serde_json::{Value, json};
use web::Problem;

use crate::{fields::Fields, trouble::Trouble};

/// All files of one form together, bytes.
const MAX: usize = 40 << 20;

/// A file as it was chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    pub field: String,
    pub name: String,
    pub media_type: String,
    pub bytes: Vec<u8>,
}

/// What a form with files sent.
#[derive(Debug, Clone, Default)]
pub struct Posted {
    pub fields: Fields,
    pub files: Vec<File>,
}

impl FromRequest for Posted {
    type Error = Trouble;
    type Future = LocalBoxFuture<'static, Result<Self, Trouble>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let own = web::site::is_own(request);
        let head = request.headers().get("content-type").and_then(|value| value.to_str().ok());
        let kind = head.unwrap_or_default().to_owned();
        let stream = Stream::from_request(request, payload);
        Box::pin(async move {
            if !own {
                return Err(Problem::new("role_not_allowed", Value::Null).into());
            }
            let cut = |_| Problem::new("bad_request", json!({"detail": "读取内容时中断"}));
            let read = stream.await.map_err(cut)?.to_bytes_limited(MAX).await;
            let limit = || Problem::new("too_large", json!({"limit": format!("{} MB", MAX >> 20)}));
            let bytes = read.map_err(|_| limit())?.map_err(cut)?;
            Ok(match boundary(&kind) {
                Some(boundary) => parts(&bytes, &boundary),
                None => Posted { fields: Fields::read(&bytes), files: Vec::new() },
            })
        })
    }
}

/// What divides the parts.
fn boundary(kind: &str) -> Option<String> {
    let rest = kind.strip_prefix("multipart/form-data")?;
    let (_, value) = rest.split_once("boundary=")?;
    let value = value.split(';').next().unwrap_or_default().trim().trim_matches('"');
    (!value.is_empty()).then(|| value.to_owned())
}

/// Where `sought` begins. A photo has millions of bytes and few line ends, so only those are looked at.
fn find(bytes: &[u8], sought: &[u8]) -> Option<usize> {
    let first = sought.first()?;
    let mut from = 0;
    while let Some(step) = bytes[from..].iter().position(|byte| byte == first) {
        let at = from + step;
        if bytes[at..].starts_with(sought) {
            return Some(at);
        }
        from = at + 1;
    }
    None
}

fn parts(bytes: &[u8], boundary: &str) -> Posted {
    let (mut pairs, mut files) = (Vec::new(), Vec::new());
    let opening = format!("--{boundary}");
    let between = format!("\r\n--{boundary}");
    let mut rest = match find(bytes, opening.as_bytes()) {
        Some(at) => &bytes[at + opening.len()..],
        None => &[],
    };
    while let Some(after) = rest.strip_prefix(b"\r\n") {
        let Some(end) = find(after, between.as_bytes()) else { break };
        let (part, next) = after.split_at(end);
        rest = &next[between.len()..];
        let Some(blank) = find(part, b"\r\n\r\n") else { continue };
        let head = String::from_utf8_lossy(&part[..blank]);
        let body = &part[blank + 4..];
        let field = attribute(&head, "name").unwrap_or_default();
        match attribute(&head, "filename") {
            None => pairs.push((field, String::from_utf8_lossy(body).into_owned())),
            // A field in which no file was chosen comes with an empty name.
            Some(_) if body.is_empty() => {}
            Some(name) => files.push(File { field, name, media_type: kind_of(&head), bytes: body.to_vec() }),
        }
    }
    Posted { fields: Fields::of(pairs), files }
}

fn attribute(head: &str, name: &str) -> Option<String> {
    let (_, value) = head.split_once(&format!("; {name}=\""))?;
    let (value, _) = value.split_once('"')?;
    Some(value.replace("%22", "\"").replace("%0D", "").replace("%0A", ""))
}

fn kind_of(head: &str) -> String {
    let line = head.lines().find_map(|line| {
        let (name, value) = line.split_once(':')?;
        name.eq_ignore_ascii_case("content-type").then(|| value.trim().to_ascii_lowercase())
    });
    line.unwrap_or_else(|| "application/octet-stream".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    const FORM: &[u8] = b"--X\r\nContent-Disposition: form-data; name=\"note\"\r\n\r\n\xe7\x94\xb2\r\n\xe4\xb9\x99\r\n--X\r\n\
Content-Disposition: form-data; name=\"photos\"; filename=\"a%22b.jpg\"\r\nContent-Type: image/jpeg\r\n\r\n\xff\xd8\r\n--Y\r\n\
\r\n--X\r\nContent-Disposition: form-data; name=\"photos\"; filename=\"\"\r\nContent-Type: application/octet-stream\r\n\r\n\r\n--X--\r\n";

    #[test]
    fn fields_and_files_come_apart_whatever_the_bytes() {
        let posted = parts(FORM, "X");
        assert_eq!(posted.fields.text("note"), "甲\n乙");
        let [photo] = &posted.files[..] else { panic!("one photo: {:?}", posted.files) };
        assert_eq!((photo.field.as_str(), photo.name.as_str()), ("photos", "a\"b.jpg"));
        assert_eq!(
            (photo.media_type.as_str(), &photo.bytes[..]),
            ("image/jpeg", &b"\xff\xd8\r\n--Y\r\n"[..])
        );
    }

    #[test]
    fn what_is_cut_off_gives_what_came_whole() {
        for end in 0..FORM.len() {
            assert!(parts(&FORM[..end], "X").files.len() <= 1);
        }
    }

    #[test]
    fn the_boundary_is_read_from_the_type() {
        assert_eq!(boundary("multipart/form-data; boundary=\"a b\"; x=y").as_deref(), Some("a b"));
        assert_eq!(boundary("application/x-www-form-urlencoded"), None);
    }
}
