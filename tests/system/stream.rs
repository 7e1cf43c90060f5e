//! Standard input, standard output and standard error: pipes, devices, readers that go away.

use std::fs;
use std::process::Stdio;

use crate::{ARARAT, Run, files_of, folder, program, run, with_input, write};
use tempfile::tempdir;

#[test]
fn a_scenario_on_standard_input_is_compared_like_a_file() {
    let root = folder(&["ararat.toml"]);
    let piped = with_input(root.path(), &["compare", "-", "--format", "csv"], ARARAT.as_bytes());
    assert_eq!((piped.code, piped.err.as_str()), (Some(0), ""));
    // A dash opens the cell, so a spreadsheet is kept from reading it as a formula.
    assert_eq!(piped.out.lines().nth(1).unwrap().get(..24), Some("'-,Ararat,spot,Spot,per-"));
    let named = run(root.path(), &["compare", "ararat.toml", "--format", "csv"]);
    assert_eq!(piped.out.replace("'-,", ""), named.out.replace("ararat.toml,", ""));

    let json = with_input(root.path(), &["compare", "-", "--format", "json"], ARARAT.as_bytes());
    let json: serde_json::Value = serde_json::from_str(&json.out).unwrap();
    assert_eq!((json["file"].as_str(), json["cheapest"].as_str()), (Some("-"), Some("spot")));
}

#[test]
fn standard_input_stands_among_files_in_its_place() {
    let root = folder(&["a.toml", "b.toml"]);
    let run = with_input(root.path(), &["compare", "b.toml", "-", "a.toml", "--format", "csv"], ARARAT.as_bytes());
    assert_eq!(run.code, Some(0));
    assert_eq!(files_of(&run.out), ["b.toml", "'-", "a.toml"]);
}

#[test]
fn a_bad_or_empty_scenario_on_standard_input_is_refused() {
    let root = folder(&[]);
    let bad = with_input(root.path(), &["check", "-"], ARARAT.replace("= 5", "= -5").as_bytes());
    assert_eq!((bad.code, bad.out.as_str()), (Some(3), ""));
    assert!(bad.err.contains("error[out-of-range]") && bad.err.contains("--> -:7:10"), "{}", bad.err);
    let empty = with_input(root.path(), &["check", "-"], b"");
    assert_eq!(empty.code, Some(3));
    assert!(empty.err.contains("error[empty-file]"), "{}", empty.err);
}

#[cfg(target_os = "linux")]
fn full() -> Stdio {
    fs::OpenOptions::new().write(true).open("/dev/full").unwrap().into()
}

#[test]
#[cfg(target_os = "linux")]
fn a_full_disk_is_a_failure_of_the_system() {
    let root = folder(&["ararat.toml"]);
    let said = |place: &str| format!("error: {place}: cannot write: no space left on device\n");
    for format in ["table", "markdown", "csv", "json", "jsonl"] {
        let mut command = program(root.path());
        command.args(["compare", "ararat.toml", "--format", format]).stdout(full());
        let redirected: Run = command.output().unwrap().into();
        assert_eq!((redirected.code, redirected.err), (Some(5), said("standard output")), "{format}");
        let named = run(root.path(), &["compare", "ararat.toml", "--format", format, "--output", "/dev/full"]);
        assert_eq!((named.code, named.err), (Some(5), said("/dev/full")), "{format}");
    }
    let rejects = run(root.path(), &["check", "ararat.toml", "--rejects", "/dev/full"]);
    assert_eq!((rejects.code, rejects.err), (Some(5), said("/dev/full")));
}

#[test]
#[cfg(target_os = "linux")]
fn help_that_nobody_could_store_is_a_failure_too() {
    let root = folder(&[]);
    for arguments in [&["--help"][..], &["--version"], &["compare", "--help"]] {
        let status = program(root.path()).args(arguments).stdout(full()).stderr(Stdio::null()).status().unwrap();
        assert_eq!(status.code(), Some(5), "{arguments:?}");
    }
}

/// Words that nobody can hear change no exit code.
#[test]
#[cfg(target_os = "linux")]
fn a_full_standard_error_changes_nothing() {
    let root = folder(&["ararat.toml"]);
    let check = |setting: &str| {
        let mut command = program(root.path());
        command.args(["check", "ararat.toml", "--set", setting]).stderr(full()).status().unwrap().code()
    };
    assert_eq!(check("demand.visits=2"), Some(0));
    assert_eq!(check("demand.visits=-2"), Some(3));
}

/// More than a pipe and the program's buffer hold, so the end of the reader is noticed while writing.
#[test]
#[cfg(unix)]
fn a_reader_that_goes_away_ends_the_program_quietly() {
    use std::io::{BufRead as _, BufReader, Read as _};
    let root = tempdir().unwrap();
    for number in 0..300 {
        write(root.path(), format!("{number:03}.toml"), ARARAT);
    }
    for (format, first) in [("table", "Ararat\n"), ("json", "[\n"), ("csv", "file,scenario,option,name,")] {
        let mut child = program(root.path())
            .args(["compare", ".", "--format", format])
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut line = String::new();
        let mut reader = BufReader::with_capacity(16, child.stdout.take().unwrap());
        reader.read_line(&mut line).unwrap();
        assert!(line.starts_with(first), "{line}");
        drop(reader);
        let mut said = String::new();
        child.stderr.take().unwrap().read_to_string(&mut said).unwrap();
        assert_eq!((child.wait().unwrap().code(), said.as_str()), (Some(0), ""), "{format}");
    }
}

/// A pipe whose reader is gone already.
#[cfg(unix)]
fn closed_pipe() -> Stdio {
    let (reader, writer) = std::io::pipe().unwrap();
    drop(reader);
    writer.into()
}

#[test]
#[cfg(unix)]
fn a_reader_that_was_never_there_is_no_failure() {
    let root = folder(&["ararat.toml"]);
    let run: Run = program(root.path()).args(["compare", "ararat.toml"]).stdout(closed_pipe()).output().unwrap().into();
    assert_eq!((run.code, run.err.as_str()), (Some(0), ""));
}
