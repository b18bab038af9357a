//! HTTP glue that every service's endpoints use: who calls (`Call`), what they send (`Body`, `Upload`), what goes wrong
//! (`Problem`, RFC 9457), what goes back (`answer`), how services reach each other (`Peers`), and how pages reach them
//! (`Upstream`, `site`).
//!
//! Deliberately absent: any rule of the business. A handler reads a request, opens a `Work`, lets the domain decide,
//! and answers; refusals become problems here, at the edge, with their Chinese text from the message catalogue.
//!
//! To add an endpoint: one file in the service's `http/`, its line in `access::table`, its handler in `http.rs`.

pub mod answer;
pub mod body;
pub mod call;
pub mod common;
pub mod openapi;
pub mod page;
pub mod peers;
pub mod problem;
pub mod seed;
pub mod service;
pub mod site;
pub mod token;
pub mod upstream;
pub mod waiting;

pub use answer::{Answer, created, ok, shown};
pub use body::{Body, Empty, Upload, optional_text, text};
pub use call::Call;
pub use page::{Page, PageQuery};
pub use peers::Peers;
pub use problem::Problem;
pub use seed::seed;
pub use service::{Service, Services};
pub use site::Ground;
pub use token::{Claims, Keys};
pub use upstream::Upstream;
