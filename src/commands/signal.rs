//! Interruption: a file under `--output` is untouched, and nothing is left behind.

#[cfg(unix)]
use super::terminal::say;
use crate::file::Unfinished;

/// Ends the program at SIGINT or SIGTERM, after giving up unfinished files.
pub(super) fn end_cleanly(unfinished: &Unfinished) {
    end_saying(unfinished, "");
}

/// The same, with a last word to people.
#[cfg(unix)]
pub(super) fn end_saying(unfinished: &Unfinished, last_word: &'static str) {
    use signal_hook::consts::{SIGINT, SIGTERM};
    // Without handlers the signals end the program at once, which loses no data either.
    let Ok(mut signals) = signal_hook::iterator::Signals::new([SIGINT, SIGTERM]) else { return };
    let unfinished = unfinished.clone();
    std::thread::spawn(move || {
        for signal in signals.forever() {
            // Once files are in place the run is over, and ends by itself.
            if unfinished.abandon() {
                unfinished.wait_for_reader();
                say(last_word);
                std::process::exit(128 + signal);
            }
        }
    });
}

/// Elsewhere the system's own way of ending a program applies.
#[cfg(not(unix))]
pub(super) fn end_saying(_: &Unfinished, _: &'static str) {}
