//! Charts as SVG drawn on the server: at most two series, told apart by shape or dash as well as colour, with direct labels,
//! units, the period and the same figures as a table. They measure in per cent, so that they fit any width and text keeps its size.

mod bars;
mod dots;
mod lines;
mod share;

pub use bars::Bars;
pub use dots::Dots;
pub use lines::Lines;
pub use share::{Share, ShareFill};

use askama::Template;

use crate::html::component;

/// `以表格查看`.
#[derive(Debug, Clone, Template)]
#[template(
    ext = "html",
    source = r#"<details><summary>以表格查看</summary><table><thead><tr>{% for word in head %}<th scope="col"{% if !loop.first %} class="num"{% endif %}>{{ word }}</th>{% endfor %}</tr></thead><tbody>{% for row in rows %}<tr>{% for word in row %}{% if loop.first %}<th scope="row">{{ word }}</th>{% else %}<td class="num">{{ word }}</td>{% endif %}{% endfor %}</tr>{% endfor %}</tbody></table></details>"#
)]
struct Figures {
    head: Vec<String>,
    rows: Vec<Vec<String>>,
}

component!(Figures);

/// A place in per cent, as SVG takes it.
fn at(percent: f64) -> String {
    format!("{:.2}%", percent.clamp(0.0, 100.0))
}

/// The least of 1, 2, 2.5, 5 times a power of ten that is not below `most`, for an axis that ends evenly.
fn even(most: f64) -> f64 {
    if most <= 0.0 {
        return 1.0;
    }
    let power = 10_f64.powf(most.log10().floor());
    let step = [1.0, 2.0, 2.5, 5.0, 10.0].into_iter().find(|step| step * power >= most);
    step.unwrap_or(10.0) * power
}
