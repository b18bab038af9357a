//! Contrast of the pairs that interface.md names, computed as WCAG 2.2 does, and colours in one file only.

use std::{collections::BTreeMap, fs, path::Path};

fn assets() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("assets")
}

fn tokens() -> BTreeMap<String, String> {
    let text = fs::read_to_string(assets().join("tokens.css")).unwrap();
    let mut tokens = BTreeMap::new();
    for declared in text.split(['{', ';', '}']) {
        if let Some((name, value)) = declared.trim().strip_prefix("--").and_then(|rest| rest.split_once(':'))
        {
            tokens.entry(name.to_owned()).or_insert_with(|| value.trim().to_owned());
        }
    }
    tokens
}

fn luminance(hex: &str) -> f64 {
    let part = |at: usize| f64::from(u8::from_str_radix(&hex[at..at + 2], 16).unwrap()) / 255.0;
    let linear = |c: f64| if c <= 0.040_45 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) };
    0.2126 * linear(part(1)) + 0.7152 * linear(part(3)) + 0.0722 * linear(part(5))
}

fn contrast(a: &str, b: &str) -> f64 {
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

/// Text or mark, ground, the least ratio. Where the guide names a figure, that one less rounding.
const PAIRS: [(&str, &str, f64); 44] = [
    ("ink", "surface", 16.0),
    ("ink-2", "surface", 8.6),
    ("ink-3", "surface", 5.4),
    ("ink-3", "bg", 4.9),
    ("ink-3", "sunk", 4.5),
    ("ink-3", "hatch-2", 4.5),
    ("ink-2", "plain-soft", 4.5),
    ("edge", "surface", 3.5),
    ("edge", "bg", 3.0),
    ("bar-2", "bar", 8.3),
    ("bar-2", "bar-3", 4.5),
    ("on", "bar", 4.5),
    ("brand", "surface", 9.1),
    ("brand", "bg", 4.5),
    ("brand", "brand-soft", 4.5),
    ("brand-ink", "brand-soft", 10.8),
    ("on", "brand", 9.1),
    ("on", "brand-ink", 4.5),
    ("pub", "surface", 5.8),
    ("pub", "pub-soft", 5.0),
    ("on", "pub", 4.5),
    ("ok", "ok-soft", 5.9),
    ("ok", "surface", 4.5),
    ("ok-fill", "surface", 3.9),
    ("soon", "soon-soft", 6.3),
    ("soon", "surface", 4.5),
    ("soon-fill", "surface", 3.5),
    ("late", "late-soft", 6.1),
    ("late", "surface", 4.5),
    ("late-fill", "surface", 5.1),
    ("on", "late-fill", 4.5),
    ("rule", "rule-soft", 7.1),
    ("rule", "surface", 4.5),
    ("on", "seal", 13.2),
    ("ink", "s0", 4.8),
    ("ink", "s1", 4.8),
    ("ink", "s2", 4.8),
    ("ink", "s3", 4.8),
    ("on", "s4", 6.1),
    ("on", "s5", 6.1),
    ("s4", "surface", 3.0),
    ("ink", "surface", 3.0),
    ("ink", "halo", 3.0),
    ("brand-ink", "s1", 4.5),
];

#[test]
fn each_pair_holds_its_contrast() {
    let tokens = tokens();
    let low = PAIRS.iter().filter_map(|(text, ground, least)| {
        let ratio = contrast(&tokens[*text], &tokens[*ground]);
        (ratio < *least).then(|| format!("{text} on {ground}: {ratio:.2} of {least}"))
    });
    assert_eq!(low.collect::<Vec<_>>(), [""; 0]);
}

#[test]
fn the_measure_is_the_standards() {
    assert!((contrast("#000000", "#FFFFFF") - 21.0).abs() < 0.01);
    assert!((contrast("#767676", "#FFFFFF") - 4.54).abs() < 0.01);
}

/// `#1a2b3c`, `rgb(`, `hsl(` and names of colours, by place.
fn literals(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    for (no, line) in text.lines().enumerate() {
        let hex = line.match_indices('#').filter_map(|(at, _)| {
            let digits = line[at + 1..].chars().take_while(char::is_ascii_hexdigit).count();
            [3, 4, 6, 8].contains(&digits).then(|| &line[at..at + 1 + digits])
        });
        let calls = ["rgb(", "rgba(", "hsl(", "oklch("].into_iter().filter(|call| line.contains(call));
        let words = line.split(|c: char| !c.is_ascii_alphanumeric() && c != '-');
        let words = words.filter(|word| ["white", "black", "red", "gray", "blue"].contains(word));
        let named = calls.chain(words);
        found.extend(hex.chain(named).map(|what| format!("{}: {what}", no + 1)));
    }
    found
}

#[test]
fn colours_stand_in_the_tokens_only() {
    for entry in fs::read_dir(assets()).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap();
        if name != "tokens.css" && name != "mark.svg" {
            assert_eq!(literals(&fs::read_to_string(&path).unwrap()), [""; 0], "{name}");
        }
    }
    for html in [pages::styleguide().unwrap(), pages::styleguide_public().unwrap()] {
        assert!(!html.contains("style="), "a style in a page");
    }
    assert_eq!(literals("a { color: #FFF; background: rgb(0 0 0) }"), ["1: #FFF", "1: rgb("]);
}

/// The browser's small picture cannot read the tokens; it may only repeat them.
#[test]
fn the_icon_of_the_site_repeats_the_tokens() {
    let (tokens, text) = (tokens(), fs::read_to_string(assets().join("mark.svg")).unwrap());
    let colours: Vec<_> = text.split('"').filter(|part| part.starts_with('#')).collect();
    assert!(!colours.is_empty());
    assert!(colours.iter().all(|colour| tokens.values().any(|token| token == colour)), "{colours:?}");
}

#[test]
fn every_property_that_is_used_is_declared() {
    let tokens = tokens();
    let css = ["base", "frame", "parts", "forms", "tables", "boards", "portal", "print"];
    let all: String =
        css.map(|name| fs::read_to_string(assets().join(format!("{name}.css"))).unwrap()).concat();
    for used in all.split("var(--").skip(1) {
        let name = used.split(')').next().unwrap();
        assert!(tokens.contains_key(name) || all.contains(&format!("--{name}:")), "{name}");
    }
}
