//! Hostile text stays text: in every component, in every place that takes it.

use pages::{
    Assurance, BareShell, Breadcrumb, BulkBar, Button, Card, Cell, Checks, Column, CountStrip, Digest, Dock,
    EmptyState, Entry, ErrorSummary, EvidenceKind, EvidenceTile, FacetOption, Facets, Field, Figure,
    FilterChips, HeatCell, HeatGrid, Hit, Hits, Href, Html, KeyValues, Link, Meaning, Nav, NavEntry, Note,
    PageHead, Pager, Plan, PlanRow, PlanState, PlanTask, PrintShell, PublicShell, RadioCards, ResultButtons,
    Row, Shell, SignaturePad, Stage, StageLine, StageState, StatusTag, Table, Tabs, Timeline, VisitCard, Who,
    chart::{Bars, Dots, Lines, Share},
};

use crate::markup;

const EVIL: &str = "\"><script>x('&')</script><img src=x onerror=\"x\">";

fn parts() -> Vec<Html> {
    let button = || Button::new(EVIL).value(EVIL, EVIL).busy(EVIL).form(EVIL).about(EVIL);
    let empty = || EmptyState::new(EVIL, EVIL).action(button());
    let field = |field: Field| field.value(EVIL).hint(EVIL).error(EVIL).unit(EVIL).attribute("accept", EVIL);
    vec![
        StatusTag::plain(EVIL).into(),
        button().into(),
        Dock::new(button()).back(button()).lacking(EVIL).into(),
        KeyValues::new().row(EVIL, EVIL).into(),
        Note::new(Meaning::Late, EVIL, EVIL).action(button()).into(),
        Digest::short(EVIL).into(),
        Digest::whole(EVIL).into(),
        empty().into(),
        Breadcrumb::to(EVIL).above(EVIL, EVIL).into(),
        Card::new(EVIL, EVIL).remark(EVIL).foot(EVIL).into(),
        PageHead::new(EVIL).subtitle(EVIL).lead(EVIL).into(),
        Link::new(EVIL, EVIL).into(),
        field(Field::text(EVIL, EVIL)).into(),
        field(Field::area(EVIL, EVIL)).into(),
        field(Field::select(EVIL, EVIL, [(EVIL, EVIL)])).into(),
        field(Field::checkbox(EVIL, EVIL)).into(),
        RadioCards::new(EVIL, EVIL).choice(EVIL, EVIL, EVIL).error(EVIL).into(),
        ResultButtons::new(EVIL, EVIL, [(EVIL, EVIL); 5]).chosen(EVIL).into(),
        SignaturePad::new(EVIL, EVIL, EVIL).note(EVIL).other(EVIL, EVIL).into(),
        ErrorSummary::new().error(EVIL, EVIL).into(),
        ErrorSummary::refusal(EVIL).into(),
        Table::new(EVIL, [Column::head(EVIL), Column::text(EVIL).sorts(EVIL, Some(true))])
            .row(Row::new([Cell::of(EVIL).second(EVIL), Cell::of(EVIL).second(EVIL)]))
            .frozen()
            .into(),
        Table::new(EVIL, [Column::head(EVIL)]).empty(empty()).into(),
        BulkBar::new(EVIL, button()).into(),
        Table::new(EVIL, [Column::text(EVIL)]).row(Row::new([Cell::tick(EVIL, EVIL, EVIL)])).into(),
        CountStrip::new([Figure::worded(EVIL, EVIL).unit(EVIL).remark(EVIL).link(EVIL, true)]).into(),
        FilterChips::new(EVIL)
            .select(EVIL, EVIL, [(EVIL, EVIL)], None)
            .text(EVIL, EVIL, EVIL)
            .keep(EVIL, EVIL)
            .chip(EVIL, EVIL)
            .into(),
        Facets::new(EVIL).keep(EVIL, EVIL).group(EVIL, EVIL, [FacetOption::new(EVIL, EVIL, 1, true)]).into(),
        Hits::new([Hit::new(EVIL, EVIL).code(EVIL).tag(StatusTag::late(EVIL)).remark(EVIL)]).into(),
        Checks::new().step(Meaning::Plain, EVIL, EVIL).into(),
        VisitCard::new(EVIL, EVIL).line(EVIL).action(button()).into(),
        Tabs::new(EVIL).tab(EVIL, EVIL, None, true).into(),
        Pager::worded(EVIL).more(EVIL, EVIL).into(),
        Timeline::new([Entry::new(EVIL, EVIL, EVIL).remark(EVIL).link(EVIL)]).into(),
        EvidenceTile::new(EvidenceKind::Photo, EVIL, EVIL).picture(EVIL).link(EVIL).into(),
        StageLine::new(EVIL, [Stage::new(EVIL, StageState::Void).time(EVIL).digest(EVIL).remark(EVIL)])
            .into(),
        Assurance::new(9).fact(EVIL).into(),
        HeatGrid::new(EVIL, EVIL, [EVIL]).row(EVIL, [HeatCell::off(EVIL).mark(EVIL)]).into(),
        Plan::new(EVIL, 0)
            .row(
                PlanRow::new(EVIL, Meaning::Plain, EVIL)
                    .task(PlanTask::new(EVIL, PlanState::Lead, 0, 99).link(EVIL)),
            )
            .into(),
        Bars::new(EVIL, EVIL, EVIL).bar(EVIL, 1).into(),
        Lines::new(EVIL, EVIL, [EVIL], (0.0, 0.0)).series(EVIL, [1.0]).into(),
        Dots::new(EVIL, EVIL, (EVIL, EVIL), 70.0).pair(EVIL, (1, 2), (0, 0)).into(),
        Share::new(EVIL, 1, 2).remark(EVIL).into(),
    ]
}

#[test]
fn no_component_lets_markup_through() {
    for part in parts() {
        check(part.as_str());
    }
}

#[test]
fn no_frame_lets_markup_through() {
    let nav = Nav::new().group(EVIL, [NavEntry::new(EVIL, EVIL, pages::Icon::Home).count(1, true)]);
    let who = Who::new(EVIL, EVIL)
        .acting(EVIL)
        .link(EVIL, pages::Icon::Key, EVIL)
        .logout(EVIL, [(EVIL.into(), EVIL.into())]);
    let shell = Shell::new(EVIL)
        .place(EVIL)
        .nav(nav)
        .who(who)
        .search(EVIL, EVIL)
        .alerts(EVIL, 1)
        .said(EVIL)
        .phone(EVIL, Some(EVIL))
        .offline(EVIL, EVIL)
        .foot(EVIL);
    let public =
        PublicShell::new(EVIL, EVIL).nav(EVIL, EVIL, true).search(EVIL, EVIL).remark(EVIL).foot(EVIL);
    let print = PrintShell::new(EVIL, EVIL)
        .code(EVIL, EVIL)
        .signer(EVIL)
        .seal(EVIL, EVIL)
        .made(EVIL)
        .back(EVIL, EVIL);
    let body = Html::text(EVIL);
    check(&shell.wrap(&body).unwrap());
    check(&public.wrap(&body).unwrap());
    check(&print.wrap(&body).unwrap());
    check(&BareShell::new(EVIL).name(EVIL).wrap(&body).unwrap());
}

fn check(html: &str) {
    markup::nests(html).unwrap_or_else(|why| panic!("{why}: {html}"));
    for tag in markup::tags(html) {
        assert!(
            tag.closes
                || tag.name != "script"
                || tag.get("src").is_some_and(|src| src.starts_with("/assets/")),
            "{html}"
        );
        assert!(tag.attributes.iter().all(|(name, _)| !name.starts_with("on")), "{html}");
        assert!(tag.name != "img" || tag.get("src") == Some("#"), "{html}");
        assert!(tag.closes || tag.attributes.iter().all(|(_, value)| !value.contains(['<', '>'])), "{html}");
    }
}

#[test]
fn addresses_are_of_this_place_or_harmless() {
    for kept in ["/a?b=c&d", "?page=2", "#main", "https://beacon.example", "tel:12345", "mailto:a@b.c"] {
        assert_eq!(Href::new(kept).to_string(), kept);
    }
    for bad in [
        "javascript:alert(1)",
        " javascript:x",
        "data:text/html,x",
        "//evil.example",
        "/\\evil",
        "java\nscript:x",
        "evil",
        "/a\tb",
    ] {
        assert_eq!(Href::new(bad).to_string(), "#", "{bad}");
    }
}
