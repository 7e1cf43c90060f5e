//! Where scenarios come from and where results go.
//!
//! The one idea: whatever the file system does, every name the user gave ends as bytes or as one typed
//! error, and a file under `--output` is the old one or the complete new one, never something between.
//! What it refuses to do: look into the bytes, print, install a signal handler, or end the program.

mod addition;
mod destination;
mod draft;
mod find;
mod place;
mod read;
mod replacement;
mod sink;
mod unfinished;

pub(crate) use addition::{AdditionError, add};
pub(crate) use destination::{Destination, DestinationError, Unwritten};
#[cfg(test)]
pub(crate) use find::Failure;
pub(crate) use find::{Source, find, find_file};
pub(crate) use read::{ReadError, read};
pub(crate) use unfinished::Unfinished;

use std::io;

/// Repeats a call of the system that something unrelated cut short, where the standard library does not.
fn uninterrupted<T>(mut call: impl FnMut() -> io::Result<T>) -> io::Result<T> {
    loop {
        match call() {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            outcome => return outcome,
        }
    }
}

/// The system's own words for a failure, ready to stand after `cannot read: `: lower case, without a full
/// stop and without the error number, which tells the user nothing.
pub(crate) fn reason(error: &io::Error) -> String {
    let text = error.to_string();
    let words = text.split_once(" (os error ").map_or(text.as_str(), |(words, _)| words);
    let mut letters = words.trim_end_matches('.').chars();
    letters.next().map_or_else(|| "unknown error".to_owned(), |first| first.to_lowercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use super::reason;
    use std::io;

    #[test]
    #[cfg(unix)]
    fn reason_is_the_systems_text_in_our_style() {
        for (number, words) in [(2, "no such file or directory"), (13, "permission denied"), (5, "input/output error")]
        {
            assert_eq!(reason(&io::Error::from_raw_os_error(number)), words);
        }
    }

    #[test]
    fn reason_of_other_errors() {
        assert_eq!(reason(&io::ErrorKind::IsADirectory.into()), "is a directory");
        assert_eq!(reason(&io::Error::other("The disk is on fire.")), "the disk is on fire");
        assert_eq!(reason(&io::Error::other("")), "unknown error");
    }
}
