//! The design system of the console and the portal: tokens, icons, components, charts, formats and frames, rendered on the
//! server by askama. Pure: no actix, no database, no clock. A service routes [`asset::all`] and writes pages; nothing is
//! fetched from another host, and no page needs a script.
//!
//! A page is a template of its own whose fields are components, handed to a frame:
//!
//! ```
//! use pages::{Button, Cell, Column, Icon, Nav, NavEntry, PageHead, Pager, Row, Shell, StatusTag, Table};
//!
//! #[derive(askama::Template)]
//! #[template(ext = "html", source = "{{ head }}<section class=\"card\">{{ table }}</section>")]
//! struct Referrals { head: PageHead, table: Table }   // in a service: path = "referrals.html"
//!
//! let row = Row::new([
//!     Cell::of("疑似未配套废气治理设施").second("舞移〔2026〕0087号"),   // text is escaped
//!     Cell::of(StatusTag::active("已签收，待接收")),                       // components are not
//!     Cell::number(3),
//!     Cell::action(Button::link("查看", "/referrals/87").plain().about("舞移〔2026〕0087号")),
//! ]);
//! let columns = [Column::head("事项"), Column::text("状态"), Column::number("件数"), Column::action("办理")];
//! let page = Referrals {
//!     head: PageHead::new("移送").action(Button::link("导出", "/referrals.csv").plain().icon(Icon::Download)),
//!     table: Table::new("移送", columns).row(row).pager(Pager::new(1, 14, "件").next(Some("?page=2".into()))),
//! };
//! let nav = Nav::new().group("办理", [NavEntry::new("移送", "/referrals", Icon::Transfer).count(3, false).here(true)]);
//! let html = Shell::new("移送").nav(nav).page(&page)?;
//! assert!(html.contains("已签收，待接收"));
//! # Ok::<(), askama::Error>(())
//! ```
//!
//! | need | use |
//! |---|---|
//! | two columns of cards | `<div class="cols"><div>…</div><div>…</div></div>` (`cols even` for halves) |
//! | a card | [`Card::new`]`(title, body)`, or `<section class="card">` with `<header><h2>` in a template |
//! | a clock | [`Deadline::statutory`] in lists; [`ClockCard`] with [`WorkingDayStrip::count`] on its page |
//! | a form | `<form method="post">` with [`Field`]s, [`RadioCards`] and a [`Button`]; errors: [`ErrorSummary`] first, `.error(summary.at(name))` at the field |
//! | a bulk action | a form around [`BulkBar`] and a [`Table`] whose first cells are [`Cell::tick`] |
//! | several parts in a cell | [`Html::all`]`([a.into(), b.into()])`, of one kind [`Html::each`] |
//! | a form for paper | [`PrintShell`] with `<table>` and [`KeyValues`] in its body |
//!
//! Whatever takes `impl Into<Html>` takes text, which it escapes, or a component. Addresses become [`Href`]s, which keep out
//! `javascript:`. To add a component: a struct with a template, `component!(It)`, its states in the style guide, which the
//! tests go through. Colours live in `assets/tokens.css` alone. [`styleguide`] shows everything there is.

pub mod asset;
mod button;
pub mod chart;
mod deadline;
mod form;
pub mod formats;
mod heat;
mod html;
mod icon;
mod layout;
mod lists;
mod parts;
mod plan;
mod portal;
mod stages;
mod status;
mod strip;
mod styleguide;
mod table;
mod timeline;

pub use button::{Button, Dock};
pub use deadline::{Clock, Deadline, words};
pub use form::{ErrorSummary, Field, RadioCards, ResultButtons, SignaturePad};
pub use heat::{HeatCell, HeatGrid};
pub use html::{Href, Html};
pub use icon::Icon;
pub use layout::{BareShell, Nav, NavEntry, PrintShell, PublicShell, Shell, Who};
pub use lists::{BulkBar, CountStrip, Figure, FilterChips, Pager, Tabs};
pub use parts::{Breadcrumb, Card, Digest, EmptyState, KeyValues, Link, Note, PageHead};
pub use plan::{Plan, PlanRow, PlanState, PlanTask};
pub use portal::{Checks, FacetOption, Facets, Hit, Hits, VisitCard};
pub use stages::{Assurance, Stage, StageLine, StageState};
pub use status::{Meaning, StatusTag};
pub use strip::{ClockCard, StripLegend, WorkingDayStrip};
pub use styleguide::{styleguide, styleguide_print, styleguide_public};
pub use table::{Cell, Column, Row, Table};
pub use timeline::{Entry, Evidence, EvidenceKind, EvidenceTile, Sent, Timeline};
