//! Team assignment on generated inputs: members, gaps with their sets, relaxations.

use serde_json::{Value, json};
use sortition::teams::{
    Input, Inspector, Need, Object, Period, Recusal, Relaxation, Shortage, TeamRule, TeamUnit, assign,
};

use super::dice::{Dice, python};

const CASES: u32 = 400;
/// Names whose byte order differs from the order of other encodings.
const DEPARTMENTS: [&str; 3] = ["市监", "ecology", "\u{1f600}"];

fn period(from: &str, to: &str) -> Period {
    Period { from: from.to_owned(), to: to.to_owned() }
}

fn rule(dice: &mut Dice) -> TeamRule {
    let load_limit = dice.chance(50).then(|| 1 + dice.below(4));
    let mut relaxations = Vec::new();
    if dice.chance(50) {
        relaxations.push(Relaxation::OneInspector);
    }
    if let Some(limit) = load_limit.filter(|_| dice.chance(50)) {
        let wider = Relaxation::WiderLoad { limit: limit + 1 + dice.below(2) };
        let place = usize::from(dice.chance(50)) * relaxations.len();
        relaxations.insert(place, wider);
    }
    let size = dice.below(4);
    let team_unit = if size == 0 { TeamUnit::PerObject } else { TeamUnit::Bundles { size } };
    TeamRule { leader_department: Some(DEPARTMENTS[0].to_owned()), team_unit, load_limit, relaxations }
}

fn need(dice: &mut Dice, department: &str) -> Need {
    let items = ["item-1", "item-2"].map(str::to_owned);
    let items = items.into_iter().filter(|_| dice.chance(60)).collect();
    Need {
        department: department.to_owned(),
        minimum: if dice.chance(80) { 2 } else { 1 + dice.below(3) as u8 },
        items,
    }
}

fn object(dice: &mut Dice, rank: u32) -> Object {
    let mut needs = vec![need(dice, DEPARTMENTS[0])];
    for department in &DEPARTMENTS[1..] {
        if dice.chance(60) {
            needs.push(need(dice, department));
        }
    }
    Object { id: format!("{}{rank}", if dice.chance(50) { "对象" } else { "o" }), rank, needs }
}

fn inspector(dice: &mut Dice, n: u32) -> Inspector {
    let items = match dice.below(10) {
        0 => vec!["item-1"],
        1 => vec!["item-2"],
        2..5 => vec!["item-2", "item-1"],
        _ => vec!["*"],
    };
    let absent = dice.chance(10);
    Inspector {
        id: format!("{:02x}-{n}", dice.below(256)),
        department: DEPARTMENTS[dice.below(3) as usize].to_owned(),
        items: items.into_iter().map(str::to_owned).collect(),
        valid_from: if dice.chance(5) { "2026-03-03" } else { "2026-03-02" }.to_owned(),
        valid_until: if dice.chance(5) { "2026-03-30" } else { "2026-03-31" }.to_owned(),
        available: !dice.chance(10),
        absences: absent
            .then(|| period("2026-01-01", if dice.chance(50) { "2026-03-01" } else { "2026-03-02" }))
            .into_iter()
            .collect(),
    }
}

fn input(dice: &mut Dice) -> Input {
    let objects: Vec<_> = (0..1 + dice.below(14)).map(|rank| object(dice, rank)).collect();
    let inspectors: Vec<_> = (0..dice.below(24)).map(|n| inspector(dice, n)).collect();
    let mut recusals = Vec::new();
    for object in &objects {
        for inspector in &inspectors {
            if dice.chance(12) {
                recusals.push(Recusal { object: object.id.clone(), inspector: inspector.id.clone() });
            }
        }
    }
    Input { rule: rule(dice), window: period("2026-03-02", "2026-03-31"), objects, inspectors, recusals }
}

fn question(input: &Input) -> Value {
    let needs = |object: &Object| -> Value {
        object
            .needs
            .iter()
            .map(|n| (n.department.clone(), json!({"minimum": n.minimum, "items": n.items})))
            .collect()
    };
    json!({
        "rule": input.rule,
        "window": input.window,
        "objects": input.objects.iter().map(|o| json!({"id": o.id, "rank": o.rank, "needs": needs(o)})).collect::<Vec<_>>(),
        "inspectors": input.inspectors.iter().map(|i| json!({
            "id": i.id, "department": i.department, "items": i.items, "available": i.available,
            "valid_from": i.valid_from, "valid_until": i.valid_until, "absences": i.absences,
        })).collect::<Vec<_>>(),
        "recusals": input.recusals.iter().map(|r| json!({"object": r.object, "inspector": r.inspector})).collect::<Vec<_>>(),
    })
}

fn answer(input: &Input, key: &[u8; 32]) -> Value {
    let drawn = assign(input, key).expect("the generated input is sound");
    let gap = |reason: Shortage| match reason {
        Shortage::TooFewEligible => ("too_few_eligible", None),
        Shortage::LoadLimit { limit } => ("load_limit", Some(limit)),
    };
    let rows: Vec<_> =
        drawn.members.iter().map(|m| json!([m.object, m.inspector, m.department, m.role.as_str()])).collect();
    let gaps: Vec<_> = drawn
        .unstaffed
        .iter()
        .map(|u| {
            let (reason, limit) = gap(u.reason);
            json!([u.object, u.department, u.needed, reason, limit, u.too_small_set])
        })
        .collect();
    let relaxed: Vec<_> = drawn
        .relaxations_applied
        .iter()
        .map(|r| {
            let name = if r.relaxation == Relaxation::OneInspector { "one_inspector" } else { "wider_load" };
            json!([r.object, r.department, name])
        })
        .collect();
    json!([rows, gaps, relaxed])
}

const COMPARE: &str = "
import json, sys, verify
for number, line in enumerate(sys.stdin):
    case = json.loads(line)
    drawn = json.loads(json.dumps(verify.assign(bytes.fromhex(case['key']), case['input'])))
    if drawn != case['answer']:
        sys.exit(f'case {number}: {drawn} is not {case[\"answer\"]}')
print(number + 1)
";

#[test]
fn python_draws_the_same_teams() {
    let (mut lines, mut gaps, mut relaxed) = (String::new(), 0, 0);
    for case in 0..CASES {
        let mut dice = Dice::new(case);
        let (input, key) = (input(&mut dice), dice.bytes());
        let answer = answer(&input, &key);
        gaps += usize::from(answer[1][0].is_array());
        relaxed += usize::from(answer[2][0].is_array());
        lines += &json!({"key": hex::encode(key), "input": question(&input), "answer": answer}).to_string();
        lines.push('\n');
    }
    // The cases are worth something only if they reach the hard parts.
    assert!(gaps > 50 && relaxed > 50, "{gaps} cases with gaps, {relaxed} with relaxations");
    let output = python(&["-c", COMPARE], lines.as_bytes());
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    assert_eq!(String::from_utf8_lossy(&output.stdout).trim(), CASES.to_string());
}
