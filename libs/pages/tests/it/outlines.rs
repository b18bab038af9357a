//! What is on the living page can be heard and operated: one h1, no level left out, labels tied to fields, names once.

use std::collections::BTreeSet;

use crate::markup::{self, Tag};

fn guide() -> Vec<(&'static str, String)> {
    vec![
        ("console", pages::styleguide().unwrap()),
        ("portal", pages::styleguide_public().unwrap()),
        ("print", pages::styleguide_print().unwrap()),
    ]
}

fn opening(html: &str) -> Vec<Tag> {
    markup::tags(html).into_iter().filter(|tag| !tag.closes).collect()
}

#[test]
fn headings_step_down_one_by_one() {
    for (name, html) in guide() {
        let levels: Vec<u32> =
            opening(&html).iter().filter_map(|tag| tag.name.strip_prefix('h')?.parse().ok()).collect();
        assert_eq!(levels.iter().filter(|level| **level == 1).count(), 1, "{name}");
        assert!(levels.windows(2).all(|pair| pair[1] <= pair[0] + 1), "{name}: {levels:?}");
    }
}

#[test]
fn a_page_says_its_language_and_begins_with_the_way_past_the_menus() {
    for (name, html) in guide() {
        markup::nests(&html).unwrap_or_else(|why| panic!("{name}: {why}"));
        let tags = opening(&html);
        assert_eq!(tags.iter().find(|tag| tag.name == "html").unwrap().get("lang"), Some("zh-CN"));
        assert_eq!(tags.iter().filter(|tag| tag.name == "main").count(), 1, "{name}");
        if name != "print" {
            assert_eq!(tags.iter().find(|tag| tag.name == "a").unwrap().get("href"), Some("#main"), "{name}");
        }
    }
}

#[test]
fn every_field_has_a_label_and_every_reference_a_target() {
    for (name, html) in guide() {
        let tags = opening(&html);
        let ids: Vec<&str> = tags.iter().filter_map(|tag| tag.get("id")).collect();
        assert_eq!(ids.len(), ids.iter().collect::<BTreeSet<_>>().len(), "{name}: {ids:?}");
        let targets = tags.iter().filter_map(|tag| tag.get("for")).collect::<BTreeSet<_>>();
        assert!(targets.iter().all(|target| ids.contains(target)), "{name}");
        let described =
            tags.iter().filter_map(|tag| tag.get("aria-describedby")).flat_map(str::split_whitespace);
        assert!(described.clone().all(|id| ids.contains(&id)), "{name}");
        let shown = |tag: &&Tag| {
            ["input", "select", "textarea"].contains(&tag.name.as_str()) && tag.get("type") != Some("hidden")
        };
        for field in tags.iter().filter(shown) {
            let labelled = field.get("id").is_some_and(|id| targets.contains(id));
            assert!(
                labelled || field.get("aria-label").is_some() || is_wrapped(&html, field),
                "{name}: {field:?}"
            );
        }
        let links =
            tags.iter().filter_map(|tag| tag.get("href")?.strip_prefix('#')).filter(|id| !id.is_empty());
        assert!(links.clone().all(|id| ids.contains(&id)), "{name}");
    }
}

/// Radios and filters stand within their label.
fn is_wrapped(html: &str, field: &Tag) -> bool {
    let name = field.get("name").unwrap();
    let at = html.find(&format!("name=\"{name}\"")).unwrap();
    html[..at].matches("<label").count() > html[..at].matches("</label").count()
}

#[test]
fn every_icon_is_decoration_and_every_picture_has_words() {
    for (name, html) in guide() {
        for tag in opening(&html) {
            if tag.name == "svg" && tag.get("class").is_some_and(|class| class == "icon" || class == "mark") {
                assert_eq!(tag.get("aria-hidden"), Some("true"), "{name}");
            }
            if tag.get("role") == Some("img") {
                assert!(tag.get("aria-label").is_some_and(|label| !label.is_empty()), "{name}: {tag:?}");
            }
            assert!(tag.name != "img" || tag.get("alt").is_some(), "{name}");
            assert!(tag.name != "th" || tag.get("scope").is_some(), "{name}");
        }
    }
}

#[test]
fn every_component_stands_in_the_guide() {
    let html: String = guide().into_iter().map(|(_, html)| html).collect();
    let classes = [
        "tag plain",
        "tag active",
        "tag ok",
        "tag soon",
        "tag late",
        "tag rule",
        "tag seal",
        "due pub plain",
        "tentative",
        "strip pub",
        "strip",
        "stages",
        "steps",
        "facts two",
        "counts",
        "filters",
        "chips",
        "tabs",
        "grid stacks",
        "grid frozen",
        "pager",
        "empty",
        "times",
        "tiles",
        "digest whole",
        "field bad",
        "pick bad",
        "results",
        "pad",
        "dock",
        "summary",
        "heat cal",
        "plan",
        "share",
        "dots",
        "note seal",
        "facets",
        "hits",
        "proof",
        "card visit",
        "bulk",
        "crumbs",
    ];
    let tags = opening(&html);
    let used: Vec<_> = tags.iter().filter_map(|tag| Some(format!(" {} ", tag.get("class")?))).collect();
    let stands = |class: &&str| used.iter().any(|used| used.contains(&format!(" {class} ")));
    let missing: Vec<_> = classes.into_iter().filter(|class| !stands(class)).collect();
    assert_eq!(missing, [""; 0]);
}
