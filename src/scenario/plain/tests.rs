//! The quick way against the library: wherever it takes a document, both read the same tree, places and digits included.

mod corpus;

use std::fs;
use std::path::Path;

use super::super::document::parse_by_library;
use super::parse;

/// The texts of the repository that are scenarios, or meant to be.
fn texts(folder: &str) -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let mut texts = Vec::new();
    for entry in fs::read_dir(&folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|extension| extension == "toml") {
            texts.extend(fs::read_to_string(&path));
        }
    }
    assert!(!texts.is_empty(), "{}", folder.display());
    texts
}

/// Numbers that are always the same ones.
struct Draw(u64);

impl Draw {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % u64::try_from(end.max(1)).unwrap()).unwrap()
    }

    fn of<'a>(&mut self, all: &[&'a str]) -> &'a str {
        all[self.below(all.len())]
    }
}

/// Whether the quick way takes the text; it must then read what the library reads.
fn is_taken(text: &str) -> bool {
    let Some(table) = parse(text) else { return false };
    assert_eq!(Some(table), parse_by_library(text), "{text}");
    true
}

#[test]
fn takes_every_scenario_of_the_gallery_and_the_cases() {
    for text in texts("scenarios").into_iter().chain(texts("tests/cases")) {
        assert!(is_taken(&text), "{text}");
        assert!(is_taken(&text.replace('\n', "\r\n")), "{text}");
        assert!(is_taken(&format!("\u{feff}{text}")), "{text}");
    }
}

/// Whole lines, put between those of a scenario.
const LINES: &[&str] = &[
    "[demand]",
    "[demand.segment]",
    "[demand.segment.\"a b\"]",
    "[demand.segment.'a b']",
    "[demand.visits]",
    "[ demand . segment . x ] # here",
    "[[demand]]",
    "[option]",
    "[[option]]",
    "[[option.extra]]",
    "[[option.part]]",
    "[[option.part.extra]]",
    "[option.part]",
    "[option.on_costs]",
    "[option.on_costs.deeper]",
    "[option.travel_zones]",
    "[[option.travel_zones]]",
    "[[ option ]]",
    "[[option] ]",
    "[]",
    "[[]]",
    "[a.]",
    "[.a]",
    "[a]",
    "[a.b]",
    "[a.b.c]",
    "[[a]]",
    "[[a.b]]",
    "[a] b = 1",
    "[a]]",
    "a = 1",
    "a.b = 1",
    "a.b.c = 2",
    "\"a\" = 1",
    "'a' = 1",
    "\"\\u0061\" = 1",
    "\"\" = 1",
    "\"\"\"a\"\"\" = 1",
    "= 1",
    "a",
    "a =",
    "a = = 1",
    "a b = 1",
    "ä = 1",
    "visits = 3",
    "name = \"x\\ty\"",
    "name = 'it\\n'",
    "name = \"it\u{7}\"",
    "name = \"\"\"",
    "\"\"\"",
    "name = \"\"\"a \"\" b\"\"\"\"\"",
    "name = \"\"\"\na\\\n b\"\"\"",
    "name = '''\r\na\\''b'''''",
    "name = ''''''",
    "name = \"\"\"\"\"\"\"",
    "name = \"a\" \"b\"",
    "name = \"a\" # b",
    "name = \"a\"#\u{7f}",
    "x = 0x1F",
    "x = 0o17",
    "x = 1e3",
    "x = 1.5E-3",
    "x = 1_000.000_1",
    "x = 1__0",
    "x = _1",
    "x = 1_",
    "x = 01",
    "x = 00.5",
    "x = 0_1",
    "x = -0",
    "x = +5.0",
    "x = +-5",
    "x = -_5",
    "x = 1.",
    "x = .5",
    "x = 1._5",
    "x = 1.5.5",
    "x = 1 2",
    "x = 1 .5",
    "x = 1, 2",
    "x = 1\t",
    "x = 1#",
    "x = 1\"a\"",
    "x = nan",
    "x = -inf",
    "x = 2026-01-31",
    "x = 07:30:00",
    "x = 2026-01-31 07:30:00",
    "x = true",
    "x = True",
    "x = truer",
    "x = true false",
    "x = false#",
    "x = word",
    "x = 12 %",
    "x = [1, 2, 3]",
    "x = [1, [2], [[3]],]",
    "x = [,]",
    "x = [1,,2]",
    "x = [1 2]",
    "x = [",
    "]",
    "1, # one",
    "x = [ # a\n 1, # b\n\n 2 # c\n]",
    "x = [1] 2",
    "x = [\r1]",
    "x = {}",
    "x = {,}",
    "x = { a = 1, b = \"2\" }",
    "x = { a = 1, }",
    "x = { a = 1, a = 2 }",
    "x = { a.b = 1 }",
    "x = { a = { b = { c = [{}] } } }",
    "x = { a = 1\n, b = 2 }",
    "x = { a = 1 b = 2 }",
    "x = { a = 1",
    "x = { a\n= 1 }",
    "x = { a =\n1 }",
    "x = { \"a b\" = 1, 'c' = [\n], }",
    "x = }",
    "x = [[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]",
    "# a comment",
    "#\u{1}",
    "#\u{80}\u{feff}",
    "\u{feff}",
    "\t # ",
    "\r",
    " ",
    "",
];

/// What is put between the characters of a scenario.
const PIECES: &[&str] = &[
    "\"", "'", "\"\"\"", "'''", "\\", "\n", "\r", "\r\n", "\t", " ", "#", "=", ".", ",", "[", "]", "[[", "]]", "{",
    "}", "_", "-", "+", "0", "1", "e", "x", "ä", "\u{0}", "\u{7f}", "\u{feff}", "true", ":", "%",
];

/// A text with a few things changed in it.
fn mutated(text: &str, draw: &mut Draw) -> String {
    let mut text = text.to_owned();
    for _ in 0..=draw.below(3) {
        let mut lines: Vec<&str> = text.split_inclusive('\n').collect();
        let (here, there) = (draw.below(lines.len()), draw.below(lines.len()));
        let line;
        text = match draw.below(9) {
            0 => {
                lines.swap(here, there);
                lines.concat()
            }
            1 => {
                lines.insert(here, lines[there]);
                lines.concat()
            }
            2 => {
                lines.remove(here);
                lines.concat()
            }
            3 | 4 => {
                line = format!("{}\n", draw.of(LINES));
                lines.insert(here, &line);
                lines.concat()
            }
            5 => text.replace('\n', "\r\n"),
            6 => text.chars().take(draw.below(text.chars().count() + 1)).collect(),
            choice => {
                let places: Vec<usize> = text.char_indices().map(|(place, _)| place).collect();
                let start = places.get(draw.below(places.len())).copied().unwrap_or(0);
                let (before, after) = text.split_at(start);
                let kept = after.chars().next().map_or(0, |c| if choice == 7 { c.len_utf8() } else { 0 });
                let piece = if choice == 8 || draw.below(2) == 0 { draw.of(PIECES) } else { "" };
                format!("{before}{piece}{}", &after[kept..])
            }
        };
        if text.is_empty() {
            break;
        }
    }
    text
}

#[test]
fn reads_mutated_scenarios_as_the_library_does() {
    let mut draw = Draw(0x5eed_0002);
    let all: Vec<String> = ["scenarios", "tests/cases", "tests/errors"].into_iter().flat_map(texts).collect();
    let (mut taken, mut left) = (0, 0);
    for text in all.iter().filter(|text| (1..20_000).contains(&text.len())) {
        let _ = is_taken(text);
        for _ in 0..40 {
            if is_taken(&mutated(text, &mut draw)) { taken += 1 } else { left += 1 }
        }
    }
    assert!(taken > 1_000 && left > 1_000, "{taken} taken, {left} left");
}

/// Short documents of these lines alone, in which headers and keys meet in every way.
#[test]
fn reads_short_documents_as_the_library_does() {
    let mut draw = Draw(0x5eed_0003);
    for first in LINES {
        let _ = is_taken(first);
        for second in LINES {
            let _ = is_taken(&format!("{first}\n{second}"));
        }
    }
    let mut taken = 0;
    for _ in 0..20_000 {
        let lines: Vec<&str> = (0..=draw.below(5)).map(|_| draw.of(LINES)).collect();
        taken += usize::from(is_taken(&lines.join("\n")));
    }
    assert!(taken > 500, "{taken} taken");
}

#[test]
fn takes_what_is_plain() {
    for text in [
        "",
        "a = \"\"\"a \"\" b\"\"\"\"\" # c",
        "a = '''\r\na\\''b'''''",
        "a = 1_000.000_1\nb = -0\nc = +5.0 # d",
        "a = [ # a\n 1, # b\n\n 2, # c\n]",
        "a = { a = { b = { c = [{}] } }, }\nb = true",
        "[ a . 'b' . \"c d\" ] # e\n[[a.f]]\ng = 1\n[[a.f]]\n[a.f.h]\n[[i]]",
    ] {
        assert!(is_taken(text), "{text}");
    }
}

/// What is rare but well-formed is left to the library, and so is what is refused.
#[test]
fn leaves_what_is_not_plain() {
    for text in ["a.b = 1", "a = 1e3", "a = 0x1F", "a = nan", "a = \"\\t\"", "a = 2026-01-31", "[a.b]\n[a]"] {
        assert_eq!(parse(text), None, "{text}");
        assert!(parse_by_library(text).is_some(), "{text}");
    }
    for text in ["a = 1\na = 2", "[a]\n[a]", "a = [1]\n[[a]]", "a = {}\n[a.b]", "[a]\nb = 1\n[a.b]", "[[a]]\n[a]"] {
        assert_eq!(parse(text), None, "{text}");
        assert_eq!(parse_by_library(text), None, "{text}");
    }
}
