//! Tables of a receipt: CSV with exactly one spelling.
//!
//! UTF-8 without byte order mark; a header line with exactly the columns; every line, the last included, ends in
//! one LF; a field is quoted if and only if it holds a comma or a quotation mark, and a quotation mark inside is
//! doubled; no control characters anywhere. Reading never repairs.

use std::borrow::Cow;

/// Longest field, in bytes.
pub const MAX_FIELD: usize = 16_384;

/// Where and why a table deviates. Line 1 is the header.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("第 {line} 行{}：{fault}", column.as_ref().map(|c| format!(" {c} 列")).unwrap_or_default())]
pub struct TableFault {
    pub line: u64,
    pub column: Option<String>,
    pub fault: String,
}

impl TableFault {
    pub fn line(line: u64, fault: impl ToString) -> Self {
        Self { line, column: None, fault: fault.to_string() }
    }

    pub fn cell(line: u64, column: &str, fault: impl ToString) -> Self {
        Self { line, column: Some(column.to_owned()), fault: fault.to_string() }
    }
}

/// One data row: its line number in the file and its fields, as many as the table has columns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row<'a> {
    pub line: u64,
    columns: &'static [&'static str],
    fields: Vec<Cow<'a, str>>,
}

impl Row<'_> {
    pub fn get(&self, column: usize) -> &str {
        self.fields.get(column).map_or("", |f| f.as_ref())
    }

    /// Reads one field with `parse` and names the cell when it fails.
    pub fn parse<T, E: ToString>(
        &self,
        column: usize,
        parse: impl FnOnce(&str) -> Result<T, E>,
    ) -> Result<T, TableFault> {
        parse(self.get(column)).map_err(|e| self.fault(column, e))
    }

    pub fn fault(&self, column: usize, fault: impl ToString) -> TableFault {
        TableFault::cell(self.line, self.columns.get(column).copied().unwrap_or("?"), fault)
    }
}

/// The data rows of a table, read lazily.
#[derive(Debug, Clone)]
pub struct Rows<'a> {
    rest: &'a str,
    line: u64,
    columns: &'static [&'static str],
}

/// Opens a table: checks that it is UTF-8 and that its header is exactly `columns`.
///
/// # Errors
/// Names line 1, or the line at which the bytes stop being UTF-8.
pub fn rows<'a>(bytes: &'a [u8], columns: &'static [&'static str]) -> Result<Rows<'a>, TableFault> {
    let text = std::str::from_utf8(bytes).map_err(|e| {
        let before = &bytes[..e.valid_up_to()];
        TableFault::line(1 + before.iter().filter(|b| **b == b'\n').count() as u64, "不是 UTF-8 文字")
    })?;
    let header = columns.join(",");
    let rest = text.strip_prefix(header.as_str()).and_then(|r| r.strip_prefix('\n'));
    let rest = rest.ok_or_else(|| TableFault::line(1, format!("表头应恰为 {header}，以换行结尾")))?;
    Ok(Rows { rest, line: 1, columns })
}

impl<'a> Iterator for Rows<'a> {
    type Item = Result<Row<'a>, TableFault>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.rest.is_empty() {
            return None;
        }
        self.line += 1;
        let Some((line, rest)) = self.rest.split_once('\n') else {
            self.rest = "";
            return Some(Err(TableFault::line(self.line, "没有以换行结尾")));
        };
        self.rest = rest;
        Some(split(line, self.line, self.columns))
    }
}

fn split<'a>(line: &'a str, number: u64, columns: &'static [&'static str]) -> Result<Row<'a>, TableFault> {
    if line.bytes().any(|b| b < 0x20 || b == 0x7f) {
        return Err(TableFault::line(number, "含有控制字符"));
    }
    let mut fields = Vec::with_capacity(columns.len());
    let mut rest = Some(line);
    while let Some(text) = rest {
        let column = columns.get(fields.len());
        let column = column.ok_or_else(|| TableFault::line(number, "列数过多"))?;
        let (field, after) = take_field(text).map_err(|fault| TableFault::cell(number, column, fault))?;
        if field.len() > MAX_FIELD {
            return Err(TableFault::cell(number, column, "过长"));
        }
        fields.push(field);
        rest = after;
    }
    if fields.len() < columns.len() {
        return Err(TableFault::line(number, "列数不足"));
    }
    Ok(Row { line: number, columns, fields })
}

/// The first field of `text` and what follows its comma.
fn take_field(text: &str) -> Result<(Cow<'_, str>, Option<&str>), &'static str> {
    let Some(quoted) = text.strip_prefix('"') else {
        let (field, after) = text.split_once(',').map_or((text, None), |(f, a)| (f, Some(a)));
        return if field.contains('"') { Err("含有未成对的引号") } else { Ok((field.into(), after)) };
    };
    let end = closing_quote(quoted).ok_or("引号没有成对")?;
    let (inner, after) = (&quoted[..end], &quoted[end + 1..]);
    if !inner.contains([',', '"']) {
        return Err("不必加引号");
    }
    let field = Cow::Owned(inner.replace("\"\"", "\""));
    match after.strip_prefix(',') {
        None if after.is_empty() => Ok((field, None)),
        None => Err("引号之后还有内容"),
        some => Ok((field, some)),
    }
}

/// Position of the first quotation mark that is not doubled.
fn closing_quote(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut i = 0;
    while i < bytes.len() {
        match (bytes[i], bytes.get(i + 1)) {
            (b'"', Some(b'"')) => i += 2,
            (b'"', _) => return Some(i),
            _ => i += 1,
        }
    }
    None
}

/// Starts a table with its header line.
pub fn header(columns: &[&str]) -> Vec<u8> {
    let mut out = columns.join(",").into_bytes();
    out.push(b'\n');
    out
}

/// Appends one row.
pub fn put_row<'a>(out: &mut Vec<u8>, fields: impl IntoIterator<Item = &'a str>) {
    for (i, field) in fields.into_iter().enumerate() {
        if i > 0 {
            out.push(b',');
        }
        if field.contains([',', '"']) {
            out.extend_from_slice(format!("\"{}\"", field.replace('"', "\"\"")).as_bytes());
        } else {
            out.extend_from_slice(field.as_bytes());
        }
    }
    out.push(b'\n');
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const AB: &[&str] = &["a", "b"];

    fn read(bytes: &[u8]) -> Result<Vec<Vec<String>>, TableFault> {
        rows(bytes, AB)?.map(|r| r.map(|r| vec![r.get(0).to_owned(), r.get(1).to_owned()])).collect()
    }

    #[test]
    fn each_deviation_names_its_place() {
        let cases: &[(&[u8], u64, Option<&str>)] = &[
            (b"\xef\xbb\xbfa,b\n", 1, None),
            (b"a,b\r\n", 1, None),
            (b"b,a\n", 1, None),
            (b"a,b", 1, None),
            (b"a,b\n1,2", 2, None),
            (b"a,b\n1,2\r\n", 2, None),
            (b"a,b\n1,2\n\n", 3, None),
            (b"a,b\n1,2,3\n", 2, None),
            (b"a,b\n1,\xff\n", 2, None),
            (b"a,b\n1,\"2\"\n", 2, Some("b")),
            (b"a,b\n1,\"2,\n", 2, Some("b")),
            (b"a,b\n\"1,\"x,2\n", 2, Some("a")),
            (b"a,b\n1\"1,2\n", 2, Some("a")),
        ];
        for (bytes, line, column) in cases {
            let fault = read(bytes).expect_err(&String::from_utf8_lossy(bytes));
            assert_eq!((fault.line, fault.column.as_deref()), (*line, *column), "{fault}");
        }
    }

    #[test]
    fn a_field_may_be_huge_only_up_to_the_limit() {
        let long = "x".repeat(MAX_FIELD + 1);
        assert!(read(format!("a,b\n1,{long}\n").as_bytes()).is_err());
    }

    proptest! {
        #[test]
        fn what_is_written_is_read(fields in prop::collection::vec(("[ -~区\"],]{0,8}", "[a\",]{0,6}"), 0..8)) {
            let mut bytes = header(AB);
            fields.iter().for_each(|(a, b)| put_row(&mut bytes, [a.as_str(), b.as_str()]));
            let want: Vec<_> = fields.into_iter().map(|(a, b)| vec![a, b]).collect();
            prop_assert_eq!(read(&bytes), Ok(want));
        }

        #[test]
        fn what_is_read_is_written_back(bytes in prop::collection::vec(prop::sample::select(b"a,\"\n\r1".to_vec()), 0..24)) {
            let mut file = header(AB);
            file.extend(bytes);
            if let Ok(rows) = read(&file) {
                let mut again = header(AB);
                rows.iter().for_each(|r| put_row(&mut again, r.iter().map(String::as_str)));
                prop_assert_eq!(again, file);
            }
        }
    }
}
