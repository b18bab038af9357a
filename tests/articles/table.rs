//! Which article has which tests, and how far they go. README quotes it; the run prints it.

use std::{fs, io::Write, path::PathBuf};

use State::{Held, Thin};

/// How far an article is held by what stands today.
pub enum State {
    Held,
    /// Its tests try what there is; the text says what is still to come.
    Thin(&'static str),
}

/// An article of the policy (`art`), of 国办发〔2024〕54号 (`n54`), or of the law's own channels (`ext`).
pub struct Article {
    pub id: &'static str,
    pub about: &'static str,
    pub state: State,
}

const fn article(id: &'static str, about: &'static str, state: State) -> Article {
    Article { id, about, state }
}

pub const ARTICLES: [Article; 23] = [
    article("art01", "依据与施行", Thin("no form is printed yet, so none names the basis documents")),
    article("art02", "抽查对象与事项", Held),
    article("art05", "全程电子化管理", Held),
    article("art07", "年度计划", Thin("nobody is reminded before 31 January yet")),
    article("art11", "两库", Held),
    article("art12", "抽查方案", Held),
    article("art14", "五个环节", Held),
    article("art15", "名单不得更改", Thin("departments cannot draw their inspectors separately yet")),
    article("art16", "更换执法人员", Held),
    article("art17", "检查小组", Held),
    article("art18", "工作指引", Held),
    article("art19", "实地检查", Thin("a third party has no commission and no report yet")),
    article("art20_1", "预查比对", Held),
    article("art20_2", "现场检查", Held),
    article("art20_3", "形成结果与移送", Held),
    article("art20_4", "结果公示", Held),
    article("art21", "直接形成结果", Held),
    article(
        "art22",
        "结果更正",
        Thin("a correction reaches the public view and the visit, not referral and statistics yet"),
    ),
    article("art23", "后续处理", Held),
    article("art25", "信息使用", Held),
    article("n54_1", "执法主体与资格", Held),
    article("n54_2", "检查审批", Held),
    article(
        "ext_1",
        "法定平台的对应记录",
        Thin("plans and results; draws hold no reference, and no setting says which channel meets a duty"),
    ),
];

struct TestFunction {
    name: String,
    body: String,
}

/// The test functions of an article's file.
fn tests(id: &str) -> Vec<TestFunction> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(format!("../../tests/articles/{id}.rs"));
    let text = fs::read_to_string(&path).unwrap_or_else(|_| panic!("{id} has no file"));
    let functions = text.split("#[tokio::test]\nasync fn ").skip(1);
    let function = |text: &str| {
        let (name, body) = text.split_once('(').unwrap();
        TestFunction { name: name.to_owned(), body: body.to_owned() }
    };
    functions.map(function).collect()
}

fn printed() -> String {
    let mut table = String::from("| article | about | tests | state |\n|---|---|---|---|\n");
    for Article { id, about, state } in &ARTICLES {
        let names: Vec<_> = tests(id).into_iter().map(|test| test.name).collect();
        let state = match state {
            Held => "held".to_owned(),
            Thin(reason) => format!("thin: {reason}"),
        };
        table.push_str(&format!("| {id} | {about} | {} | {state} |\n", names.join("<br>")));
    }
    table
}

/// Written past the test harness's capture, so that every run shows it.
#[test]
fn the_table_is_printed() {
    let table = printed();
    assert_eq!(table.lines().count(), ARTICLES.len() + 2);
    std::io::stdout().lock().write_all(format!("\n{table}\n").as_bytes()).unwrap();
}

#[test]
fn every_article_of_the_list_has_tests_of_its_name_and_each_sees_a_refusal() {
    let ids: Vec<_> = ARTICLES.iter().map(|article| article.id).collect();
    let held = [
        "art01", "art02", "art05", "art07", "art11", "art12", "art14", "art15", "art16", "art17", "art18",
        "art19", "art20_1", "art20_2", "art20_3", "art20_4", "art21", "art22", "art23", "art25", "n54_1",
        "n54_2", "ext_1",
    ];
    assert_eq!(ids, held);
    for id in ids {
        let tests = tests(id);
        assert!(!tests.is_empty(), "{id} has no test");
        for test in tests {
            assert!(test.name.starts_with(&format!("{id}_")), "{} stands in {id}.rs", test.name);
            assert!(test.body.contains("refused("), "{} sees no refusal", test.name);
        }
    }
}
