//! The program, asked about a folder of scenarios: one process for many files.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

use serde_json::Value as Json;

/// How the program is asked to print.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Printing {
    Rounded,
    Unrounded,
}

/// A row of CSV, by column.
pub(crate) type Row = BTreeMap<String, String>;

/// The document of each file of a folder, in the order of their names.
pub(crate) fn documents(folder: &Path, printing: Printing, options: &[&str]) -> Vec<Json> {
    let text = output(folder, "jsonl", printing, options);
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// The rows of each file of a folder, in the order of their names.
pub(crate) fn rows(folder: &Path, printing: Printing) -> Vec<Vec<Row>> {
    let text = output(folder, "csv", printing, &[]);
    let mut files: BTreeMap<String, Vec<Row>> = BTreeMap::new();
    for row in csv::Reader::from_reader(text.as_bytes()).deserialize() {
        let row: Row = row.unwrap();
        files.entry(row["file"].clone()).or_default().push(row);
    }
    files.into_values().collect()
}

/// What the program prints of a folder in which nothing is refused.
fn output(folder: &Path, format: &str, printing: Printing, options: &[&str]) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_smarthands"));
    command.arg("compare").arg(folder).args(["--format", format, "--quiet"]).args(options);
    if printing == Printing::Unrounded {
        command.arg("--exact");
    }
    let output = command.current_dir(env!("CARGO_MANIFEST_DIR")).env_clear().output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}
