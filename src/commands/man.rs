//! `man`: the manual page on standard output, or the pages of all verbs in a folder.

use std::fs::create_dir_all;
use std::io::{self, Write as _};
use std::path::PathBuf;

use super::batch::{unprinted, unwritable};
use super::text::deliver;
use super::{Exit, signal};
use crate::file::{Destination, DestinationError, Unfinished};

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
    /// The folder that all are written into; none, or `-`, for the first on standard output.
    pub folder: Option<PathBuf>,
}

impl Man {
    /// Runs the verb. Pages of the same names are replaced: they come from this program as well.
    pub fn run(&self) -> Exit {
        let Some(folder) = self.folder.as_ref().filter(|folder| folder.as_os_str() != "-") else {
            return deliver(self.pages.first().map_or("", |page| &page.text), None);
        };
        let unfinished = Unfinished::default();
        signal::end_cleanly(&unfinished);
        if let Err(error) = create_dir_all(folder) {
            return unwritable(Some(folder), &DestinationError::Unwritable(error));
        }
        let mut opened = Vec::with_capacity(self.pages.len());
        for page in &self.pages {
            let place = folder.join(&page.name);
            match Destination::open(Some(&place), &[], &unfinished) {
                Ok(destination) => opened.push((destination, page)),
                Err(error) => {
                    unfinished.abandon();
                    return unwritable(Some(&place), &error);
                }
            }
        }
        written(opened).map_or_else(
            |error| {
                unfinished.abandon();
                unprinted(error)
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
