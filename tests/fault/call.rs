//! The Nth call of the system fails, for every N that a run comes to.

use crate::effort::cases;
use crate::judge::{Survival, judged};
use crate::outcome::Outcome;
use crate::stage::Stage;
use crate::strace::{Fault, is_there, places, run};
use crate::task::{TASKS, Task};

/// A call of the system by the names that it has, with the errors that make sense for it.
struct Failing {
    calls: &'static [&'static str],
    errors: &'static [&'static str],
    /// Whether an interruption of it goes unnoticed.
    is_repeated: bool,
    /// Every how manyth call fails in a usual run.
    step: usize,
}

/// How many faults there were, and how they were taken.
#[derive(Debug, Default, PartialEq, Eq)]
struct Count {
    unharmed: usize,
    told: usize,
}

/// Every N for every task. `SMARTHANDS_CASES` says how many of the errors each call meets. Usually it is one, in turn, and
/// calls that only ask are left out now and then.
fn count(failing: &Failing) -> Count {
    let mut count = Count::default();
    let errors = usize::try_from(cases(1)).unwrap().min(failing.errors.len());
    let step = if errors > 1 { 1 } else { failing.step };
    for (place, task) in TASKS.iter().enumerate() {
        let well = task.undisturbed();
        for (call, places) in places(task, &Stage::new(), failing.calls) {
            for (turn, nth) in
                (0..errors).flat_map(|turn| places.clone().skip(place % step).step_by(step).map(move |nth| (turn, nth)))
            {
                let error = failing.errors[(place + nth + turn) % failing.errors.len()];
                let survival = survival(task, &well, Fault { call, what: &format!("error={error}"), nth });
                if failing.is_repeated && error == "EINTR" {
                    assert!(survival != Some(Survival::Told), "{task:?}: {call} {nth} is not repeated");
                }
                match survival {
                    Some(Survival::Unharmed) => count.unharmed += 1,
                    Some(Survival::Told) => count.told += 1,
                    // Threads may come to fewer calls than they did before.
                    None => {}
                }
            }
        }
    }
    println!("{:?}: {count:?}", failing.calls);
    count
}

/// How a task takes a fault; none where it makes no such call.
fn survival(task: &Task, well: &Outcome, fault: Fault<'_>) -> Option<Survival> {
    let stage = Stage::new();
    let before = stage.files();
    let traced = run(task, &stage, fault);
    if traced.met.is_empty() {
        assert_eq!((traced.outcome.code, &traced.outcome.files), (well.code, &well.files), "{task:?} without a fault");
        return None;
    }
    match judged(task, &before, well, &traced.outcome, &traced.met) {
        Ok(survival) => Some(survival),
        Err(why) => panic!("{task:?}, {fault:?}: {why}\n{:?}\n{:#?}", traced.met, traced.outcome),
    }
}

#[test]
fn a_failing_read() {
    if is_there() {
        let calls = &["read", "pread64", "getdents64"];
        let count = count(&Failing { calls: &calls[..2], errors: &["EIO", "EINTR"], is_repeated: true, step: 1 });
        assert!(count.told >= 10, "{count:?}");
        let count = self::count(&Failing { calls: &calls[2..], errors: &["EIO", "EINTR"], is_repeated: true, step: 1 });
        assert!(count.told >= 4, "{count:?}");
    }
}

#[test]
fn a_failing_write() {
    if is_there() {
        let count =
            count(&Failing { calls: &["write"], errors: &["ENOSPC", "EIO", "EINTR"], is_repeated: true, step: 1 });
        assert!(count.told >= 10, "{count:?}");
    }
}

#[test]
fn a_failing_sync_link_or_rename() {
    if is_there() {
        let calls = &["fsync", "fdatasync", "link", "linkat", "rename", "renameat", "renameat2", "unlink", "unlinkat"];
        let count =
            count(&Failing { calls, errors: &["EIO", "EINTR", "ENOSPC", "EACCES"], is_repeated: true, step: 1 });
        assert!(count.told >= 10, "{count:?}");
    }
}

#[test]
fn a_failing_open() {
    if is_there() {
        let errors = &["EACCES", "EMFILE", "EIO", "EINTR", "ENOSPC"];
        let count = count(&Failing { calls: &["open", "openat"], errors, is_repeated: true, step: 2 });
        assert!(count.told >= 10, "{count:?}");
    }
}

#[test]
fn a_failing_question() {
    if is_there() {
        let calls = &[
            "stat",
            "lstat",
            "fstat",
            "newfstatat",
            "statx",
            "access",
            "faccessat2",
            "readlink",
            "getcwd",
            "fcntl",
            "lseek",
        ];
        let count = count(&Failing { calls, errors: &["EIO", "EACCES"], is_repeated: false, step: 4 });
        assert!(count.told >= 10, "{count:?}");
    }
}

#[test]
fn a_failing_change() {
    if is_there() {
        let calls = &["fchmod", "fchown", "chmod", "chown", "mkdir", "flock"];
        let count = count(&Failing { calls, errors: &["EIO", "EINTR", "EACCES"], is_repeated: false, step: 2 });
        assert!(count.told >= 2, "{count:?}");
    }
}

/// Threads, the signals' pipe, and what the runtime asks for: none of it is needed for a result.
#[test]
fn a_failing_convenience() {
    if is_there() {
        let calls = &["clone3", "clone", "socketpair", "sched_getaffinity", "ioctl"];
        let count = count(&Failing { calls, errors: &["EAGAIN", "EMFILE"], is_repeated: false, step: 3 });
        assert!(count.unharmed >= 10, "{count:?}");
    }
}
