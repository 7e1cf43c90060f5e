//! Names of files, scenarios and options that are meant to do harm.

use std::fs;

use crate::{ARARAT, Run, files_of, folder, program, run, write};

#[test]
#[cfg(unix)]
fn names_of_files_cannot_do_harm() {
    let hostile = [
        ("=cmd|'x'!A1.toml", "'=cmd|'x'!A1.toml"),
        ("+1.toml", "'+1.toml"),
        ("-x.toml", "'-x.toml"),
        ("@a.toml", "'@a.toml"),
        ("a,b.toml", "\"a,b.toml\""),
        ("quote\".toml", "\"quote\"\".toml\""),
        ("esc\u{1b}[31m.toml", "esc\\u{1b}[31m.toml"),
        ("new\nline.toml", "new\\nline.toml"),
        ("c1\u{9b}.toml", "c1\\u{9b}.toml"),
        ("bidi\u{202e}lmot.toml", "bidi\\u{202e}lmot.toml"),
        ("zero\u{200b}width.toml", "zero\\u{200b}width.toml"),
    ];
    for (name, shown) in hostile {
        let root = folder(&[name]);
        let single = run(root.path(), &["compare", "--format", "csv", "--", name]);
        assert_eq!(single.code, Some(0), "{}", single.err);
        let rows: Vec<&str> = single.out.lines().skip(1).collect();
        assert_eq!(rows.len(), 2, "{name:?}");
        assert!(rows.iter().all(|row| row.starts_with(&format!("{shown},Ararat,"))), "{name:?}: {}", rows[0]);
        // The same in a message, without the dressing of CSV.
        let plain = shown.trim_matches(['\'', '"']).replace("\"\"", "\"");
        write(root.path(), name, ARARAT.replace("= 5", "= -5"));
        let refused = run(root.path(), &["check", "--", name]);
        assert_eq!(refused.code, Some(3));
        assert!(refused.err.contains(&format!("--> {plain}:7:10\n")), "{}", refused.err);
        assert!(!refused.err.contains(['\u{1b}', '\u{9b}', '\u{202e}', '\u{200b}']), "{:?}", refused.err);
        let json = run(root.path(), &["compare", "--format", "json", "--set", "demand.visits=5", "--", name]).out;
        let json: serde_json::Value = serde_json::from_str(&json).unwrap();
        assert_eq!(json["file"].as_str(), Some(plain.as_str()));
    }
}

#[test]
#[cfg(target_os = "linux")]
fn a_name_that_is_not_utf_8_is_shown_escaped() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt as _;
    let root = folder(&[]);
    let name = OsStr::from_bytes(b"caf\xE9.toml");
    fs::write(root.path().join(name), ARARAT).unwrap();
    let all = run(root.path(), &["compare", ".", "--format", "csv"]);
    assert_eq!(all.code, Some(0));
    assert_eq!(files_of(&all.out), ["./caf\\xE9.toml"]);
    let json: Run = program(root.path()).args(["compare", "--format", "json"]).arg(name).output().unwrap().into();
    let json: serde_json::Value = serde_json::from_str(&json.out).unwrap();
    assert_eq!(json["file"].as_str(), Some("caf\\xE9.toml"));
    // As an argument that is missing, as an output, and where no path is expected.
    fs::remove_file(root.path().join(name)).unwrap();
    let missing: Run = program(root.path()).arg("check").arg(name).output().unwrap().into();
    assert_eq!(missing.code, Some(5));
    assert!(missing.err.contains("--> caf\\xE9.toml\n"), "{}", missing.err);
    let odd: Run = program(root.path()).args(["compare", "x", "--set"]).arg(name).output().unwrap().into();
    assert_eq!(odd.code, Some(2));
}

/// Names inside of a scenario: formulas are guarded in CSV, what would move the cursor is escaped in tables, and
/// JSON holds the names as they are.
#[test]
fn names_of_options_cannot_do_harm() {
    let root = folder(&[]);
    let scenario = ARARAT
        .replace("\"Ararat\"", r#""=HYPERLINK(\"x\")""#)
        .replace("\"Spot\"", r#""@spot\tab|*b*\u202e""#)
        .replace("\"Retainer\"", "\"two\\nlines, <b>\"\nid = \"retainer\"");
    write(root.path(), "x.toml", &scenario);
    let csv = run(root.path(), &["compare", "x.toml", "--format", "csv"]);
    assert_eq!(csv.code, Some(0), "{}", csv.err);
    assert!(
        csv.out.contains("x.toml,\"'=HYPERLINK(\"\"x\"\")\",spot-ab-b,'@spot\tab|*b*\u{202e},per-incident,"),
        "{}",
        csv.out
    );
    assert!(csv.out.contains(",retainer,\"two\nlines, <b>\",retainer,"), "{}", csv.out);

    let table = run(root.path(), &["compare", "x.toml"]).out;
    assert!(table.starts_with("=HYPERLINK(\"x\")\n12 months"), "{table}");
    assert!(table.contains(r"@spot\tab|*b*\u{202e} ") && table.contains(r"two\nlines, <b> "), "{table}");
    assert!(!table.contains(['\t', '\u{202e}']), "{table:?}");

    let markdown = run(root.path(), &["compare", "x.toml", "--format", "markdown"]).out;
    assert!(markdown.contains(r"@spot\\tab\|\*b\*\\u{202e}** |"), "{markdown}");
    assert!(markdown.contains(r"| two\\nlines, &lt;b&gt; |"), "{markdown}");
    assert!(!markdown.contains(['\t', '\u{202e}']) && !markdown.contains("<b>"), "{markdown:?}");

    let json = run(root.path(), &["compare", "x.toml", "--format", "json"]).out;
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(json["scenario"].as_str(), Some("=HYPERLINK(\"x\")"));
    assert_eq!(json["options"][0]["name"].as_str(), Some("@spot\tab|*b*\u{202e}"));
    assert_eq!(json["options"][1]["name"].as_str(), Some("two\nlines, <b>"));
}

#[test]
fn a_control_character_in_a_name_is_refused_and_not_repeated() {
    let root = folder(&[]);
    for (written, shown) in [(r"\u001b[31m", r"\u{1b}"), (r"\u009b", r"\u{9b}"), (r"\r", r"\r"), (r"\u0000", r"\0")] {
        write(root.path(), "x.toml", ARARAT.replace("Ararat", written));
        let refused = run(root.path(), &["compare", "x.toml"]);
        assert_eq!((refused.code, refused.out.as_str()), (Some(3), ""), "{shown}");
        assert!(refused.err.contains("--> x.toml:1:8\n"), "{}", refused.err);
        assert!(!refused.err.contains(['\u{1b}', '\u{9b}', '\r', '\0']), "{:?}", refused.err);
    }
}

/// A word of the command line may be the name of a file, as with `*`, and is repeated where it is refused.
#[test]
fn a_refused_word_cannot_do_harm() {
    let root = folder(&[]);
    for line in [
        &["compare", "--\u{202e}x"][..],
        &["comp\u{202e}are"],
        &["compare", "x.toml", "--set", "\u{202e}x=1"],
        &["compare", "x.toml", "--format", "\u{202e}csv"],
        &["new", "--from", "\u{202e}guide"],
    ] {
        let refused = run(root.path(), line);
        assert_eq!((refused.code, refused.out.as_str()), (Some(2), ""), "{line:?}");
        assert!(refused.err.contains("\\u{202e}") && !refused.err.contains('\u{202e}'), "{:?}", refused.err);
    }
}
