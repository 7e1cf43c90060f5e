//! Interruption: a file under `--output` is untouched, and nothing is left behind. A limit of the system is an error.

use crate::file::Unfinished;

/// Ends the program at SIGINT or SIGTERM, after giving up unfinished files.
pub(super) fn end_cleanly(unfinished: &Unfinished) {
    end_saying(unfinished, "");
}

/// The same, with a last word to people.
#[cfg(unix)]
pub(super) fn end_saying(unfinished: &Unfinished, last_word: &'static str) {
    use signal_hook::consts::{SIGINT, SIGTERM};
    use signal_hook::iterator::Signals;
    let unfinished = unfinished.clone();
    let (caught, catches) = std::sync::mpsc::channel::<Signals>();
    let waiting = std::thread::Builder::new().spawn(move || {
        let Ok(mut signals) = catches.recv() else { return };
        for signal in signals.forever() {
            // Once files are in place the run is over, and ends by itself.
            unfinished.abandon_then(|| {
                // Not by way of std, whose lock belongs to whoever waits for a reader of standard error.
                if !last_word.is_empty() {
                    let _ = rustix::io::write(std::io::stderr(), last_word.as_bytes());
                }
                std::process::exit(128 + signal);
            });
        }
    });
    // Signals that are caught with nobody to wait for them would end nothing. Without handlers they end the program at
    // once, which loses no data either.
    if waiting.is_ok() {
        let _ = Signals::new([SIGINT, SIGTERM]).map(|signals| caught.send(signals));
    }
}

/// Elsewhere the system's own way of ending a program applies.
#[cfg(not(unix))]
pub(super) fn end_saying(_: &Unfinished, _: &'static str) {}

/// From now on a file that grows beyond `ulimit -f` fails to be written, instead of ending the program.
#[cfg(unix)]
pub fn heed_limits() {
    use signal_hook::consts::SIGXFSZ;
    // That a handler runs is enough. Without it the signal ends the program, and no file is in place.
    let _ = signal_hook::flag::register(SIGXFSZ, std::sync::Arc::new(std::sync::atomic::AtomicBool::new(false)));
}

/// Elsewhere there is no such signal.
#[cfg(not(unix))]
pub fn heed_limits() {}
