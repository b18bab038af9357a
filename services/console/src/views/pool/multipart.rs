//! Reads a browser's form with a file: `multipart/form-data`, whole in memory as the import will be.

/// One field of the form.
#[derive(Debug, PartialEq, Eq)]
pub struct Part<'a> {
    pub name: String,
    /// Of a file, as the browser calls it.
    pub file: Option<String>,
    pub content: &'a [u8],
}

/// Fields at most: these forms have five.
const MOST: usize = 20;

/// The parts; none where this is no such form. The body says its boundary itself, on its first line.
pub fn parts(body: &[u8]) -> Option<Vec<Part<'_>>> {
    let end = find(body, b"\r\n")?;
    let boundary =
        body.get(..end).filter(|line| line.starts_with(b"--") && (3..=74).contains(&line.len()))?;
    let delimiter = [b"\r\n", boundary].concat();
    let mut rest = body.get(end + 2..)?;
    let mut parts = Vec::new();
    while parts.len() < MOST {
        let head_end = find(rest, b"\r\n\r\n")?;
        let head = String::from_utf8_lossy(rest.get(..head_end)?).into_owned();
        let after = rest.get(head_end + 4..)?;
        let length = find(after, &delimiter)?;
        parts.push(Part {
            name: parameter(&head, "name")?,
            file: parameter(&head, "filename"),
            content: after.get(..length)?,
        });
        match after.get(length + delimiter.len()..)? {
            end if end.starts_with(b"--") => return Some(parts),
            more => rest = more.strip_prefix(b"\r\n")?,
        }
    }
    None
}

/// Looks for the first byte and compares: a file of 64 MiB is gone through once.
fn find(text: &[u8], what: &[u8]) -> Option<usize> {
    let (first, mut from) = (*what.first()?, 0);
    loop {
        let at = from + text.get(from..)?.iter().position(|byte| *byte == first)?;
        if text.get(at..)?.starts_with(what) {
            return Some(at);
        }
        from = at + 1;
    }
}

/// `name="…"` of a part's Content-Disposition.
fn parameter(head: &str, name: &str) -> Option<String> {
    let line = head.lines().find(|line| line.to_ascii_lowercase().starts_with("content-disposition:"))?;
    let mark = format!(" {name}=\"");
    let (_, rest) = line.split_once(&mark)?;
    Some(rest.split_once('"')?.0.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    const BODY: &[u8] = b"--x1\r\nContent-Disposition: form-data; name=\"library\"\r\n\r\nobjects\r\n\
        --x1\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.csv\"\r\nContent-Type: text/csv\r\n\r\n\
        a,b\r\n--x\r\n1,2\r\n\r\n--x1--\r\n";

    #[test]
    fn fields_and_files_come_out_as_they_went_in() {
        let parts = parts(BODY).unwrap();
        assert_eq!(parts[0], Part { name: "library".into(), file: None, content: b"objects" });
        assert_eq!((parts[1].name.as_str(), parts[1].file.as_deref()), ("file", Some("a.csv")));
        assert_eq!(parts[1].content, b"a,b\r\n--x\r\n1,2\r\n");
    }

    #[test]
    fn what_breaks_off_is_no_form() {
        for cut in 0..BODY.len() - 4 {
            assert_eq!(parts(&BODY[..cut]), None, "{cut}");
        }
        assert_eq!(parts(b"library=objects"), None);
    }
}
