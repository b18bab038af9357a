//! One row under its heading, and what may be wrong with it.

use contracts::api::pool::RejectedRow;

use super::{Field, headings::Heading};

/// What is wrong with a row: stable code, the column as people call it, the reason in Chinese. Never the cell's own
/// content, which may be about a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    pub code: &'static str,
    pub column: &'static str,
    pub reason: String,
}

impl Fault {
    pub fn new(code: &'static str, column: &'static str, reason: impl ToString) -> Self {
        Self { code, column, reason: reason.to_string() }
    }

    pub fn at(self, line: u64) -> RejectedRow {
        RejectedRow { line, column: self.column.to_owned(), code: self.code.to_owned(), reason: self.reason }
    }
}

/// Controls, and what turns the direction of writing or takes no room: a name with these is not what it looks like.
fn is_hidden(c: char) -> bool {
    c.is_control() || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}')
}

/// A row's cells by field.
#[derive(Debug, Clone, Copy)]
pub struct Row<'a> {
    pub line: u64,
    cells: &'a [String],
    heading: &'a Heading,
}

impl<'a> Row<'a> {
    pub fn new(line: u64, cells: &'a [String], heading: &'a Heading) -> Self {
        Self { line, cells, heading }
    }

    /// The cell of `field`; empty where the sheet has no such column.
    pub fn cell(&self, field: Field) -> &'a str {
        self.heading.columns.get(&field).and_then(|at| self.cells.get(*at)).map_or("", String::as_str)
    }

    pub fn is_blank(&self) -> bool {
        self.cells.iter().all(String::is_empty)
    }

    /// As many cells as columns, and nothing in them that cannot be printed.
    pub fn check_shape(&self, ragged: bool) -> Result<(), Fault> {
        let width = self.heading.width;
        if self.cells.iter().skip(width).any(|cell| !cell.is_empty()) {
            return Err(Fault::new(
                "too_many_columns",
                "",
                format!("表头 {width} 列，此行 {} 列", self.cells.len()),
            ));
        }
        if !ragged && self.cells.len() < width {
            return Err(Fault::new(
                "too_few_columns",
                "",
                format!("表头 {width} 列，此行 {} 列", self.cells.len()),
            ));
        }
        let unprintable =
            |cell: &String| cell.chars().any(|c| is_hidden(c) && !matches!(c, '\n' | '\r' | '\t'));
        match self.cells.iter().any(unprintable) {
            true => Err(Fault::new("control_character", "", "含有不可见的控制字符")),
            false => Ok(()),
        }
    }

    /// A text that must be there, of at most `most` characters.
    pub fn text(&self, field: Field, column: &'static str, most: usize) -> Result<&'a str, Fault> {
        match self.optional(field, column, most)? {
            "" => Err(Fault::new("missing", column, "不能为空")),
            text => Ok(text),
        }
    }

    pub fn optional(&self, field: Field, column: &'static str, most: usize) -> Result<&'a str, Fault> {
        let text = self.cell(field);
        if text.chars().count() > most {
            return Err(Fault::new("too_long", column, format!("不应超过 {most} 字")));
        }
        Ok(text)
    }
}
