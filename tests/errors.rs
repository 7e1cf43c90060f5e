//! Every diagnostic, by an input that causes it and its exact text beside it.
//!
//! `tests/errors/NAME.toml` is checked, and what is said of it is `tests/errors/NAME.stderr`. Run with
//! `SNAPSHOTS=overwrite` to write the texts anew, and read the difference aloud before keeping it.
#![allow(missing_docs)]

use std::path::Path;
use std::process::Command;

use snapbox::{Data, assert_data_eq};

#[test]
fn every_diagnostic_says_what_is_written() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/errors");
    let mut names: Vec<String> = std::fs::read_dir(&folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name.ends_with(".toml"))
        .collect();
    names.sort();
    assert!(names.len() > 40, "{}", names.len());
    for name in names {
        let run = Command::new(env!("CARGO_BIN_EXE_smarthands"))
            .args(["check", &name])
            .current_dir(&folder)
            .env_clear()
            .output()
            .unwrap();
        let said = String::from_utf8(run.stderr).unwrap();
        let is_refused = said.contains("error[");
        assert_eq!(run.status.code(), Some(if is_refused { 3 } else { 0 }), "{name}: {said}");
        assert!(run.stdout.is_empty(), "{name}");
        assert!(!said.is_empty(), "{name} is accepted without a word");
        let expected = folder.join(Path::new(&name).with_extension("stderr"));
        assert_data_eq!(said, Data::read_from(&expected, None).raw());
    }
}

/// A code without an input that causes it is a message that nobody has read.
#[test]
fn every_code_has_an_input() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let texts: String = std::fs::read_dir(root.join("tests/errors"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "stderr"))
        .map(|path| std::fs::read_to_string(path).unwrap())
        .collect();
    // Codes that no scenario can cause: they are told of files, folders, settings and bugs, and tested there.
    let elsewhere = ["bug", "cannot-encode", "cannot-read", "unusable-file", "unknown-term", "not-linear"];
    let mut missing: Vec<String> = codes(&root.join("src"));
    assert!(missing.len() > 40, "{missing:?}");
    missing.retain(|code| !elsewhere.contains(&code.as_str()) && !texts.contains(&format!("[{code}]")));
    assert!(missing.is_empty(), "{missing:?}");
}

/// The quoted kebab-case words that stand where a diagnostic is made.
fn codes(folder: &Path) -> Vec<String> {
    let mut codes = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            codes.extend(codes_of_folder(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            codes.extend(codes_of_file(&std::fs::read_to_string(&path).unwrap()));
        }
    }
    codes.sort();
    codes.dedup();
    codes
}

fn codes_of_folder(folder: &Path) -> Vec<String> {
    codes(folder)
}

fn codes_of_file(source: &str) -> Vec<String> {
    let source = source.split("#[cfg(test)]").next().unwrap();
    let mut codes = Vec::new();
    for maker in [
        "Diagnostic::error(",
        "Diagnostic::warning(",
        "problem(",
        "warn(reader,",
        "refuse(",
        "Some((",
        "=> \"",
        "=> (\"",
    ] {
        for (start, _) in source.match_indices(maker) {
            let call: String =
                source[start + maker.len() - usize::from(maker.ends_with('"'))..].chars().take(120).collect();
            let call = call.split([';', '{']).next().unwrap();
            if let Some(word) = call.split('"').nth(1) {
                if maker.contains("=>") && !word.contains('-') {
                    continue;
                }
                if !word.is_empty() && word.chars().all(|c| c.is_ascii_lowercase() || c == '-' || c.is_ascii_digit()) {
                    codes.push(word.to_owned());
                }
            }
        }
    }
    codes
}
