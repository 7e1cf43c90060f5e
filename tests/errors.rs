//! Every diagnostic, by an input that causes it and its exact text beside it.
//!
//! `tests/errors/NAME.toml` is a scenario with the mistake that its name says, and `tests/errors/NAME.stderr` is what
//! is said of it. Run with `SNAPSHOTS=overwrite` to write the texts anew, and read the difference aloud before keeping
//! it.
#![allow(missing_docs, clippy::unwrap_used)]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use codes::{CODES, OTHER_CODES};
use snapbox::{Data, assert_data_eq};

mod codes;

/// Words of the format, and of locales, that are spelt like codes.
// The annotations of the JSON Schema are among them.
const WORDS: &[&str] =
    &["fly-in", "hand-off", "per-incident", "utf-8", "whole-volume", "x-default", "x-limits", "x-unit"];

/// The figures that `explain` takes are no codes either.
const FIGURES: &[&str] = &[
    "annual-cost",
    "annual-revenue",
    "break-even-sales",
    "gross-margin",
    "gross-profit",
    "present-value",
    "revenue-needed",
];

#[test]
fn every_mistake_is_told_as_written() {
    let inputs = files("toml");
    assert!(inputs.len() > 200, "{}", inputs.len());
    for input in inputs {
        let (name, expected) = (input.display(), input.with_extension("stderr"));
        // What `check` accepts without a word, `compare` must have something to say of.
        let checked = run(&["check"], &input);
        let output = if checked.stderr.is_empty() { run(&["compare", "--format", "csv"], &input) } else { checked };
        let said = String::from_utf8(output.stderr).unwrap();
        let is_refused = said.contains("error[");
        assert_eq!(output.status.code(), Some(if is_refused { 3 } else { 0 }), "{name}: {said}");
        assert!(!said.is_empty(), "{name} is accepted without a word");
        assert!(!said.contains(|c: char| c.is_control() && c != '\n'), "{name}: {said:?}");
        assert!(output.stdout.is_empty(), "{name} has a result");
        assert_data_eq!(said, Data::read_from(&expected, None).raw());
    }
    for text in files("stderr") {
        assert!(text.with_extension("toml").exists(), "{} has no input", text.display());
    }
}

/// A code without an input that causes it is a message that nobody has read.
#[test]
fn every_code_has_an_input() {
    let texts: Vec<String> = files("stderr").iter().map(|path| fs::read_to_string(path).unwrap()).collect();
    let told: BTreeSet<&str> = texts.iter().flat_map(|text| codes_of_text(text)).collect();
    assert_eq!(told, CODES.iter().copied().collect());
}

/// The lists of `codes` have every code of the source.
#[test]
fn every_code_is_listed() {
    let listed: BTreeSet<&str> = [CODES, OTHER_CODES, WORDS, FIGURES].concat().into_iter().collect();
    let mut found = BTreeSet::new();
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    for path in ["scenario", "evaluation", "break_even", "trace", "sweep", "commands"] {
        kebab_case_literals(&source.join(path), &mut found);
    }
    let one_word: BTreeSet<&str> = listed.iter().copied().filter(|code| !code.contains('-')).collect();
    let found: BTreeSet<&str> = found.iter().map(String::as_str).chain(one_word).collect();
    assert_eq!(found, listed);
}

fn run(verb: &[&str], input: &Path) -> Output {
    Command::new(env!("CARGO_BIN_EXE_smarthands"))
        .args(verb)
        .arg(input.file_name().unwrap())
        .current_dir(input.parent().unwrap())
        .env_clear()
        .output()
        .unwrap()
}

/// The files of the corpus with this extension, by name.
fn files(extension: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/errors");
    let paths = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut paths: Vec<PathBuf> = paths.filter(|path| path.extension().is_some_and(|e| e == extension)).collect();
    paths.sort();
    paths
}

/// The codes of the messages: a message starts a line as `error[CODE]: ` or `warning[CODE]: `.
fn codes_of_text(text: &str) -> impl Iterator<Item = &str> {
    text.lines().filter_map(|line| {
        let rest = line.strip_prefix("error[").or_else(|| line.strip_prefix("warning["))?;
        rest.split_once("]: ").map(|(code, _)| code)
    })
}

/// The string literals such as `"missing-key"` in a source file, or in all files of a folder, unit tests left out.
fn kebab_case_literals(path: &Path, found: &mut BTreeSet<String>) {
    if path.is_dir() {
        for entry in fs::read_dir(path).unwrap() {
            kebab_case_literals(&entry.unwrap().path(), found);
        }
        return;
    }
    let source = fs::read_to_string(path).unwrap();
    let source = source.split("#[cfg(test)]").next().unwrap();
    let is_kebab_case = |text: &&str| {
        text.contains('-')
            && text.split('-').all(|w| !w.is_empty() && w.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit()))
    };
    // What stands between two quotes and is one such word is a literal: no code reads like that.
    found.extend(source.split('"').filter(is_kebab_case).map(str::to_owned));
}
