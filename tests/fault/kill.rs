//! The program is killed, or told to end: at every call of the system, and at moments that nobody chose.

use std::fs::OpenOptions;
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::Path;
use std::process::Stdio;
use std::thread::sleep;
use std::time::{Duration, Instant};

use crate::ararat::ARARAT;
use crate::effort::cases;
use crate::outcome::Outcome;
use crate::stage::{Files, Stage};
use crate::strace::{Fault, is_there, places, run};
use crate::task::{TASKS, Task, without_proc};

/// Calls between which the state of the files differs.
const CALLS: [&str; 7] = ["openat", "write", "fchmod", "fsync", "linkat", "rename", "unlink"];

/// What a killed run may leave under a name of its own, for the next run to take away.
fn is_hidden(name: &str) -> bool {
    let name = Path::new(name).file_name().unwrap().to_str().unwrap();
    name.starts_with('.') && name.contains(".smarthands-")
}

/// That every file is the old one or the new one; how many hidden ones there are beside.
fn litter_beside_whole_files(before: &Files, well: &Files, found: &Files) -> Result<usize, String> {
    let names = before.keys().chain(well.keys()).chain(found.keys());
    let torn = names.filter(|name| !is_hidden(name)).find(|name| {
        let file = found.get(*name);
        file != before.get(*name) && file != well.get(*name)
    });
    torn.map_or_else(|| Ok(found.keys().filter(|name| is_hidden(name)).count()), |name| Err(name.clone()))
}

/// Kills a task at the Nth call of a name, for every N; gives the number of kills, and how many left a hidden file.
fn kill_everywhere(task: &Task, calls: &[&str], wrapper: Option<&[String]>) -> (usize, usize) {
    let well = task.undisturbed();
    let (mut kills, mut hidden) = (0, 0);
    for (call, places) in places(task, &Stage::new(), calls) {
        for nth in places {
            let stage = Stage::new();
            let before = stage.files();
            let fault = Fault { call, what: "signal=SIGKILL", nth };
            let killed = match wrapper {
                None => run(task, &stage, fault).outcome,
                Some(wrapper) => crate::strace::run_within(wrapper, task, &stage, fault).outcome,
            };
            if killed.signal != Some(9) && killed.code != Some(137) {
                assert_eq!((killed.code, killed.files), (well.code, well.files.clone()), "{task:?}, {fault:?}");
                continue;
            }
            kills += 1;
            match litter_beside_whole_files(&before, &well.files, &killed.files) {
                Ok(count) => hidden += usize::from(count > 0),
                Err(name) => panic!("{task:?}, {fault:?}: {name} is torn: {:?}", killed.files.get(&name)),
            }
            let next = Outcome::of(&mut task.command(&stage, wrapper.unwrap_or_default()), &stage);
            assert_eq!(next.files, well.files, "{task:?} after {fault:?}");
        }
    }
    (kills, hidden)
}

/// Whether the file system of the stages has files without a name.
fn has_nameless_files() -> bool {
    let stage = Stage::new();
    let flags = rustix::fs::OFlags::TMPFILE.bits().cast_signed();
    OpenOptions::new().write(true).custom_flags(flags).open(stage.path()).is_ok()
}

/// Only between the two calls that give a complete file a name and the right one is it under another name.
#[test]
fn killed_at_every_call() {
    if !is_there() {
        return;
    }
    let (mut kills, mut hidden) = (0, 0);
    let writing = TASKS.iter().filter(|task| task.is_writing());
    // Each one in a long run; usually those of which each shows a way to write.
    let tasks: Vec<&Task> = if cases(1) > 1 { writing.collect() } else { writing.step_by(3).collect() };
    for task in &tasks {
        let calls = if cases(1) > 1 { &CALLS[..] } else { &CALLS[1..] };
        let (killed, left) = kill_everywhere(task, calls, None);
        kills += killed;
        hidden += left;
    }
    println!(
        "{kills} kills in {} commands, of which {hidden} left a hidden file for the next run to take away",
        tasks.len()
    );
    assert!(kills >= 20, "{kills}");
    assert!(hidden * 4 <= kills || !has_nameless_files(), "{hidden} of {kills}");
}

/// Where files without a name cannot be had: here for want of `/proc`.
#[test]
fn killed_at_every_call_with_hidden_names() {
    let Some(wrapper) = without_proc().filter(|_| is_there()) else { return };
    let task = &TASKS[2];
    assert_eq!(task.arguments.last(), Some(&"out.csv"));
    let (kills, hidden) = kill_everywhere(task, &CALLS[1..], Some(&wrapper));
    println!("{kills} kills without /proc, of which {hidden} left a hidden file for the next run to take away");
    assert!(kills >= 4 && hidden >= 3, "{kills} {hidden}");
}

#[test]
fn told_to_end_at_every_call() {
    if !is_there() {
        return;
    }
    let (mut ended, mut finished) = (0, 0);
    for (place, task) in TASKS.iter().enumerate().filter(|(_, task)| task.is_writing()) {
        if cases(1) <= 1 && place % 2 == 1 {
            continue;
        }
        let well = task.undisturbed();
        let (signal, code) = if place % 4 == 0 { ("signal=SIGTERM", 143) } else { ("signal=SIGINT", 130) };
        for (call, places) in places(task, &Stage::new(), &CALLS[1..]) {
            for nth in places {
                let stage = Stage::new();
                let before = stage.files();
                let fault = Fault { call, what: signal, nth };
                let told = run(task, &stage, fault);
                if told.outcome.code == Some(code) {
                    assert_eq!(told.outcome.files, before, "{task:?}, {fault:?}");
                    ended += 1;
                } else {
                    // Once something is in place, all comes into place.
                    let outcome = told.outcome;
                    assert_eq!((outcome.code, outcome.files), (well.code, well.files.clone()), "{task:?}, {fault:?}");
                    finished += usize::from(!told.met.is_empty());
                }
            }
        }
    }
    println!("{ended} runs ended at a signal, {finished} had files in place and finished");
    assert!(ended >= 10, "{ended}");
}

/// Over the whole of a run, and a little longer.
#[test]
fn killed_at_random_moments() {
    let count = cases(20).min(1_000);
    let stage = Stage::new();
    for number in 0..60 {
        stage.write(&format!("in/{number:02}.toml"), &ARARAT.replace("visits = 5", &format!("visits = {number}")));
    }
    let task = Task { arguments: &["compare", "in", "--format", "csv", "--output", "out.csv"] };
    let before = stage.files();
    let well = Outcome::of(&mut task.command(&stage, &[]), &stage).files;
    let lengths = (0..3).map(|_| {
        let begun = Instant::now();
        task.command(&stage, &[]).output().unwrap();
        begun.elapsed()
    });
    // The shortest: a busy machine would have us wait for runs that are over.
    let length = lengths.min().unwrap();
    let old = before["out.csv"].1.clone();
    let (mut killed, mut hidden) = (0, 0);
    // A linear congruential generator: the moments need not be better than that.
    let mut number = 1_u64;
    for _ in 0..count {
        number = number.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let share = u32::try_from(number >> 54).unwrap();
        std::fs::write(stage.path().join("out.csv"), &old).unwrap();
        let mut child = task.command(&stage, &[]).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        sleep(length * share / 800 + Duration::from_micros(100));
        child.kill().unwrap();
        killed += u64::from(child.wait().unwrap().code().is_none());
        match litter_beside_whole_files(&before, &well, &stage.files()) {
            Ok(left) => hidden += left,
            Err(name) => panic!("{name} is torn"),
        }
    }
    println!("{killed} of {count} runs killed over {length:?}, {hidden} hidden files seen");
    assert!(killed > 0, "{killed} of {count}");
    let next = Outcome::of(&mut task.command(&stage, &[]), &stage);
    assert_eq!(next.files, well);
}
