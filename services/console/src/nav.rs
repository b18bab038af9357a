//! The navigation that each role sees, with what waits there. What a role may not open is absent.

use kernel::Role;
use pages::{Icon, Nav, NavEntry};

use crate::{known::Waiting, work};

type Entry = (&'static str, &'static str, Icon);
type Group = (&'static str, &'static [Entry]);

const HOME: Entry = ("工作台", "/", Icon::Home);
const REFERRALS: Entry = ("移送", "/referrals", Icon::Transfer);
const ACCOUNTS: Entry = ("账号与权限", "/accounts", Icon::Key);
const DEPARTMENTS: Entry = ("区域与成员单位", "/departments", Icon::Building);
const CALENDAR: Entry = ("工作日历", "/calendar", Icon::Calendar);
const RULES: Entry = ("路由规则", "/routing-rules", Icon::Route);
const ALERTS: Entry = ("提醒与督办", "/alerts", Icon::Bell);
const LETTERS: Entry = ("未处理消息", "/dead-letters", Icon::Inbox);
const DRAWS: Entry = ("抽取", "/draws", Icon::Draw);
const TEAMS: Entry = ("检查组与更换", "/teams", Icon::People);
const CONFIRMATIONS: Entry = ("名录核对", "/confirmations", Icon::Book);
const OBJECTS: Entry = ("检查对象", "/objects", Icon::Building);
const INSPECTORS: Entry = ("执法检查人员", "/inspectors", Icon::User);
const BOARD: Entry = ("统计与义务", "/board", Icon::Chart);

/// Groups of entries by role.
fn groups(role: Role) -> &'static [Group] {
    match role {
        Role::Clerk => &[
            ("办理", &[HOME, DRAWS, TEAMS, REFERRALS]),
            ("名录", &[CONFIRMATIONS, OBJECTS, INSPECTORS]),
            ("监督", &[BOARD]),
        ],
        Role::Leader => &[("办理", &[HOME, TEAMS, DRAWS, REFERRALS]), ("监督", &[BOARD])],
        Role::Principal => &[("办理", &[HOME, DRAWS, REFERRALS]), ("监督", &[BOARD])],
        Role::Office => &[
            ("办理", &[HOME, DRAWS, REFERRALS, ACCOUNTS]),
            ("名录", &[CONFIRMATIONS, OBJECTS, INSPECTORS]),
            ("监督", &[BOARD, ALERTS]),
        ],
        Role::Observer | Role::Auditor => &[("监督", &[HOME, BOARD, ALERTS, DRAWS, REFERRALS])],
        Role::DrawParty => &[("办理", &[HOME, DRAWS])],
        Role::Administrator => {
            &[("设置", &[HOME, ACCOUNTS, DEPARTMENTS, CALENDAR, RULES]), ("运行", &[LETTERS])]
        }
        Role::DepartmentIt => &[("运行", &[HOME, CALENDAR, LETTERS])],
        _ => &[("办理", &[HOME])],
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
