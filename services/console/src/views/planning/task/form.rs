//! The form of a scheme (art. 12).

mod read;

use actix_web::http::StatusCode;
use contracts::api::planning::{CatalogueView, PlanView, TaskView};
use kernel::{DepartmentId, codes::ObjectKind};
use pages::{Breadcrumb, Button, ErrorSummary, Field, Html, Icon, PageHead, RadioCards};

use crate::{
    desk::Desk,
    fields::Fields,
    trouble::Page,
    views::planning::{
        act::{Refused, Ticks},
        words::{self, CLASSES},
    },
};

pub(super) use read::scheme;

#[derive(askama::Template)]
#[template(path = "planning/scheme_form.html")]
struct Form {
    head: PageHead,
    summary: ErrorSummary,
    key: String,
    version: u64,
    plan: String,
    line: String,
    groups: Vec<(String, Vec<Html>)>,
    verb: Button,
}

pub async fn page(
    desk: &Desk,
    task: Option<&TaskView>,
    plan: &PlanView,
    catalogue: &CatalogueView,
    refused: Option<Refused>,
    typed: &Fields,
) -> Page {
    let (status, summary) =
        refused.map_or((StatusCode::OK, ErrorSummary::new()), |refused| (refused.status, refused.summary));
    let inputs = Inputs { typed, summary: &summary };
    let mut groups = vec![
        ("任务".to_owned(), inputs.basics(task.is_some(), plan)),
        ("抽查对象和数量".to_owned(), inputs.objects()),
    ];
    for department in departments(plan, typed) {
        groups.push((desk.names().department(&department), inputs.part(&department, catalogue)));
    }
    groups.push(("检查方式和告知".to_owned(), inputs.conduct()));
    groups.push(("随机抽取".to_owned(), inputs.draw(desk.grant().region.is_rehearsal())));
    let (title, lead, verb) = match task {
        Some(_) => ("修改抽查方案", "修改后各参与部门重新会签；全部同意后方案不再更改。", "提交修改"),
        None => (
            "制定抽查方案",
            "已按计划任务填写默认内容，请核对；提交后由包括本部门在内的各参与部门会签。",
            "提交会签",
        ),
    };
    let (above, href) = match task {
        Some(task) => (task.content.scheme.title.clone(), format!("/tasks/{}", task.task)),
        None => ("检查任务".to_owned(), "/tasks".to_owned()),
    };
    let head = PageHead::new(title)
        .crumbs(Breadcrumb::to(title).above(above, href))
        .lead(format!("依据：{}", words::plan_title(plan, desk)))
        .lead(lead);
    let form = Form {
        head,
        key: desk.form_key(),
        version: task.map_or(0, |task| task.version),
        plan: plan.plan.to_string(),
        line: typed.text("line").to_owned(),
        groups,
        verb: Button::new(verb).busy("正在提交"),
        summary: summary.clone(),
    };
    desk.answer(status, desk.shell(title, "/tasks").page(&form)?)
}

/// Departments that may take part: those of the planned line; where none is chosen those of the whole plan.
fn departments(plan: &PlanView, typed: &Fields) -> Vec<DepartmentId> {
    let line = typed.code("line").parse::<usize>().ok().and_then(|at| plan.lines.get(at));
    let lines = line.map_or_else(|| plan.lines.iter().collect(), |line| vec![line]);
    let mut known: Vec<_> = lines.iter().flat_map(|line| line.participants.iter().cloned()).collect();
    known.retain(|one| *one != plan.department);
    known.sort();
    known.dedup();
    known.insert(0, plan.department.clone());
    known
}

/// A field of the table: its name, what was typed, and what it is for those who hear it alone.
type Share = (String, String, String);

/// Shares, floors and ceilings by class, as a table.
#[derive(askama::Template)]
#[template(path = "planning/rates.html")]
struct Rates {
    errors: Vec<(String, String)>,
    rows: Vec<(&'static str, [Share; 3])>,
}

struct Inputs<'a> {
    typed: &'a Fields,
    summary: &'a ErrorSummary,
}

impl Inputs<'_> {
    fn mend(&self, field: Field, name: &str) -> Field {
        field.value(self.typed.text(name)).error(self.summary.at(name))
    }

    fn text(&self, name: &str, label: &str) -> Field {
        self.mend(Field::text(name, label), name)
    }

    fn cards(&self, name: &str, legend: &str, choices: &[(&str, &str, &str)]) -> Html {
        let cards = RadioCards::new(name, legend);
        let cards =
            choices.iter().fold(cards, |cards, (value, words, then)| cards.choice(value, words, *then));
        cards.chosen(self.typed.text(name)).error(self.summary.at(name)).into()
    }

    fn basics(&self, revises: bool, plan: &PlanView) -> Vec<Html> {
        let mut fields = vec![
            self.text("title", "任务名称").into(),
            self.mend(Field::date("from", "检查开始日期"), "from").into(),
            self.mend(Field::date("until", "检查结束日期"), "until")
                .hint("与开始日期都应在计划月份内")
                .into(),
        ];
        if plan.ad_hoc.is_some() {
            let field = self.text("emergency", "情况紧急的理由").optional();
            fields.push(field.hint("填写后可先下达，再由主要负责人在规定时间内补办批准").into());
        }
        if revises {
            let reason = self.mend(Field::area("reason", "修改说明"), "reason");
            fields.insert(0, reason.hint("500 字以内，参与部门据此重新会签").into());
        }
        fields
    }

    fn objects(&self) -> Vec<Html> {
        let kinds = ObjectKind::ALL.iter().filter_map(|kind| {
            let code = serde_json::to_value(kind).ok()?;
            Some((code.as_str()?.to_owned(), kind.name().to_owned()))
        });
        let kinds = Ticks::new("kinds", "对象类别", kinds.collect(), self.typed).hint("都不选则不限类别");
        let mut fields = vec![
            kinds.html(),
            self.text("places", "所在区划").hint("六位行政区划代码，以空格分隔").optional().into(),
            self.text("trades", "行业代码").hint("国民经济行业分类代码，以空格分隔").optional().into(),
            self.cards(
                "quota",
                "抽取数量",
                &[
                    ("rates", "按信用风险等级的比例", "每一等级按比例抽取，不足一户的进一"),
                    ("total", "总户数", "按各等级户数分配到各等级"),
                ],
            ),
            self.mend(Field::number("total", "总户数"), "total")
                .unit("户")
                .hint("仅按总户数抽取时填写")
                .optional()
                .into(),
        ];
        fields.push(self.rates());
        fields
    }

    fn rates(&self) -> Html {
        let (mut rows, mut errors) = (Vec::new(), Vec::new());
        for (_, code, words) in CLASSES {
            let (rate, floor, ceiling) = rate_names(code);
            let named = [(rate, "抽取比例"), (floor, "至少户数"), (ceiling, "至多户数")];
            let inputs = named.map(|(name, of)| {
                let sentence = self.summary.at(&name);
                if !sentence.is_empty() {
                    errors.push((name.clone(), format!("{words}{of}：{sentence}")));
                }
                let value = self.typed.text(&name).to_owned();
                (name, value, format!("{words}{of}"))
            });
            rows.push((words, inputs));
        }
        Html::render(&Rates { errors, rows }).unwrap_or_default()
    }

    fn part(&self, department: &DepartmentId, catalogue: &CatalogueView) -> Vec<Html> {
        let own = catalogue.items.iter().filter(|item| item.department == *department);
        let options: Vec<_> = own.map(|item| (item.item.to_string(), item.name.clone())).collect();
        let name = format!("items-{department}");
        let hint = if options.is_empty() {
            "本部门在现行清单上没有事项，不能参加"
        } else {
            "都不选则该部门不参加本次抽查"
        };
        let items =
            Ticks::new(&name, "抽查事项", options, self.typed).hint(hint).error(self.summary.at(&name));
        let (people, basis) = (format!("inspectors-{department}"), format!("basis-{department}"));
        let count = Field::select(&people, "每户检查人员", [("2", "2 人"), ("1", "1 人")]);
        vec![
            items.html(),
            self.mend(count, &people).into(),
            self.text(&basis, "1 人检查的依据").hint("仅选 1 人时填写").optional().into(),
        ]
    }

    fn conduct(&self) -> Vec<Html> {
        let methods = self.mend(Field::area("methods", "现场检查以外的方式"), "methods");
        vec![
            methods.hint("每行一种，如书面检查、网络监测").optional().into(),
            self.cards(
                "notice",
                "事前告知",
                &[
                    ("given", "检查前告知", "确定检查日期后告知检查对象"),
                    ("withheld", "不宜告知", "事前告知可能影响检查效果，须写明理由；到场前不公开"),
                ],
            ),
            self.text("withheld", "不宜告知的理由").hint("仅选不宜告知时填写").optional().into(),
            self.cards(
                "unit",
                "检查小组",
                &[
                    ("object", "每户一组", "每户各自抽取检查人员"),
                    ("bundle", "数户一组", "一组检查相邻的数户"),
                ],
            ),
            self.mend(Field::number("size", "每组户数"), "size")
                .hint("仅选数户一组时填写，1 至 50")
                .optional()
                .into(),
        ]
    }

    fn draw(&self, rehearsal: bool) -> Vec<Html> {
        let parties = ("parties", "多方各自提交随机数", "任何一方都不能单独决定或预知结果");
        let alone = ("operator", "系统运行方", "保证程度最低，仅用于演练");
        let choices = if rehearsal { vec![parties, alone] } else { vec![parties] };
        let open = self.text("open", "抽取后即公开的理由").optional();
        vec![
            self.cards("source", "随机数来源", &choices),
            self.text("parties", "参与方代号")
                .hint("至少两方，以空格分隔，与其账号所属单位代号一致，如 jiwei gongmin")
                .into(),
            open.hint("不填则名单密封，检查结束后公开").into(),
        ]
    }
}

fn rate_names(code: &str) -> (String, String, String) {
    (format!("rate-{code}"), format!("floor-{code}"), format!("ceiling-{code}"))
}
