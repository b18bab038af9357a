//! The sample that the project ships: every row that `dirty.csv` says must be refused is, with its line, and no other.

use std::collections::BTreeSet;

use kernel::Role;
use testkit::App;

use super::{REGION, SCJG, register};

/// Rows of the sample files that an import takes although `dirty.csv` wants them refused.
const TAKEN: [(&str, u64); 1] = [
    // A 15-digit number's check digit (GS 15-2006) is not looked at.
    ("objects.csv", 5543),
];

fn sample(name: &str) -> Vec<u8> {
    std::fs::read(format!("{}/../../deploy/sample/{name}", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

/// Lines of `file` that must be refused.
fn dirty(file: &str) -> BTreeSet<u64> {
    let text = String::from_utf8(sample("dirty.csv")).unwrap();
    let rows = text.lines().skip(1).map(|line| line.split(',').collect::<Vec<_>>());
    let refused = rows.filter(|row| row[0] == file && row.last() == Some(&"是"));
    refused.map(|row| row[1].parse().unwrap()).filter(|line| !TAKEN.contains(&(file, *line))).collect()
}

/// Departments by the names that the sample's inspectors give, short names made up.
async fn departments(app: &App) {
    let text = String::from_utf8(sample("inspectors.csv")).unwrap();
    let known = |line: &str| line.split(',').nth(4).map(str::to_owned);
    let names: BTreeSet<_> = text.lines().skip(1).filter_map(known).collect();
    for (number, name) in
        names.iter().filter(|name| !name.contains("某某") && !name.contains("公司")).enumerate()
    {
        register(app, &format!("{REGION}-d{number:02}"), name).await;
    }
    app.drain().await;
}

#[tokio::test]
async fn every_dirty_row_of_the_sample_is_refused_and_no_other() {
    let app = App::start(&[pool::module()]).await;
    departments(&app).await;
    let clerk = app.token(Role::Clerk, REGION, Some(SCJG));
    for (what, file) in [("objects", "objects.csv"), ("inspectors", "inspectors.csv")] {
        let path = format!("/api/pool/v1/imports/{what}");
        let report = app.upload(&clerk, &path, "text/csv", sample(file)).await.expect(201);
        let rejected = report["rejected"].as_array().unwrap();
        let lines: BTreeSet<_> = rejected.iter().map(|row| row["line"].as_u64().unwrap()).collect();
        let dirty = dirty(file);
        let wrongly: Vec<_> =
            rejected.iter().filter(|row| !dirty.contains(&row["line"].as_u64().unwrap())).collect();
        assert!(wrongly.is_empty(), "{file}: {} refused, such as {:?}", wrongly.len(), wrongly.first());
        assert_eq!(lines, dirty, "{file}");
    }
}
