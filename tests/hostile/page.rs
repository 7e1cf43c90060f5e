//! D4, D5: names in pictures and in tables: no element but our own, and no line wider than the page.

use tempfile::tempdir;
use unicode_width::UnicodeWidthStr as _;

use crate::{ARARAT, run, write};

/// What a browser would run, and what would end the element that a name stands in.
const MARKUP: &[&str] = &[
    "</svg><script>alert(1)</script>",
    "</title></desc></text><script>alert(1)</script>",
    "<script xlink:href='javascript:alert(1)'/>",
    "<foreignObject><iframe src='javascript:alert(1)'>",
    "<a href='javascript:alert(1)'>x</a>",
    "<image href='http://x/y' onerror='alert(1)'/>",
    "'><g onload='alert(1)'>",
    "]]><![CDATA[<script>",
    "--><!-- <script>",
    "<?xml-stylesheet href='x'?>",
    "<!ENTITY x SYSTEM 'file:///etc/passwd'>&x;",
    "&lt;script&gt; &#60;script&#62; &x; &",
    "<style>*{background:url(http://x)}</style>",
    "\u{202e}<b>\u{200b}</b>",
    "\u{fffe}\u{ffff}<b>",
];

#[test]
fn a_picture_has_no_element_but_our_own() {
    let root = tempdir().unwrap();
    for name in MARKUP {
        let scenario = ARARAT.replace("Ararat", name).replace("\"Spot\"", &format!("\"{name}\"\nid = \"spot\""));
        write(root.path(), "x.toml", scenario);
        let drawn = run(root.path(), &["breakeven", "x.toml", "-q", "--svg", "x.svg", "--output", "out.txt"]);
        assert_eq!((drawn.code, drawn.err.as_str()), (Some(0), ""), "{name}");
        let picture = std::fs::read_to_string(root.path().join("x.svg")).unwrap();
        let mut open = Vec::new();
        let mut elements = 0;
        for part in picture.split('<').skip(1) {
            let (tag, text) = part.split_once('>').unwrap();
            let element = tag.trim_start_matches('/').split([' ', '\n', '/']).next().unwrap();
            assert!(
                ["svg", "title", "desc", "rect", "g", "path", "text", "circle"].contains(&element),
                "{name}: {tag}"
            );
            assert!(!tag.contains("href") && !tag.contains(" on"), "{name}: {tag}");
            if tag.starts_with('/') {
                assert_eq!(open.pop(), Some(element), "{name}");
            } else if !tag.ends_with('/') {
                open.push(element);
            }
            // Every ampersand is of one of the four that we write.
            let entities = text.split('&').skip(1);
            assert!(
                entities.clone().all(|rest| ["amp;", "lt;", "gt;", "quot;"].iter().any(|e| rest.starts_with(e))),
                "{name}: {text}"
            );
            elements += 1;
        }
        assert!(open.is_empty() && elements > 40, "{name}: {elements}");
        assert!(
            !picture.contains(['\u{fffe}', '\u{ffff}']) && !picture.contains(|c: char| c.is_control() && c != '\n')
        );
        // The name is there as text.
        assert!(picture.contains("&lt;") || !name.contains('<'), "{name}");
    }
}

/// Names of the most characters that are allowed: wide, without width, without a place to break.
#[test]
fn no_name_makes_a_line_wider_than_the_page() {
    let root = tempdir().unwrap();
    let family = "\u{1f468}\u{200d}\u{1f469}\u{200d}\u{1f467}";
    let names = [
        "n".repeat(200),
        "東".repeat(200),
        "\u{1f600}".repeat(200),
        family.repeat(40),
        "e\u{301}".repeat(100),
        "\u{200b}".repeat(200),
        "\u{202e}".repeat(200),
        "a\u{300}\u{301}\u{302}\u{303}".repeat(40),
        "word ".repeat(40).trim().to_owned(),
        "a\\n".repeat(100),
        "|".repeat(200),
        "-".repeat(199) + "x",
        "a.b_".repeat(50),
    ];
    for name in &names {
        let scenario = ARARAT
            .replace("\"Ararat\"", &format!("\"{name}\""))
            .replace("\"Spot\"", &format!("\"{name}\"\nid = \"spot\""));
        write(root.path(), "x.toml", scenario);
        for arguments in [
            &["compare", "x.toml", "-q"][..],
            &["breakeven", "x.toml", "-q", "--chart"],
            &["explain", "x.toml"],
            &["sweep", "x.toml", "-q", "--vary", "demand.visits=4..8/2"],
        ] {
            let page = run(root.path(), arguments);
            assert_eq!((page.code, page.err.as_str()), (Some(0), ""), "{name}");
            assert!(page.out.lines().count() > 5);
            for line in page.out.lines() {
                assert!(line.width() <= 100, "{arguments:?}: {} columns: {line}", line.width());
            }
        }
        let raw = name.replace("\\n", "\n");
        let json = run(root.path(), &["compare", "x.toml", "--format", "json", "-q"]).out;
        let document: serde_json::Value = serde_json::from_str(&json).unwrap();
        assert_eq!(document["options"][0]["name"].as_str(), Some(raw.as_str()), "the whole name is in JSON");
        let csv = run(root.path(), &["compare", "x.toml", "--format", "csv", "-q"]).out;
        assert!(csv.contains(&raw.replace('"', "\"\"")), "the whole name is in CSV");
    }
    assert_eq!(names.len(), 13);
}
