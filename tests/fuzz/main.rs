//! What fuzzing holds, without a fuzzer: over the inputs that it has found worth keeping, those of other tests, and edits
//! of scenarios. `.ci/fuzz` goes on where this ends.
//!
//! The properties are in `fuzz/src/`, and the inputs in `fuzz/corpus/`, a folder a target.
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "../effort/mod.rs"]
mod effort;
#[path = "../../fuzz/src/lib.rs"]
#[allow(unreachable_pub, reason = "fuzz targets reach it as a library")]
mod property;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use effort::cases;
use property::{compare, edit, line, number, scenario, setting, vocabulary};
use snapbox::{Data, assert_data_eq};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The files of some folders, in the order of their paths, and at least so many.
fn files(folders: &[&str], least: usize) -> Vec<(PathBuf, Vec<u8>)> {
    let mut paths: Vec<PathBuf> = folders
        .iter()
        .flat_map(|folder| fs::read_dir(root().join(folder)).unwrap_or_else(|error| panic!("{folder}: {error}")))
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.is_file())
        .collect();
    paths.sort();
    assert!(paths.len() >= least, "{} files in {folders:?}", paths.len());
    paths.into_iter().map(|path| (path.clone(), fs::read(path).unwrap())).collect()
}

/// The texts of a target's corpus.
fn texts(target: &str, least: usize) -> Vec<String> {
    let files = files(&[&format!("fuzz/corpus/{target}")], least);
    files.into_iter().filter_map(|(_, bytes)| String::from_utf8(bytes).ok()).collect()
}

#[test]
fn any_bytes_are_a_scenario_or_are_refused() {
    let files = files(&["fuzz/corpus/scenario", "tests/errors", "scenarios"], 300);
    let accepted = files.iter().filter(|(_, bytes)| scenario::holds(bytes)).count();
    assert!(accepted > 20 && files.len() - accepted > 200, "{accepted} of {}", files.len());
}

#[test]
fn any_bytes_are_compared_or_refused() {
    let files = files(&["fuzz/corpus/compare", "scenarios"], 30);
    let compared = files.iter().filter(|(_, bytes)| compare::holds(bytes)).count();
    assert!(compared > 20, "{compared} of {}", files.len());
}

#[test]
fn any_text_is_its_number_or_none() {
    let texts = texts("number", 20);
    let numbers = texts.iter().filter(|text| number::holds(text)).count();
    assert!(numbers > 10 && numbers < texts.len(), "{numbers} of {}", texts.len());
}

#[test]
fn any_text_is_a_setting_or_is_refused() {
    let (mut settings, mut variations, mut addresses) = (0, 0, 0);
    for text in texts("setting", 20) {
        let understood = setting::holds(&text);
        settings += understood.settings;
        variations += understood.variations;
        addresses += understood.addresses;
    }
    assert!(settings > 10 && variations > 10 && addresses > 5, "{settings} {variations} {addresses}");
}

#[test]
fn any_words_are_a_command_line_or_are_refused() {
    let texts = texts("line", 20);
    let understood = texts.iter().filter(|text| line::holds(text)).count();
    assert!(understood > 10 && understood < texts.len(), "{understood} of {}", texts.len());
}

/// What the targets do for millions of inputs, for a few: these need no folder, and no fuzzer.
#[test]
fn edited_scenarios_are_compared_or_refused() {
    let most = cases(300);
    let (mut compared, mut refused) = (0, 0);
    for seed in 0..most {
        let text = edit::fresh_of(seed);
        let edited = edit::edited(text.as_bytes(), &[], seed + 1);
        if compare::holds(&edited) {
            compared += 1;
        } else {
            refused += 1;
        }
        scenario::holds(&edited);
    }
    assert!(compared >= most / 5 && refused >= most / 5, "{compared} compared, {refused} refused");
}

#[test]
fn terms_of_drawn_scenarios_are_set_and_varied() {
    let most = usize::try_from(cases(100)).unwrap();
    let (mut settings, mut variations) = (0, 0);
    for seed in 0..most {
        let understood = setting::holds_drawn(seed as u64);
        settings += understood.settings;
        variations += understood.variations;
        assert!(understood.addresses > 0, "seed {seed}");
    }
    assert!(settings > most / 10 && variations > most / 5, "{settings} settings, {variations} variations of {most}");
}

/// Run with `SNAPSHOTS=overwrite` to write it anew after the format or the command line has changed.
#[test]
fn dictionary_has_every_key_and_option() {
    let dictionary = vocabulary::dictionary();
    assert!(dictionary.lines().count() > 200, "{}", dictionary.lines().count());
    for word in ["\"hourly_rate = \"", "\"\\\"per-incident\\\"\"", "\"--format\"", "\"[[option.part]]\""] {
        assert!(dictionary.lines().any(|line| line == word), "{word}");
    }
    let path = root().join("fuzz/dictionary.txt");
    assert_data_eq!(dictionary, Data::read_from(&path, None).raw());
}

/// A corpus is for reading it again on every machine: few files, and small ones.
#[test]
fn corpus_is_small() {
    let folders = ["scenario", "compare", "number", "setting", "line"].map(|target| format!("fuzz/corpus/{target}"));
    let folders: Vec<&str> = folders.iter().map(String::as_str).collect();
    let files = files(&folders, 100);
    let bytes: usize = files.iter().map(|(_, bytes)| bytes.len()).sum();
    assert!(files.len() < 500 && bytes < 1 << 20, "{} files, {bytes} bytes", files.len());
    let different: BTreeSet<(&Path, &[u8])> =
        files.iter().map(|(path, bytes)| (path.parent().unwrap(), bytes.as_slice())).collect();
    assert_eq!(different.len(), files.len(), "an input stands twice");
}
