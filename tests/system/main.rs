//! The program among other programs: pipes, devices, odd files and names, threads, the environment.
#![allow(missing_docs, clippy::unwrap_used, clippy::panic)]

mod batch;
mod environment;
mod input;
mod name;
mod output;
mod stream;

#[path = "../ararat/mod.rs"]
mod ararat;

use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::{Output, Stdio};

use ararat::{ARARAT, program, write};
use tempfile::{TempDir, tempdir};

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
