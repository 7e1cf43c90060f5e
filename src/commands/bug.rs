//! Our own bugs: caught, named as such, with the request to report them.

use std::cell::{Cell, RefCell};
use std::panic::{AssertUnwindSafe, catch_unwind, set_hook, take_hook};
use std::sync::Once;

use super::Exit;
use super::terminal::say;

thread_local! {
    /// Where the last panic of this thread happened, and what it said.
    static LAST: RefCell<String> = const { RefCell::new(String::new()) };
    /// Whether this thread is at work that is caught.
    static IS_CAUGHT: Cell<bool> = const { Cell::new(false) };
}

/// Runs a verb; a bug in it ends with its exit code instead of a backtrace.
pub fn guarded(verb: impl FnOnce() -> Exit) -> Exit {
    caught(verb).unwrap_or_else(|what| {
        say(&format!("error: {}\n", report(&what)));
        Exit::Bug
    })
}

/// The result, or what a panic said.
pub(super) fn caught<T>(work: impl FnOnce() -> T) -> Result<T, String> {
    static HOOK: Once = Once::new();
    HOOK.call_once(|| {
        let others = take_hook();
        set_hook(Box::new(move |info| {
            // Panics that nobody catches here, such as those of a test, are told as they were before.
            if !IS_CAUGHT.get() {
                return others(info);
            }
            let place = info.location().map(|place| format!("{}:{}", place.file(), place.line())).unwrap_or_default();
            let payload = info.payload();
            let text = payload.downcast_ref::<&str>().copied();
            let what = text.or_else(|| payload.downcast_ref::<String>().map(String::as_str)).unwrap_or("a panic");
            LAST.with(|last| last.replace(format!("{what} ({place})")));
        }));
    });
    let is_caught_around = IS_CAUGHT.replace(true);
    // What was half done is thrown away with the closure.
    let outcome = catch_unwind(AssertUnwindSafe(work)).map_err(|_| LAST.with(RefCell::take));
    IS_CAUGHT.set(is_caught_around);
    outcome
}

/// The message about a bug.
pub(super) fn report(what: &str) -> String {
    let version = env!("CARGO_PKG_VERSION");
    format!("this is a bug in smarthands {version}, please report it with the command and the scenario: {what}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bug_is_named_with_its_place_and_ends_with_its_code() {
        let said = caught(|| {
            assert!(Exit::Bug.code() == 0, "the sum is {}", 4);
        })
        .unwrap_err();
        assert!(said.starts_with("the sum is 4 (src/commands/bug.rs:"), "{said}");
        let told = report(&said);
        assert!(told.contains("please report it") && told.contains(env!("CARGO_PKG_VERSION")), "{told}");
        assert_eq!(caught(|| 4), Ok(4));
        assert_eq!(guarded(|| panic!("a bug in a verb")), Exit::Bug);
        assert_eq!(guarded(|| Exit::Partial), Exit::Partial);
    }
}
