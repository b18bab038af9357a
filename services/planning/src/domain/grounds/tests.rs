use contracts::events::planning::{Catalogue, CatalogueItem};
use kernel::codes::ObjectKind;

use super::*;
use crate::domain::{
    plan::tests::published,
    task::tests::{SCJG, WJW, date, id, scheme},
};

fn catalogue() -> CatalogueDraft {
    let item = |code: &str, department: &str| CatalogueItem {
        item: code.parse().unwrap(),
        name: "食品经营检查".into(),
        department: department.parse().unwrap(),
        legal_basis: "食品安全法".into(),
        object_kinds: vec![ObjectKind::Enterprise],
        methods: Vec::new(),
        matter: "food".into(),
        guide: "查看许可证".into(),
        guide_version: "1".into(),
        provincial_entry: None,
    };
    CatalogueDraft {
        content: Catalogue {
            catalogue: id(2),
            version: 1,
            items: vec![item("scjg-01", SCJG), item("wjw-01", WJW)],
        },
        department: SCJG.parse().unwrap(),
        drafted_by: id(7),
        published: true,
    }
}

fn drafted(change: impl FnOnce(&mut Scheme)) -> Result<(), Refusal> {
    let mut scheme = scheme();
    change(&mut scheme);
    let grounds =
        Grounds { plan: &published(), catalogue: &catalogue(), rehearsal: false, today: date("2026-03-02") };
    grounds.check(&scheme, &SCJG.parse().unwrap())
}

#[test]
fn a_scheme_within_the_plan_is_drafted() {
    assert_eq!(drafted(|_| {}), Ok(()));
}

#[test]
fn a_window_outside_the_planned_months_is_refused() {
    assert_eq!(drafted(|s| s.until = date("2026-07-01")), Err(Refusal::NotInThePlan));
    assert_eq!(drafted(|s| s.until = date("2027-03-31")), Err(Refusal::WindowInvalid));
    assert_eq!(drafted(|s| s.from = date("2026-03-01")), Err(Refusal::WindowInThePast));
}
