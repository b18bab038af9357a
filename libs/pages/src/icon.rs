//! The set of icons: a 20 px grid, strokes of 1.5 in the colour of the text around. Decoration beside words, so they are
//! hidden from screen readers; an icon never stands alone.

use std::fmt;

use crate::html::component;

/// Declares the icons with the inside of their SVG.
macro_rules! icons {
    ($($name:ident $paths:literal)+) => {
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Icon { $($name),+ }

        impl Icon {
            pub const ALL: &[Icon] = &[$(Icon::$name),+];

            fn paths(self) -> &'static str {
                match self { $(Icon::$name => $paths),+ }
            }
        }
    };
}

icons! {
    Home r#"<path d="M3 9.2 10 3l7 6.2V17h-4.8v-4.6H7.8V17H3z"/>"#
    Calendar r#"<rect x="3" y="4.5" width="14" height="12.5" rx="1.5"/><path d="M3 8.5h14M7 2.5v4M13 2.5v4"/>"#
    Draw r#"<rect x="3" y="3" width="14" height="14" rx="1.5"/><path d="M7 7h.01M10 7h.01M13 7h.01M7 10h.01M10 10h.01M7 13h.01M10 13h.01M13 13h.01" stroke-width="2"/><circle cx="13" cy="10" r="1.4"/>"#
    Clipboard r#"<path d="M7 4H4.5v13h11V4H13"/><rect x="7" y="2.5" width="6" height="3.5" rx="1"/><path d="m7 11.2 2.2 2.2 3.8-4"/>"#
    Megaphone r#"<path d="M3 8.5v3.2l2.2.6L14 15.5v-11L5.2 8zM6 12.5l.8 3.5h2.4l-.8-2.9M16.5 8.2a3 3 0 0 1 0 3.6"/>"#
    Transfer r#"<path d="M3 6.5h8.5m-3-3 3 3-3 3M17 13.5H8.5m3-3-3 3 3 3"/>"#
    Building r#"<path d="M4 17V3.5h8V17M12 8h4v9M2.5 17h15M7 7h2M7 10h2M7 13h2"/>"#
    People r#"<circle cx="7.5" cy="7" r="3"/><path d="M2 16.5c0-3 2.4-5 5.5-5s5.5 2 5.5 5M13 4.3a3 3 0 0 1 0 5.4M15 12c1.8.7 3 2.3 3 4.5"/>"#
    Chart r#"<path d="M3 3v14h14M7 13.5v-4M11 13.5v-8M15 13.5v-6"/>"#
    Book r#"<path d="M5.5 3H16v11.5H5.5A1.5 1.5 0 0 0 4 16V4.5A1.5 1.5 0 0 1 5.5 3zM4 16a1.5 1.5 0 0 0 1.5 1.5H16v-3"/>"#
    Comment r#"<path d="M3 3.5h14v10.5H8L4.5 17v-3H3z"/><path d="M6.5 7.2h7M6.5 10.2h4.5"/>"#
    Search r#"<circle cx="9" cy="9" r="5.5"/><path d="m13 13 4 4"/>"#
    Bell r#"<path d="M4 14.5h12l-1.5-2.2V8.5a4.5 4.5 0 0 0-9 0v3.8zM8.3 17h3.4"/>"#
    User r#"<circle cx="10" cy="6.5" r="3.3"/><path d="M3.5 17c.4-3.6 3-5.5 6.5-5.5s6.1 1.9 6.5 5.5"/>"#
    Chevron r#"<path d="m7.5 4.5 5.5 5.5-5.5 5.5"/>"#
    Down r#"<path d="m4.5 7.5 5.5 5.5 5.5-5.5"/>"#
    Back r#"<path d="m12.5 4.5-5.5 5.5 5.5 5.5"/>"#
    Tick r#"<path d="m4 10.5 4 4 8-9"/>"#
    Clock r#"<circle cx="10" cy="10" r="7"/><path d="M10 5.8V10l2.8 2"/>"#
    Triangle r#"<path d="M10 3 2.5 16.5h15zM10 8v4M10 14.2h.01"/>"#
    Scales r#"<path d="M10 3v14M6.5 17h7M4 5.5h12M4 5.5l-2.3 6h4.6zM16 5.5l-2.3 6h4.6z"/>"#
    Padlock r#"<rect x="4" y="9" width="12" height="8" rx="1.5"/><path d="M6.8 9V6.5a3.2 3.2 0 0 1 6.4 0V9"/>"#
    Shield r#"<path d="M10 2.5 4 4.7v5c0 3.8 2.5 6.5 6 7.8 3.5-1.3 6-4 6-7.8v-5z"/><path d="m7.3 10 2 2 3.5-3.8"/>"#
    Download r#"<path d="M10 3v9.5m-3.8-3.8L10 12.5l3.8-3.8M3.5 16.5h13"/>"#
    Print r#"<path d="M6 7V3h8v4M6 14H3V7h14v7h-3"/><rect x="6" y="11.5" width="8" height="5.5"/>"#
    Camera r#"<path d="M2.5 6h3.7L7.5 4h5l1.3 2h3.7v10.5h-15z"/><circle cx="10" cy="11" r="3"/>"#
    File r#"<path d="M5 2.5h6.5L15.5 6.5v11H5zM11.5 2.5v4h4"/>"#
    Photo r#"<rect x="3" y="4" width="14" height="12" rx="1"/><circle cx="7.3" cy="8" r="1.2"/><path d="m3.5 15 4.5-4 2.5 2 3-3.2 3.5 3.7"/>"#
    Video r#"<rect x="2.5" y="5" width="10.5" height="10" rx="1.5"/><path d="m13 9 4.5-2.5v7L13 11"/>"#
    Microphone r#"<rect x="7.5" y="2.5" width="5" height="9" rx="2.5"/><path d="M4.5 9.5a5.5 5.5 0 0 0 11 0M10 15v2.5M7.5 17.5h5"/>"#
    Plus r#"<path d="M10 4v12M4 10h12"/>"#
    Cross r#"<path d="m5 5 10 10M15 5 5 15"/>"#
    Arrow r#"<path d="M3.5 10h13m-4.5-4.5 4.5 4.5-4.5 4.5"/>"#
    Info r#"<circle cx="10" cy="10" r="7"/><path d="M10 9.3v4.2M10 6.5h.01"/>"#
    Key r#"<circle cx="6.5" cy="13" r="3.5"/><path d="m9 10.5 7.5-7.5M13 6.5l2.5 2.5"/>"#
    Plug r#"<path d="M7 2.5V6M13 2.5V6M5 6h10v3.5a5 5 0 0 1-10 0zM10 14.5v3"/>"#
    Route r#"<circle cx="5" cy="15" r="2"/><circle cx="15" cy="5" r="2"/><path d="M7 15h5.5a2.5 2.5 0 0 0 0-5h-5a2.5 2.5 0 0 1 0-5H13"/>"#
    Inbox r#"<path d="M3 11.5 5 4h10l2 7.5V16.5H3zM3 11.5h4l1 2h4l1-2h4"/>"#
    Gauge r#"<path d="M3 15.5a8 8 0 1 1 14 0M10 12l3.5-4"/><circle cx="10" cy="12.5" r="1.2"/>"#
    Flag r#"<path d="M5 17.5v-15M5 3.5h10.5l-2.5 3.5 2.5 3.5H5"/>"#
    Pen r#"<path d="m4 16 .8-3.6L13.2 4 16 6.8 7.6 15.2zM11.3 5.9l2.8 2.8"/>"#
    Copy r#"<rect x="7" y="7" width="9.5" height="9.5" rx="1.5"/><path d="M13 7V3.5H3.5V13H7"/>"#
    Pin r#"<path d="M10 17.5c3.7-4 5.5-6.7 5.5-9.3a5.5 5.5 0 0 0-11 0c0 2.6 1.8 5.3 5.5 9.3z"/><circle cx="10" cy="8.2" r="2"/>"#
    Phone r#"<path d="M4 3h3l1.5 4-2 1.5a10 10 0 0 0 5 5l1.5-2 4 1.5v3A1.2 1.2 0 0 1 15.8 17 13.5 13.5 0 0 1 3 4.2 1.2 1.2 0 0 1 4 3z"/>"#
    Offline r#"<path d="m3 3 14 14M7.5 5.3A5 5 0 0 1 14.7 9 3.5 3.5 0 0 1 17 14.5M5.5 8.2A4 4 0 0 0 6 16h8"/>"#
    Send r#"<path d="M6 15.5a3.8 3.8 0 0 1-.6-7.5 5 5 0 0 1 9.5 1A3.4 3.4 0 0 1 14 15.5M10 17.5V10m-2.7 2.7L10 10l2.7 2.7"/>"#
    Code r#"<rect x="3" y="3" width="5" height="5"/><rect x="12" y="3" width="5" height="5"/><rect x="3" y="12" width="5" height="5"/><path d="M12 12h2v2M17 12v2M12 17h2M17 16.5v.5"/>"#
    Logout r#"<path d="M8 3.5H4v13h4M8.5 10H17m-3.5-3.5L17 10l-3.5 3.5"/>"#
    Menu r#"<path d="M3 5.5h14M3 10h14M3 14.5h14"/>"#
}

impl fmt::Display for Icon {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let paths = self.paths();
        write!(
            f,
            r#"<svg class="icon" viewBox="0 0 20 20" width="20" height="20" aria-hidden="true">{paths}</svg>"#
        )
    }
}

component!(Icon);
