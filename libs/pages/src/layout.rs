//! The frames of pages. A page renders its own template and hands it to one of them; every frame writes the same head,
//! starts with a link to the content and holds one `main`.

mod bare;
mod nav;
mod print;
mod public;
mod shell;

pub use bare::BareShell;
pub use nav::{Nav, NavEntry, Who};
pub use print::PrintShell;
pub use public::PublicShell;
pub use shell::Shell;

use askama::Template;

use crate::{Html, asset, html::component};

/// What needs the styles that most pages do without.
const BOARDS: [&str; 3] = ["class=\"chart\"", "class=\"plan\"", "class=\"share\""];
const PORTAL: [&str; 8] = [
    "class=\"facets",
    "class=\"hits\"",
    "class=\"proof\"",
    "class=\"card visit",
    "class=\"sign\"",
    "class=\"dock\"",
    "class=\"pick results\"",
    "class=\"tile",
];

/// The `<head>`: title, styles, scripts as modules. Boards' styles come only where the page has a board or a chart.
#[derive(Debug, Clone, Template)]
#[template(path = "layout/head.html")]
struct Head<'a> {
    title: &'a str,
    site: &'a str,
    styles: Vec<&'static str>,
    scripts: Vec<&'static str>,
}

impl<'a> Head<'a> {
    fn new(title: &'a str, site: &'a str, body: &Html) -> Self {
        let any = |classes: &[&str]| classes.iter().any(|class| body.as_str().contains(class));
        let mut styles = vec!["suiji.css"];
        styles.extend(any(&BOARDS).then_some("boards.css"));
        styles.extend(any(&PORTAL).then_some("portal.css"));
        styles.push("print.css");
        let mut scripts = vec!["page.js", "nav.js"];
        scripts.extend(any(&["data-pad"]).then_some("pad.js"));
        scripts.extend(any(&["data-party"]).then_some("party.js"));
        Self {
            title,
            site,
            styles: styles.into_iter().map(asset::href).collect(),
            scripts: scripts.into_iter().map(asset::href).collect(),
        }
    }
    fn icon(&self) -> &'static str {
        asset::href("mark.svg")
    }
}

impl askama::filters::HtmlSafe for Head<'_> {}

/// The mark: a grid of which some are drawn.
#[derive(Debug, Clone, Copy, Template)]
#[template(path = "layout/mark.html")]
struct Mark;

component!(Mark);
