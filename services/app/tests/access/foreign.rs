//! Rows of others: a whole campaign of one region is read, and every command on it tried, by another department and by
//! another region; its owners do see it. Before the visit not even its own city does.

use kernel::Role;
use reqwest::Method;
use serde_json::{Value, json};

use crate::{
    city::{REGION, SCJG, SECRET, WJW},
    documents::{Listed, listed},
    held::{CODE, Campaign, is_empty},
    roles::{Came, send},
};

const OTHER_DEPARTMENT: &str = "410481-hbj";
const OTHER_REGION: &str = "410482";
const THEIRS: &str = "410482-scjg";

/// The reading operations that need a token.
fn reads() -> Vec<Listed> {
    let mut all = listed();
    all.retain(|operation| {
        operation.method == "GET" && !operation.table().is_public() && !operation.path.contains("/identity/")
    });
    all
}

/// Lists whose published rows everybody may see; what is only drafted is looked for by its id.
fn has_public_rows(operation: &Listed) -> bool {
    ["/api/planning/v1/plans", "/api/planning/v1/catalogues"].contains(&operation.path.as_str())
}

fn can_search(operation: &Listed) -> bool {
    let parameters = operation.document["parameters"].as_array();
    parameters.is_some_and(|all| all.iter().any(|parameter| parameter["name"] == "q"))
}

/// Those of the other department, as whom a role without a department cannot come.
fn of_other_department(operation: &Listed) -> Vec<Role> {
    operation.allowed().filter(|role| role.needs_department() || *role == Role::System).collect()
}

#[tokio::test]
async fn every_row_is_seen_at_home_and_none_in_another_region() {
    let campaign = Campaign::held().await;
    for operation in reads() {
        assert!(is_empty(&operation) || campaign.owner_sees(&operation, "").await, "{operation} at home");
        for role in operation.allowed() {
            let within = role.needs_department() || matches!(role, Role::System | Role::DrawParty);
            let token = campaign.city.app.token(role, OTHER_REGION, within.then_some(THEIRS));
            let what = format!("{operation} as {role:?} of another region");
            for search in if can_search(&operation) { vec!["", "?q=秘密"] } else { vec![""] } {
                let seen = campaign.read(&operation, &token, search).await;
                seen.shows_nothing(&what);
                assert_eq!(seen.total.unwrap_or(0), 0, "{what}: {}", seen.text);
                let single = operation.path.contains("{id}");
                assert!(!single || seen.status == 404, "{what}: {} {}", seen.status, seen.text);
            }
        }
    }
}

#[tokio::test]
async fn no_row_is_seen_by_another_department_but_the_shared_libraries() {
    let campaign = Campaign::held().await;
    // The libraries and the routing rules are the city's; its operators look after every letter that was laid aside.
    let shared = |operation: &Listed| {
        let path = &operation.path;
        ["/v1/objects", "/v1/inspectors", "/v1/routing-rules", "/v1/dead-letters"]
            .iter()
            .any(|part| path.contains(part))
    };
    for operation in reads().iter().filter(|operation| !shared(operation)) {
        for role in of_other_department(operation) {
            // The letters wait for each of the city's operators.
            if operation.path.ends_with("/v1/waiting") && role == Role::DepartmentIt {
                continue;
            }
            let token = campaign.city.app.token(role, REGION, Some(OTHER_DEPARTMENT));
            let what = format!("{operation} as {role:?} of another department");
            let seen = campaign.read(operation, &token, "").await;
            seen.shows_nothing(&what);
            assert!(has_public_rows(operation) || seen.total.unwrap_or(0) == 0, "{what}: {}", seen.text);
            let single = operation.path.contains("{id}");
            assert!(!single || seen.status == 404, "{what}: {} {}", seen.status, seen.text);
        }
    }
}

#[tokio::test]
async fn a_sealed_visit_is_seen_by_its_circle_and_by_nobody_else_in_the_city() {
    let campaign = Campaign::drawn().await;
    let app = &campaign.city.app;
    let visit = campaign.ids["/api/inspection/v1/visits/"].clone();
    let circle = [
        app.token(Role::Clerk, REGION, Some(SCJG)),
        app.token(Role::Leader, REGION, Some(WJW)),
        app.token(Role::Principal, REGION, Some(SCJG)),
    ];
    for token in &circle {
        let list = app.get(token, "/api/inspection/v1/visits?q=秘密").await.expect(200);
        assert_eq!(list["total"], 1);
        app.get(token, &format!("/api/inspection/v1/visits/{visit}")).await.expect(200);
        app.get(token, &format!("/api/inspection/v1/timeline/{visit}")).await.expect(200);
    }
    let outside = [
        (Role::Office, None),
        (Role::Observer, None),
        (Role::Auditor, None),
        (Role::Clerk, Some(WJW)),
        (Role::Inspector, Some(SCJG)),
        (Role::Clerk, Some(OTHER_DEPARTMENT)),
    ];
    for operation in reads() {
        // The library of all objects says nothing of who is drawn; the auditor's receipt is read on the record.
        if operation.path.starts_with("/api/pool/v1/objects") || operation.path.contains("/receipt/") {
            continue;
        }
        for (role, department) in outside.iter().filter(|(role, _)| operation.table().allows(*role)) {
            let token = app.token(*role, REGION, *department);
            let seen = campaign.read(&operation, &token, "").await;
            let what = format!("{operation} as {role:?} of {department:?}");
            assert!(!seen.text.contains(SECRET) && !seen.text.contains(CODE), "{what}: {}", seen.text);
            let trail = ["/journal", "/inbox"].iter().any(|end| operation.path.ends_with(end));
            if operation.path.starts_with("/api/inspection/") && !trail {
                seen.shows_nothing(&what);
                assert_eq!(seen.total.unwrap_or(0), 0, "{what}: {}", seen.text);
            }
        }
    }
}

/// A body that the command would take, were the row the caller's.
fn body(operation: &Listed) -> Value {
    let (hash, id) = ("ab".repeat(32), "0192f1c2-7b6e-7c3a-9d54-3f1a2b4c5d6e");
    match operation.path.rsplit('/').next().unwrap() {
        "external-references" => json!({"system": "省级平台", "number": "1", "at": "2026-03-02T01:00:00Z"}),
        "return" => json!({"reason": "补充"}),
        "resubmission" => json!({"lines": [line()]}),
        "amendments" => json!({"lines": [line()], "reason": "调整"}),
        "objection" => json!({"reason": "时间不合适"}),
        "scheme" => json!({"reason": "调整", "scheme": {
            "title": "联合抽查", "initiating": THEIRS, "participants": [], "from": "2026-03-02", "until": "2026-03-31",
            "criteria": {}, "quota": {"rule": "total", "total": 1}, "notice": {"policy": "given"},
            "entropy": {"source": "operator"}}}),
        "handling" => json!({"step": "accepted", "note": "受理"}),
        "decline" => json!({"legal_basis": "食品安全法", "proposed_owner": SCJG}),
        "designation" => json!({"department": SCJG, "reason": "指定"}),
        "conclusion" => json!({"outcome": "case_filed"}),
        "pre-checks" => json!({"known": "存续", "sources": ["公示系统"]}),
        "schedule" => json!({"on": "2026-03-31"}),
        "notice" => json!({"means": "written"}),
        "measures" => json!({"measure": "record_made", "means": "written", "detail": "笔录"}),
        "substitutions" => json!({"drawn": id, "replacement": id, "reason": "health"}),
        "cancellation" => json!({"reason": "迁址"}),
        "result" => json!({"result": "no_problem", "object_status": "operating"}),
        "object-signature" => json!({"refused": false}),
        "correction-requests" => json!({"item": "scjg-01", "to": "no_problem", "reason": "误录"}),
        "refusal" => json!({"reason": "原结果无误"}),
        "void-request" => json!({"reason": "other", "note": "试"}),
        "commitments" => json!({"party": "jw", "commitment": hash}),
        "reveals" => json!({"party": "jw", "share": hash}),
        _ => json!({}),
    }
}

fn line() -> Value {
    json!({"title": "联合抽查", "participants": [], "items": [], "months": [3, 6], "share": "5%"})
}

async fn attempt(campaign: &Campaign, operation: &Listed, token: &str) -> Came {
    let method: Method = operation.method.parse().unwrap();
    let request = campaign.city.app.request(method, token, &campaign.path(operation));
    let request = if operation.path.ends_with("/evidence") {
        request.header("content-type", "text/plain").body("证据")
    } else {
        request.json(&body(operation))
    };
    send(request).await
}

/// What the owners see of everything that a command could have changed.
async fn state_of(campaign: &Campaign) -> Vec<String> {
    let app = &campaign.city.app;
    app.drain().await;
    let mut all = Vec::new();
    for path in [
        "planning/v1/plans",
        "planning/v1/catalogues",
        "planning/v1/proposals",
        "planning/v1/tasks",
        "pool/v1/inspectors",
        "pool/v1/confirmations",
        "draw/v1/draws",
        "inspection/v1/visits",
        "disclosure/v1/duties",
        "referral/v1/referrals",
    ] {
        let office = app.token(Role::Office, REGION, None);
        all.push(app.get(&office, &format!("/api/{path}")).await.expect(200).to_string());
    }
    all
}

#[tokio::test]
async fn no_command_reaches_a_row_of_another_department_or_region() {
    let campaign = Campaign::held().await;
    let before = state_of(&campaign).await;
    let mut tried = 0;
    for operation in listed().iter().filter(|o| o.method != "GET" && o.path.contains("{id}")) {
        if operation.path.contains("/identity/") {
            continue;
        }
        let abroad = operation.allowed().map(|role| (role, OTHER_REGION, Some(THEIRS)));
        let beside = of_other_department(operation).into_iter();
        let beside = beside.filter(|role| *role != Role::DepartmentIt);
        for (role, region, department) in abroad.chain(beside.map(|r| (r, REGION, Some(OTHER_DEPARTMENT)))) {
            let came =
                attempt(&campaign, operation, &campaign.city.app.token(role, region, department)).await;
            let what = format!("{operation} as {role:?} of {department:?}: {} {}", came.status, came.body);
            came.check(&what);
            // A disclosed duty is public, so who may not touch it may be told whose it is.
            let disclosed = operation.path.contains("/duties/") && came.code() == "not_your_department";
            assert!(disclosed || (came.status, came.code()) == (404, "not_found"), "{what}");
            tried += 1;
        }
    }
    assert!(tried > 40, "{tried}");
    assert_eq!(before, state_of(&campaign).await);
}
