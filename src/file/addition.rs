//! A file that is added: it appears complete, under a name that nothing had.
//!
//! The one idea: whether a name is free is asked in the same step that takes it, so that a file that comes there
//! meanwhile stays as it is. Looking beforehand only serves the message. Where there is nothing to lose (standard
//! output, a device, a pipe), the text goes there as it does with `--output`.

use super::destination::{Destination, DestinationError, Unwritten};
use super::place::{Place, names_folder};
use super::replacement::{Replacement, whole_path};
use super::{Unfinished, reason};
use std::error::Error;
use std::fmt;
use std::fs;
use std::io::{self, ErrorKind, Write as _};
use std::path::Path;

/// Why no file was added. The text comes without the path, which the caller shows escaped.
#[derive(Debug)]
pub(crate) enum AdditionError {
    /// There is a file of that name (exit code 2).
    Exists,
    /// The name is that of a folder (exit code 2).
    IsFolder,
    /// There is a link of that name, to nothing (exit code 2).
    LeadsNowhere,
    /// The folder of the file is not there (exit code 5).
    NoFolder,
    /// The system will not let us write there (exit code 5).
    Unwritable(io::Error),
}

impl Error for AdditionError {}

impl fmt::Display for AdditionError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Exists => f.write_str("exists already, and is left as it is; name another file"),
            Self::IsFolder => f.write_str("is a folder; name a file in it"),
            Self::LeadsNowhere => f.write_str("is a link that leads nowhere; name another file"),
            Self::NoFolder => f.write_str("cannot write: there is no such folder; make it first, or name another one"),
            Self::Unwritable(error) => write!(f, "cannot write: {}", reason(error)),
        }
    }
}

impl From<io::Error> for AdditionError {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            ErrorKind::AlreadyExists => Self::Exists,
            _ => Self::Unwritable(error),
        }
    }
}

/// Adds a file with this text; `-` is standard output.
pub(crate) fn add(target: &Path, text: &str, unfinished: &Unfinished) -> Result<(), AdditionError> {
    if target.as_os_str() == "-" {
        return Ok(pass(target, text, unfinished)?);
    }
    match Place::behind(target) {
        Ok(Place::StandardOutput | Place::Descriptor(_)) => return Ok(pass(target, text, unfinished)?),
        Ok(Place::Path(_)) => (),
        Err(error) if error.kind() == ErrorKind::NotFound && names_folder(target) => {
            return Err(AdditionError::IsFolder);
        }
        Err(error) => return Err(error.into()),
    }
    match fs::metadata(target) {
        Ok(found) if found.is_dir() => Err(AdditionError::IsFolder),
        Ok(found) if found.is_file() => Err(AdditionError::Exists),
        Ok(_) => Ok(pass(target, text, unfinished)?),
        Err(error) if error.kind() != ErrorKind::NotFound => Err(error.into()),
        Err(_) if fs::symlink_metadata(target).is_ok() => Err(AdditionError::LeadsNowhere),
        Err(_) => put(target, text, unfinished),
    }
}

fn put(target: &Path, text: &str, unfinished: &Unfinished) -> Result<(), AdditionError> {
    let target = whole_path(target).map_err(|error| match error.kind() {
        ErrorKind::NotFound => AdditionError::NoFolder,
        _ => error.into(),
    })?;
    let mut file = Replacement::create(target, None, unfinished)?;
    file.write_all(text.as_bytes())?;
    Ok(file.commit_as_new()?)
}

/// Writes where nothing can be lost.
fn pass(target: &Path, text: &str, unfinished: &Unfinished) -> io::Result<()> {
    let opened = Destination::open(Some(target), &[], unfinished);
    let mut destination = opened.map_err(|error| match error {
        DestinationError::Unwritable(error) => error,
        DestinationError::IsInput | DestinationError::IsOutput => io::Error::other(error.to_string()),
    })?;
    let written = destination.write_all(text.as_bytes()).and_then(|()| destination.commit());
    written.map_err(|error| Unwritten::within(error).error)
}

#[cfg(test)]
mod tests {
    use super::*;
    use tempfile::tempdir;

    fn added(target: &Path) -> Result<(), String> {
        add(target, "text", &Unfinished::default()).map_err(|error| error.to_string())
    }

    #[test]
    fn a_file_is_added_where_nothing_is() {
        let folder = tempdir().unwrap();
        let target = folder.path().join("mine.toml");
        assert_eq!(added(&target), Ok(()));
        assert_eq!(fs::read_to_string(&target).unwrap(), "text");
        fs::write(&target, "other").unwrap();
        assert_eq!(added(&target), Err("exists already, and is left as it is; name another file".to_owned()));
        assert_eq!(fs::read_to_string(&target).unwrap(), "other");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn of_many_at_once_one_wins() {
        let folder = tempdir().unwrap();
        let target = folder.path().join("mine.toml");
        let texts: Vec<String> = (0..8).map(|number| number.to_string().repeat(50_000)).collect();
        let wins: Vec<bool> = std::thread::scope(|scope| {
            let target = &target;
            let write = move |text: &str| match add(target, text, &Unfinished::default()) {
                Ok(()) => true,
                Err(AdditionError::Exists) => false,
                Err(error) => panic!("{error}"),
            };
            let threads: Vec<_> = texts.iter().map(|text| scope.spawn(move || write(text))).collect();
            threads.into_iter().map(|thread| thread.join().unwrap()).collect()
        });
        assert_eq!(wins.iter().filter(|won| **won).count(), 1);
        let winner = wins.iter().position(|won| *won).unwrap();
        assert_eq!(fs::read_to_string(&target).unwrap(), texts[winner]);
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn names_that_cannot_be_taken() {
        let folder = tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        assert_eq!(added(folder.path()), Err("is a folder; name a file in it".to_owned()));
        assert_eq!(added(&at("none/")), Err("is a folder; name a file in it".to_owned()));
        let none = "cannot write: there is no such folder; make it first, or name another one";
        assert_eq!(added(&at("none/mine.toml")), Err(none.to_owned()));
    }

    #[test]
    #[cfg(unix)]
    fn links_and_devices() {
        let folder = tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        std::os::unix::fs::symlink("nowhere", at("dead")).unwrap();
        std::os::unix::fs::symlink("real", at("live")).unwrap();
        fs::write(at("real"), "kept").unwrap();
        assert_eq!(added(&at("dead")), Err("is a link that leads nowhere; name another file".to_owned()));
        assert_eq!(added(&at("live")), Err("exists already, and is left as it is; name another file".to_owned()));
        assert_eq!(fs::read_to_string(at("real")).unwrap(), "kept");
        assert_eq!(added(Path::new("/dev/null")), Ok(()));
        assert_eq!(added(&at("real/x")), Err("cannot write: not a directory".to_owned()));
    }
}
