//! The navigation that each role sees, with what waits there. What a role may not open is absent.

use kernel::Role;
use pages::{Icon, Nav, NavEntry};

use crate::{known::Waiting, work};

type Entry = (&'static str, &'static str, Icon);
type Group = (&'static str, &'static [Entry]);

const HOME: Entry = ("工作台", "/", Icon::Home);
const TASKS: Entry = ("任务与抽取", "/tasks", Icon::Draw);
const PLANS: Entry = ("年度计划", "/plans", Icon::Calendar);
const CATALOGUES: Entry = ("抽查事项清单", "/catalogues", Icon::Book);
const APPROVALS: Entry = ("事前审批", "/approvals", Icon::Shield);
const REFERRALS: Entry = ("移送", "/referrals", Icon::Transfer);
const BOARD: Entry = ("统计与义务", "/board", Icon::Chart);

/// Groups of entries by role.
fn groups(role: Role) -> &'static [Group] {
    match role {
        Role::Clerk => &[("办理", &[HOME, PLANS, TASKS, REFERRALS, CATALOGUES]), ("监督", &[BOARD])],
        Role::Leader => &[("办理", &[HOME, REFERRALS]), ("监督", &[BOARD, PLANS, TASKS, CATALOGUES])],
        Role::Principal => {
            &[("办理", &[HOME, APPROVALS, TASKS, REFERRALS, CATALOGUES]), ("监督", &[BOARD, PLANS])]
        }
        Role::Office => {
            &[("办理", &[HOME, PLANS, REFERRALS]), ("监督", &[BOARD]), ("查询", &[TASKS, CATALOGUES])]
        }
        Role::Observer | Role::Auditor => {
            &[("监督", &[HOME, BOARD, PLANS, TASKS, REFERRALS]), ("查询", &[CATALOGUES])]
        }
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
