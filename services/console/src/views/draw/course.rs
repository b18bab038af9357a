//! The five stages of a draw, and what comes next.

use contracts::api::draw::{DrawView, StageTimes};
use kernel::{Moment, Role};
use pages::{Button, Meaning, Note, Stage, StageLine, StageState, formats};

use super::{all_promised, may_be_void, own_party, party_name};
use crate::desk::Desk;

/// The stages that a state has left behind.
fn passed(draw: &DrawView, times: &StageTimes) -> usize {
    match draw.state.as_str() {
        "requested" => 0,
        "opened" => 1,
        "frozen" => 2,
        "committed" | "withheld" => 3,
        "drawn" if draw.team_root.is_some() => 5,
        "drawn" => 4,
        _ => [times.opened, times.frozen, times.committed, times.drawn].iter().flatten().count(),
    }
}

/// What one stage shows.
struct Step<'a> {
    name: &'static str,
    at: Option<Moment>,
    digest: Option<&'a str>,
    remark: String,
}

fn steps<'a>(draw: &'a DrawView, times: &StageTimes) -> [Step<'a>; 5] {
    let promised = draw.parties.iter().filter(|party| party.committed).count();
    let revealed = draw.parties.iter().filter(|party| party.revealed).count();
    let all = draw.parties.len();
    let in_pool = draw.objects_in_pool.map(|count| format!("在库可抽 {count} 户")).unwrap_or_default();
    let shares = if all == 0 {
        "随机数由运行方产生".to_owned()
    } else {
        format!("已承诺 {promised} / {all} 方")
    };
    let drawn = match draw.drawn {
        Some(count) => format!("抽中 {count} 户"),
        None if all > 0 => format!("已公开 {revealed} / {all} 方"),
        None => String::new(),
    };
    let step = |name, at, digest, remark| Step { name, at, digest, remark };
    [
        step("开启", times.opened, draw.open.as_deref(), "方案已固定".to_owned()),
        step("冻结名录", times.frozen, draw.pool_root.as_deref(), in_pool),
        step("各方承诺", times.committed, draw.commit.as_deref(), shares),
        step("公开随机数并抽取", times.drawn, draw.result_root.as_deref(), drawn),
        step("组成检查组", times.drawn, draw.team_root.as_deref(), "检查人员随机匹配".to_owned()),
    ]
}

pub fn line(draw: &DrawView) -> StageLine {
    let times = draw.times.clone().unwrap_or_default();
    let passed = passed(draw, &times);
    let stopped = ["impossible", "withheld", "void", "expired"].contains(&draw.state.as_str());
    let stages = steps(draw, &times).into_iter().enumerate().map(|(at, step)| {
        let state = match at {
            at if at < passed => StageState::Done,
            at if at == passed && !stopped => StageState::Running,
            _ if stopped => StageState::Void,
            _ => StageState::Waiting,
        };
        let stage = Stage::new(step.name, state);
        let stage = match step.at.filter(|_| at < passed) {
            Some(moment) => stage.time(formats::moment_table(moment)),
            None => stage,
        };
        let stage = match step.digest {
            Some(digest) => stage.digest(digest),
            None => stage,
        };
        // What a stage that has not begun would say is not true yet.
        if at <= passed && !stopped || at < passed { stage.remark(step.remark) } else { stage }
    });
    StageLine::new("抽取的五个阶段", stages)
}

/// What comes next, and who has to act; with the button where it is this person.
pub fn next(desk: &Desk, draw: &DrawView) -> Note {
    if let Some(note) = void(desk, draw) {
        return note;
    }
    let mine = desk.is_mine(Some(&draw.initiating)) && desk.role() == Role::Clerk;
    let by = desk.names().department(&draw.initiating);
    let plain = |lead: &str, text: String| Note::new(Meaning::Plain, lead.to_owned(), text);
    let act = |note: Note, words: &str, page: &str| {
        note.action(Button::link(words, format!("/draws/{}/{page}", draw.draw)))
    };
    match draw.state.as_str() {
        "requested" => {
            let note = plain("接下来：开启抽取。", format!("由{by}的经办人开启，随后系统冻结名录。"));
            if mine { act(note, "开启抽取", "opening") } else { note }
        }
        "opened" => plain("接下来：系统冻结名录。", "通常在一分钟内完成，请稍后刷新本页。".to_owned()),
        "frozen" if !all_promised(draw) => promising(desk, draw),
        "frozen" => {
            let note = plain("接下来：公布承诺。", format!("各方承诺已齐，由{by}的经办人公布到公共日志。"));
            if mine { act(note, "公布承诺", "commit") } else { note }
        }
        "committed" => revealing(desk, draw),
        "drawn" => drawn(draw),
        _ => stopped(draw),
    }
}

fn waiting_for(desk: &Desk, draw: &DrawView, done: fn(&contracts::api::draw::PartyView) -> bool) -> String {
    let names = draw.parties.iter().filter(|party| !done(party)).map(|party| party_name(desk, &party.party));
    names.collect::<Vec<_>>().join("、")
}

fn until(draw: &DrawView) -> String {
    let last = draw.reveal_by.map(formats::moment_long);
    last.map(|last| format!("期限为 {last}，逾期须作废重抽。")).unwrap_or_default()
}

fn promising(desk: &Desk, draw: &DrawView) -> Note {
    let missing = waiting_for(desk, draw, |party| party.committed);
    let text =
        format!("尚待{missing}提交。随机数由各方在自己的浏览器中产生，公开前任何人看不到。{}", until(draw));
    let note = Note::new(Meaning::Plain, "接下来：各方承诺。", text);
    let own = own_party(desk).and_then(|own| draw.parties.iter().find(|party| party.party == own));
    match own {
        Some(party) if !party.committed => {
            note.action(Button::link("生成并承诺", format!("/draws/{}/party", draw.draw)))
        }
        _ => note,
    }
}

fn revealing(desk: &Desk, draw: &DrawView) -> Note {
    let missing = waiting_for(desk, draw, |party| party.revealed);
    let text = if missing.is_empty() {
        "随机数已齐，系统正在抽取，请稍后刷新本页。".to_owned()
    } else {
        format!("尚待{missing}公开随机数。全部公开后系统立即抽取，无须任何人再操作。{}", until(draw))
    };
    let note = Note::new(Meaning::Plain, "接下来：公开随机数。", text);
    let own = own_party(desk).and_then(|own| draw.parties.iter().find(|party| party.party == own));
    match own {
        Some(party) if !party.revealed => {
            note.action(Button::link("公开随机数", format!("/draws/{}/party", draw.draw)))
        }
        _ => note,
    }
}

fn drawn(draw: &DrawView) -> Note {
    if draw.published.is_some() {
        let text = "名单、检查组和全部随机数已向社会公开，任何人可以重算核验。";
        return Note::new(Meaning::Done, "抽取已公开。", text);
    }
    let when = draw.open_by.map(|day| format!("，最迟 {}", formats::date_long(day))).unwrap_or_default();
    let text = format!(
        "名单根和编组根已写入公共日志，名单在全部检查结束后公开{when}；此前只有承办人员可以查看，每次查看都记入留痕。"
    );
    Note::new(Meaning::Sealed, "密封抽取。", text).icon(pages::Icon::Padlock)
}

fn stopped(draw: &DrawView) -> Note {
    let why = match draw.state.as_str() {
        "impossible" => format!("名录不能满足抽取规则：{}。", draw.obstacle.clone().unwrap_or_default()),
        "withheld" => "有参与方未在期限内公开随机数。".to_owned(),
        "expired" => "承诺期限已过，抽取终止，系统自动安排重抽。".to_owned(),
        _ => format!(
            "作废原因：{}。系统自动安排重抽。",
            draw.void.as_ref().map(|void| void.sentence.clone()).unwrap_or_default()
        ),
    };
    let next = if may_be_void(draw) {
        "由联席会议办公室申请作废，发起部门主要负责人审批后重抽。"
    } else {
        ""
    };
    Note::new(Meaning::Late, "本次抽取没有形成名单。", format!("{why}{next}"))
}

/// A request that the draw be void waits for the principal.
fn void(desk: &Desk, draw: &DrawView) -> Option<Note> {
    let asked = draw.void.as_ref().filter(|void| !void.approved)?;
    let by = desk.names().department(&draw.initiating);
    let text = format!("联席会议办公室申请作废，原因：{}。由{by}的主要负责人审批。", asked.sentence);
    let note = Note::new(Meaning::Soon, "已申请作废。", text);
    let mine = desk.role() == Role::Principal && desk.is_mine(Some(&draw.initiating));
    let button = Button::link("审批作废", format!("/draws/{}/void-approval", draw.draw));
    Some(if mine { note.action(button) } else { note })
}
