//! Where the bytes of a destination go: standard output, an open file, or a file that is put into place when complete.

use std::fs::{self, File, Metadata, OpenOptions};
use std::io::{self, Write};
use std::path::Path;

use super::destination::DestinationError;
use super::replacement::{self, Replacement};
use super::{Source, Unfinished};

/// Where the bytes go.
#[derive(Debug)]
pub(super) enum Sink {
    StandardOutput(Unfinished),
    Direct(File, Unfinished),
    Replacement(Replacement),
}

impl Sink {
    /// At a path: replaced as a whole where it is a file, written to directly where it is a device or pipe.
    pub(super) fn at(path: &Path, inputs: &[Source], unfinished: &Unfinished) -> Result<Self, DestinationError> {
        let existing = match fs::metadata(path) {
            Ok(metadata) => metadata,
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                return Self::replacing(path, None, unfinished);
            }
            Err(error) => return Err(error.into()),
        };
        if existing.is_dir() {
            return Err(io::Error::from(io::ErrorKind::IsADirectory).into());
        }
        if is_input(path, &existing, inputs) {
            return Err(DestinationError::IsInput);
        }
        // A rename does not ask whether the target may be written; whoever made it read-only does.
        let file = OpenOptions::new().write(true).open(path)?;
        if existing.is_file() {
            Self::replacing(path, Some(&existing), unfinished)
        } else {
            Ok(Self::Direct(file, unfinished.clone()))
        }
    }

    fn replacing(path: &Path, existing: Option<&Metadata>, unfinished: &Unfinished) -> Result<Self, DestinationError> {
        let target = replacement::whole_path(path)?;
        if unfinished.holds(&target) {
            return Err(DestinationError::IsOutput);
        }
        Ok(Self::Replacement(Replacement::create(target, existing, unfinished)?))
    }
}

impl Write for Sink {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Self::StandardOutput(unfinished) => whole(unfinished, bytes, write_to_standard_output),
            Self::Direct(file, unfinished) => whole(unfinished, bytes, |bytes| file.write(bytes)),
            Self::Replacement(replacement) => replacement.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Self::StandardOutput(_) => io::stdout().flush(),
            Self::Direct(file, _) => file.flush(),
            Self::Replacement(replacement) => replacement.flush(),
        }
    }
}

/// How much is written at once, if it has a line end: a pipe of Linux takes so much as a whole or not at all.
const PIECE: usize = 4096;

/// Writes whole lines in each turn, since an interruption must not end the last one in its midst, and not many, since it
/// waits for a slow reader to take them.
fn whole(
    unfinished: &Unfinished,
    bytes: &[u8],
    mut write: impl FnMut(&[u8]) -> io::Result<usize>,
) -> io::Result<usize> {
    let (mut written, mut end) = (0, 0);
    while end < bytes.len() {
        end += piece(bytes.get(end..).unwrap_or_default());
        let _turn = unfinished.turn();
        while let Some(rest) = bytes.get(written..end).filter(|rest| !rest.is_empty()) {
            match write(rest) {
                Ok(0) => return Ok(written),
                Ok(count) => written += count,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                // What went out is told first; the next write meets the error again.
                Err(error) if written == 0 => return Err(error),
                Err(_) => return Ok(written),
            }
        }
    }
    Ok(written)
}

/// The length of the lines at the beginning that fit into a piece; of the first one where it is longer.
fn piece(bytes: &[u8]) -> usize {
    let (first, rest) = bytes.split_at_checked(PIECE).unwrap_or((bytes, &[]));
    if rest.is_empty() {
        return bytes.len();
    }
    let is_end = |byte: &u8| *byte == b'\n';
    first
        .iter()
        .rposition(is_end)
        .or_else(|| rest.iter().position(is_end).map(|position| PIECE + position))
        .map_or(bytes.len(), |position| position + 1)
}

/// Not through std, which takes a standard output that cannot be written to (EBADF) for one that accepts all.
#[cfg(unix)]
fn write_to_standard_output(bytes: &[u8]) -> io::Result<usize> {
    Ok(rustix::io::write(io::stdout(), bytes)?)
}

/// Through std, which alone can write Unicode to a console.
#[cfg(not(unix))]
fn write_to_standard_output(bytes: &[u8]) -> io::Result<usize> {
    io::stdout().write(bytes)
}

#[cfg(unix)]
fn is_input(path: &Path, target: &Metadata, inputs: &[Source]) -> bool {
    use std::os::fd::AsFd;
    use std::os::unix::fs::{FileTypeExt, MetadataExt};
    if target.file_type().is_char_device() {
        return false;
    }
    let same = |input: Metadata| (input.dev(), input.ino()) == (target.dev(), target.ino());
    // By name, what cannot be looked at now and may be readable later; and what a folder may hold that was not listed.
    let target = replacement::whole_path(path).ok();
    let is_target = |input: &Path| target.is_some() && replacement::whole_path(input).ok() == target;
    let may_hold = |folder: &Path| {
        let folder = fs::canonicalize(folder).ok();
        let is_below = target.as_deref().zip(folder).is_some_and(|(target, folder)| target.starts_with(folder));
        is_below && path.extension().is_some_and(|extension| extension == "toml")
    };
    inputs.iter().any(|input| match input {
        Source::StandardInput => io::stdin()
            .as_fd()
            .try_clone_to_owned()
            .and_then(|descriptor| File::from(descriptor).metadata())
            .is_ok_and(same),
        Source::Named(input) | Source::Found(input) => fs::metadata(input).map_or_else(|_| is_target(input), same),
        Source::Failed(failure) => failure.error.is_system_failure() && may_hold(&failure.path),
    })
}

/// Without file numbers in std, the path at the end of all links has to do; hard links pass unnoticed.
#[cfg(not(unix))]
fn is_input(target: &Path, _: &Metadata, inputs: &[Source]) -> bool {
    let Ok(target) = fs::canonicalize(target) else {
        return false;
    };
    inputs.iter().any(|input| match input {
        Source::Named(path) | Source::Found(path) => fs::canonicalize(path).is_ok_and(|input| input == target),
        Source::StandardInput | Source::Failed(_) => false,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_end_at_line_ends() {
        let line = |length: usize| [vec![b'x'; length - 1], vec![b'\n']].concat();
        let unended = vec![b'x'; 3 * PIECE];
        for (lines, lengths) in [
            (vec![], vec![]),
            (vec![line(1)], vec![1]),
            (vec![line(PIECE)], vec![PIECE]),
            (vec![line(PIECE), line(1)], vec![PIECE, 1]),
            (vec![line(PIECE - 1), line(2), line(1)], vec![PIECE - 1, 3]),
            (vec![line(10), line(PIECE + 1), line(10)], vec![10, PIECE + 1, 10]),
            (vec![line(PIECE / 2); 5], vec![PIECE, PIECE, PIECE / 2]),
            (vec![unended], vec![3 * PIECE]),
        ] {
            let bytes = lines.concat();
            let mut pieces = Vec::new();
            let write = |bytes: &[u8]| {
                pieces.push(bytes.len());
                Ok(bytes.len())
            };
            assert_eq!(whole(&Unfinished::default(), &bytes, write).unwrap(), bytes.len());
            assert_eq!(pieces, lengths);
        }
    }

    #[test]
    fn what_went_out_before_an_error_is_told_first() {
        let bytes = [b'\n'; 3 * PIECE];
        for taken in [0, 1, PIECE, PIECE + 1] {
            let mut left = taken;
            let outcome = whole(&Unfinished::default(), &bytes, |bytes| {
                let count = bytes.len().min(left);
                left -= count;
                if count == 0 { Err(io::ErrorKind::StorageFull.into()) } else { Ok(count) }
            });
            assert_eq!(outcome.ok(), (taken > 0).then_some(taken));
        }
    }
}
