//! Frames: what a page gets without asking.

use askama::Template;
use pages::{Html, Icon, Nav, NavEntry, Shell, StatusTag};

#[derive(Template)]
#[template(ext = "html", source = "<h1>{{ title }}</h1>{{ tag }}")]
struct Page {
    title: &'static str,
    tag: StatusTag,
}

fn nav(entries: usize, here: usize) -> Nav {
    let entry = |at| NavEntry::new(format!("入口{at}"), format!("/{at}"), Icon::Home).here(at == here);
    Nav::new().group("办理", (0..entries).map(entry)).group("空", [])
}

#[test]
fn a_pages_template_nests_components_and_escapes_text() {
    let html = Shell::new("移送").page(&Page { title: "<移送>", tag: StatusTag::done("已办结") }).unwrap();
    assert!(html.contains("<h1>&#60;移送&#62;</h1><span class=\"tag ok\">"));
    assert!(html.contains("<title>移送 - 随机</title>"));
}

#[test]
fn the_phone_has_four_entries_at_most() {
    let bar = |entries, here| {
        let html = Shell::new("页").nav(nav(entries, here)).wrap(&Html::text("文")).unwrap();
        html.split("<nav class=\"thumb\"")
            .nth(1)
            .unwrap()
            .split("<div class=\"sheet\"")
            .next()
            .unwrap()
            .to_owned()
    };
    assert_eq!((bar(4, 0).matches("<li>").count(), bar(4, 0).contains("更多")), (4, false));
    assert_eq!((bar(9, 0).matches("<li>").count(), bar(9, 0).contains("更多")), (4, true));
    assert!(
        bar(9, 7).contains("<summary aria-current=\"true\">") && !bar(9, 1).contains("<summary aria-current")
    );
}

#[test]
fn a_group_without_entries_and_a_count_of_none_are_not_shown() {
    let nav = Nav::new()
        .group("空", [])
        .group("办理", [NavEntry::new("移送", "/r", Icon::Transfer).count(0, true)]);
    let html = Shell::new("页").nav(nav).wrap(&Html::text("文")).unwrap();
    assert!(!html.contains("空") && !html.contains("badge"));
}

#[test]
fn styles_of_boards_come_where_there_is_a_board() {
    let boards = pages::asset::href("boards.css");
    assert!(!Shell::new("页").wrap(&Html::text("class=\"chart\"")).unwrap().contains(boards));
    assert!(pages::styleguide().unwrap().contains(boards));
}
