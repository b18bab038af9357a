//! Finding the first place at which a file is not what it should be.

use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value;

use crate::json::{self, JsonFault};
use crate::receipt::Bundle;
use crate::table::{self, TableFault};

use super::Step;
use super::verdict::{Difference, Fault, Place, Verdict};

/// The bytes of a file that must be there.
pub(super) fn file<'a>(bundle: &'a Bundle, name: &str) -> Step<&'a [u8]> {
    bundle
        .get(name)
        .map(Vec::as_slice)
        .ok_or_else(|| Verdict::Incomplete { file: name.to_owned(), detail: None })
}

/// Reads a canonical document.
pub(super) fn document<T: Serialize + DeserializeOwned>(bundle: &Bundle, name: &str) -> Step<T> {
    json::from_bytes(file(bundle, name)?).map_err(|fault| malformed_json(name, &fault))
}

pub(super) fn malformed_json(file: &str, fault: &JsonFault) -> Verdict {
    let place = match fault {
        JsonFault::Kind(pointer) | JsonFault::NotNfc(pointer) => Place::Member(pointer.clone()),
        JsonFault::Shape(_) | JsonFault::NotCanonical(_) => Place::Whole,
    };
    differs(file, place, Fault::Malformed(fault.to_string()))
}

pub(super) fn malformed_table(file: &str, fault: TableFault) -> Verdict {
    let place = match fault.column {
        Some(column) => Place::Cell { line: fault.line, column },
        None => Place::Line(fault.line),
    };
    differs(file, place, Fault::Malformed(fault.fault))
}

pub(super) fn differs(file: &str, place: Place, fault: Fault) -> Verdict {
    Verdict::Differs(Difference { file: file.to_owned(), place, fault })
}

pub(super) fn refused(file: &str, place: Place, why: impl ToString) -> Verdict {
    differs(file, place, Fault::Refused(why.to_string()))
}

/// One member of a document must have this value.
pub(super) fn member<T: ToString + PartialEq>(
    file: &str,
    pointer: &str,
    expected: &T,
    found: &T,
) -> Step<()> {
    if expected == found {
        return Ok(());
    }
    let fault = Fault::Unequal { expected: expected.to_string(), found: found.to_string() };
    Err(differs(file, Place::Member(pointer.to_owned()), fault))
}

/// A canonical document must be exactly the expected one; names the first member that is not.
pub(super) fn same_document(name: &str, expected: &[u8], found: &[u8]) -> Step<()> {
    if expected == found {
        return Ok(());
    }
    let parse = |bytes| json::from_bytes::<Value>(bytes).map_err(|fault| malformed_json(name, &fault));
    let (expected, found) = (parse(expected)?, parse(found)?);
    let (place, expected, found) = first_difference(&expected, &found, String::new());
    Err(differs(name, Place::Member(place), Fault::Unequal { expected, found }))
}

fn first_difference(expected: &Value, found: &Value, path: String) -> (String, String, String) {
    let absent = Value::Null;
    let step = |key: &str| format!("{path}/{}", key.replace('~', "~0").replace('/', "~1"));
    match (expected, found) {
        (Value::Object(e), Value::Object(f)) => {
            let mut keys: Vec<&String> = e.keys().chain(f.keys()).collect();
            keys.sort();
            let of = |key: &String| (e.get(key).unwrap_or(&absent), f.get(key).unwrap_or(&absent));
            let differing = keys.into_iter().map(|key| (key, of(key))).find(|(_, (e, f))| e != f);
            differing.map(|(key, (e, f))| first_difference(e, f, step(key)))
        }
        (Value::Array(e), Value::Array(f)) => {
            let of = |i: usize| (e.get(i).unwrap_or(&absent), f.get(i).unwrap_or(&absent));
            let differing = (0..e.len().max(f.len())).map(|i| (i, of(i))).find(|(_, (e, f))| e != f);
            differing.map(|(i, (e, f))| first_difference(e, f, step(&i.to_string())))
        }
        _ => None,
    }
    .unwrap_or_else(|| (path, shown(expected), shown(found)))
}

fn shown(value: &Value) -> String {
    match value {
        Value::Null => "（无）".to_owned(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

/// A table must be exactly the expected one; names the first cell that is not.
pub(super) fn same_table(
    name: &str,
    columns: &'static [&'static str],
    expected: &[u8],
    found: &[u8],
) -> Step<()> {
    if expected == found {
        return Ok(());
    }
    let malformed = |fault| malformed_table(name, fault);
    let mut expected = table::rows(expected, columns).map_err(malformed)?;
    let mut found = table::rows(found, columns).map_err(malformed)?;
    let mut line = 1;
    loop {
        line += 1;
        let (e, f) =
            (expected.next().transpose().map_err(malformed)?, found.next().transpose().map_err(malformed)?);
        let row = |fields: Option<&table::Row<'_>>| match fields {
            Some(row) => (0..columns.len()).map(|i| row.get(i)).collect::<Vec<_>>().join(","),
            None => "（无）".to_owned(),
        };
        if let (Some(e), Some(f)) = (&e, &f) {
            match columns.iter().enumerate().find(|(i, _)| e.get(*i) != f.get(*i)) {
                None => continue,
                Some((i, column)) => {
                    let fault = Fault::Unequal { expected: e.get(i).to_owned(), found: f.get(i).to_owned() };
                    return Err(differs(name, Place::Cell { line, column: (*column).to_owned() }, fault));
                }
            }
        }
        let fault = Fault::Unequal { expected: row(e.as_ref()), found: row(f.as_ref()) };
        return Err(differs(name, Place::Line(line), fault));
    }
}
