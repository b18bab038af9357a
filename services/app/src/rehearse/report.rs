//! The rehearsal shown: a table on the terminal, an HTML page, the receipts as files.

use std::path::Path;

use askama::Template;

use super::{record::Record, rules::Judged, tell::padded};
use crate::failure::Failure;

/// Faults of one rule that the terminal shows.
const SHOWN: usize = 5;

/// Prints the table of rules; true where all of them hold.
pub fn show(judged: &[Judged]) -> bool {
    println!("\n{}{}{:>10}", padded("应当成立的规则", 40), padded("结论", 10), "检查数");
    for one in judged {
        let word = if one.holds() { "成立" } else { "不成立" };
        println!("{}{}{:>10}", padded(one.name, 40), padded(word, 10), one.found.checked);
        for fault in one.found.faults.iter().take(SHOWN) {
            println!("    {fault}");
        }
        if one.found.faults.len() > SHOWN {
            println!("    另有 {} 处", one.found.faults.len() - SHOWN);
        }
    }
    let broken = judged.iter().filter(|one| !one.holds()).count();
    match broken {
        0 => println!("\n{} 条规则全部成立。", judged.len()),
        _ => println!("\n{broken} 条规则不成立。"),
    }
    broken == 0
}

#[derive(Template)]
#[template(path = "rehearsal.html")]
struct Page<'a> {
    record: &'a Record,
    judged: &'a [Judged],
    broken: usize,
    visits: usize,
    seconds: String,
}

/// Makes sure, before anything is rehearsed, that a report can be written there.
pub fn prepare(directory: &Path) -> Result<(), Failure> {
    std::fs::create_dir_all(directory).map_err(|e| Failure::at(directory, &e))?;
    let trial = directory.join(".trial");
    let tried = std::fs::write(&trial, b"").and_then(|()| std::fs::remove_file(&trial));
    tried.map_err(|e| Failure::at(&trial, &e))
}

/// Removes the receipts of an earlier report, and of nothing else: one receipt must not lie among files of another.
fn clear(directory: &Path) -> Result<(), Failure> {
    let receipts = directory.join("draws");
    if directory.join("record.json").exists() && receipts.exists() {
        std::fs::remove_dir_all(&receipts).map_err(|e| Failure::at(&receipts, &e))?;
    }
    Ok(())
}

/// Writes `index.html`, `record.json` and each draw's receipt under `draws/<seq>/`.
pub fn write(record: &Record, judged: &[Judged], directory: &Path) -> Result<(), Failure> {
    std::fs::create_dir_all(directory).map_err(|e| Failure::at(directory, &e))?;
    clear(directory)?;
    for draw in &record.draws {
        let receipt = directory.join("draws").join(draw.view.seq.unwrap_or_default().to_string());
        std::fs::create_dir_all(&receipt)?;
        for (name, text) in &draw.receipt_at_end {
            std::fs::write(receipt.join(name), text)?;
        }
    }
    let took: u64 = record.stages.iter().map(|stage| stage.took_ms).sum();
    let page = Page {
        record,
        judged,
        broken: judged.iter().filter(|one| !one.holds()).count(),
        visits: record.visits.len(),
        seconds: seconds(&took),
    };
    std::fs::write(directory.join("index.html"), page.render()?)?;
    std::fs::write(directory.join("record.json"), serde_json::to_vec(record)?)?;
    println!("报告：{}", directory.join("index.html").display());
    Ok(())
}

fn seconds(ms: &u64) -> String {
    format!("{}.{}", ms / 1000, ms % 1000 / 100)
}

/// Percent of the longest step.
fn width(ms: &u64, record: &Record) -> u64 {
    let longest = record.stages.iter().map(|stage| stage.took_ms).max().unwrap_or_default();
    ms * 100 / longest.max(1)
}
