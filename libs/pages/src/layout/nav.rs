//! Where one can go, and who one is. An entry that a role may not open is left out by the caller.

use crate::{Href, Icon};

#[derive(Debug, Clone)]
pub struct NavEntry {
    pub(super) words: String,
    pub(super) href: Href,
    pub(super) icon: Icon,
    pub(super) count: Option<u64>,
    pub(super) urgent: bool,
    pub(super) here: bool,
}

impl NavEntry {
    pub fn new(words: impl Into<String>, href: impl Into<Href>, icon: Icon) -> Self {
        Self { words: words.into(), href: href.into(), icon, count: None, urgent: false, here: false }
    }
    /// What waits for me; red only where something of it is due today or late. Zero is not shown.
    pub fn count(mut self, count: u64, urgent: bool) -> Self {
        self.count = (count > 0).then_some(count);
        self.urgent = urgent;
        self
    }
    pub fn here(mut self, here: bool) -> Self {
        self.here = here;
        self
    }
}

/// The rail's groups; the phone's bar has the first three entries and 更多, or all where there are four at most.
#[derive(Debug, Clone, Default)]
pub struct Nav {
    pub(super) groups: Vec<(String, Vec<NavEntry>)>,
}

impl Nav {
    pub fn new() -> Self {
        Self::default()
    }
    pub fn group(mut self, name: impl Into<String>, entries: impl IntoIterator<Item = NavEntry>) -> Self {
        let entries: Vec<_> = entries.into_iter().collect();
        if !entries.is_empty() {
            self.groups.push((name.into(), entries));
        }
        self
    }
    pub(super) fn first(&self) -> Vec<&NavEntry> {
        let all: Vec<_> = self.groups.iter().flat_map(|(_, entries)| entries).collect();
        let shown = if all.len() > 4 { 3 } else { 4 };
        all.into_iter().take(shown).collect()
    }
    pub(super) fn has_more(&self) -> bool {
        self.groups.iter().map(|(_, entries)| entries.len()).sum::<usize>() > 4
    }
    pub(super) fn more_is_here(&self) -> bool {
        !self.first().iter().any(|entry| entry.here)
            && self.groups.iter().flat_map(|(_, entries)| entries).any(|entry| entry.here)
    }
}

/// Who is signed in, as which role, and the menu behind it.
#[derive(Debug, Clone)]
pub struct Who {
    pub(super) name: String,
    pub(super) role: String,
    pub(super) links: Vec<(String, Icon, Href)>,
    pub(super) logout: Option<(Href, Vec<(String, String)>)>,
    pub(super) acting: String,
}

impl Who {
    /// `Who::new("舞钢市市场监督管理局", "部门经办人")`.
    pub fn new(name: impl Into<String>, role: impl Into<String>) -> Self {
        Self { name: name.into(), role: role.into(), links: Vec::new(), logout: None, acting: String::new() }
    }
    pub fn link(mut self, words: impl Into<String>, icon: Icon, href: impl Into<Href>) -> Self {
        self.links.push((words.into(), icon, href.into()));
        self
    }
    /// A POST with hidden fields, such as the token against forged requests.
    pub fn logout(
        mut self,
        action: impl Into<Href>,
        hidden: impl IntoIterator<Item = (String, String)>,
    ) -> Self {
        self.logout = Some((action.into(), hidden.into_iter().collect()));
        self
    }
    /// Acting for another role: a coloured line below the bar says so.
    pub fn acting(mut self, sentence: impl Into<String>) -> Self {
        self.acting = sentence.into();
        self
    }
}
