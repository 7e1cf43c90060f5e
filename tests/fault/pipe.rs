//! Readers that go away after any number of bytes, and streams that are closed.

use std::io::Read as _;
use std::process::Stdio;

use crate::ararat::ARARAT;
use crate::effort::cases;
use crate::outcome::Outcome;
use crate::stage::Stage;
use crate::strace::{Fault, is_there, places, run};
use crate::task::{TASKS, Task, in_shell};

/// Every verb and format that prints.
const PRINTING: [&[&str]; 20] = [
    &["compare", "many", "-q", "--format", "table"],
    &["compare", "many", "-q", "--format", "markdown"],
    &["compare", "many", "-q", "--format", "csv"],
    &["compare", "many", "-q", "--format", "json"],
    &["compare", "many", "-q", "--format", "jsonl", "--exact"],
    &["compare", "many", "-q", "--format", "csv", "--output", "/dev/stdout"],
    &["breakeven", "many", "-q", "--format", "table"],
    &["breakeven", "many", "-q", "--format", "csv"],
    &["breakeven", "in/a.toml", "--chart"],
    &["sweep", "in/a.toml", "-q", "--vary", "demand.visits=1..30/0.05", "--format", "csv"],
    &["sweep", "in/a.toml", "-q", "--vary", "demand.visits=1..30/0.2", "--format", "jsonl"],
    &["sweep", "in/a.toml", "-q", "--vary", "demand.visits=1..30/1"],
    &["explain", "in/a.toml"],
    &["explain", "in/a.toml", "spot", "--format", "json"],
    &["new", "-q", "-"],
    &["new", "--list"],
    &["schema"],
    &["completions", "zsh"],
    &["man"],
    &["--help"],
];

/// A stage with a folder of so many scenarios.
fn stage(count: usize) -> Stage {
    let stage = Stage::new();
    std::fs::create_dir(stage.path().join("many")).unwrap();
    for number in 0..count {
        stage.write(&format!("many/{number:02}.toml"), &ARARAT.replace("visits = 5", &format!("visits = {number}")));
    }
    stage
}

/// Positions around the ends of what is written at once, and some between.
fn positions(length: usize) -> Vec<usize> {
    const BUFFER: usize = 64 * 1024;
    let mut positions = vec![0, 1, length.saturating_sub(1)];
    let (more, most) = if cases(1) > 1 { (40, usize::MAX) } else { (0, 1) };
    let ends = (1..=length / BUFFER).take(most).map(|count| count * BUFFER);
    positions.extend(ends.flat_map(|end| [end, end + 1].into_iter().filter(|position| *position <= length)));
    positions.extend((1..=more).map(|part| length * part / (more + 1)));
    positions
}

#[test]
fn a_reader_that_goes_away_after_any_byte() {
    // More than a pipe and the buffer of the program hold, of most verbs.
    let stage = stage(60);
    let (mut runs, mut cut) = (0, 0);
    for arguments in PRINTING {
        let task = Task { arguments };
        let whole = Outcome::of(&mut task.command(&stage, &[]), &stage);
        assert_eq!((whole.code, whole.err.as_str()), (Some(0), ""), "{arguments:?}");
        for position in positions(whole.out.len()) {
            let mut child = task.command(&stage, &[]).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
            let mut taken = vec![0; position];
            let mut reader = child.stdout.take().unwrap();
            reader.read_exact(&mut taken).unwrap();
            drop(reader);
            let output = child.wait_with_output().unwrap();
            let said = String::from_utf8_lossy(&output.stderr);
            assert_eq!((output.status.code(), &*said), (Some(0), ""), "{arguments:?} after {position} bytes");
            assert!(whole.out.as_bytes().starts_with(&taken), "{arguments:?}");
            runs += 1;
            cut += usize::from(whole.out.len() - position > 2 * 64 * 1024);
        }
    }
    println!("{runs} readers went away, {cut} of them before a pipe and a buffer were full");
    assert!(runs >= 70 && cut >= 5, "{runs} {cut}");
}

/// With strace, the reader is gone at exactly the Nth write.
#[test]
fn a_closed_pipe_at_every_write() {
    if !is_there() {
        return;
    }
    let mut writes = 0;
    for arguments in PRINTING {
        let task = Task { arguments };
        let stage = stage(8);
        // A run that is cut at each of a hundred writes says no more than one that is cut at each of the first ones.
        let most = if cases(1) > 1 { 50 } else { 3 };
        for (call, places) in places(&task, &stage, &["write"]) {
            for nth in places.take(most) {
                let cut = run(&task, &stage, Fault { call, what: "error=EPIPE", nth });
                assert_eq!((cut.outcome.code, cut.outcome.err.as_str()), (Some(0), ""), "{arguments:?}, {nth}");
                writes += cut.met.len();
            }
        }
    }
    println!("{writes} writes met a closed pipe");
    assert!(writes >= PRINTING.len(), "{writes}");
}

/// A stream that is closed is no place for a file that is opened later.
#[test]
fn closed_streams_change_no_file() {
    for task in TASKS {
        let well = task.undisturbed();
        for closed in [">&-", "2>&-", ">&- 2>&-", "<&- >&- 2>&-", "<&-"] {
            let reads_input = task.arguments.contains(&"-");
            if closed.starts_with('<') && reads_input {
                continue;
            }
            let stage = Stage::new();
            let shell = in_shell(&format!("exec \"$0\" \"$@\" {closed}"));
            let found = Outcome::of(&mut task.command(&stage, &shell), &stage);
            assert_eq!((found.code, found.files), (well.code, well.files.clone()), "{task:?} with {closed}");
            let is_printed =
                found.out == well.out || (closed.contains(" >&-") || closed.starts_with(">&-")) && found.out.is_empty();
            assert!(is_printed, "{task:?} with {closed}: {}", found.out);
        }
    }
}

#[test]
fn streams_that_cannot_be_used_are_failures() {
    let stage = Stage::new();
    let through = |arguments: &'static [&'static str], redirected: &str| {
        let shell = in_shell(&format!("exec \"$0\" \"$@\" {redirected}"));
        let found = Outcome::of(&mut Task { arguments }.command(&stage, &shell), &stage);
        (found.code, found.err)
    };
    let said = "error: standard output: cannot write: bad file descriptor\n".to_owned();
    assert_eq!(through(&["compare", "in/a.toml"], "1<in/a.toml"), (Some(5), said));
    let said = "error[cannot-read]: cannot read: bad file descriptor\n--> -\n\n".to_owned();
    assert_eq!(through(&["compare", "-"], "0>rejects.csv"), (Some(5), said));
    let (code, err) = through(&["compare", "-"], "0<in");
    assert_eq!((code, err.contains("cannot read: is a directory\n--> -\n")), (Some(5), true), "{err}");
    let (code, err) = through(&["compare", "-"], "<&-");
    assert_eq!((code, err.contains("error[empty-file]")), (Some(3), true), "{err}");
}

/// The reader of something else that goes away has what it wanted; the results still come.
#[test]
fn results_outlive_the_readers_of_what_stands_beside_them() {
    for (arguments, name) in [
        (&["compare", "many", "in", "--format", "csv", "-o", "out.csv", "--rejects"][..], "fifo"),
        (&["breakeven", "in/a.toml", "-o", "out.csv", "--svg"], "fifo"),
    ] {
        let stage = stage(8);
        let fifo = stage.path().join(name);
        assert!(std::process::Command::new("mkfifo").arg(&fifo).status().unwrap().success());
        let whole = Task { arguments: &[] };
        let mut child = whole.command(&stage, &[]).args(arguments).arg(name).stderr(Stdio::null()).spawn().unwrap();
        drop(std::fs::File::open(&fifo).unwrap());
        let code = child.wait().unwrap().code();
        let written = std::fs::read_to_string(stage.path().join("out.csv")).unwrap();
        assert!(matches!(code, Some(0 | 4)) && written.lines().count() > 5, "{arguments:?}: {code:?}\n{written}");
    }
}

/// The list of problems is put in place once the results are written, or nobody wants them any more.
#[test]
fn the_list_of_problems_stands_beside_the_results_that_it_belongs_to() {
    for (redirected, code, is_listed) in [("> /dev/full", 5, false), ("", 0, true)] {
        let stage = Stage::new();
        stage.write("rejects.csv", "old");
        let arguments = &["compare", "in", "-q", "--format", "json", "--rejects", "rejects.csv"];
        let shell = in_shell(&format!("exec \"$0\" \"$@\" {redirected}"));
        let mut command = Task { arguments }.command(&stage, &shell);
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        drop(child.stdout.take());
        assert_eq!(child.wait().unwrap().code(), Some(code), "{redirected}");
        let listed = std::fs::read_to_string(stage.path().join("rejects.csv")).unwrap();
        assert_eq!((listed != "old", listed.starts_with("file,line")), (is_listed, is_listed), "{redirected}");
    }
}

/// A verb that takes one file says so without a look into a folder.
#[test]
fn a_folder_where_a_file_is_wanted_is_not_searched() {
    if !is_there() {
        return;
    }
    let stage = Stage::new();
    let searches =
        |arguments| places(&Task { arguments }, &stage, &["getdents64"]).iter().any(|(_, at)| !at.is_empty());
    assert!(searches(&["compare", "in"]));
    assert!(!searches(&["explain", "in"]));
    assert!(!searches(&["sweep", "in", "--vary", "demand.visits=1..2/1"]));
    assert!(!searches(&["breakeven", "in", "--svg", "costs.svg"]));
}
