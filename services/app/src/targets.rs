//! The target table: which services exist. Nothing else in the workspace reads this list.

use std::sync::LazyLock;

use runtime::Module;

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
                let names: Vec<_> = all().iter().map(|module| module.name).collect();
                Failure(format!("没有名为“{name}”的服务；可用的有：{}。", names.join("、")))
            })
        })
        .collect()
}
