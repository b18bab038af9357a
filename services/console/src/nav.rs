//! The navigation that each role sees, with what waits there. What a role may not open is absent.

use kernel::Role;
use pages::{Icon, Nav, NavEntry};

use crate::{known::Waiting, work};

type Entry = (&'static str, &'static str, Icon);
type Group = (&'static str, &'static [Entry]);

const HOME: Entry = ("工作台", "/", Icon::Home);
const REFERRALS: Entry = ("移送", "/referrals", Icon::Transfer);
const TODAY: Entry = ("今日", "/visits", Icon::Clipboard);
const SCHEDULE: Entry = ("日程", "/schedule", Icon::Calendar);
const MINE: Entry = ("我的", "/roles", Icon::User);
const ARCHIVE: Entry = ("检查档案", "/visits", Icon::Clipboard);
const DUTIES: Entry = ("公示", "/duties", Icon::Megaphone);
const BOARD: Entry = ("统计与义务", "/board", Icon::Chart);

/// Groups of entries by role.
fn groups(role: Role) -> &'static [Group] {
    match role {
        Role::Clerk => &[("办理", &[HOME, DUTIES, REFERRALS]), ("监督", &[BOARD, ARCHIVE])],
        Role::Leader | Role::Principal => {
            &[("办理", &[HOME, DUTIES, REFERRALS]), ("监督", &[BOARD, ARCHIVE])]
        }
        Role::Inspector => &[("检查", &[TODAY, SCHEDULE, MINE])],
        Role::Office => &[("办理", &[HOME, REFERRALS]), ("监督", &[BOARD, DUTIES, ARCHIVE])],
        Role::Observer | Role::Auditor => &[("监督", &[HOME, BOARD, DUTIES, ARCHIVE, REFERRALS])],
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
