//! The files that pages link: styles and small scripts, embedded, each at an address that bears its digest, so that a
//! browser may keep it for ever (`Cache-Control: public, max-age=31536000, immutable`).

use std::{borrow::Cow, sync::LazyLock};

use sha2::{Digest, Sha256};

/// One file.
#[derive(Debug)]
pub struct Asset {
    /// `suiji.css`.
    pub name: &'static str,
    /// `/assets/suiji-1f2e3d4c5b6a.css`.
    pub path: String,
    pub content_type: &'static str,
    pub bytes: Cow<'static, [u8]>,
}

const CSS: &str = "text/css; charset=utf-8";
const JS: &str = "text/javascript; charset=utf-8";

const SUIJI: &str = concat!(
    include_str!("../assets/tokens.css"),
    include_str!("../assets/base.css"),
    include_str!("../assets/frame.css"),
    include_str!("../assets/parts.css"),
    include_str!("../assets/forms.css"),
    include_str!("../assets/tables.css"),
);

static ALL: LazyLock<Vec<Asset>> = LazyLock::new(|| {
    let styles = [
        ("suiji.css", SUIJI),
        ("portal.css", include_str!("../assets/portal.css")),
        ("boards.css", include_str!("../assets/boards.css")),
        ("print.css", include_str!("../assets/print.css")),
    ];
    let scripts = [
        ("page.js", include_str!("../assets/page.js")),
        ("nav.js", include_str!("../assets/nav.js")),
        ("pad.js", include_str!("../assets/pad.js")),
        ("party.js", include_str!("../assets/party.js")),
    ];
    let mark = ("mark.svg", "image/svg+xml", include_str!("../assets/mark.svg"));
    let mut all: Vec<_> = styles.map(|(name, text)| asset(name, CSS, dense(text).into_bytes().into())).into();
    all.extend(scripts.map(|(name, text)| asset(name, JS, text.as_bytes().into())));
    all.push(asset(mark.0, mark.1, mark.2.as_bytes().into()));
    all
});

/// Every file, to route or to pack.
pub fn all() -> &'static [Asset] {
    &ALL
}

/// The file at an address as [`href`] gives it.
pub fn by_path(path: &str) -> Option<&'static Asset> {
    ALL.iter().find(|asset| asset.path == path)
}

/// The address of a file of this crate; of an unknown name one that leads nowhere.
pub fn href(name: &'static str) -> &'static str {
    ALL.iter().find(|asset| asset.name == name).map_or(name, |asset| &asset.path)
}

fn asset(name: &'static str, content_type: &'static str, bytes: Cow<'static, [u8]>) -> Asset {
    let digest = hex::encode(&Sha256::digest(&bytes)[..6]);
    let (stem, end) = name.rsplit_once('.').unwrap_or((name, ""));
    Asset { name, path: format!("/assets/{stem}-{digest}.{end}"), content_type, bytes }
}

/// Style without comments and needless space. Between words one space stays, since selectors and `calc` need it.
fn dense(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for part in text
        .split("/*")
        .enumerate()
        .map(|(at, part)| if at == 0 { part } else { part.split_once("*/").map_or("", |(_, rest)| rest) })
    {
        for word in part.split_whitespace() {
            let joins = out.is_empty() || out.ends_with(['{', '}', ';', ',']) || word.starts_with(['{', '}']);
            // `name: value` may lose its space, `a :is(b)` may not.
            let value = out.ends_with(':') && !word.starts_with(':');
            if !joins && !value {
                out.push(' ');
            }
            out.push_str(word);
        }
    }
    out.replace(";}", "}")
}
