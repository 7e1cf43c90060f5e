//! The bytes of one scenario, and never more than the limit.
//!
//! What was named on the command line is read like `cat` would: `/dev/stdin`, a pipe from `<(…)`, a device.
//! What was found in a folder must still be a regular file when it is opened, so that a pipe somebody left
//! there cannot hang a batch. The size a file claims is no promise (sparse, growing, `/proc`): the read itself
//! is bounded.

use super::{Source, reason};
use std::error::Error;
use std::fmt;
use std::fs::{File, OpenOptions};
use std::io::{self, Read};
use std::path::Path;

/// Why a source gave no bytes. The text (`Display`) comes without the path, which the caller shows escaped.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum ReadError {
    NotFound,
    PermissionDenied,
    IsDirectory,
    /// Found in a folder as a regular file, and something else by the time it was opened.
    NotRegular,
    /// More than this many bytes.
    TooLarge {
        limit: u64,
    },
    /// A folder argument below which nothing is a scenario.
    NoScenarios,
    /// Any other failure, in the system's words.
    Other(Box<str>),
}

impl ReadError {
    /// Whether the system failed (exit code 5), as against an input that is refused (3).
    pub(crate) fn is_system_failure(&self) -> bool {
        match self {
            Self::NotFound | Self::PermissionDenied | Self::IsDirectory | Self::Other(_) => true,
            Self::NotRegular | Self::TooLarge { .. } | Self::NoScenarios => false,
        }
    }
}

impl Error for ReadError {}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const MEBIBYTE: u64 = 1 << 20;
        match self {
            Self::NotFound => f.write_str("cannot read: no such file or directory"),
            Self::PermissionDenied => f.write_str("cannot read: permission denied"),
            Self::IsDirectory => f.write_str("cannot read: is a directory"),
            Self::NotRegular => f.write_str("not a regular file"),
            Self::TooLarge { limit } => match limit.checked_div(MEBIBYTE) {
                Some(mebibytes) if mebibytes > 0 && limit.is_multiple_of(MEBIBYTE) => {
                    write!(f, "larger than {mebibytes} MiB")
                }
                _ => write!(f, "larger than {limit} bytes"),
            },
            Self::NoScenarios => f.write_str("no scenario files (*.toml) in this folder"),
            Self::Other(reason) => write!(f, "cannot read: {reason}"),
        }
    }
}

impl From<io::Error> for ReadError {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::NotFound => Self::NotFound,
            io::ErrorKind::PermissionDenied => Self::PermissionDenied,
            io::ErrorKind::IsADirectory => Self::IsDirectory,
            _ => Self::Other(reason(&error).into()),
        }
    }
}

/// Reads a source into `buffer`, which is emptied first and keeps its memory from file to file. At most
/// `limit` + 1 bytes are taken, the last only to know that there is more. After an error the buffer is empty.
/// An empty source is no error here. It blocks for as long as a pipe that was named keeps its reader waiting.
pub(crate) fn read(source: &Source, limit: u64, buffer: &mut Vec<u8>) -> Result<(), ReadError> {
    buffer.clear();
    let outcome = match source {
        Source::StandardInput => bounded(StandardInput, limit, buffer),
        Source::Named(path) => File::open(path).map_err(ReadError::from).and_then(|file| bounded(file, limit, buffer)),
        Source::Found(path) => open_regular(path, limit).and_then(|file| bounded(file, limit, buffer)),
        Source::Failed(failure) => Err(failure.error.clone()),
    };
    if outcome.is_err() {
        buffer.clear();
    }
    outcome
}

struct StandardInput;

impl Read for StandardInput {
    /// Not through std, which takes a standard input that cannot be read (EBADF) for an empty one.
    #[cfg(unix)]
    fn read(&mut self, bytes: &mut [u8]) -> io::Result<usize> {
        Ok(rustix::io::read(io::stdin(), bytes)?)
    }

    /// Through std, which alone can read Unicode from a console.
    #[cfg(not(unix))]
    fn read(&mut self, bytes: &mut [u8]) -> io::Result<usize> {
        io::stdin().read(bytes)
    }
}

fn bounded(reader: impl Read, limit: u64, buffer: &mut Vec<u8>) -> Result<(), ReadError> {
    // Room for a usual scenario at once: without it every first read is a probe of 32 bytes.
    buffer.reserve(16 * 1024);
    reader.take(limit.saturating_add(1)).read_to_end(buffer)?;
    match u64::try_from(buffer.len()) {
        Ok(length) if length <= limit => Ok(()),
        _ => Err(ReadError::TooLarge { limit }),
    }
}

fn open_regular(path: &Path, limit: u64) -> Result<File, ReadError> {
    let file = without_waiting(OpenOptions::new().read(true)).open(path)?;
    let metadata = file.metadata()?;
    if metadata.is_dir() {
        return Err(ReadError::IsDirectory);
    }
    if !metadata.is_file() {
        return Err(ReadError::NotRegular);
    }
    if metadata.len() > limit {
        return Err(ReadError::TooLarge { limit });
    }
    Ok(file)
}

/// Opening a pipe would wait for its writer, and opening a terminal could make it ours.
#[cfg(unix)]
fn without_waiting(options: &mut OpenOptions) -> &mut OpenOptions {
    use rustix::fs::OFlags;
    use std::os::unix::fs::OpenOptionsExt;
    options.custom_flags((OFlags::NONBLOCK | OFlags::NOCTTY).bits().cast_signed())
}

#[cfg(not(unix))]
fn without_waiting(options: &mut OpenOptions) -> &mut OpenOptions {
    options
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::file::Failure;
    use std::fs;
    use tempfile::tempdir;

    const LIMIT: u64 = 1 << 20;

    fn named(path: impl AsRef<Path>) -> Source {
        Source::Named(path.as_ref().into())
    }

    fn found(path: impl AsRef<Path>) -> Source {
        Source::Found(path.as_ref().into())
    }

    fn outcome(source: &Source, limit: u64) -> Result<Vec<u8>, ReadError> {
        let mut buffer = b"from the file before".to_vec();
        let outcome = read(source, limit, &mut buffer);
        assert!(outcome.is_ok() || buffer.is_empty());
        outcome.map(|()| buffer)
    }

    #[test]
    fn the_limit_is_the_last_size_that_passes() {
        let folder = tempdir().unwrap();
        let path = folder.path().join("x.toml");
        for size in [0, 1, 9, 10, 11, 100] {
            let bytes = vec![b'x'; size];
            fs::write(&path, &bytes).unwrap();
            let expected = if size <= 10 { Ok(bytes) } else { Err(ReadError::TooLarge { limit: 10 }) };
            assert_eq!(outcome(&named(&path), 10), expected);
            assert_eq!(outcome(&found(&path), 10), expected);
        }
        assert_eq!(outcome(&found(&path), u64::MAX).unwrap().len(), 100);
    }

    #[test]
    fn a_reader_without_end_is_left_after_one_byte_too_many() {
        let mut endless = io::repeat(0);
        let mut buffer = Vec::new();
        assert_eq!(bounded(&mut endless, LIMIT, &mut buffer), Err(ReadError::TooLarge { limit: LIMIT }));
        assert_eq!(buffer.len(), 1_048_577);
        assert!(buffer.capacity() <= 4 << 20);
    }

    #[test]
    fn a_reader_in_small_pieces_is_read_to_its_end() {
        let mut buffer = Vec::new();
        let pieces = io::Cursor::new("one ").chain(io::Cursor::new("two ")).chain(io::Cursor::new("three"));
        assert_eq!(bounded(pieces, 13, &mut buffer), Ok(()));
        assert_eq!(buffer, b"one two three");
    }

    #[test]
    fn a_sparse_file_is_refused_without_reading_it() {
        let folder = tempdir().unwrap();
        let path = folder.path().join("x.toml");
        File::create(&path).unwrap().set_len(8 << 30).unwrap();
        let mut buffer = Vec::new();
        assert_eq!(read(&found(&path), LIMIT, &mut buffer), Err(ReadError::TooLarge { limit: LIMIT }));
        assert_eq!(buffer.capacity(), 0);
        assert_eq!(outcome(&named(&path), LIMIT), Err(ReadError::TooLarge { limit: LIMIT }));
    }

    #[test]
    fn what_is_missing_is_not_found() {
        let folder = tempdir().unwrap();
        assert_eq!(outcome(&named(folder.path().join("x")), LIMIT), Err(ReadError::NotFound));
        assert_eq!(outcome(&found(folder.path().join("x")), LIMIT), Err(ReadError::NotFound));
        assert_eq!(outcome(&named(""), LIMIT), Err(ReadError::NotFound));
    }

    #[test]
    fn a_failure_is_handed_on() {
        let failure = Failure { path: "b".into(), error: ReadError::PermissionDenied };
        assert_eq!(outcome(&Source::Failed(Box::new(failure)), LIMIT), Err(ReadError::PermissionDenied));
    }

    #[test]
    #[cfg(unix)]
    fn a_directory_is_one() {
        let folder = tempdir().unwrap();
        assert_eq!(outcome(&named(folder.path()), LIMIT), Err(ReadError::IsDirectory));
        assert_eq!(outcome(&found(folder.path()), LIMIT), Err(ReadError::IsDirectory));
    }

    #[test]
    #[cfg(unix)]
    fn a_pipe_named_is_read_and_a_pipe_found_is_refused_at_once() {
        let folder = tempdir().unwrap();
        let path = folder.path().join("pipe.toml");
        assert!(std::process::Command::new("mkfifo").arg(&path).status().unwrap().success());
        assert_eq!(outcome(&found(&path), LIMIT), Err(ReadError::NotRegular));
        let writer = std::thread::spawn({
            let path = path.clone();
            move || fs::write(path, "months = 12")
        });
        assert_eq!(outcome(&named(&path), LIMIT), Ok(b"months = 12".to_vec()));
        writer.join().unwrap().unwrap();
    }

    #[test]
    #[cfg(target_os = "linux")]
    fn devices_named_are_read_bounded() {
        use std::os::fd::AsRawFd;
        assert_eq!(outcome(&named("/dev/null"), LIMIT), Ok(Vec::new()));
        assert_eq!(outcome(&named("/dev/zero"), LIMIT), Err(ReadError::TooLarge { limit: LIMIT }));
        assert_eq!(outcome(&found("/dev/zero"), LIMIT), Err(ReadError::NotRegular));
        // `/proc` files claim a size of 0.
        assert!(!outcome(&found("/proc/self/status"), LIMIT).unwrap().is_empty());
        // What `<(printf …)` passes.
        let (reader, mut writer) = io::pipe().unwrap();
        io::Write::write_all(&mut writer, b"x = 1").unwrap();
        drop(writer);
        assert_eq!(outcome(&named(format!("/dev/fd/{}", reader.as_raw_fd())), LIMIT), Ok(b"x = 1".to_vec()));
    }

    #[test]
    #[cfg(unix)]
    fn links_that_lead_nowhere_and_paths_that_cannot_be() {
        let folder = tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        std::os::unix::fs::symlink("nowhere", at("broken.toml")).unwrap();
        std::os::unix::fs::symlink("loop.toml", at("loop.toml")).unwrap();
        fs::write(at("file"), "").unwrap();
        let text = |path: &Path| outcome(&found(path), LIMIT).unwrap_err().to_string();
        assert_eq!(text(&at("broken.toml")), "cannot read: no such file or directory");
        assert!(text(&at("loop.toml")).starts_with("cannot read: too many levels of symbolic links"));
        assert_eq!(text(&at("file/x.toml")), "cannot read: not a directory");
        assert_eq!(text(&at(&"n".repeat(300))), "cannot read: file name too long");
        assert!(text(Path::new("a\0b")).starts_with("cannot read: file name contained an unexpected NUL byte"));
    }

    #[test]
    #[cfg(unix)]
    fn permission_denied() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempdir().unwrap();
        let path = folder.path().join("x.toml");
        fs::write(&path, "").unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o000)).unwrap();
        let root_may = File::open(&path).is_ok();
        if !root_may {
            assert_eq!(outcome(&found(&path), LIMIT), Err(ReadError::PermissionDenied));
        }
    }

    #[test]
    fn texts_and_exit_codes() {
        let table = [
            (ReadError::NotFound, "cannot read: no such file or directory", true),
            (ReadError::PermissionDenied, "cannot read: permission denied", true),
            (ReadError::IsDirectory, "cannot read: is a directory", true),
            (ReadError::Other("input/output error".into()), "cannot read: input/output error", true),
            (ReadError::NotRegular, "not a regular file", false),
            (ReadError::TooLarge { limit: LIMIT }, "larger than 1 MiB", false),
            (ReadError::TooLarge { limit: 1000 }, "larger than 1000 bytes", false),
            (ReadError::TooLarge { limit: 0 }, "larger than 0 bytes", false),
            (ReadError::NoScenarios, "no scenario files (*.toml) in this folder", false),
        ];
        for (error, text, system) in table {
            assert_eq!(error.to_string(), text);
            assert_eq!(error.is_system_failure(), system);
        }
    }
}
