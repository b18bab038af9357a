//! Rust split into code and string literals, comments left out. Both keep their places, so that a line number found in
//! one holds in the file. A reader of tokens would say more; the rules need no more than this.

/// `code` and `literals` are as long as the text; in each the other is blank.
pub struct Split {
    pub code: String,
    pub literals: String,
}

#[derive(Clone, Copy, PartialEq)]
enum Part {
    Code,
    Comment,
    Literal,
}

/// A function of a file.
pub struct Function {
    pub name: String,
    /// From 1.
    pub line: usize,
    pub lines: usize,
}

pub fn split(text: &str) -> Split {
    let parts = parts(text.as_bytes());
    Split { code: only(text, &parts, Part::Code), literals: only(text, &parts, Part::Literal) }
}

fn only(text: &str, parts: &[Part], wanted: Part) -> String {
    let keep = |(byte, part): (u8, &Part)| if byte == b'\n' || *part == wanted { byte } else { b' ' };
    let bytes = text.bytes().zip(parts).map(keep).collect();
    // A part begins and ends at ASCII, so characters stay whole.
    String::from_utf8(bytes).unwrap()
}

fn parts(text: &[u8]) -> Vec<Part> {
    let mut parts = Vec::with_capacity(text.len());
    while parts.len() < text.len() {
        let rest = &text[parts.len()..];
        let (part, length) = next(rest, parts.last() == Some(&Part::Code) && is_word(text[parts.len() - 1]));
        parts.extend(std::iter::repeat_n(part, length.min(rest.len())));
    }
    parts
}

/// What begins here and how long it is. `in_word`: a letter before, so that an `r` is not the `r` of a raw string.
fn next(rest: &[u8], in_word: bool) -> (Part, usize) {
    if rest.starts_with(b"//") {
        return (Part::Comment, until(rest, b"\n"));
    }
    if rest.starts_with(b"/*") {
        return (Part::Comment, until(rest, b"*/") + 2);
    }
    if rest[0] == b'"' {
        return (Part::Literal, quoted(rest, b'"'));
    }
    if rest[0] == b'r' && !in_word {
        let marks = rest[1..].iter().take_while(|byte| **byte == b'#').count();
        if rest.get(1 + marks) == Some(&b'"') {
            let end = [b"\"".as_slice(), &vec![b'#'; marks]].concat();
            return (Part::Literal, 2 + marks + until(&rest[2 + marks..], &end) + end.len());
        }
    }
    // A lifetime has no closing quote behind its first character.
    let width = rest.get(1).map_or(1, |byte| byte.leading_ones().max(1) as usize);
    if rest[0] == b'\'' && (rest.get(1) == Some(&b'\\') || rest.get(1 + width) == Some(&b'\'')) {
        return (Part::Literal, quoted(rest, b'\''));
    }
    (Part::Code, 1)
}

fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}

fn until(rest: &[u8], end: &[u8]) -> usize {
    rest.windows(end.len()).position(|window| window == end).unwrap_or(rest.len())
}

fn quoted(rest: &[u8], mark: u8) -> usize {
    let mut at = 1;
    while at < rest.len() && rest[at] != mark {
        at += if rest[at] == b'\\' { 2 } else { 1 };
    }
    at + 1
}

/// Blanks every `#[cfg(test)]` module that stands in the file.
pub fn without_tests(split: Split) -> Split {
    let Split { mut code, mut literals } = split;
    while let Some(start) = code.find("#[cfg(test)]") {
        let end = body(&code, start).map_or(start + 1, |(_, end)| end);
        for text in [&mut code, &mut literals] {
            let blank = text[start..end]
                .bytes()
                .map(|byte| if byte == b'\n' { '\n' } else { ' ' })
                .collect::<String>();
            text.replace_range(start..end, &blank);
        }
    }
    Split { code, literals }
}

/// The functions with a body.
pub fn functions(code: &str) -> Vec<Function> {
    let mut found = Vec::new();
    for (at, _) in code.match_indices("fn ") {
        let begins = !code[..at].ends_with(|before: char| before.is_alphanumeric() || before == '_');
        let name: String = code[at + 3..].chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
        if let (true, false, Some((_, end))) = (begins, name.is_empty(), body(code, at)) {
            found.push(Function { name, line: line(code, at), lines: code[at..end].lines().count() });
        }
    }
    found
}

/// Where the braces open that follow `from`, and the place behind their close; None where a `;` comes first.
pub fn body(code: &str, from: usize) -> Option<(usize, usize)> {
    let mut brackets = 0_i32;
    let open = code[from..].char_indices().find_map(|(at, character)| {
        brackets += i32::from("([".contains(character)) - i32::from(")]".contains(character));
        (brackets == 0 && "{;".contains(character)).then_some((from + at, character))
    });
    let (open, '{') = open? else { return None };
    let mut depth = 0_i32;
    let close = code[open..].char_indices().find_map(|(at, character)| {
        depth += i32::from(character == '{') - i32::from(character == '}');
        (depth == 0).then_some(open + at + 1)
    });
    close.map(|close| (open, close))
}

/// The line of a place, from 1.
pub fn line(text: &str, at: usize) -> usize {
    text[..at].matches('\n').count() + 1
}

/// `path:line: needle` wherever one of the needles stands in `text` as whole words.
pub fn find(path: &str, text: &str, needles: &[&str]) -> Vec<String> {
    let word = |c: char| c.is_alphanumeric() || c == '_';
    let mut found = Vec::new();
    for needle in needles {
        for (at, _) in text.match_indices(needle) {
            let before = needle.starts_with(word) && text[..at].ends_with(word);
            let behind = needle.ends_with(word) && text[at + needle.len()..].starts_with(word);
            if !before && !behind {
                found.push(format!("{path}:{}: {needle}", line(text, at)));
            }
        }
    }
    found
}

#[test]
fn comments_and_literals_are_no_code() {
    let text = "let a = \"x // \\\" y\"; // not /* b\nlet c: &'a str = r#\"un\"x\"#; /* d\n */ let e = '\"'; let f = '随';";
    let split = split(text);
    let code: Vec<_> = split.code.split_whitespace().collect();
    assert_eq!(code.join(" "), "let a = ; let c: &'a str = ; let e = ; let f = ;");
    assert_eq!((split.code.len(), split.code.matches('\n').count()), (text.len(), 2));
    assert_eq!(find("f", &split.literals, &["un"]), ["f:2: un"]);
}

#[test]
fn test_modules_are_left_out_and_what_follows_stays() {
    let split = without_tests(split(
        "fn a() {}\n#[cfg(test)]\nmod tests { fn b() {} }\nfn c() {}\n#[cfg(test)]\nmod more;\n",
    ));
    let names: Vec<_> = functions(&split.code).into_iter().map(|f| (f.name, f.line)).collect();
    assert_eq!(names, [("a".to_owned(), 1), ("c".to_owned(), 4)]);
}

#[test]
fn a_function_ends_with_its_own_brace() {
    let code = "fn a(x: [u8; 2]) -> u8 {\n  if x { 1 }\n  2\n}\ntrait T { fn b(&self); fn c() {} }";
    let lines: Vec<_> = functions(code).into_iter().map(|f| (f.name, f.lines)).collect();
    assert_eq!(lines, [("a".to_owned(), 4), ("c".to_owned(), 1)]);
}
