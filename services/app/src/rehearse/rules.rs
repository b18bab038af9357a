//! What must hold of every rehearsal, from the API and the journals alone. Each rule says how much it looked at: one that
//! looked at nothing does not hold.

mod clocks;
mod courier;
mod disclosed;
mod draws;
mod listed;
mod order;
mod referred;

use super::record::Record;

/// A rule's faults, and how many things it looked at.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Found {
    pub checked: u64,
    pub faults: Vec<String>,
}

impl Found {
    /// Looks at one thing.
    pub fn hold(&mut self, holds: bool, fault: impl FnOnce() -> String) {
        self.checked += 1;
        if !holds {
            self.faults.push(fault());
        }
    }
}

/// One rule, by the word under which it is spoken of.
#[derive(Debug, Clone, Copy)]
pub struct Rule {
    pub word: &'static str,
    pub name: &'static str,
    pub look: fn(&Record) -> Found,
}

const fn rule(word: &'static str, name: &'static str, look: fn(&Record) -> Found) -> Rule {
    Rule { word, name, look }
}

pub const RULES: [Rule; 17] = [
    rule("list", "抽取名单与凭证一致", listed::list),
    rule("receipt", "抽取凭证可独立核验", draws::receipt),
    rule("teams", "检查组符合组队规则", listed::teams),
    rule("seal", "密封名单未在范围外出现", draws::seal),
    rule("caps", "检查频次不超上限", listed::caps),
    rule("sequence", "抽取序号连续", draws::sequence),
    rule("unchangeable", "抽取名单不可更改", draws::unchangeable),
    rule("order", "五个环节按顺序进行", order::order),
    rule("clocks", "移送和公示期限与独立计算一致", clocks::clocks),
    rule("owner", "问题线索每一时刻有唯一承办部门", referred::owner),
    rule("delivered", "移送已送达或由办公室承办", referred::delivered),
    rule("outcome", "处理结果回到问题线索", referred::outcome),
    rule("duties", "每次检查均产生公示责任", disclosed::duties),
    rule("disclosed", "公示结果经签字且未改动", disclosed::disclosed),
    rule("journal", "每项操作留痕：何人、何角色、何事", courier::journal),
    rule("stream", "事件流与操作留痕一致", courier::stream),
    rule("inbox", "每个事件在各服务处理一次", courier::inbox),
];

/// What a rule came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Judged {
    pub word: &'static str,
    pub name: &'static str,
    pub found: Found,
}

impl Judged {
    pub fn holds(&self) -> bool {
        self.found.faults.is_empty()
    }
}

/// Judges a rehearsal by every rule.
pub fn judge(record: &Record) -> Vec<Judged> {
    let look = |rule: &Rule| {
        let mut found = (rule.look)(record);
        if found.checked == 0 {
            found.faults.push("没有可检查的内容".to_owned());
        }
        Judged { word: rule.word, name: rule.name, found }
    };
    RULES.iter().map(look).collect()
}
