//! Which column is what. Registers name the same thing in many ways; the ways known stand in `data/headings.tsv`.

use std::collections::BTreeMap;

use super::Sheet;
use crate::domain::Refusal;

/// The table: a field's word, then its headings.
const TABLE: &str = include_str!("../../../data/headings.tsv");
/// Titles and notes that may stand above the heading, rows.
const ABOVE: usize = 10;

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Field {
    Name,
    Code,
    Registration,
    Number,
    Kind,
    Form,
    Approver,
    Registrar,
    Trade,
    Risk,
    Place,
    Address,
    Phone,
    Since,
    Status,
    Certificate,
    Issuer,
    ValidFrom,
    ValidUntil,
    Department,
    Items,
    Expertise,
    Expert,
}

impl Field {
    const WORDS: [(&'static str, Field); 23] = [
        ("name", Field::Name),
        ("code", Field::Code),
        ("registration", Field::Registration),
        ("number", Field::Number),
        ("kind", Field::Kind),
        ("form", Field::Form),
        ("approver", Field::Approver),
        ("registrar", Field::Registrar),
        ("trade", Field::Trade),
        ("risk", Field::Risk),
        ("place", Field::Place),
        ("address", Field::Address),
        ("phone", Field::Phone),
        ("since", Field::Since),
        ("status", Field::Status),
        ("certificate", Field::Certificate),
        ("issuer", Field::Issuer),
        ("valid_from", Field::ValidFrom),
        ("valid_until", Field::ValidUntil),
        ("department", Field::Department),
        ("items", Field::Items),
        ("expertise", Field::Expertise),
        ("expert", Field::Expert),
    ];
}

/// The heading of a sheet: where each field stands, and the headings that nobody knows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heading {
    pub columns: BTreeMap<Field, usize>,
    pub unknown: Vec<String>,
    /// How many columns it has.
    pub width: usize,
    /// Its place among the sheet's rows.
    pub row: usize,
}

/// Finds the heading: the first row that names every `needed` field, else the refusal names what the best row lacks.
pub fn heading(sheet: &Sheet, needed: &[(Field, &'static str)]) -> Result<Heading, Refusal> {
    let missing = |heading: &Heading| {
        needed.iter().find(|(field, _)| !heading.columns.contains_key(field)).map(|(_, name)| *name)
    };
    let mut best: Option<Heading> = None;
    for (row, (_, cells)) in sheet.rows.iter().take(ABOVE).enumerate() {
        let found = read(row, cells);
        if missing(&found).is_none() {
            return twice(cells).map_or(Ok(found), |heading| Err(Refusal::HeadingTwice { heading }));
        }
        if best.as_ref().is_none_or(|best| best.columns.len() < found.columns.len()) {
            best = Some(found);
        }
    }
    let heading = best.as_ref().and_then(missing).or(needed.first().map(|(_, name)| *name));
    Err(Refusal::HeadingMissing { heading: heading.unwrap_or_default() })
}

/// A heading of a known column that stands twice word for word: nobody can tell which of the two is meant.
fn twice(cells: &[String]) -> Option<String> {
    let (known, mut seen) = (known(), std::collections::BTreeSet::new());
    let read = |text: &&String| matches!(known.get(&plain(text)), Some(Some(_)));
    cells.iter().filter(read).find(|text| !seen.insert(plain(text))).cloned()
}

fn read(row: usize, cells: &[String]) -> Heading {
    let known = known();
    let (mut columns, mut unknown) = (BTreeMap::new(), Vec::new());
    for (column, text) in cells.iter().enumerate() {
        match known.get(&plain(text)) {
            Some(Some(field)) => {
                columns.entry(*field).or_insert(column);
            }
            Some(None) => {}
            None if text.is_empty() => {}
            None => unknown.push(text.chars().take(60).collect()),
        }
    }
    let width = cells.iter().rposition(|cell| !cell.is_empty()).map_or(0, |last| last + 1);
    Heading { columns, unknown, width, row }
}

/// Headings as `plain` spells them; those of columns that are passed over have no field.
fn known() -> BTreeMap<String, Option<Field>> {
    let mut known = BTreeMap::new();
    for line in TABLE.lines().filter(|line| !line.starts_with('#')) {
        let mut parts = line.split('\t');
        let word = parts.next().unwrap_or_default();
        let field = Field::WORDS.iter().find(|(known, _)| *known == word).map(|(_, field)| *field);
        known.extend(parts.map(|heading| (plain(heading), field)));
    }
    known
}

/// Without spaces, asterisks of required columns, or a difference between full-width and half-width brackets.
fn plain(heading: &str) -> String {
    let kept = heading.chars().filter(|c| !c.is_whitespace() && !matches!(c, '*' | '＊' | '\u{feff}'));
    kept.map(|c| match c {
        '(' => '（',
        ')' => '）',
        '／' => '/',
        other => other,
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::intake::read as file;

    const NEEDED: [(Field, &str); 2] = [(Field::Name, "企业名称"), (Field::Code, "统一社会信用代码")];

    #[test]
    fn every_word_of_the_table_is_a_field_and_every_heading_stands_once() {
        let mut seen = std::collections::BTreeSet::new();
        let mut words = Vec::new();
        for line in TABLE.lines().filter(|line| !line.starts_with('#')) {
            let mut parts = line.split('\t');
            words.push(parts.next().unwrap());
            assert!(parts.all(|heading| seen.insert(plain(heading))), "{line}");
        }
        let known: Vec<_> = Field::WORDS.iter().map(|(word, _)| *word).chain(["-"]).collect();
        assert_eq!(words, known);
    }

    #[test]
    fn the_heading_may_stand_below_a_title() {
        let sheet = file(
            "舞钢市检查对象名录库\n\n*单位名称, 社会信用 代码,住所(经营场所),神秘列\n甲,1,2,3\n".as_bytes(),
        );
        let heading = heading(&sheet.unwrap(), &NEEDED).unwrap();
        assert_eq!((heading.row, heading.width), (1, 4));
        let columns = [(Field::Name, 0), (Field::Code, 1), (Field::Address, 2)];
        assert_eq!((heading.columns, heading.unknown), (columns.into(), vec!["神秘列".to_owned()]));
    }

    #[test]
    fn a_column_that_stands_twice_is_refused_and_two_words_for_one_are_not() {
        let of = |text: &str| heading(&file(text.as_bytes()).unwrap(), &NEEDED);
        let twice = of("企业名称,企业名称,统一社会信用代码\n甲,乙,1\n");
        assert_eq!(twice, Err(Refusal::HeadingTwice { heading: "企业名称".to_owned() }));
        assert!(of("企业名称,名称,统一社会信用代码\n甲,乙,1\n").is_ok());
        assert!(of("企业名称,备注,备注,统一社会信用代码\n甲,乙,丙,1\n").is_ok());
    }

    #[test]
    fn what_is_missing_is_named() {
        let sheet = file("名称,地址\n甲,乙\n".as_bytes()).unwrap();
        assert_eq!(heading(&sheet, &NEEDED), Err(Refusal::HeadingMissing { heading: "统一社会信用代码" }));
    }
}
