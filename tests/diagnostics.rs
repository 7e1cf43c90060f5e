//! `docs/diagnostics.md` has every code, and each of its examples causes the message that stands below it.
//!
//! Run with `SNAPSHOTS=overwrite` to write the messages and the index anew, and read the difference aloud before keeping it.
//! Its console blocks are run by `docs.rs`.
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::collections::BTreeSet;
use std::process::Command;

use codes::{CODES, OTHER_CODES};
use snapbox::{Data, assert_data_eq};

mod codes;
mod page;

const PAGE: &str = "diagnostics.md";

/// Codes that no example on the page causes.
const NEVER_SEEN: &[&str] = &["bug", "cannot-encode", "not-linear", "too-large-file", "too-many-steps"];

/// What an example may leave out: how its table begins a line, and the table.
const FRAME: &[(&str, &str)] = &[
    ("target", "\n[target]\ngross_margin = \"45%\"\n"),
    ("demand", "\n[demand]\nvisits = 8\nhours_per_visit = 2\n"),
    ("option", "\n[[option]]\nname = \"Another\"\nmodel = \"per-incident\"\nhourly_rate = 200\n"),
];

#[test]
fn every_example_causes_the_message_below_it() {
    let page = page::read(PAGE);
    let (before, rest) = page.split_once("\n## Index\n").unwrap();
    let (_, after) = rest.split_once("\n## ").unwrap();
    let indexed = format!("{before}\n## Index\n{}\n## {after}", index(&entries(&page)));
    assert_data_eq!(page::answered(&indexed, message), Data::read_from(&page::path(PAGE), None).raw());
}

/// An entry says what its code means, shows it in a message, and ends with a remedy.
#[test]
fn every_code_has_its_entry() {
    let page = page::read(PAGE);
    let entries = entries(&page);
    let found: BTreeSet<&str> = entries.iter().map(|(code, _)| *code).collect();
    let known: BTreeSet<&str> = CODES.iter().chain(OTHER_CODES).copied().collect();
    assert_eq!(found, known);
    assert_eq!(found.len(), entries.len(), "a code has two entries");
    for (code, text) in &entries {
        let is_shown = ["error", "warning"].iter().any(|kind| text.contains(&format!("\n{kind}[{code}]: ")));
        assert_eq!(is_shown, !NEVER_SEEN.contains(code), "{code}: {text}");
        assert!(text.contains("\n*Remedy.* "), "{code} has no remedy");
        let meaning = text.trim_start().lines().next().unwrap_or_default();
        assert!(meaning.len() > 20 && !meaning.starts_with("```"), "{code} has no meaning: {meaning}");
    }
}

/// Within a group the codes stand in the order of the alphabet, as the index does.
#[test]
fn codes_are_easy_to_find() {
    let page = page::read(PAGE);
    let groups =
        page.split("\n## ").map(|group| group.lines().filter_map(|line| line.strip_prefix("### ")).collect::<Vec<_>>());
    let mut count = 0;
    for group in groups {
        assert!(group.is_sorted(), "{group:?}");
        count += usize::from(!group.is_empty());
    }
    assert!(count > 5, "{count}");
}

/// Each code and what stands below it.
fn entries(page: &str) -> Vec<(&str, &str)> {
    let below = page.split("\n### ").skip(1);
    below.map(|entry| entry.split("\n## ").next().unwrap_or(entry).split_once('\n').unwrap()).collect()
}

/// Every code by its first letter, each a link to its entry.
fn index(entries: &[(&str, &str)]) -> String {
    let codes: BTreeSet<&str> = entries.iter().map(|(code, _)| *code).collect();
    let mut text = String::new();
    let mut letter = "";
    for code in &codes {
        let first = code.get(..1).unwrap();
        if first == letter {
            text += ",\n";
        } else {
            text += if letter.is_empty() { "\n" } else { "\n\n" };
            text.extend(["**", first, "**\n"]);
            letter = first;
        }
        text.extend(["[", code, "](#", code, ")"]);
    }
    text + "\n"
}

/// What is said of an example, which causes its code and no other.
fn message(code: &str, language: &str, example: &str) -> String {
    let (text, is_whole) = (repeated(example), language.ends_with("whole"));
    let mut scenario = text.clone();
    let has = |start: &str| text.lines().any(|line| line.trim_start_matches('[').starts_with(start));
    for (_, table) in FRAME.iter().filter(|(start, _)| !is_whole && !has(start)) {
        scenario += table;
    }
    let header = text.split("\n[").next().unwrap_or_default();
    let is_named = header.starts_with("name") || header.contains("\nname") && !header.starts_with('[');
    let bytes = match language {
        "toml latin-1" => scenario.chars().map(|letter| u8::try_from(letter).unwrap()).collect(),
        "toml" | "toml whole" | "json whole" => scenario.into_bytes(),
        _ => panic!("{code}: what is {language}?"),
    };
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("mine.toml"), bytes).unwrap();
    let name = (!is_whole && !is_named).then_some(["--set", "name=Mine"]);
    let mut command = Command::new(env!("CARGO_BIN_EXE_smarthands"));
    command.args(["compare", "--format", "csv", "mine.toml"]).args(name.iter().flatten());
    let output = command.current_dir(folder.path()).env_clear().output().unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    let told: BTreeSet<&str> = said
        .lines()
        .filter_map(|line| line.strip_prefix("error[").or_else(|| line.strip_prefix("warning["))?.split(']').next())
        .collect();
    assert_eq!(told, BTreeSet::from([code]), "{example}\n{said}");
    assert_eq!(output.status.code(), Some(if said.contains("error[") { 3 } else { 0 }), "{code}: {said}");
    format!("{}\n", said.trim_end())
}

/// The example with `# … and so on to N` written out: the paragraph above it again, each time with the next number.
fn repeated(example: &str) -> String {
    let Some((one, end)) = example.split_once("# … and so on to ") else { return example.to_owned() };
    let last: usize = end.trim().parse().unwrap();
    (1..=last).map(|number| one.replace('1', &number.to_string()) + "\n").collect()
}
