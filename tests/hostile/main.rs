//! Hostile input: files, folders, names and surroundings that are meant to break the program, after the catalogue in
//! `docs/reliability.md`. A letter of the catalogue is a file or two here; most of letter A is `tests/errors/`.
//!
//! Each refused file is read with 64 MiB of address space and timed. Debug builds on a busy machine are given ten seconds
//! for what a release build does in less than one.
#![cfg(unix)]
#![allow(missing_docs, clippy::unwrap_used, clippy::panic)]

mod bulk;
mod environment;
mod folder;
mod interruption;
mod kind;
mod limit;
mod many;
mod mutation;
mod name;
mod page;
mod tree;
mod value;

#[path = "../ararat/mod.rs"]
mod ararat;
#[path = "../effort/mod.rs"]
mod effort;

use std::ffi::OsStr;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

use ararat::{ARARAT, program, write};

/// The address space in which a file is refused, in KiB.
const ADDRESS_SPACE: u32 = 64 * 1024;

/// What a refusal may take: a second, with slack for a debug build beside other work.
const PATIENCE: Duration = Duration::from_secs(10);

/// What a run came to.
struct Run {
    code: Option<i32>,
    out: String,
    err: String,
    took: Duration,
}

impl Run {
    fn of(command: &mut Command) -> Self {
        let start = Instant::now();
        let output = command.output().unwrap();
        Self::new(output, start)
    }

    fn new(output: Output, start: Instant) -> Self {
        // Whatever goes in, what comes out is UTF-8 without anything that drives a terminal.
        let run = Self {
            code: output.status.code(),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
            took: start.elapsed(),
        };
        assert!(!run.err.contains(is_driving), "{:?}", run.err);
        run
    }
}

/// Whether a character would move the cursor, change the direction of writing, or hide.
fn is_driving(character: char) -> bool {
    (character.is_control() && character != '\n')
        || matches!(character, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

fn run(folder: &Path, arguments: &[&str]) -> Run {
    Run::of(program(folder).args(arguments))
}

/// The program after some words of the shell, such as `ulimit -n 4`.
fn after(setting: &str, folder: &Path, arguments: &[impl AsRef<OsStr>]) -> Run {
    let mut command = Command::new("/bin/sh");
    command.args(["-c", &format!("{setting}; exec \"$@\""), "sh", env!("CARGO_BIN_EXE_smarthands")]).args(arguments);
    Run::of(command.current_dir(folder).env_clear().stdin(Stdio::null()))
}

/// The program with 64 MiB of address space, of which it must not need all, and in time.
fn bounded(folder: &Path, arguments: &[impl AsRef<OsStr>]) -> Run {
    let run = after(&format!("ulimit -v {ADDRESS_SPACE}"), folder, arguments);
    assert!(run.took < PATIENCE, "{:?}: {:?}", run.took, run.err);
    run
}

/// The scenario with a line more at its end.
fn with(line: &str) -> String {
    format!("{ARARAT}{line}\n")
}

fn make_pipe(path: &Path) {
    assert!(Command::new("mkfifo").arg(path).status().unwrap().success());
}

/// The first cells of the lines of CSV that follow the header, once each.
fn files_of(csv: &str) -> Vec<&str> {
    let mut files: Vec<&str> = csv.lines().skip(1).map(|line| line.split(',').next().unwrap()).collect();
    files.dedup();
    files
}
