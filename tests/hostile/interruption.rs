//! C6: an interruption in the middle of a batch.

use std::io::Read as _;
use std::process::{Command, Stdio};
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
        let start = Instant::now();
        assert_eq!(child.wait().unwrap().code(), Some(code));
        assert!(start.elapsed() < PATIENCE, "{:?}", start.elapsed());
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
