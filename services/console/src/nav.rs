//! The navigation that each role sees, with what waits there. What a role may not open is absent.

use kernel::Role;
use pages::{Icon, Nav, NavEntry};

use crate::{known::Waiting, work};

type Entry = (&'static str, &'static str, Icon);
type Group = (&'static str, &'static [Entry]);

const HOME: Entry = ("工作台", "/", Icon::Home);
const TODAY: Entry = ("今日", "/visits", Icon::Clipboard);
const SCHEDULE: Entry = ("日程", "/schedule", Icon::Calendar);
const MINE: Entry = ("我的", "/roles", Icon::User);
const PLANS: Entry = ("年度计划", "/plans", Icon::Calendar);
const CATALOGUES: Entry = ("抽查事项", "/catalogues", Icon::Clipboard);
const TASKS: Entry = ("检查任务", "/tasks", Icon::Book);
const APPROVALS: Entry = ("事前审批", "/approvals", Icon::Tick);
const CONFIRMATIONS: Entry = ("名录核对", "/confirmations", Icon::Tick);
const DRAWS: Entry = ("抽取", "/draws", Icon::Draw);
const VISITS: Entry = ("检查档案", "/visits", Icon::Clipboard);
const DUTIES: Entry = ("公示", "/duties", Icon::Megaphone);
const REFERRALS: Entry = ("移送", "/referrals", Icon::Transfer);
const OBJECTS: Entry = ("检查对象", "/objects", Icon::Building);
const INSPECTORS: Entry = ("执法检查人员", "/inspectors", Icon::People);
const BOARD: Entry = ("统计与义务", "/board", Icon::Chart);
const ALERTS: Entry = ("提醒与督办", "/alerts", Icon::Bell);
const PROPOSALS: Entry = ("问题与建议", "/proposals", Icon::Comment);
const ACCOUNTS: Entry = ("账号与权限", "/accounts", Icon::Key);
const DEPARTMENTS: Entry = ("区域与成员单位", "/departments", Icon::Building);
const CALENDAR: Entry = ("工作日历", "/calendar", Icon::Calendar);
const RULES: Entry = ("路由规则", "/routing-rules", Icon::Route);
const LETTERS: Entry = ("未处理消息", "/dead-letters", Icon::Inbox);

/// Groups of entries by role, three at most; the phone's bar shows the first ones.
fn groups(role: Role) -> &'static [Group] {
    match role {
        Role::Clerk => &[
            ("办理", &[HOME, TASKS, DUTIES, REFERRALS, PLANS, CONFIRMATIONS, DRAWS]),
            ("名录", &[OBJECTS, INSPECTORS, CATALOGUES]),
            ("监督", &[BOARD, VISITS, PROPOSALS]),
        ],
        Role::Leader => &[("办理", &[HOME, VISITS, REFERRALS, TASKS]), ("监督", &[BOARD, PROPOSALS])],
        Role::Principal => {
            &[("办理", &[HOME, APPROVALS, DUTIES, TASKS, DRAWS, CATALOGUES, REFERRALS]), ("监督", &[BOARD])]
        }
        Role::Inspector => &[("检查", &[TODAY, SCHEDULE, MINE])],
        Role::Office => &[
            ("办理", &[HOME, PLANS, REFERRALS, PROPOSALS, ACCOUNTS]),
            ("监督", &[BOARD, ALERTS]),
            ("查询", &[TASKS, DRAWS, VISITS, DUTIES, OBJECTS, INSPECTORS, CATALOGUES]),
        ],
        Role::Observer | Role::Auditor => &[
            ("监督", &[BOARD, ALERTS]),
            ("查询", &[PLANS, TASKS, DRAWS, VISITS, DUTIES, REFERRALS, OBJECTS, INSPECTORS]),
        ],
        Role::DrawParty => &[("办理", &[HOME, DRAWS])],
        Role::Administrator => {
            &[("设置", &[HOME, ACCOUNTS, DEPARTMENTS, CALENDAR, RULES]), ("运行", &[LETTERS])]
        }
        Role::DepartmentIt => &[("运行", &[HOME, CALENDAR, LETTERS])],
        Role::System | Role::Representative | Role::Public => &[("办理", &[HOME])],
    }
}

/// The navigation of a role; `here` is the address of the entry that the page belongs to.
pub fn of(role: Role, here: &str, waiting: &Waiting) -> Nav {
    groups(role).iter().fold(Nav::new(), |nav, (name, entries)| {
        let entries = entries.iter().map(|(words, href, icon)| {
            let (count, urgent) = counted(href, waiting);
            NavEntry::new(*words, *href, *icon).count(count, urgent).here(*href == here)
        });
        nav.group(*name, entries)
    })
}

/// How much waits at an entry, and whether some of it is due today or late. The workbench counts everything.
fn counted(href: &str, waiting: &Waiting) -> (u64, bool) {
    let kinds = waiting.views.iter().flat_map(|view| &view.kinds);
    let of_entry = kinds.filter(|kind| href == "/" || work::place_of(kind.kind).entry == href);
    of_entry.fold((0, false), |(count, urgent), kind| {
        (count + kind.count, urgent || kind.overdue + kind.due_today > 0)
    })
}
