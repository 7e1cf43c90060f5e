//! D1, D3, D6, D7: what names of scenarios, options, segments and extras could do to those who open a result.

use std::fmt::Write as _;
use std::fs;

use tempfile::tempdir;

use crate::{ARARAT, is_driving, run, write};

/// Names that a cell, a terminal, a shell or a browser might obey.
const NAMES: &[&str] = &[
    "=1+1",
    "=cmd|' /C calc'!A0",
    "+1",
    "-1",
    "@SUM(A1)",
    "\tx",
    "=HYPERLINK(\"http://x\",\"y\")",
    "-2+3+cmd|' /C calc'!A0",
    "＝1+1",
    "a\tb",
    "a\nb",
    "a\n=1",
    "\"",
    "\"\"",
    ",",
    ";",
    "a,b",
    "a;=1",
    "'",
    "'=1",
    "''",
    "`",
    "\\",
    "\\u{1b}",
    "$(touch x)",
    "`touch x`",
    "; touch x",
    "| touch x",
    "&& touch x",
    "../../x",
    "/etc/passwd",
    "NUL",
    "CON.toml",
    "~",
    "*",
    "%s%n",
    "{}",
    "{0}",
    "${HOME}",
    "%PATH%",
    "<script>alert(1)</script>",
    "</svg>",
    "]]>",
    "<!--",
    "&amp;",
    "javascript:x",
    "|",
    "a|b",
    "**b**",
    "[a](javascript:x)",
    "# x",
    "- x",
    "1. x",
    "> x",
    "```",
    "\u{202e}x",
    "\u{2066}x",
    "\u{200b}x",
    "\u{feff}x",
    "x\u{ad}y",
    "\u{e0041}x",
    "e\u{301}",
    "\u{1f468}\u{200d}\u{1f469}\u{200d}\u{1f467}",
    "東京",
    "ＡＢ",
    "null",
    "NaN",
    "true",
    "1e400",
    "0x10",
    "-",
];

/// A TOML string of any text.
fn quoted(text: &str) -> String {
    let escaped = |c: char| match c {
        '"' | '\\' => format!("\\{c}"),
        '\t' => "\\t".to_owned(),
        '\n' => "\\n".to_owned(),
        c => c.to_string(),
    };
    format!("\"{}\"", text.chars().map(escaped).collect::<String>())
}

/// A scenario with these names for its options, extras and segments, and the first for itself.
fn named(names: &[&str]) -> String {
    let mut text =
        format!("name = {}\ntarget.gross_margin = \"50%\"\n[demand]\nhours_per_visit = 1\n", quoted(names[0]));
    for name in names {
        let _ = writeln!(text, "[demand.segment.{}]\nvisits = 2", quoted(name));
    }
    for (number, name) in names.iter().enumerate() {
        let name = quoted(name);
        let _ = writeln!(
            text,
            "[[option]]\nname = {name}\nid = \"o{number}\"\nmodel = \"per-incident\"\nhourly_rate = 1{number}\n\
             [[option.extra]]\nname = {name}\namount = 1\nper = \"year\""
        );
    }
    text
}

#[test]
fn no_name_is_obeyed() {
    assert!(NAMES.len() > 60);
    let root = tempdir().unwrap();
    for names in NAMES.chunks(25) {
        write(root.path(), "x.toml", named(names));
        let csv = run(root.path(), &["compare", "x.toml", "--format", "csv"]);
        assert_eq!((csv.code, csv.err.as_str()), (Some(0), ""));
        let mut reader = csv::Reader::from_reader(csv.out.as_bytes());
        let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
        assert_eq!(rows.len(), names.len());
        for (row, name) in rows.iter().zip(names) {
            let is_guarded = name.starts_with(['=', '+', '-', '@', '\t', '\r']);
            assert_eq!(row[3], if is_guarded { format!("'{name}") } else { (*name).to_owned() });
            // No figure is below zero here, so no cell begins with a minus either.
            assert!(row.iter().all(|cell| !cell.starts_with(['=', '+', '-', '@', '\t', '\r'])), "{row:?}");
        }

        let json = run(root.path(), &["compare", "x.toml", "--format", "json"]).out;
        let document: serde_json::Value = serde_json::from_str(&json).unwrap();
        let found = document["options"].as_array().unwrap().iter().map(|option| option["name"].as_str().unwrap());
        assert!(found.eq(names.iter().copied()));
        assert_eq!(document["scenario"].as_str(), Some(names[0]));
        assert!(!json.contains(|c: char| c.is_control() && c != '\n'));
        let line = run(root.path(), &["compare", "x.toml", "--format", "jsonl"]).out;
        assert_eq!(line.lines().count(), 1);

        for arguments in [
            &["compare", "x.toml"][..],
            &["compare", "x.toml", "--format", "markdown"],
            &["breakeven", "x.toml", "--chart"],
            &["explain", "x.toml"],
            &["sweep", "x.toml", "--vary", "option.o1.hourly_rate=90..110/10"],
        ] {
            let page = run(root.path(), arguments);
            assert_eq!((page.code, page.err.as_str()), (Some(0), ""), "{arguments:?}");
            assert!(!page.out.contains(is_driving), "{arguments:?}: {:?}", page.out);
        }
        let page = run(root.path(), &["compare", "x.toml", "--format", "markdown"]).out;
        assert!(!page.contains("<script") && !page.replace("\\]", "").contains("]("), "{page}");
    }
    // Nothing was made from a name.
    let left: Vec<_> = fs::read_dir(root.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(left, ["x.toml"]);
}

/// The keys of a document stand in one order, whatever is in them.
#[test]
fn the_fields_of_a_document_have_one_order() {
    let root = tempdir().unwrap();
    let fields = |text: &str| {
        write(root.path(), "x.toml", text);
        let json = run(root.path(), &["compare", "x.toml", "--format", "jsonl", "-q"]).out;
        let document: serde_json::Value = serde_json::from_str(&json).unwrap();
        document.as_object().unwrap().keys().cloned().collect::<Vec<_>>()
    };
    let plain = fields(ARARAT);
    assert_eq!(plain[..5], ["format", "file", "scenario", "currency", "months"]);
    assert!(NAMES.chunks(25).all(|names| fields(&named(names)) == plain));
}

/// Control characters in names are refused by name; a program that is shown the message is not driven.
#[test]
fn control_characters_are_refused_and_shown_escaped() {
    let root = tempdir().unwrap();
    let mut count = 0;
    for code in (0..0x20).chain(0x7f..0xa0_u32) {
        if matches!(code, 0x09 | 0x0a) {
            continue;
        }
        write(root.path(), "x.toml", ARARAT.replace("Spot", &format!("S\\u{code:04x}t")));
        let refused = run(root.path(), &["check", "x.toml"]);
        assert_eq!(refused.code, Some(3));
        let escape = char::from_u32(code).unwrap().escape_default();
        let said = format!("error[control-character]: `name` holds the control character {escape}\n");
        assert!(refused.err.starts_with(&said), "{}", refused.err);
        // The character itself, not its escape: TOML has none of them but in comments.
        let raw = ARARAT.replace("Spot", &format!("S{}t", char::from_u32(code).unwrap()));
        write(root.path(), "x.toml", raw);
        assert_eq!(run(root.path(), &["check", "x.toml"]).code, Some(3), "{code:x}");
        count += 1;
    }
    assert_eq!(count, 63);
}
