//! A reader of our own output that knows just enough: tags in order, with attributes and what text they hold.

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tag {
    pub name: String,
    pub closes: bool,
    pub attributes: Vec<(String, String)>,
}

impl Tag {
    pub fn get(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }
}

const VOID: [&str; 6] = ["meta", "link", "input", "img", "br", "!doctype"];

pub fn tags(html: &str) -> Vec<Tag> {
    let mut rest = html;
    let mut tags = Vec::new();
    while let Some(at) = rest.find('<') {
        let inside = &rest[at + 1..];
        let end = end(inside);
        tags.push(tag(&inside[..end]));
        rest = &inside[end + 1..];
    }
    tags
}

/// The `>` that is not within quotes.
fn end(inside: &str) -> usize {
    let mut quoted = false;
    inside
        .char_indices()
        .find(|(_, c)| {
            quoted ^= *c == '"';
            *c == '>' && !quoted
        })
        .unwrap()
        .0
}

fn tag(inside: &str) -> Tag {
    let closes = inside.starts_with('/');
    let inside = inside.trim_matches('/');
    let name = inside.split_whitespace().next().unwrap().to_lowercase();
    let mut attributes = Vec::new();
    let mut rest = inside[name.len()..].trim();
    while !rest.is_empty() {
        let stop = rest.find(['=', ' ']).unwrap_or(rest.len());
        let key = rest[..stop].to_owned();
        rest = &rest[stop..];
        if let Some(value) = rest.strip_prefix("=\"") {
            let close = value.find('"').unwrap();
            attributes.push((key, value[..close].to_owned()));
            rest = value[close + 1..].trim_start();
        } else {
            attributes.push((key, String::new()));
            rest = rest.trim_start();
        }
    }
    Tag { name, closes, attributes }
}

/// Every tag that opens closes, in order.
pub fn nests(html: &str) -> Result<(), String> {
    let mut open = Vec::<String>::new();
    let is_shape = |name: &str| ["path", "rect", "circle", "line", "polyline"].contains(&name);
    for tag in tags(html).into_iter().filter(|tag| !VOID.contains(&tag.name.as_str()) && !is_shape(&tag.name))
    {
        if !tag.closes {
            open.push(tag.name);
        } else if open.pop().as_ref() != Some(&tag.name) {
            return Err(format!("</{}> closes nothing", tag.name));
        }
    }
    if open.is_empty() { Ok(()) } else { Err(format!("left open: {open:?}")) }
}

#[test]
fn tags_are_read_with_their_attributes() {
    let read = tags("<a href=\"/x?a>b\" hidden>t</a><br>");
    assert_eq!((read[0].get("href"), read[0].get("hidden"), read.len()), (Some("/x?a>b"), Some(""), 3));
    assert!(read[1].closes);
    assert!(nests("<p><b></p></b>").is_err() && nests("<p>").is_err() && nests("<p><br></p>").is_ok());
}
