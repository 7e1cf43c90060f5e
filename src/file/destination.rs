//! Where a run writes: standard output, or the place that `--output` names.
//!
//! The one idea: a file appears under its name only when it is complete. It is written beside its target and
//! renamed over it by [`Destination::commit`]; without a commit the target keeps what it had. Whatever can be
//! known to fail (folder, permission, kind) fails in [`Destination::open`], before any work. A device, a
//! pipe or an open descriptor cannot be replaced, so it is written to directly.

use super::place::Place;
use super::sink::Sink;
use super::{Source, Unfinished, reason};
use std::error::Error;
use std::fmt;
use std::fs::OpenOptions;
use std::io::{self, BufWriter, IntoInnerError, Write};
use std::path::{Path, PathBuf};

/// An open place to write to, buffered. A row written by one `write_all` shorter than the buffer (64 KiB) reaches
/// the system whole, so what an interrupted run leaves on a pipe ends with a whole row.
///
/// Errors are [`Unwritten`] inside, and keep their kind: `BrokenPipe` means that the reader went away: end quietly.
/// Dropped without a commit, a file is as it was before; to standard output, a pipe or a device what is still buffered
/// goes out, and nobody learns whether it arrived.
#[derive(Debug)]
pub(crate) struct Destination {
    writer: BufWriter<Sink>,
    place: Option<PathBuf>,
}

/// What could not be written, inside the `io::Error` that says so.
#[derive(Debug)]
pub(crate) struct Unwritten {
    /// As the user named it; none for standard output.
    pub(crate) place: Option<PathBuf>,
    pub(crate) error: io::Error,
}

impl Unwritten {
    /// What is inside an error of a destination; of any other, that it was standard output.
    pub(crate) fn within(error: io::Error) -> Self {
        error.downcast().unwrap_or_else(|error| Self { place: None, error })
    }
}

impl Error for Unwritten {}

impl fmt::Display for Unwritten {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "cannot write: {}", reason(&self.error))
    }
}

/// Why there is no destination. The text comes without the path, which the caller shows escaped.
#[derive(Debug)]
pub(crate) enum DestinationError {
    /// The target is one of the inputs, under this name or another (exit code 2).
    IsInput,
    /// The target is open as another destination of the same run (exit code 2).
    IsOutput,
    /// The system will not let us write there (exit code 5).
    Unwritable(io::Error),
}

impl Error for DestinationError {}

impl fmt::Display for DestinationError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::IsInput => f.write_str("is an input of this run; name another file for the output"),
            Self::IsOutput => f.write_str("is named for two outputs; name another file for one of them"),
            Self::Unwritable(error) => write!(f, "cannot write: {}", reason(error)),
        }
    }
}

impl From<io::Error> for DestinationError {
    fn from(error: io::Error) -> Self {
        Self::Unwritable(error)
    }
}

impl Destination {
    /// Opens `target`, or standard output for `None` and `-`. Links are followed and stay links. An existing target
    /// is compared with every input (one `stat` each), by what it is and not by its name; a target that does not
    /// exist, or is a terminal or another character device, costs nothing and may be an input as well.
    ///
    /// Opening a pipe waits for its reader, as the shell's `>` does.
    pub(crate) fn open(
        target: Option<&Path>,
        inputs: &[Source],
        unfinished: &Unfinished,
    ) -> Result<Self, DestinationError> {
        let sink = match target {
            None => Sink::StandardOutput(unfinished.clone()),
            Some(dash) if dash.as_os_str() == "-" => Sink::StandardOutput(unfinished.clone()),
            Some(target) => match Place::behind(target)? {
                Place::StandardOutput => Sink::StandardOutput(unfinished.clone()),
                // Appended, so that what others wrote through the same descriptor stays.
                Place::Descriptor(path) => {
                    Sink::Direct(OpenOptions::new().append(true).open(path)?, unfinished.clone())
                }
                Place::Path(path) => Sink::at(&path, inputs, unfinished)?,
            },
        };
        let place = target.filter(|target| target.as_os_str() != "-").map(Path::to_path_buf);
        Ok(Self { writer: BufWriter::with_capacity(64 * 1024, sink), place })
    }

    /// Hands over what is still buffered and, for a file, puts it into place, safe from a power cut. Returns when the
    /// system has accepted every byte. Of several destinations commit the one that matters most last: the first commit
    /// cannot be undone.
    pub(crate) fn commit(mut self) -> io::Result<()> {
        self.flush()?;
        let Self { writer, place } = self;
        let committed = writer.into_inner().map_err(IntoInnerError::into_error).and_then(|sink| match sink {
            Sink::StandardOutput(_) | Sink::Direct(..) => Ok(()),
            Sink::Replacement(replacement) => replacement.commit(),
        });
        committed.map_err(|error| unwritten(place, error))
    }
}

fn unwritten(place: Option<PathBuf>, error: io::Error) -> io::Error {
    io::Error::new(error.kind(), Unwritten { place, error })
}

impl Write for Destination {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.writer.write(bytes).map_err(|error| unwritten(self.place.clone(), error))
    }

    fn flush(&mut self) -> io::Result<()> {
        self.writer.flush().map_err(|error| unwritten(self.place.clone(), error))
    }
}

#[cfg(test)]
mod tests;
