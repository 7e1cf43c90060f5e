//! A21, B6: a file of up to a megabyte that holds nothing but one thing, which a parser, a tree or a message would keep a
//! hundred times over.

use tempfile::tempdir;

use crate::{ADDRESS_SPACE, ARARAT, PATIENCE, bounded, with, write};

/// As many of a text as fit into the file beside what stands before and after.
fn filled(before: &str, unit: &str, after: &str) -> String {
    let room = (1 << 20) - before.len() - after.len();
    format!("{before}{}{after}", unit.repeat(room / unit.len()))
}

/// Lines that differ by their number, as many as a file may have.
fn numbered(before: &str, most: usize, line: impl Fn(usize) -> String) -> String {
    let mut text = before.to_owned();
    for number in 0..most {
        let line = line(number);
        if text.len() + line.len() > 1 << 20 {
            break;
        }
        text.push_str(&line);
    }
    text
}

/// What is refused, by the code of the first problem.
fn inputs() -> Vec<(&'static str, String, &'static str)> {
    let long = |length: usize| "k".repeat(length);
    let hire = ARARAT.replace("per-incident", "hire").replace("hourly_rate = 100", "salary = 1");
    let costs = |line: fn(usize) -> String| {
        numbered(
            &format!("{hire}\n[[option]]\nname = \"Two\"\nmodel = \"hire\"\nsalary = 1\n[option.yearly_costs]\n"),
            36_000,
            line,
        )
    };
    let dotted = |keys: usize| vec!["a"; keys].join(".");
    let mut inputs = vec![
        // Deep.
        ("81 brackets", with(&format!("x = {}{}", "[".repeat(81), "]".repeat(81))), "syntax"),
        ("10,800 keys in two tables each", numbered("", 10_800, |n| format!("a{n}.b.c=1\n")), "unknown-key"),
        ("240,000 words behind a key", format!("a = 1\n{}", "a ".repeat(240_000)), "syntax"),
        ("110,000 lines of a word", format!("a = 1\n{}", "a\n".repeat(110_000)), "syntax"),
        ("48,000 values that are none", numbered("", 48_000, |n| format!("{n:x} = x\n")), "syntax"),
        ("70,000 brackets", with(&format!("x = {}{}", "[".repeat(70_000), "]".repeat(70_000))), "syntax"),
        ("100,000 brackets", with(&format!("x = {}{}", "[".repeat(100_000), "]".repeat(100_000))), "too-large-file"),
        ("a megabyte of brackets", filled("x = ", "[", ""), "too-large-file"),
        ("81 braces", with(&format!("x = {}1{}", "{a=".repeat(81), "}".repeat(81))), "syntax"),
        ("a megabyte of braces", filled("x = ", "{a=", ""), "too-large-file"),
        ("81 dotted keys", with(&format!("{} = 1", dotted(81))), "syntax"),
        ("500,000 dotted keys", format!("{} = 1\n", dotted(500_000)), "too-large-file"),
        ("130 lines of 70 dotted keys", numbered("", 130, |n| format!("a{n}.{} = 1\n", dotted(69))), "missing-key"),
        ("a header of 500,000 keys", format!("[{}]\n", dotted(500_000)), "too-large-file"),
        // Many.
        ("70,000 unknown keys", numbered(ARARAT, 70_000, |n| format!("k{n:05} = 1\n")), "unknown-key"),
        ("100,000 unknown keys", numbered(ARARAT, 100_000, |n| format!("k{n:05}=1\n")), "too-large-file"),
        ("36,000 unknown tables", numbered(ARARAT, 36_000, |n| format!("[t{n}]\n")), "unknown-key"),
        ("75,000 times one key", numbered(ARARAT, 75_000, |_| "a=1\n".to_owned()), "duplicate-key"),
        ("36,000 times one table", numbered(ARARAT, 36_000, |_| "[a]\n".to_owned()), "duplicate-key"),
        ("30,000 options", numbered(ARARAT, 30_000, |_| "[[option]]\n".to_owned()), "too-many"),
        ("90,000 options", filled(ARARAT, "[[option]]\n", ""), "too-large-file"),
        ("10,000 zones without a fee", with(&format!("travel_zones = [{}]", "{},".repeat(9_999))), "missing-key"),
        ("85,000 zones", with(&format!("travel_zones = [{}]", "{},".repeat(85_000))), "missing-key"),
        ("300,000 zones", with(&format!("travel_zones = [{}]", "{},".repeat(300_000))), "too-large-file"),
        ("36,000 segments served", with(&format!("serves = [{}]", "\"e\",".repeat(36_000))), "unknown-segment"),
        (
            "70,000 months",
            ARARAT.replace("visits = 5", &format!("visits = 5\nseasonality = [{}]", "1,".repeat(70_000))),
            "wrong-length",
        ),
        ("36,000 costs of text", costs(|n| format!("k{n} = \"\"\n")), "wrong-type"),
        ("49,000 values missing", numbered("a=1\n", 49_000, |n| format!("{n:x}=\n")), "syntax"),
        ("149,000 commas", format!("a = [{}", ",".repeat(149_000)), "syntax"),
        ("a megabyte of commas", filled("a = [", ",", ""), "too-large-file"),
        ("149,000 equal signs", format!("a{}", "=".repeat(149_000)), "syntax"),
        ("149,000 carriage returns", format!("a = 1\n{}", "\r".repeat(149_000)), "syntax"),
        ("1,000 long lines with a mistake", numbered("", 1_000, |n| format!("a{n} = # {}\n", long(1_000))), "syntax"),
        (
            "1,000 long lines twice",
            numbered("", 500, |n| format!("a{n} = 1 # {}\na{n} = 2\n", long(1_000))),
            "duplicate-key",
        ),
        // Long.
        ("a key of a megabyte", with(&format!("{} = 1", long(1_000_000))), "unknown-key"),
        (
            "a key of a range",
            ARARAT.replace("= 100", &format!("= {{ low = 1, {} = 2 }}", long(1_000_000))),
            "unknown-key",
        ),
        (
            "a key of a zone",
            ARARAT.replace("= 100", &format!("= 100\ntravel_zones = [{{ fee = 1, {} = 2 }}]", long(1_000_000))),
            "unknown-key",
        ),
        (
            "the name of a cost",
            hire.replace("= 600", &format!("= 600\nyearly_costs = {{ {} = 2 }}", long(1_000_000))),
            "wrong-model",
        ),
        (
            "the name of a segment",
            ARARAT.replace(
                "[[option]]\nname = \"Spot\"",
                &format!("[demand.segment.{}]\n[[option]]\nname = \"Spot\"", long(1_000_000)),
            ),
            "segment-name",
        ),
        ("a number of a megabyte", ARARAT.replace("100", &"1".repeat(1_000_000)), "too-large"),
        ("a fraction of a megabyte", ARARAT.replace("100", &format!("1.{}", "1".repeat(1_000_000))), "too-many-digits"),
        ("an exponent of a megabyte", ARARAT.replace("100", &format!("1e{}", "1".repeat(1_000_000))), "too-large"),
        ("a percentage of a megabyte", ARARAT.replace("50%", &format!("{}%", "1".repeat(1_000_000))), "too-large"),
        ("a model of a megabyte", ARARAT.replace("retainer", &long(1_000_000)), "unknown-value"),
        ("a name of a megabyte", ARARAT.replace("Spot", &long(1_000_000)), "long-name"),
        ("a name of 10,000 characters", ARARAT.replace("Ararat", &"東".repeat(10_000)), "long-name"),
        ("a currency of a megabyte", format!("currency = \"{}\"\n{ARARAT}", long(1_000_000)), "long-name"),
        ("text for a number", ARARAT.replace("= 100", &format!("= \"{}\"", long(1_000_000))), "wrong-type"),
        ("text without an end", ARARAT.replace("\"Spot\"", "\"\"\"") + &"\n".repeat(140_000), "syntax"),
        ("text of a million lines", filled(&with("").replace("\"Spot\"", "\"\"\""), "\n", ""), "too-large-file"),
        ("apostrophes", filled("a = ", "'", ""), "syntax"),
        ("a comment in Latin-1 at the end", filled(ARARAT, "#\n", ""), "not-utf8"),
    ];
    // What is no UTF-8 is put into the file below.
    inputs.sort_by_key(|(name, ..)| *name);
    inputs
}

#[test]
fn a_file_of_nothing_but_one_thing_is_refused_in_little_time_and_memory() {
    let root = tempdir().unwrap();
    let inputs = inputs();
    assert!(inputs.len() > 40);
    let mut slowest = ("", std::time::Duration::ZERO);
    for (name, text, code) in inputs {
        let mut bytes = text.into_bytes();
        if code == "not-utf8" {
            bytes.pop();
            bytes.push(0xe9);
        }
        assert!(bytes.len() <= 1 << 20, "{name}: {}", bytes.len());
        write(root.path(), "x.toml", &bytes);
        let refused = bounded(root.path(), &["check", "x.toml"]);
        assert_eq!((refused.code, refused.out.as_str()), (Some(3), ""), "{name}: {}", refused.err);
        let told: Vec<&str> = refused.err.lines().filter(|line| line.starts_with("error[")).collect();
        assert!(refused.err.contains(&format!("error[{code}]: ")), "{name}: {}", refused.err);
        // Twenty problems and what is left of them, each with a few lines of at most 120 columns, and its help.
        assert!(told.len() <= 20 && refused.err.len() < 20 * 1_200, "{name}: {}", refused.err.len());
        if refused.took > slowest.1 {
            slowest = (name, refused.took);
        }
    }
    println!("the slowest in {} KiB of address space: {} in {:?} of {PATIENCE:?}", ADDRESS_SPACE, slowest.0, slowest.1);
}

/// What lies beyond a megabyte is not read.
#[test]
fn a_file_beyond_a_megabyte_is_refused_unread() {
    let root = tempdir().unwrap();
    write(root.path(), "fifty.toml", filled(ARARAT, "#", "").repeat(50));
    let line = format!("name = \"{}\"\n", "x".repeat(5 << 20));
    write(root.path(), "line.toml", line);
    std::fs::File::create(root.path().join("sparse.toml")).unwrap().set_len(8 << 30).unwrap();
    for path in ["fifty.toml", "line.toml", "sparse.toml", "/dev/zero"] {
        let refused = bounded(root.path(), &["compare", path]);
        assert_eq!((refused.code, refused.out.as_str()), (Some(3), ""));
        assert_eq!(refused.err, format!("error[unusable-file]: larger than 1 MiB\n--> {path}\n\n"));
    }
    let refused = bounded(root.path(), &["compare", "."]);
    assert_eq!(refused.code, Some(3));
    assert!(refused.err.ends_with("\n0 of 3 scenarios compared, 3 refused\n"), "{}", refused.err);
}

/// Files of the greatest size that is allowed: accepted, in the same bounds.
#[test]
fn a_file_at_the_limits_is_accepted() {
    let root = tempdir().unwrap();
    let blank = numbered(ARARAT, 140_000, |_| "\n".to_owned());
    let inputs = [
        ("a comment", filled(&format!("{ARARAT}#"), "x", "")),
        ("comments", filled(ARARAT, "# a comment of some length, as people write them\n", "")),
        ("140,000 lines", blank),
        ("a description", format!("description = \"{}\"\n{ARARAT}", "x".repeat(1_000_000))),
        ("notes of bidi characters", with(&format!("notes = \"{}\"", "\u{202e}".repeat(300_000)))),
        ("notes of escapes", with(&format!("notes = \"{}\"", "\\u0041".repeat(170_000)))),
    ];
    for (name, text) in inputs {
        write(root.path(), "x.toml", text);
        let accepted = bounded(root.path(), &["compare", "x.toml", "--format", "csv"]);
        assert_eq!((accepted.code, accepted.err.as_str()), (Some(0), ""), "{name}");
        assert_eq!(accepted.out.lines().count(), 3, "{name}");
    }
}
