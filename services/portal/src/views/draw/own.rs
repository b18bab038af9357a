//! Whether one's own enterprise was drawn. Of an object whose visit is still to come and of one that was never drawn the
//! answer is the same, so that nobody learns of a visit before it.

use contracts::api::draw::{LeafOpening, PublicDraw};
use pages::{Button, Card, Field, Html, Meaning, Note};

use crate::{
    place::{Place, segment},
    trouble::Trouble,
};

#[derive(askama::Template)]
#[template(path = "own.html")]
struct View {
    action: String,
    region: Option<String>,
    code: Field,
    button: Button,
    answer: Html,
}

pub async fn card(place: &Place, draw: &PublicDraw) -> Result<Html, Trouble> {
    let code = place.asked.text("object").to_uppercase();
    let answer = if code.is_empty() { Html::default() } else { answer(place, draw, &code).await? };
    let field = Field::text("object", "统一社会信用代码")
        .value(code)
        .hint("18 位；产品、项目等填写其公示的代码")
        .attribute("maxlength", "64")
        .attribute("autocomplete", "off");
    let view = View {
        action: format!("/portal/draws/{}", draw.seq),
        region: (!place.is_first()).then(|| place.code().to_owned()),
        code: field,
        button: Button::new("查询"),
        answer,
    };
    Ok(Card::new("本户是否抽中", Html::render(&view)?).into())
}

async fn answer(place: &Place, draw: &PublicDraw, code: &str) -> Result<Html, Trouble> {
    let path = format!("/v1/receipts/{}/{}/openings/{}", place.code(), draw.seq, segment(code));
    let whole = draw.edition.as_deref() == Some("whole");
    match place.asked.get::<LeafOpening>("draw", &path).await {
        Ok(opening) => {
            let file = format!("/portal/draws/{}/openings/{}", draw.seq, segment(code));
            let text = format!(
                "{code} 是名单 {} 户中的第 {} 户。凭证与公开的摘要一起，可以证明这一点。",
                opening.size,
                opening.index.saturating_add(1)
            );
            let note = Note::new(Meaning::Done, "已抽中　", text);
            Ok(note.action(Button::link("下载抽中凭证", place.href(&file, []))).into())
        }
        Err(trouble) if trouble.is_not_found() && whole => {
            Ok(Note::new(Meaning::Plain, "未抽中　", format!("{code} 不在本次抽取的名单内。")).into())
        }
        Err(trouble) if trouble.is_not_found() => {
            let text = format!("{code} 未被抽中，或检查尚未结束。名单密封期间，两种情形的答复相同。");
            Ok(Note::new(Meaning::Sealed, "没有可公开的记录　", text).into())
        }
        Err(trouble) => Err(trouble),
    }
}
