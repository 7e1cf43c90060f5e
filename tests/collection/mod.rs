//! The gallery and the cases as a folder, compared in one run of the program.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;
use std::str::FromStr as _;

use rust_decimal::Decimal;

use crate::files::files;

/// The files as they are written by people, by name.
pub(crate) fn as_written() -> BTreeMap<String, String> {
    let name = |path: &str| Path::new(path).file_name().unwrap().to_str().unwrap().to_owned();
    files().into_iter().map(|(path, text)| (name(&path), text)).collect()
}

/// What `compare` prints of a folder with these files, and these options besides.
pub(crate) fn compare(files: &BTreeMap<String, String>, options: &[&str]) -> String {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        fs::write(folder.path().join(name), text).unwrap();
    }
    let run = Command::new(env!("CARGO_BIN_EXE_smarthands"))
        .args(["compare", ".", "--quiet"])
        .args(options)
        .current_dir(folder.path())
        .env_clear()
        .output()
        .unwrap();
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    String::from_utf8(run.stdout).unwrap()
}

/// A figure as a document writes it.
pub(crate) fn decimal(text: &str) -> Decimal {
    Decimal::from_str(text).unwrap_or_else(|error| panic!("{text}: {error}"))
}
