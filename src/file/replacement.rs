//! A file that takes another's place in one step.
//!
//! The steps: written as a draft, synced, put in place, synced again, the folder synced. A power cut at any moment
//! leaves the old file or the new one. Permissions and owner are kept as far as the system lets us; access lists,
//! extended attributes and the target's other hard links stay with the old file.

use super::Unfinished;
use super::draft::Draft;
use std::fs::{self, File, Metadata};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// A draft that takes its target's place when complete, and goes away when dropped before.
#[derive(Debug)]
pub(super) struct Replacement {
    draft: Draft,
    target: PathBuf,
    unfinished: Unfinished,
}

impl Replacement {
    /// Opens the draft. `target` is as [`whole_path`] gives it; `existing` is what stands there now.
    pub(super) fn create(target: PathBuf, existing: Option<&Metadata>, unfinished: &Unfinished) -> io::Result<Self> {
        // A new file is an ordinary one. One that replaces another is nobody else's to read until it has the other's
        // permissions.
        let draft = unfinished.create(&target, if existing.is_some() { 0o600 } else { 0o666 })?;
        let replacement = Self { draft, target, unfinished: unfinished.clone() };
        if let Some(existing) = existing {
            keep_permissions(replacement.draft.file(), existing)?;
        }
        Ok(replacement)
    }

    /// Everything that can fail comes before the file is in place, but for the last syncs: when one of them fails, the
    /// target is complete but may not outlive a power cut.
    pub(super) fn commit(self) -> io::Result<()> {
        self.put(Unfinished::place)
    }

    /// The same where nothing stands under the name; whatever came there meanwhile stays, and this fails as
    /// `AlreadyExists`.
    pub(super) fn commit_as_new(self) -> io::Result<()> {
        self.put(Unfinished::place_new)
    }

    fn put(self, place: impl FnOnce(&Unfinished, &Draft, &Path) -> io::Result<()>) -> io::Result<()> {
        self.draft.file().sync_all()?;
        let folder = Folder::open(&self.target)?;
        place(&self.unfinished, &self.draft, &self.target)?;
        // Some file systems, such as btrfs, do not log a file that has no name when it is synced: after a power cut the
        // name might lead to nothing.
        self.draft.file().sync_all()?;
        folder.sync()
    }
}

impl Write for Replacement {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.draft.file().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.draft.file().flush()
    }
}

impl Drop for Replacement {
    fn drop(&mut self) {
        self.unfinished.discard(&self.draft, &self.target);
    }
}

/// The target with its folder free of links and of `..`, so that one place has one name. Fails where there is no
/// such folder, or no name to give to a file.
pub(super) fn whole_path(target: &Path) -> io::Result<PathBuf> {
    let folder = match target.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    let name = target.file_name().ok_or(io::ErrorKind::IsADirectory)?;
    Ok(fs::canonicalize(folder)?.join(name))
}

#[cfg(unix)]
pub(super) fn keep_permissions(file: &File, existing: &Metadata) -> io::Result<()> {
    use std::os::unix::fs::{MetadataExt, PermissionsExt, fchown};
    let ours = file.metadata()?;
    let mut mode = existing.mode() & 0o777;
    if (ours.uid(), ours.gid()) != (existing.uid(), existing.gid())
        && fchown(file, Some(existing.uid()), Some(existing.gid())).is_err()
        && fchown(file, None, Some(existing.gid())).is_err()
    {
        // Where the group cannot be kept, what was allowed to it is not for the group that we have instead.
        mode &= 0o707;
    }
    file.set_permissions(fs::Permissions::from_mode(mode))
}

#[cfg(not(unix))]
#[expect(clippy::unnecessary_wraps, reason = "as on Unix")]
pub(super) fn keep_permissions(_: &File, _: &Metadata) -> io::Result<()> {
    Ok(())
}

/// The folder of a target, opened before the file is put in place, so that this is the last step that can fail but for
/// the disk itself. `None` where the system does not let us open it.
struct Folder(Option<File>);

impl Folder {
    #[cfg(unix)]
    fn open(target: &Path) -> io::Result<Self> {
        match File::open(target.parent().unwrap_or(target)) {
            Ok(folder) => Ok(Self(Some(folder))),
            // Writing into a folder that cannot be listed is allowed.
            Err(error) if error.kind() == io::ErrorKind::PermissionDenied => Ok(Self(None)),
            Err(error) => Err(error),
        }
    }

    #[cfg(not(unix))]
    #[expect(clippy::unnecessary_wraps, reason = "as on Unix")]
    fn open(_: &Path) -> io::Result<Self> {
        Ok(Self(None))
    }

    fn sync(&self) -> io::Result<()> {
        match self.0.as_ref().map_or(Ok(()), File::sync_all) {
            // Some network file systems cannot sync a folder; then being in place is as safe as it gets.
            Err(error) if matches!(error.kind(), io::ErrorKind::InvalidInput | io::ErrorKind::Unsupported) => Ok(()),
            outcome => outcome,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use tempfile::tempdir;

    #[test]
    fn one_place_has_one_name() {
        let folder = tempdir().unwrap();
        fs::create_dir(folder.path().join("sub")).unwrap();
        let expected = fs::canonicalize(folder.path()).unwrap().join("out");
        for way in ["out", "./out", "sub/../out"] {
            assert_eq!(whole_path(&folder.path().join(way)).unwrap(), expected);
        }
        assert_eq!(whole_path(Path::new("out")).unwrap(), fs::canonicalize(".").unwrap().join("out"));
        assert_eq!(whole_path(&folder.path().join("none/out")).unwrap_err().kind(), io::ErrorKind::NotFound);
        assert_eq!(whole_path(Path::new("/")).unwrap_err().kind(), io::ErrorKind::IsADirectory);
    }

    #[test]
    fn a_target_that_cannot_be_replaced_leaves_no_litter() {
        let folder = tempdir().unwrap();
        let target = folder.path().join("out");
        let mut replacement = Replacement::create(target.clone(), None, &Unfinished::default()).unwrap();
        replacement.write_all(b"text").unwrap();
        // Somebody made a folder there after the run began.
        fs::create_dir_all(target.join("in")).unwrap();
        assert!(replacement.commit().is_err());
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    #[cfg(unix)]
    fn what_replaces_a_private_file_is_private_from_the_start() {
        use std::os::unix::fs::{MetadataExt, PermissionsExt};
        let folder = tempdir().unwrap();
        let target = folder.path().join("out");
        fs::write(&target, "").unwrap();
        fs::set_permissions(&target, fs::Permissions::from_mode(0o600)).unwrap();
        let existing = fs::metadata(&target).unwrap();
        let replacement = Replacement::create(target, Some(&existing), &Unfinished::default()).unwrap();
        assert_eq!(replacement.draft.file().metadata().unwrap().mode() & 0o777, 0o600);
    }
}
