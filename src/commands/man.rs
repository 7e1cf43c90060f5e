//! `man`: the manual page on standard output, or the pages of all verbs in a folder.

use std::fs::create_dir_all;
use std::io::{self, Write as _};
use std::path::PathBuf;

use super::batch::{unprinted, unwritable};
use super::{Exit, signal};
use crate::file::{Destination, DestinationError, Unfinished};

/// Every exit code and when it is given, as `docs/command-line.md` has it.
pub const EXIT_STATUS: [(u8, &str); 8] = [
    (
        0,
        "everything asked for was done, and all output was accepted. A reader that goes away (a closed pipe) ends the \
         program quietly, also with 0",
    ),
    (2, "the command line is wrong; nothing was read. Also: `new` is to write a file that exists"),
    (3, "the input was refused; no result was produced"),
    (4, "partial: some scenarios were refused and are listed, all others were delivered"),
    (5, "the system failed: cannot read, cannot write, no space left"),
    (70, "a bug in the program. It is named as one, with a request to report it; the other files of a batch go on"),
    (130, "interrupted; or the questions of `new` ended before the last"),
    (143, "terminated"),
];

/// A manual page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// The name of its file.
    pub name: String,
    /// Its text, for `man`.
    pub text: String,
}

/// The verb and its argument.
#[derive(Clone, Debug)]
pub struct Man {
    /// The pages; the first is the program's own.
    pub pages: Vec<Page>,
    /// The folder that all are written into; none for the first on standard output.
    pub folder: Option<PathBuf>,
}

impl Man {
    /// Runs the verb. Pages of the same names are replaced: they come from this program as well.
    pub fn run(&self) -> Exit {
        let unfinished = Unfinished::default();
        signal::end_cleanly(&unfinished);
        let places: Vec<(Option<PathBuf>, &Page)> = match &self.folder {
            None => self.pages.first().map(|page| (None, page)).into_iter().collect(),
            Some(folder) => {
                if let Err(error) = create_dir_all(folder) {
                    return unwritable(Some(folder), &DestinationError::Unwritable(error));
                }
                self.pages.iter().map(|page| (Some(folder.join(&page.name)), page)).collect()
            }
        };
        let mut opened = Vec::with_capacity(places.len());
        for (place, page) in &places {
            match Destination::open(place.as_deref(), &[], &unfinished) {
                Ok(destination) => opened.push((destination, *page)),
                Err(error) => {
                    unfinished.abandon();
                    return unwritable(place.as_deref(), &error);
                }
            }
        }
        written(opened).map_or_else(
            |error| {
                unfinished.abandon();
                unprinted(&error)
            },
            |()| Exit::Done,
        )
    }
}

/// Writes all, then puts them in place.
fn written(mut pages: Vec<(Destination, &Page)>) -> io::Result<()> {
    for (destination, page) in &mut pages {
        destination.write_all(page.text.as_bytes())?;
        destination.flush()?;
    }
    pages.into_iter().try_for_each(|(destination, _)| destination.commit())
}
