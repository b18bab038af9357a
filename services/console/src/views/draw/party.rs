//! A draw party's own page. The share is made in the party's browser and kept there; this server sees the promise, and the
//! share only when the party makes it public. Without scripts `suiji party` makes both, and the fields take what it prints.

use actix_web::{http::StatusCode, web::Path};
use contracts::api::draw::{CommitShare, DrawView, PartyView, RevealShare};
use pages::{Button, ErrorSummary, Field, Icon, Meaning, Note, PageHead, formats};
use serde_json::{Value, json};
use web::upstream::Command;

use super::{crumbs, own_party, party_name, read};
use crate::{
    desk::Desk,
    fields::Fields,
    trouble::{Page, Trouble, sentence},
};

#[derive(askama::Template)]
#[template(path = "draw/party.html")]
struct Body {
    head: PageHead,
    summary: Option<ErrorSummary>,
    note: Note,
    form: Option<Form>,
    back: Option<Button>,
}

struct Form {
    /// `promise` or `reveal`.
    act: &'static str,
    open: String,
    party: String,
    draw: String,
    key: String,
    plain: &'static str,
    command: String,
    field: Field,
    tick: Field,
    button: Button,
    back: Button,
}

/// The draw and the own part in it; nobody else has this page.
async fn own(desk: &Desk, id: &str) -> Result<(DrawView, PartyView), Trouble> {
    let party = own_party(desk).ok_or_else(Trouble::not_found)?;
    let draw = read(desk, id).await?;
    let part = draw.parties.iter().find(|part| part.party == party).cloned();
    Ok((draw, part.ok_or_else(Trouble::not_found)?))
}

pub async fn show(desk: Desk, id: Path<String>) -> Page {
    let (draw, part) = own(&desk, &id).await?;
    render(&desk, &draw, &part, StatusCode::OK, ErrorSummary::new(), &Fields::default())
}

pub async fn take(desk: Desk, id: Path<String>, fields: Fields) -> Page {
    let (draw, part) = own(&desk, &id).await?;
    let (path, body, said) = match checked(&part.party, &fields) {
        Ok(act) => act,
        Err(summary) => {
            return render(&desk, &draw, &part, StatusCode::UNPROCESSABLE_ENTITY, summary, &fields);
        }
    };
    // Without a version: parties act at the same time, and what one says does not hang on what another said.
    let command = Command { key: fields.text("key"), version: None };
    match desk.send::<Value>("draw", &format!("/v1/draws/{id}/{path}"), &body, &command).await? {
        Ok(_) => desk.done(&format!("/draws/{id}"), said),
        Err(details) => {
            let code = StatusCode::from_u16(details.status).unwrap_or(StatusCode::CONFLICT);
            render(&desk, &draw, &part, code, ErrorSummary::refusal(sentence(&details)), &fields)
        }
    }
}

/// 32 bytes as the protocol writes them.
fn is_hash(text: &str) -> bool {
    text.len() == 64 && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}

fn checked(party: &str, fields: &Fields) -> Result<(&'static str, Value, &'static str), ErrorSummary> {
    let promise = fields.text("act") != "reveal";
    let name = if promise { "commitment" } else { "share" };
    let value = fields.code(name).to_lowercase();
    let mut summary = ErrorSummary::new();
    if !is_hash(&value) {
        let wrong = if promise {
            "请先生成随机数；承诺值应为 64 位十六进制字符"
        } else {
            "请取出承诺时保存的随机数，应为 64 位十六进制字符"
        };
        summary = summary.error(name, wrong);
    }
    if fields.given("agreed").is_none() {
        summary = summary.error("agreed", "请先核对并勾选");
    }
    if !summary.is_empty() {
        return Err(summary);
    }
    let party = party.to_owned();
    Ok(if promise {
        (
            "commitments",
            json!(CommitShare { party, commitment: value }),
            "已提交承诺，公布后请回到本页公开随机数",
        )
    } else {
        ("reveals", json!(RevealShare { party, share: value }), "已公开随机数")
    })
}

fn render(
    desk: &Desk,
    draw: &DrawView,
    part: &PartyView,
    code: StatusCode,
    summary: ErrorSummary,
    typed: &Fields,
) -> Page {
    let title = "参与方承诺与公开";
    let form = match draw.state.as_str() {
        "frozen" if !part.committed => Some(promise(desk, draw, part, &summary, typed)),
        "committed" if part.committed && !part.revealed => Some(reveal(desk, draw, part, &summary, typed)),
        _ => None,
    };
    let back = Button::link("返回抽取", format!("/draws/{}", draw.draw)).plain();
    let body = Body {
        head: PageHead::new(title).subtitle(draw.title.clone()).crumbs(crumbs(title, draw)).lead(format!(
            "以{}的名义参与：先承诺一个只有您知道的随机数，各方承诺公布后再公开，名单由全部随机数共同决定。",
            party_name(desk, &part.party)
        )),
        summary: (!summary.is_empty()).then_some(summary),
        note: note(draw, part),
        back: form.is_none().then_some(back),
        form,
    };
    desk.answer(code, desk.shell(title, "/draws").page(&body)?)
}

/// Where this party stands, and until when.
fn note(draw: &DrawView, part: &PartyView) -> Note {
    let by =
        draw.reveal_by.map(formats::moment_long).map(|last| format!("期限为 {last}。")).unwrap_or_default();
    let (meaning, lead, text) = match (draw.state.as_str(), part.committed, part.revealed) {
        ("requested" | "opened", ..) => {
            (Meaning::Plain, "尚未开始承诺。", "名录冻结后即可承诺，届时本页出现办理步骤。".to_owned())
        }
        ("frozen", false, _) => (Meaning::Active, "请承诺。", format!("承诺后不能更换随机数。{by}")),
        ("frozen", true, _) => {
            (Meaning::Done, "已承诺。", format!("各方承诺公布后，请用同一浏览器或备份文件公开随机数。{by}"))
        }
        ("committed", true, false) => {
            (Meaning::Active, "请公开随机数。", format!("逾期不公开，本次抽取须作废重抽。{by}"))
        }
        (_, _, true) => (Meaning::Done, "已公开随机数。", "您在本次抽取中的事项已办结。".to_owned()),
        _ => (Meaning::Plain, "本次抽取没有需要您办理的事项。", String::new()),
    };
    Note::new(meaning, lead, text).icon(Icon::Key)
}

fn promise(desk: &Desk, draw: &DrawView, part: &PartyView, wrong: &ErrorSummary, typed: &Fields) -> Form {
    let open = draw.open.clone().unwrap_or_default();
    let tick = Field::checkbox("agreed", "我已保存备份文件，知悉承诺后不能更换，丢失随机数将导致抽取作废");
    Form {
        act: "promise",
        plain: "本页需要浏览器脚本才能在本机产生随机数。不便使用脚本的，请在自己的电脑上运行下列命令，\
                把得到的承诺值填入下方；系统不代为产生随机数。",
        command: format!(
            "suiji party promise --draw {} --open {open} --party {} --out share.json",
            draw.draw, part.party
        ),
        field: Field::text("commitment", "承诺值")
            .value(typed.text("commitment"))
            .hint("64 位十六进制字符")
            .attribute("maxlength", "64")
            .attribute("autocomplete", "off")
            .error(wrong.at("commitment")),
        tick: tick.checked(typed.given("agreed").is_some()).error(wrong.at("agreed")),
        button: Button::new("提交承诺").busy("正在提交"),
        ..form(desk, draw, part, open)
    }
}

fn reveal(desk: &Desk, draw: &DrawView, part: &PartyView, wrong: &ErrorSummary, typed: &Fields) -> Form {
    let open = draw.open.clone().unwrap_or_default();
    let tick = Field::checkbox("agreed", "我知悉随机数公开后写入抽取凭证，不可撤回");
    Form {
        act: "reveal",
        plain: "没有浏览器脚本时，请打开承诺时的备份文件，把其中的 share 填入下方。备份文件来自承诺时的下载，或者命令",
        command: "suiji party promise".to_owned(),
        field: Field::text("share", "随机数")
            .value(typed.text("share"))
            .hint("64 位十六进制字符，须与承诺时一致")
            .attribute("maxlength", "64")
            .attribute("autocomplete", "off")
            .error(wrong.at("share")),
        tick: tick.checked(typed.given("agreed").is_some()).error(wrong.at("agreed")),
        button: Button::new("公开随机数").busy("正在公开"),
        ..form(desk, draw, part, open)
    }
}

fn form(desk: &Desk, draw: &DrawView, part: &PartyView, open: String) -> Form {
    Form {
        act: "",
        open,
        party: part.party.clone(),
        draw: draw.draw.to_string(),
        key: desk.form_key(),
        plain: "",
        command: String::new(),
        field: Field::text("", ""),
        tick: Field::checkbox("", ""),
        button: Button::new(""),
        back: Button::link("返回", format!("/draws/{}", draw.draw)).plain(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_promise_is_the_browsers_own_and_whole() {
        let hash = "ab".repeat(32);
        let (path, body, _) =
            checked("jiwei", &Fields::read(format!("act=promise&commitment={hash}&agreed=1").as_bytes()))
                .unwrap();
        assert_eq!(
            (path, body["party"].as_str(), body["commitment"].as_str()),
            ("commitments", Some("jiwei"), Some(&*hash))
        );
        let summary = checked("jiwei", &Fields::read(b"act=promise&commitment=12")).unwrap_err();
        assert!(!summary.at("commitment").is_empty() && !summary.at("agreed").is_empty());
    }

    #[test]
    fn a_share_goes_out_only_when_it_is_made_public() {
        let share = "0f".repeat(32);
        let typed = format!("act=promise&share={share}&agreed=1");
        assert!(checked("jiwei", &Fields::read(typed.as_bytes())).is_err());
        let typed = format!("act=reveal&share={share}&agreed=1");
        let (path, body, _) = checked("jiwei", &Fields::read(typed.as_bytes())).unwrap();
        assert_eq!((path, body["share"].as_str()), ("reveals", Some(&*share)));
    }
}
