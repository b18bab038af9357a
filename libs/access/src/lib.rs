//! Who may see and do what. Two questions, each answered once:
//!
//! * may this role call this operation at all? `table` lists every operation of every service; an operation that is not
//!   listed is refused, so forgetting a line closes a door instead of opening one;
//! * may this caller see this row? Every row names its `Reader`s, every caller holds a few; the row is visible where the
//!   two meet. The same sets answer a single look and filter a list in SQL (`store::visible`), so the two cannot differ.
//!
//! Whether the caller may *change* the row is a rule of the domain and stands there.
//!
//! To add an operation: one line in `table/<service>.rs`.

pub mod reader;
pub mod table;

pub use reader::{Reader, held_by};
pub use table::{Operation, operation};
