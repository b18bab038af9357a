//! What the design system promises: nothing hostile gets through, clocks read right, colours hold their contrast, files stay
//! small and ours, and what is on a page can be heard as well as seen.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test that cannot go on should stop where it stands"
)]

mod assets;
mod colours;
mod deadlines;
mod escaping;
mod formats;
mod layouts;
mod markup;
mod outlines;
mod strips;
