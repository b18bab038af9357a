//! Markup that is safe to stand in a page, and addresses that are safe to follow. Text becomes either by being escaped or
//! checked, so that a page author cannot forget to.

use std::fmt;

use askama::{FastWritable, Values, filters::HtmlSafe};

/// Markup. Made from text, which is escaped, or from components and rendered templates, which have escaped theirs.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Html(String);

impl Html {
    /// Text, escaped.
    pub fn text(text: &str) -> Self {
        let mut safe = String::with_capacity(text.len());
        for character in text.chars() {
            match character {
                '<' => safe.push_str("&lt;"),
                '>' => safe.push_str("&gt;"),
                '&' => safe.push_str("&amp;"),
                '"' => safe.push_str("&#34;"),
                '\'' => safe.push_str("&#39;"),
                other => safe.push(other),
            }
        }
        Self(safe)
    }

    /// A component.
    pub fn of(component: &(impl HtmlSafe + ?Sized)) -> Self {
        Self(component.to_string())
    }

    /// A page's own template (`#[template(path = "….html")]`: askama escapes by that ending).
    ///
    /// # Errors
    /// What the template's own expressions fail with.
    pub fn render(template: &impl askama::Template) -> askama::Result<Self> {
        template.render().map(Self)
    }

    /// Several of different kinds, one after the other: `Html::all([head.into(), table.into()])`.
    pub fn all(parts: impl IntoIterator<Item = Self>) -> Self {
        Self(parts.into_iter().map(|part| part.0).collect())
    }

    /// Several of one kind: `Html::each(tags)`.
    pub fn each<T: Into<Self>>(parts: impl IntoIterator<Item = T>) -> Self {
        Self::all(parts.into_iter().map(Into::into))
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Html {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl HtmlSafe for Html {}

impl FastWritable for Html {
    fn write_into(&self, dest: &mut dyn fmt::Write, _: &dyn Values) -> askama::Result<()> {
        Ok(dest.write_str(&self.0)?)
    }
}

impl From<&str> for Html {
    fn from(text: &str) -> Self {
        Self::text(text)
    }
}

impl From<String> for Html {
    fn from(text: String) -> Self {
        Self::text(&text)
    }
}

impl From<&String> for Html {
    fn from(text: &String) -> Self {
        Self::text(text)
    }
}

/// An address: a path, a query, a fragment, or of a harmless scheme. Anything else (`javascript:`, `data:`) becomes `#`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Href(String);

const SCHEMES: [&str; 5] = ["https://", "http://", "mailto:", "tel:", "geo:"];

impl Href {
    pub fn new(address: &str) -> Self {
        let of_page = address.starts_with(['/', '?', '#']) && !address.starts_with("//");
        let harmless = of_page || SCHEMES.iter().any(|scheme| address.starts_with(scheme));
        let plain = !address.contains(|c: char| c.is_control() || c == '\\');
        Self(if harmless && plain { address.to_owned() } else { "#".to_owned() })
    }
}

impl fmt::Display for Href {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl From<&str> for Href {
    fn from(address: &str) -> Self {
        Self::new(address)
    }
}

impl From<String> for Href {
    fn from(address: String) -> Self {
        Self::new(&address)
    }
}

impl From<&String> for Href {
    fn from(address: &String) -> Self {
        Self::new(address)
    }
}

/// Lets components stand in templates as `{{ tag }}` and wherever [`Html`] is asked for.
macro_rules! component {
    ($($name:ty),+ $(,)?) => {$(
        impl askama::filters::HtmlSafe for $name {}
        impl From<$name> for $crate::Html {
            fn from(component: $name) -> Self {
                Self::of(&component)
            }
        }
        impl From<&$name> for $crate::Html {
            fn from(component: &$name) -> Self {
                Self::of(component)
            }
        }
    )+};
}
pub(crate) use component;
