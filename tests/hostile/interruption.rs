//! C6: an interruption in the middle of a batch.

use std::io::Read as _;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use tempfile::{TempDir, tempdir};

use crate::{ARARAT, PATIENCE, program, write};

/// Some 600 kB of CSV and more of the other formats: far more than a pipe holds.
fn thousand() -> TempDir {
    let root = tempdir().unwrap();
    for number in 0..1_000 {
        write(root.path(), format!("{number:03}.toml"), ARARAT);
    }
    root
}

fn send(signal: &str, process: u32) {
    assert!(Command::new("/bin/sh").args(["-c", &format!("kill -{signal} {process}")]).status().unwrap().success());
}

/// Whoever reads slowly has whole lines up to the end, and the exit code tells the signal.
#[test]
fn an_interrupted_batch_ends_with_a_whole_line() {
    let root = thousand();
    let mut count = 0;
    for (format, jobs) in [("csv", "1"), ("csv", "2"), ("jsonl", "2"), ("table", "2")] {
        for (signal, code) in [("INT", 130), ("TERM", 143)] {
            let mut command = program(root.path());
            command.args(["compare", ".", "--quiet", "--format", format, "--jobs", jobs]);
            let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
            let mut out = child.stdout.take().unwrap();
            // Different moments: after some kilobytes, each taken after a pause.
            let mut read = vec![0; 1 + 9_973 * (1 + count % 4)];
            out.read_exact(&mut read).unwrap();
            std::thread::sleep(Duration::from_millis(30));
            send(signal, child.id());
            let start = Instant::now();
            out.read_to_end(&mut read).unwrap();
            let status = child.wait().unwrap();
            assert!(start.elapsed() < PATIENCE, "{:?}", start.elapsed());
            assert_eq!(status.code(), Some(code), "{format}");
            let text = String::from_utf8(read).unwrap();
            assert!(text.ends_with('\n'), "{format}: …{}", &text[text.len() - 80..]);
            if format == "csv" {
                let rows: Vec<usize> = text.lines().map(|line| line.matches(',').count()).collect();
                assert!(rows.len() < 2_001 && rows.iter().all(|cells| *cells == rows[0]), "{}", rows.len());
            }
            let mut err = String::new();
            child.stderr.take().unwrap().read_to_string(&mut err).unwrap();
            assert_eq!(err, "", "{format}");
            count += 1;
        }
    }
    assert_eq!(count, 8);
}

/// How a program ends that has been told to; it is not waited for longer than for a refusal.
fn ended(mut child: Child) -> Option<i32> {
    let start = Instant::now();
    while start.elapsed() < PATIENCE {
        if let Some(status) = child.try_wait().unwrap() {
            return status.code();
        }
        std::thread::sleep(Duration::from_millis(5));
    }
    child.kill().unwrap();
    panic!("still there after {PATIENCE:?}");
}

/// A sweep writes a megabyte at once, for which such a reader takes ten seconds.
#[test]
fn a_reader_who_is_slow_all_along_has_whole_lines() {
    let root = tempdir().unwrap();
    write(root.path(), "ararat.toml", ARARAT);
    for (format, signal, code) in [("csv", "TERM", 143), ("csv", "INT", 130), ("jsonl", "TERM", 143)] {
        let arguments = ["sweep", "ararat.toml", "--quiet", "--vary", "demand.visits=1..300000/1", "--format", format];
        let mut child = program(root.path()).args(arguments).stdout(Stdio::piped()).spawn().unwrap();
        let mut out = child.stdout.take().unwrap();
        let (mut read, mut piece, mut told) = (Vec::new(), [0; 1_000], None);
        loop {
            let count = out.read(&mut piece).unwrap();
            if count == 0 {
                break;
            }
            read.extend_from_slice(&piece[..count]);
            if told.is_none() && read.len() > 50_000 {
                send(signal, child.id());
                told = Some(Instant::now());
            }
            std::thread::sleep(Duration::from_millis(10));
        }
        assert!(told.unwrap().elapsed() < PATIENCE, "{format}: {:?}", told.unwrap().elapsed());
        assert_eq!(ended(child), Some(code), "{format}");
        // A line is shorter than what a pipe takes at once, so it is not even waited for.
        let text = String::from_utf8(read).unwrap();
        assert!(text.ends_with('\n'), "{format}: …{}", &text[text.len() - 80..]);
        assert!(text.lines().count() > 100 && text.len() < 2_000_000, "{format}: {}", text.len());
    }
}

/// Files are put in place when everything has been taken, so until then the run can be ended, and changes nothing.
#[test]
fn a_list_of_problems_does_not_come_before_results_that_nobody_takes() {
    let root = thousand();
    // More than a pipe holds, and in the end less than is written at once.
    for number in 50..1_000 {
        std::fs::remove_file(root.path().join(format!("{number:03}.toml"))).unwrap();
    }
    write(root.path(), "bad.toml", "nonsense");
    write(root.path(), "rejects", "old");
    let compare = ["compare", ".", "--quiet", "--format", "json", "--rejects", "rejects"];
    let sweep = ["sweep", "000.toml", "--quiet", "--vary=demand.visits=1..900/1", "--format=csv", "--rejects=rejects"];
    for (arguments, signal, code) in [(&compare[..], "TERM", 143), (&compare, "INT", 130), (&sweep, "TERM", 143)] {
        let mut command = program(root.path());
        let mut child = command.args(arguments).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        let mut out = child.stdout.take().unwrap();
        out.read_exact(&mut [0; 1]).unwrap();
        std::thread::sleep(Duration::from_secs(1));
        send(signal, child.id());
        assert_eq!(ended(child), Some(code), "{arguments:?}");
        assert_eq!(std::fs::read_to_string(root.path().join("rejects")).unwrap(), "old", "{arguments:?}");
        let mut rest = Vec::new();
        out.read_to_end(&mut rest).unwrap();
        assert!(rest.len() > 30_000, "{arguments:?}: {}", rest.len());
    }
}

/// Nor is somebody who hears nothing waited for.
#[test]
fn messages_that_nobody_reads_do_not_keep_the_program() {
    let root = tempdir().unwrap();
    let value = "long ".repeat(20);
    let keys: Vec<String> = (0..20).map(|key| format!("misspelt_{key} = \"{value}\"\n")).collect();
    let keys = keys.concat();
    for number in 0..40 {
        write(root.path(), format!("{number:02}.toml"), format!("{keys}{ARARAT}"));
    }
    for (signal, code) in [("INT", 130), ("TERM", 143)] {
        let mut child = program(root.path()).args(["check", "."]).stderr(Stdio::piped()).spawn().unwrap();
        let mut err = child.stderr.take().unwrap();
        err.read_exact(&mut [0; 1]).unwrap();
        std::thread::sleep(Duration::from_secs(1));
        send(signal, child.id());
        assert_eq!(ended(child), Some(code));
        let mut rest = Vec::new();
        err.read_to_end(&mut rest).unwrap();
        assert!(rest.len() > 30_000, "{}", rest.len());
    }
}

/// A reader who takes nothing is not waited for.
#[test]
fn a_reader_who_takes_nothing_does_not_keep_the_program() {
    let root = thousand();
    for (signal, code) in [("INT", 130), ("TERM", 143)] {
        let mut command = program(root.path());
        let mut child = command.args(["compare", ".", "--format", "csv"]).stdout(Stdio::piped()).spawn().unwrap();
        let mut first = [0; 1];
        child.stdout.as_mut().unwrap().read_exact(&mut first).unwrap();
        std::thread::sleep(Duration::from_millis(100));
        send(signal, child.id());
        let mut out = child.stdout.take().unwrap();
        assert_eq!(ended(child), Some(code));
        let mut rest = String::new();
        out.read_to_string(&mut rest).unwrap();
        assert!(rest.len() > 30_000, "{}", rest.len());
        // A pipe of Linux takes whole lines even then, if they are short.
        assert!(rest.ends_with('\n') || !cfg!(target_os = "linux"), "…{}", &rest[rest.len() - 80..]);
    }
}

/// Whether SIGINT and SIGTERM, the second and the fifteenth, are caught, as the system tells of a process.
#[cfg(target_os = "linux")]
fn awaits_signals(process: u32) -> bool {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).unwrap();
    let caught = status.lines().find_map(|line| line.strip_prefix("SigCgt:")).unwrap().trim();
    let both = 1 << 1 | 1 << 14;
    u64::from_str_radix(caught, 16).unwrap() & both == both
}

/// Where the system does not tell, a moment has to do.
#[cfg(not(target_os = "linux"))]
fn awaits_signals(_: u32) -> bool {
    std::thread::sleep(Duration::from_secs(1));
    true
}

/// Before anything is written, and while a pipe is waited for.
#[test]
fn a_program_that_waits_for_its_input_can_be_interrupted() {
    let root = tempdir().unwrap();
    for (signal, code) in [("INT", 130), ("TERM", 143)] {
        let mut command = program(root.path());
        let mut child = command.args(["compare", "-", "--output", "out.csv"]).stdin(Stdio::piped()).spawn().unwrap();
        // It is held open, or the program would go on.
        let input = child.stdin.take();
        let start = Instant::now();
        while !awaits_signals(child.id()) {
            assert!(start.elapsed() < PATIENCE);
            std::thread::sleep(Duration::from_millis(5));
        }
        send(signal, child.id());
        assert_eq!(child.wait().unwrap().code(), Some(code));
        assert_eq!(std::fs::read_dir(root.path()).unwrap().count(), 0);
        drop(input);
    }
}
