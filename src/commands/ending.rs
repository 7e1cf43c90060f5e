//! The end of a run: everything is handed over, then everything is put in place.
//!
//! The one idea: what may fail or wait for a reader comes before the first file is in place. Until then an interruption
//! ends the run without a trace; afterwards nothing holds it up.

use std::io::{self, ErrorKind, Write as _};

use super::aside::Aside;
use super::terminal::say;
use crate::file::Destination;

/// What stands beside the results of a run that is complete.
pub(super) struct Ending {
    /// Every problem.
    pub(super) rejects: Aside,
    /// The picture.
    pub(super) picture: Aside,
    /// The last word to people, a line or nothing.
    pub(super) summary: String,
}

impl Ending {
    /// Completes the results with their last words. The one without the other would be half an answer, so a failure to
    /// write one of them leaves all as it was.
    pub(super) fn with(mut self, mut output: Destination, closing: &str) -> io::Result<()> {
        self.rejects.flush()?;
        let handed_over = output.write_all(closing.as_bytes()).and_then(|()| output.flush());
        match handed_over.and_then(|()| self.picture.flush()) {
            // Who went away wanted no more of the results; the list of problems was wanted in a place of its own.
            Err(error) if error.kind() == ErrorKind::BrokenPipe => return self.rejects.commit().and(Err(error)),
            outcome => outcome?,
        }
        say(&self.summary);
        self.rejects.commit()?;
        self.picture.commit()?;
        output.commit()
    }

    /// Ends a run that has no results: their place stays as it was.
    pub(super) fn without(self) -> io::Result<()> {
        say(&self.summary);
        self.rejects.commit()
    }
}
