//! Each rule of the rehearsal notices when one thing is wrong: a rehearsal that holds is written down, one thing in it is
//! corrupted, and the executable judges it again.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test that cannot go on should stop where it stands"
)]

use std::{
    path::Path,
    process::{Command, Output},
};

use serde_json::{Value, json};

const SUIJI: &str = env!("CARGO_BIN_EXE_suiji");

/// A rule's name, what is done, and the doing.
type Sabotage = (&'static str, &'static str, fn(&mut Value));

const SABOTAGES: [Sabotage; 25] = [
    ("抽取名单与凭证一致", "another object was visited", |record| {
        record["visits"][0]["object"]["object"] = json!("91350100M000100Y43");
    }),
    ("抽取名单与凭证一致", "a drawn object was not visited", |record| {
        drop_from(&mut record["visits"], 0)
    }),
    ("抽取凭证可独立核验", "one digit of the result is another", |record| {
        let receipt = &mut record["draws"][0]["receipt"]["result.csv"];
        let text = receipt.as_str().unwrap().trim_end();
        let (kept, last) = text.split_at(text.len() - 1);
        *receipt = json!(format!("{kept}{}\n", if last == "0" { "1" } else { "0" }));
    }),
    ("抽取凭证可独立核验", "a file is missing", |record| {
        record["draws"][0]["receipt"].as_object_mut().unwrap().remove("pool.csv");
    }),
    ("检查组符合组队规则", "a team lacks one", |record| {
        drop_from(&mut record["visits"][1]["team"], 3)
    }),
    ("检查组符合组队规则", "nobody leads", |record| {
        for member in record["visits"][1]["team"].as_array_mut().unwrap() {
            member["leader"] = json!(false);
        }
    }),
    ("检查组符合组队规则", "a certificate has ended", |record| {
        for inspector in record["inspectors"].as_array_mut().unwrap() {
            inspector["valid_until"] = json!("2020-01-01");
        }
    }),
    ("密封名单未在范围外出现", "an answer named a sealed object", |record| {
        record["seal"]["leaks"] = json!(["公众 GET /api/draw/v1/draws"]);
    }),
    ("密封名单未在范围外出现", "nothing was looked at", |record| {
        record["seal"]["objects"] = json!(0)
    }),
    ("检查频次不超上限", "one object three times", |record| {
        let object = record["visits"][0]["object"].clone();
        (1..3).for_each(|place| record["visits"][place]["object"] = object.clone());
    }),
    ("抽取序号连续", "a number is passed over", |record| {
        let row = row(record, "draw", "suiji.draw.opened.v1", 1);
        row["event"]["data"]["seq"] = json!(3);
    }),
    ("抽取名单不可更改", "a change was let through", |record| {
        record["attempts"][0]["status"] = json!(200)
    }),
    ("抽取名单不可更改", "the receipt reads otherwise at the end", |record| {
        record["draws"][0]["receipt_at_end"]["teams.csv"] = json!("");
    }),
    ("五个环节按顺序进行", "a visit ended before it began", |record| {
        let row = row(record, "inspection", "suiji.inspection.visit-ended.v1", 0);
        row["event"]["recordedtime"] = json!("2020-01-01T00:00:00Z");
    }),
    ("五个环节按顺序进行", "nobody approved", |record| {
        drop_kind(record, "planning", "suiji.planning.task-approved.v1");
    }),
    ("移送和公示期限与独立计算一致", "a referral is due a day later", |record| {
        next_day(&mut record["referrals"][0]["due_on"]);
    }),
    ("移送和公示期限与独立计算一致", "a disclosure is due a day later", |record| {
        next_day(&mut record["duties"][0]["due_on"]);
    }),
    ("问题线索每一时刻有唯一承办部门", "a referral changed hands without a word", |record| {
        drop_kind(record, "referral", "suiji.referral.rerouted.v1");
    }),
    ("移送已送达或由办公室承办", "a delivery is missing", |record| {
        let feed = record["feeds"].as_object_mut().unwrap().values_mut();
        let feed = feed.max_by_key(|feed| feed.as_array().unwrap().len()).unwrap();
        drop_from(feed, 0);
    }),
    ("处理结果回到问题线索", "another outcome stands at the finding", |record| {
        record["findings"][0]["outcome"] = json!("handed_to_justice");
    }),
    ("每次检查均产生公示责任", "a duty is missing", |record| drop_from(&mut record["duties"], 0)),
    ("公示结果经签字且未改动", "a result reads otherwise than signed", |record| {
        let duties = record["duties"].as_array_mut().unwrap();
        let duty = duties.iter_mut().find(|duty| duty["corrections"] == json!([])).unwrap();
        duty["items"][0]["result"] = json!("false_disclosure");
    }),
    ("每项操作留痕：何人、何角色、何事", "a command left no row", |record| {
        record["commands"][5]["trace"] = json!("0".repeat(32));
    }),
    ("事件流与操作留痕一致", "a row is missing", |record| {
        let rows = record["journals"]["inspection"].as_array_mut().unwrap();
        let place = rows.iter().position(|row| row["event"]["sequence"] == 3).unwrap();
        rows.remove(place);
    }),
    ("每个事件在各服务处理一次", "an event came twice", |record| {
        let rows = record["inboxes"]["disclosure"].as_array_mut().unwrap();
        rows.push(rows[0].clone());
    }),
];

fn drop_from(list: &mut Value, place: usize) {
    list.as_array_mut().unwrap().remove(place);
}

fn drop_kind(record: &mut Value, service: &str, kind: &str) {
    let rows = record["journals"][service].as_array_mut().unwrap();
    let before = rows.len();
    rows.retain(|row| row["event"]["type"] != kind);
    assert!(rows.len() < before, "{kind}");
}

fn row<'a>(record: &'a mut Value, service: &str, kind: &str, place: usize) -> &'a mut Value {
    let rows = record["journals"][service].as_array_mut().unwrap().iter_mut();
    rows.filter(|row| row["event"]["type"] == kind).nth(place).unwrap()
}

fn next_day(day: &mut Value) {
    let date: chrono::NaiveDate = day.as_str().unwrap().parse().unwrap();
    *day = json!(date.succ_opt().unwrap());
}

fn run(arguments: &[&str], path: &Path) -> Output {
    Command::new(SUIJI).arg("rehearse").args(arguments).arg(path).output().unwrap()
}

#[test]
fn each_rule_notices_what_it_is_for() {
    let home = tempfile::tempdir().unwrap();
    let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../deploy/sample/objects.csv");
    let report = home.path().join("report").display().to_string();
    let held = run(&["--rate", "0.2%", "--seed", "21", "--report", &report, "--objects"], &sample);
    let said = String::from_utf8_lossy(&held.stdout).into_owned();
    assert!(held.status.success(), "{said}{}", String::from_utf8_lossy(&held.stderr));
    assert!(home.path().join("report/index.html").is_file());
    assert!(home.path().join("report/draws/2/receipt.json").is_file());

    let file = home.path().join("report/record.json");
    assert_eq!(run(&["--record"], &file).status.code(), Some(0), "as it was written down");
    let record: Value = serde_json::from_slice(&std::fs::read(&file).unwrap()).unwrap();
    for (rule, what, corrupt) in SABOTAGES {
        let mut record = record.clone();
        corrupt(&mut record);
        std::fs::write(&file, record.to_string()).unwrap();
        let judged = run(&["--record"], &file);
        let said = String::from_utf8_lossy(&judged.stdout).into_owned();
        assert_eq!(judged.status.code(), Some(1), "{what}: {said}");
        let line = said.lines().find(|line| line.starts_with(rule)).unwrap();
        assert!(line.contains("不成立"), "{what}: {said}");
    }
    let rules =
        said.lines().filter(|line| line.contains("成立  ")).map(|line| line.split("  ").next().unwrap());
    for rule in rules {
        assert!(SABOTAGES.iter().any(|(known, ..)| *known == rule), "no sabotage of {rule}");
    }
}
