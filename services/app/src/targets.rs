//! The target table: which services and sites exist. Nothing else in the workspace reads this list.

use std::sync::LazyLock;

use runtime::{Module, Site};

use crate::failure::Failure;

static MODULES: LazyLock<Vec<Module>> = LazyLock::new(|| {
    vec![
        identity::module(),
        planning::module(),
        pool::module(),
        draw::module(),
        inspection::module(),
        disclosure::module(),
        referral::module(),
        oversight::module(),
    ]
});

static SITES: LazyLock<Vec<Site>> = LazyLock::new(|| vec![console::site(), portal::site()]);

/// Every set of pages.
pub fn sites() -> &'static [Site] {
    &SITES
}

/// The targets named: services, and sites among them.
#[derive(Debug, Default)]
pub struct Chosen {
    pub modules: Vec<&'static Module>,
    pub sites: Vec<&'static Site>,
}

impl Chosen {
    pub fn names(&self) -> Vec<&'static str> {
        self.services().into_iter().chain(self.sites.iter().map(|site| site.name)).collect()
    }

    /// Those that have a database.
    pub fn services(&self) -> Vec<&'static str> {
        self.modules.iter().map(|module| module.name).collect()
    }
}

/// Services and sites by name, or all of them for `all`.
pub fn chosen(names: &[String]) -> Result<Chosen, Failure> {
    if names.iter().any(|name| name == "all") {
        return Ok(Chosen { modules: all().iter().collect(), sites: sites().iter().collect() });
    }
    let (of_sites, of_modules): (Vec<_>, Vec<_>) =
        names.iter().cloned().partition(|name| sites().iter().any(|site| site.name == name));
    let sites = sites().iter().filter(|site| of_sites.iter().any(|name| name == site.name)).collect();
    Ok(Chosen { modules: named(&of_modules)?, sites })
}

/// Every service.
pub fn all() -> &'static [Module] {
    &MODULES
}

/// The services named, or all of them for `all`.
pub fn named(names: &[String]) -> Result<Vec<&'static Module>, Failure> {
    if names.iter().any(|name| name == "all") {
        return Ok(all().iter().collect());
    }
    names
        .iter()
        .map(|name| {
            let known = all().iter().find(|module| module.name == name);
            known.ok_or_else(|| {
                let sites = sites().iter().map(|site| site.name);
                let names: Vec<_> = all().iter().map(|module| module.name).chain(sites).collect();
                Failure(format!("没有名为“{name}”的服务；可用的有：{}。", names.join("、")))
            })
        })
        .collect()
}
