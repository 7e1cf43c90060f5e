//! The program among other programs: pipes, devices, odd files and names, threads, the environment.
#![allow(missing_docs, clippy::unwrap_used, clippy::panic)]

mod batch;
mod environment;
mod input;
mod name;
mod output;
mod stream;

use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use tempfile::{TempDir, tempdir};

/// At 5 visits of an hour spot work costs 5 × 100 = 500 a month, and the retainer its fee, 600.
const ARARAT: &str = r#"name = "Ararat"

[target]
gross_margin = "50%"

[demand]
visits = 5
hours_per_visit = 1

[[option]]
name = "Spot"
model = "per-incident"
hourly_rate = 100

[[option]]
name = "Retainer"
model = "retainer"
monthly_fee = 600
included_hours = 10
overage_rate = 90
"#;

/// What a run came to.
struct Run {
    code: Option<i32>,
    out: String,
    err: String,
}

impl From<Output> for Run {
    fn from(output: Output) -> Self {
        // Whatever goes in, what comes out is UTF-8.
        Self {
            code: output.status.code(),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        }
    }
}

/// The program in a folder and an empty environment, with nothing on standard input.
fn program(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_smarthands"));
    command.current_dir(folder).env_clear().stdin(Stdio::null());
    command
}

fn run(folder: &Path, arguments: &[&str]) -> Run {
    program(folder).args(arguments).output().unwrap().into()
}

fn with_input(folder: &Path, arguments: &[&str], input: &[u8]) -> Run {
    let mut command = program(folder);
    let mut child =
        command.args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    // A program that has read enough closes its end.
    let _ = child.stdin.take().unwrap().write_all(input);
    child.wait_with_output().unwrap().into()
}

/// A folder with these files, each the scenario of Ararat.
fn folder(files: &[&str]) -> TempDir {
    let root = tempdir().unwrap();
    for file in files {
        write(root.path(), file, ARARAT);
    }
    root
}

fn write(root: &Path, file: &str, text: &str) {
    let path = root.join(file);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

/// The names in a folder, sorted; a file that was left behind would show here.
fn names(root: &Path) -> Vec<String> {
    let mut names: Vec<String> =
        fs::read_dir(root).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

/// The first cells of the lines of CSV that follow the header, once each.
fn files_of(csv: &str) -> Vec<&str> {
    let mut files: Vec<&str> = csv.lines().skip(1).map(|line| line.split(',').next().unwrap()).collect();
    files.dedup();
    files
}
