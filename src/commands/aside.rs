//! A place beside the results: the list of problems, or a picture.
//!
//! The results are what was asked for. A reader of something else that goes away has what it wanted, and they still come.

use std::io::{self, ErrorKind, Write as _};

use crate::file::Destination;

/// Where something is written beside the results, as long as somebody wants it; nowhere where that is not asked for.
#[derive(Debug)]
pub(super) struct Aside(Option<Destination>);

impl Aside {
    pub(super) fn new(destination: Option<Destination>) -> Self {
        Self(destination)
    }

    /// Writes a text where [`Self::is_wanted`].
    pub(super) fn write(&mut self, text: &str) -> io::Result<()> {
        self.with(|destination| destination.write_all(text.as_bytes()))
    }

    /// Hands over what is still buffered.
    pub(super) fn flush(&mut self) -> io::Result<()> {
        self.with(Destination::flush)
    }

    /// Whether writing has any effect.
    pub(super) fn is_wanted(&self) -> bool {
        self.0.is_some()
    }

    /// Completes it, as [`Destination::commit`] does.
    pub(super) fn commit(self) -> io::Result<()> {
        unless_unread(self.0.map_or(Ok(()), Destination::commit)).map(|_| ())
    }

    fn with(&mut self, write: impl FnOnce(&mut Destination) -> io::Result<()>) -> io::Result<()> {
        if !unless_unread(self.0.as_mut().map_or(Ok(()), write))? {
            self.0 = None;
        }
        Ok(())
    }
}

/// Whether there still is a reader.
fn unless_unread(outcome: io::Result<()>) -> io::Result<bool> {
    match outcome {
        Ok(()) => Ok(true),
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(false),
        Err(error) => Err(error),
    }
}
