//! Our own bugs: caught, named as such, with the request to report them.

use std::cell::RefCell;
use std::panic::{AssertUnwindSafe, catch_unwind, set_hook};
use std::sync::Once;

use super::Exit;
use super::terminal::say;

thread_local! {
    /// Where the last panic of this thread happened, and what it said.
    static LAST: RefCell<String> = const { RefCell::new(String::new()) };
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
        set_hook(Box::new(|info| {
            let place = info.location().map(|place| format!("{}:{}", place.file(), place.line())).unwrap_or_default();
            let payload = info.payload();
            let text = payload.downcast_ref::<&str>().copied();
            let what = text.or_else(|| payload.downcast_ref::<String>().map(String::as_str)).unwrap_or("a panic");
            LAST.with(|last| last.replace(format!("{what} ({place})")));
        }));
    });
    // What was half done is thrown away with the closure.
    catch_unwind(AssertUnwindSafe(work)).map_err(|_| LAST.with(RefCell::take))
}

/// The message about a bug.
pub(super) fn report(what: &str) -> String {
    let version = env!("CARGO_PKG_VERSION");
    format!("this is a bug in smarthands {version}, please report it with the command and the scenario: {what}")
}
