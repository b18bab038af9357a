//! The navigation that each role sees. What a role may not open is absent.

use kernel::Role;
use pages::{Icon, Nav, NavEntry};

type Entry = (&'static str, &'static str, Icon);

const HOME: Entry = ("工作台", "/", Icon::Home);
const REFERRALS: Entry = ("移送", "/referrals", Icon::Transfer);

/// Groups of entries by role.
fn groups(role: Role) -> &'static [(&'static str, &'static [Entry])] {
    match role {
        Role::Clerk => &[("办理", &[HOME, REFERRALS])],
        _ => &[("办理", &[HOME])],
    }
}

/// The navigation of a role; `here` is the address of the entry that the page belongs to.
pub fn of(role: Role, here: &str) -> Nav {
    groups(role).iter().fold(Nav::new(), |nav, (name, entries)| {
        let entries =
            entries.iter().map(|(words, href, icon)| NavEntry::new(*words, *href, *icon).here(*href == here));
        nav.group(*name, entries)
    })
}
