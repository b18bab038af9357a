//! How the form of a scheme is read: the scheme that was meant, or everything that is wrong with it at once.

use std::collections::BTreeMap;

use contracts::events::planning::{
    Criteria, EntropySource, NoticePolicy, Participation, Quota, Rate, Scheme, TeamUnit,
};
use kernel::DepartmentId;
use pages::ErrorSummary;

use super::rate_names;
use crate::{
    desk::Desk,
    fields::Fields,
    views::planning::{act, words::CLASSES},
};

/// The scheme that was meant, or everything that is wrong with it.
pub fn scheme(desk: &Desk, fields: &Fields, summary: ErrorSummary) -> Result<Scheme, ErrorSummary> {
    let initiating = desk.grant().department.clone();
    let Some(initiating) = initiating else {
        return Err(summary.error("title", "只有部门经办人可以制定方案"));
    };
    read_scheme(initiating, fields, summary)
}

fn read_scheme(
    initiating: DepartmentId,
    fields: &Fields,
    summary: ErrorSummary,
) -> Result<Scheme, ErrorSummary> {
    let mut reader = Reader { fields, summary };
    reader.text("title", "任务名称", 200);
    let (from, until) = (reader.date("from", "检查开始日期"), reader.date("until", "检查结束日期"));
    if from > until {
        reader.wrong("until", "检查结束日期不应早于开始日期");
    }
    let participants = reader.participants();
    let criteria = reader.criteria();
    let quota = reader.quota();
    let notice = reader.notice();
    let team_unit = reader.team();
    let entropy = reader.entropy();
    let methods: Vec<_> = fields
        .text("methods")
        .lines()
        .map(|line| line.trim().to_owned())
        .filter(|line| !line.is_empty())
        .collect();
    if methods.len() > 20 {
        reader.wrong("methods", "检查方式不应超过 20 项");
    }
    let (open_reason, emergency) = (reader.line("open"), reader.line("emergency"));
    let Reader { summary, .. } = reader;
    if !summary.is_empty() {
        return Err(summary);
    }
    let title = one_line(fields.text("title"));
    Ok(Scheme {
        title,
        initiating,
        participants,
        from,
        until,
        methods,
        criteria,
        quota,
        notice,
        team_unit,
        entropy,
        open_reason,
        emergency,
    })
}

/// The draw takes lines: what was pasted over several becomes one.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Reads the form and gathers what is wrong with it.
struct Reader<'a> {
    fields: &'a Fields,
    summary: ErrorSummary,
}

impl Reader<'_> {
    fn wrong(&mut self, field: &str, sentence: impl Into<String>) {
        self.summary = std::mem::take(&mut self.summary).error(field, sentence);
    }

    fn text(&mut self, name: &str, label: &str, most: usize) {
        self.summary = act::text(std::mem::take(&mut self.summary), self.fields, name, label, most).0;
    }

    /// An optional line.
    fn line(&mut self, name: &str) -> Option<String> {
        let text = self.fields.given(name).map(one_line)?;
        if text.chars().count() > 500 {
            self.wrong(name, "不应超过 500 字");
        }
        Some(text)
    }

    fn date(&mut self, name: &str, label: &str) -> chrono::NaiveDate {
        self.fields.code(name).parse().unwrap_or_else(|_| {
            self.wrong(name, format!("请填写{label}"));
            chrono::NaiveDate::default()
        })
    }

    fn number(&mut self, name: &str, most: u32) -> Option<u32> {
        let typed = self.fields.code(name);
        if typed.is_empty() {
            return None;
        }
        let number = typed.parse().ok().filter(|number| *number <= most);
        if number.is_none() {
            self.wrong(name, format!("应为 0 至 {most} 的整数"));
        }
        number
    }

    fn participants(&mut self) -> Vec<Participation> {
        let fields = self.fields;
        let chosen: std::collections::BTreeSet<DepartmentId> =
            fields.pairs().filter_map(|(name, _)| name.strip_prefix("items-")?.parse().ok()).collect();
        let mut parts = Vec::new();
        for department in chosen {
            let items =
                fields.all(&format!("items-{department}")).filter_map(|code| code.parse().ok()).collect();
            let inspectors = if fields.code(&format!("inspectors-{department}")) == "1" { 1 } else { 2 };
            let name = format!("basis-{department}");
            let basis = self.line(&name);
            if inspectors == 1 && basis.is_none() {
                self.wrong(&name, "由 1 人检查的，须写明依据");
            }
            let single_basis = basis.filter(|_| inspectors == 1);
            parts.push(Participation { department, items, inspectors, single_basis });
        }
        if parts.len() < 2 {
            self.wrong("title", "部门联合抽查至少由两个部门参加，请为至少两个部门选择事项");
        }
        parts
    }

    fn criteria(&mut self) -> Criteria {
        let kinds = self.fields.all("kinds").map(|code| serde_json::Value::String(code.to_owned()));
        let kinds = kinds.filter_map(|code| serde_json::from_value(code).ok()).collect();
        let codes = |name: &str| {
            let text: String = self.fields.text(name).chars().map(crate::fields::narrow).collect();
            let split = text.split(|c: char| c.is_whitespace() || matches!(c, ',' | '、' | ';'));
            split.filter(|code| !code.is_empty()).map(str::to_owned).collect::<Vec<_>>()
        };
        let (places, trades) = (codes("places"), codes("trades"));
        let plain = |code: &String| code.bytes().all(|byte| byte.is_ascii_alphanumeric());
        if !places.iter().all(|code| code.len() == 6 && plain(code)) {
            self.wrong("places", "应为六位行政区划代码");
        }
        if !trades.iter().all(|code| (1..=5).contains(&code.len()) && plain(code)) {
            self.wrong("trades", "应为 1 至 5 位国民经济行业分类代码");
        }
        Criteria { kinds, places, trades }
    }

    fn quota(&mut self) -> Quota {
        if self.fields.text("quota") == "total" {
            let total = self.number("total", 100_000).unwrap_or(0);
            if total == 0 && self.summary.at("total").is_empty() {
                self.wrong("total", "请填写总户数");
            }
            return Quota::Total { total };
        }
        let mut rates = BTreeMap::new();
        for (class, code, _) in CLASSES {
            let (name, floor, ceiling) = rate_names(code);
            let hundredths = self.percent(&name);
            let floor = self.number(&floor, 100_000).unwrap_or(0);
            let most = self.number(&ceiling, 100_000);
            if most.is_some_and(|most| most < floor) {
                self.wrong(&ceiling, "至多户数不应少于至少户数");
            }
            if hundredths.unwrap_or(0) > 0 || floor > 0 {
                let rate = Rate { num: hundredths.unwrap_or(0), den: 10_000, floor, ceiling: most };
                rates.insert(class, rate);
            }
        }
        if rates.is_empty() {
            self.wrong("rate-A", "至少一个等级须有抽取比例");
        }
        Quota::Rates { rates }
    }

    /// Percent with two decimals at most, as ten-thousandths.
    fn percent(&mut self, name: &str) -> Option<u32> {
        let typed = self.fields.code(name);
        let typed = typed.trim_end_matches('%');
        if typed.is_empty() {
            return None;
        }
        let (whole, rest) = typed.split_once('.').unwrap_or((typed, ""));
        let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        let read = || {
            let fits =
                !whole.is_empty() && whole.len() <= 3 && rest.len() <= 2 && digits(whole) && digits(rest);
            let whole = whole.parse::<u32>().ok()?;
            let rest = format!("{rest:0<2}").parse::<u32>().ok()?;
            Some(whole * 100 + rest).filter(|share| fits && *share <= 10_000)
        };
        let share = read();
        if share.is_none() {
            self.wrong(name, "抽取比例应为 0 至 100，最多两位小数");
        }
        share
    }

    fn notice(&mut self) -> NoticePolicy {
        if self.fields.text("notice") != "withheld" {
            return NoticePolicy::Given;
        }
        let reason = self.line("withheld").unwrap_or_default();
        if reason.is_empty() {
            self.wrong("withheld", "不宜告知的，须写明理由");
        }
        NoticePolicy::Withheld { reason }
    }

    fn team(&mut self) -> TeamUnit {
        if self.fields.text("unit") != "bundle" {
            return TeamUnit::Object;
        }
        let size = self.number("size", 50).and_then(|size| u16::try_from(size).ok()).unwrap_or(0);
        if size == 0 && self.summary.at("size").is_empty() {
            self.wrong("size", "请填写每组户数");
        }
        TeamUnit::Bundle { size }
    }

    fn entropy(&mut self) -> EntropySource {
        if self.fields.text("source") == "operator" {
            return EntropySource::Operator;
        }
        let typed: String = self.fields.text("parties").chars().map(crate::fields::narrow).collect();
        let mut parties: Vec<_> = typed
            .split(|c: char| c.is_whitespace() || matches!(c, ',' | '、' | ';'))
            .filter(|code| !code.is_empty())
            .map(str::to_ascii_lowercase)
            .collect();
        parties.sort();
        parties.dedup();
        let code = |party: &String| {
            (2..=16).contains(&party.len()) && party.bytes().all(|byte| byte.is_ascii_alphanumeric())
        };
        if !(2..=20).contains(&parties.len()) || !parties.iter().all(code) {
            self.wrong("parties", "请填写至少两方的代号，每个为 2 至 16 位字母或数字");
        }
        EntropySource::Parties { parties }
    }
}

#[cfg(test)]
mod tests;
