//! What the name of a target leads to, link by link.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// What stands at the end of the links that begin at a target.
pub(super) enum Place {
    StandardOutput,
    /// An entry of `/dev/fd`: an open file, which may have no name at all.
    Descriptor(PathBuf),
    /// Anything else, existing or not.
    Path(PathBuf),
}

impl Place {
    /// Follows links one by one, since a link may lead to a file that does not exist yet, and since
    /// `/dev/stdout` must be noticed before the way goes on to the file it was redirected to: replacing that
    /// file would leave the shell, and all others that write to it, with the old one.
    pub(super) fn behind(target: &Path) -> io::Result<Self> {
        /// Linux's own limit.
        const LINKS: u32 = 40;
        let mut path = target.to_path_buf();
        for _ in 0..LINKS {
            if let Some(place) = Self::descriptor(&path) {
                return Ok(place);
            }
            match fs::symlink_metadata(&path) {
                Ok(metadata) if metadata.is_symlink() => {
                    let end = fs::read_link(&path)?;
                    path = path.parent().unwrap_or(Path::new("")).join(end);
                }
                Ok(_) => return Ok(Self::Path(path)),
                Err(error) if error.kind() == io::ErrorKind::NotFound && !names_folder(&path) => {
                    return Ok(Self::Path(path));
                }
                Err(error) => return Err(error),
            }
        }
        Err(io::Error::other("too many levels of symbolic links"))
    }

    #[cfg(unix)]
    fn descriptor(path: &Path) -> Option<Self> {
        // Most targets are told by their name: `/proc/self/fd/1`, `/dev/fd/1`, and what `/dev/stdout` leads to.
        if path.parent()?.file_name()? != "fd" {
            return None;
        }
        let folder = fs::canonicalize(path.parent()?).ok()?;
        let own = Path::new("/proc").join(std::process::id().to_string()).join("fd");
        let devices = Path::new("/dev/fd");
        if folder != devices && !folder.starts_with("/proc") {
            None
        } else if path.file_name()? == "1" && (folder == own || folder == devices) {
            Some(Self::StandardOutput)
        } else {
            Some(Self::Descriptor(path.to_path_buf()))
        }
    }

    #[cfg(not(unix))]
    fn descriptor(_: &Path) -> Option<Self> {
        None
    }
}

/// `results/` asks for a folder; where there is none, a file `results` is not what was asked for.
pub(super) fn names_folder(path: &Path) -> bool {
    path.to_string_lossy().trim_end_matches('.').ends_with(std::path::is_separator) || path.as_os_str().is_empty()
}
