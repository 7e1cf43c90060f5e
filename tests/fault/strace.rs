//! Runs under strace, which makes calls of the system fail, or kills the program in them.

use std::collections::BTreeMap;
use std::ops::RangeInclusive;
use std::process::Command;
use std::sync::OnceLock;

use tempfile::NamedTempFile;

use crate::outcome::Outcome;
use crate::stage::Stage;
use crate::task::Task;

/// No run is this long unless it hangs.
const SECONDS: &str = "60";

/// Whether strace is there and may trace; says so where not.
pub(crate) fn is_there() -> bool {
    static IS_THERE: OnceLock<bool> = OnceLock::new();
    *IS_THERE.get_or_init(|| {
        let probe = Command::new("strace")
            .args(["-f", "--seccomp-bpf", "-qq", "-o", "/dev/null", "-e", "trace=read", "true"])
            .output();
        let is_there = probe.is_ok_and(|probe| probe.status.success());
        if !is_there {
            eprintln!("skipped: strace is not installed, or may not trace here");
        }
        is_there
    })
}

/// One thing that happens to the Nth call of a name, in each thread.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Fault<'a> {
    pub(crate) call: &'a str,
    /// As strace has it: `error=EIO`, `signal=SIGKILL`.
    pub(crate) what: &'a str,
    pub(crate) nth: usize,
}

/// A run with a fault.
pub(crate) struct Traced {
    pub(crate) outcome: Outcome,
    /// The calls that it met, as strace writes them.
    pub(crate) met: Vec<String>,
}

/// Runs a task with a fault.
pub(crate) fn run(task: &Task, stage: &Stage, fault: Fault<'_>) -> Traced {
    run_within(&[], task, stage, fault)
}

/// The same inside another wrapper.
pub(crate) fn run_within(around: &[String], task: &Task, stage: &Stage, fault: Fault<'_>) -> Traced {
    let Fault { call, what, nth } = fault;
    let options = [format!("trace={call}"), format!("inject={call}:{what}:when={nth}")];
    let (outcome, log) = traced(around, task, stage, &options);
    let met =
        log.lines().filter(|line| line.contains("(INJECTED)") || line.contains("--- SIG")).map(str::to_owned).collect();
    Traced { outcome, met }
}

/// The places among a task's calls of each name, counted in its busiest thread, that come after those of the loader.
pub(crate) fn places<'a>(task: &Task, stage: &Stage, calls: &[&'a str]) -> Vec<(&'a str, RangeInclusive<usize>)> {
    let (_, log) = traced(&[], task, stage, &[format!("trace={},rt_sigaction", calls.join(","))]);
    let places = calls.iter().map(|call| {
        let (mut counts, mut of_the_loader, mut is_ours) = (BTreeMap::<&str, usize>::new(), 0, false);
        for line in log.lines() {
            // The first thing that any Rust program does.
            is_ours |= line.contains("rt_sigaction(SIGPIPE");
            let Some((thread, rest)) = line.split_once(' ') else { continue };
            if rest.trim_start().strip_prefix(call).is_some_and(|rest| rest.starts_with('(')) {
                *counts.entry(thread).or_default() += 1;
                of_the_loader += usize::from(!is_ours);
            }
        }
        assert!(is_ours, "{log}");
        (*call, of_the_loader + 1..=counts.into_values().max().unwrap_or(0))
    });
    places.collect()
}

fn traced(around: &[String], task: &Task, stage: &Stage, options: &[String]) -> (Outcome, String) {
    let log = NamedTempFile::new().unwrap();
    let path = log.path().to_str().unwrap();
    let strace = ["timeout", SECONDS, "strace", "-f", "-qq", "-y", "-o", path].map(str::to_owned);
    let mut wrapper: Vec<String> = around.iter().cloned().chain(strace).collect();
    // Stops in no other call, which is faster; but signals are lost then.
    wrapper.extend(options.iter().all(|option| !option.contains("signal=")).then(|| "--seccomp-bpf".to_owned()));
    wrapper.extend(options.iter().flat_map(|option| ["-e".to_owned(), option.clone()]));
    let outcome = Outcome::of(&mut task.command(stage, &wrapper), stage);
    assert_ne!(outcome.code, Some(124), "{task:?} hangs with {options:?}");
    let log = String::from_utf8_lossy(&std::fs::read(log.path()).unwrap()).into_owned();
    (outcome, log)
}
