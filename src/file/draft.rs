//! A file on its way to its name: without any name where the system can do that, else with a hidden one beside its target.
//!
//! The one idea: whoever holds a draft holds a lock on it, which ends with the process however that ends. So a hidden name
//! whose lock is free was left by a killed run, and the next run to the same target takes it away. A draft without a name
//! cannot be left at all. Between two calls of the system it has a hidden name too, where it replaces a file, since no
//! system replaces a file by one that has none.

use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind, Seek as _};
use std::path::{Path, PathBuf};

use super::replacement::keep_permissions;
use super::uninterrupted;

/// A new file, open for writing.
#[derive(Debug)]
pub(super) struct Draft {
    file: File,
    /// The name that it has; none where it has none.
    hidden: Option<PathBuf>,
}

impl Draft {
    /// A file beside the target, with these permissions (less the umask) where the system has such.
    pub(super) fn beside(target: &Path, mode: u32) -> io::Result<Self> {
        nameless(target, mode).map_or_else(|| Self::hidden(target, mode), |file| Ok(Self { file, hidden: None }))
    }

    /// The same with a name, for systems and places that have no files without.
    fn hidden(target: &Path, mode: u32) -> io::Result<Self> {
        let (file, name) = at_free_name(target, |name| {
            let file = options(mode).read(true).write(true).create_new(true).open(name)?;
            match is_ours(&file, name) {
                Ok(true) => Ok(file),
                // It was taken for an abandoned one before it was locked, and is gone.
                Ok(false) => Err(ErrorKind::AlreadyExists.into()),
                Err(error) => {
                    remove(name);
                    Err(error)
                }
            }
        })?;
        Ok(Self { file, hidden: Some(name) })
    }

    pub(super) fn file(&self) -> &File {
        &self.file
    }

    /// The name to remove where the draft is given up from elsewhere.
    pub(super) fn hidden_name(&self) -> Option<&Path> {
        self.hidden.as_deref()
    }

    /// Takes the place of what is at the target, in one step.
    pub(super) fn replace(&self, target: &Path) -> io::Result<()> {
        if let Some(hidden) = &self.hidden {
            return self.rename(hidden, target);
        }
        match link_nameless(&self.file, target) {
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
            Err(error) => return self.copy(target, error)?.place(|copy| copy.replace(target)),
            Ok(()) => return Ok(()),
        }
        match at_free_name(target, |name| link_nameless(&self.file, name)) {
            Err(error) => self.copy(target, error)?.place(|copy| copy.replace(target)),
            Ok(((), hidden)) => self.rename(&hidden, target).inspect_err(|_| self.remove_name(&hidden)),
        }
    }

    fn rename(&self, hidden: &Path, target: &Path) -> io::Result<()> {
        self.require_name(hidden)?;
        uninterrupted(|| fs::rename(hidden, target))
    }

    /// Fails where the name is another's: where locks do not reach other machines, a run there may have taken this file
    /// for abandoned, and made its own.
    fn require_name(&self, hidden: &Path) -> io::Result<()> {
        if is_named(&self.file, hidden)? {
            return Ok(());
        }
        Err(io::Error::other("another run has taken the temporary file away"))
    }

    /// Takes the name of the target where nothing has it; else this fails as `AlreadyExists`.
    pub(super) fn appear(&self, target: &Path) -> io::Result<()> {
        let Some(hidden) = &self.hidden else {
            return link_nameless(&self.file, target).or_else(|error| match error.kind() {
                ErrorKind::AlreadyExists => Err(error),
                _ => self.copy(target, error)?.place(|copy| copy.appear(target)),
            });
        };
        self.require_name(hidden)?;
        // A rename would replace what came there meanwhile; a link never does.
        match uninterrupted(|| fs::hard_link(hidden, target)) {
            Err(error) if error.kind() != ErrorKind::AlreadyExists => copy_as_new(hidden, target)?,
            outcome => outcome?,
        }
        // The file has its name; where its other one stays, nothing of it is lost.
        remove(hidden);
        Ok(())
    }

    /// A copy with a hidden name, for places that forbid to name a file later, which only trying tells; elsewhere, why
    /// that failed.
    fn copy(&self, target: &Path, why: io::Error) -> io::Result<Self> {
        let is_forbidden = match why.kind() {
            ErrorKind::PermissionDenied | ErrorKind::CrossesDevices | ErrorKind::NotFound => true,
            kind => kind == ErrorKind::Unsupported,
        };
        if !is_forbidden {
            return Err(why);
        }
        let copy = Self::hidden(target, 0o600)?;
        let mut content = &self.file;
        let copied = content.rewind().and_then(|()| io::copy(&mut content, &mut &copy.file));
        let kept = copied.and_then(|_| keep_permissions(&copy.file, &self.file.metadata()?));
        kept.and_then(|()| copy.file.sync_all()).inspect_err(|_| copy.remove())?;
        Ok(copy)
    }

    fn place(&self, place: impl FnOnce(&Self) -> io::Result<()>) -> io::Result<()> {
        place(self).inspect_err(|_| self.remove())
    }

    /// Takes the hidden name away, with the file under it.
    pub(super) fn remove(&self) {
        if let Some(hidden) = &self.hidden {
            self.remove_name(hidden);
        }
    }

    /// Takes a name away unless it is another's.
    fn remove_name(&self, hidden: &Path) {
        if is_named(&self.file, hidden).unwrap_or(true) {
            remove(hidden);
        }
    }
}

/// Removes a file that is of no use. There is nothing else to try, and what made it useless is the error that is told.
pub(super) fn remove(name: &Path) {
    let _ = uninterrupted(|| fs::remove_file(name));
}

/// Takes the first hidden name beside the target that is free, or that a killed run has left.
fn at_free_name<T>(target: &Path, mut take: impl FnMut(&Path) -> io::Result<T>) -> io::Result<(T, PathBuf)> {
    /// As many as there may be runs to the same target at once.
    const ATTEMPTS: u32 = 10_000;
    let name = target.file_name().ok_or(ErrorKind::IsADirectory)?.to_string_lossy();
    // With its additions the name must fit into 255 bytes, or 143 on eCryptfs.
    let name: String = name.chars().take(24).collect();
    for attempt in 0..ATTEMPTS {
        let hidden = target.with_file_name(format!(".{name}.smarthands-{attempt}.tmp"));
        loop {
            match take(&hidden) {
                Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
                outcome => return outcome.map(|taken| (taken, hidden)),
            }
            if !remove_abandoned(&hidden) {
                break;
            }
        }
    }
    Err(ErrorKind::AlreadyExists.into())
}

#[cfg(unix)]
fn options(mode: u32) -> OpenOptions {
    use std::os::unix::fs::OpenOptionsExt as _;
    let mut options = OpenOptions::new();
    options.mode(mode);
    options
}

#[cfg(not(unix))]
fn options(_: u32) -> OpenOptions {
    OpenOptions::new()
}

/// Locks a file that was made under a name; whether the name is still its own. Where files cannot be locked nobody takes
/// one for abandoned.
#[cfg(unix)]
fn is_ours(file: &File, name: &Path) -> io::Result<bool> {
    let is_locked = !matches!(lock(file), Err(rustix::io::Errno::WOULDBLOCK));
    Ok(is_locked && is_named(file, name)?)
}

/// Whether a file has this name.
#[cfg(unix)]
fn is_named(file: &File, name: &Path) -> io::Result<bool> {
    use std::os::unix::fs::MetadataExt as _;
    let ours = uninterrupted(|| file.metadata())?;
    match uninterrupted(|| fs::symlink_metadata(name)) {
        Ok(found) => Ok((found.dev(), found.ino()) == (ours.dev(), ours.ino())),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(false),
        Err(error) => Err(error),
    }
}

#[cfg(not(unix))]
#[expect(clippy::unnecessary_wraps, reason = "as on Unix")]
fn is_ours(_: &File, _: &Path) -> io::Result<bool> {
    Ok(true)
}

/// There is no telling.
#[cfg(not(unix))]
#[expect(clippy::unnecessary_wraps, reason = "as on Unix")]
fn is_named(_: &File, _: &Path) -> io::Result<bool> {
    Ok(true)
}

#[cfg(unix)]
fn lock(file: &File) -> rustix::io::Result<()> {
    rustix::io::retry_on_intr(|| rustix::fs::flock(file, rustix::fs::FlockOperation::NonBlockingLockExclusive))
}

/// Removes what a killed run has left under a hidden name; whether it did.
#[cfg(unix)]
fn remove_abandoned(name: &Path) -> bool {
    use rustix::fs::OFlags;
    use std::os::unix::fs::OpenOptionsExt as _;
    // Neither the end of a link nor a pipe that nobody writes to was left by a run of ours.
    let flags = (OFlags::NOFOLLOW | OFlags::NONBLOCK).bits().cast_signed();
    let Ok(file) = OpenOptions::new().read(true).write(true).custom_flags(flags).open(name) else { return false };
    let is_file = file.metadata().is_ok_and(|metadata| metadata.is_file());
    // While the lock is ours, nobody else takes the name away or makes a new file under it.
    let is_abandoned = is_file && lock(&file).is_ok() && is_ours(&file, name).unwrap_or(false);
    is_abandoned && uninterrupted(|| fs::remove_file(name)).is_ok()
}

/// Without locks there is no telling.
#[cfg(not(unix))]
fn remove_abandoned(_: &Path) -> bool {
    false
}

/// A file without a name in the folder of the target, locked before anybody can see it; none where the system or the
/// file system has no such files, or no way to give them a name later.
#[cfg(target_os = "linux")]
fn nameless(target: &Path, mode: u32) -> Option<File> {
    use rustix::fs::{Mode, OFlags, open};
    let flags = OFlags::TMPFILE | OFlags::RDWR | OFlags::CLOEXEC;
    let folder = target.parent()?;
    let file = File::from(rustix::io::retry_on_intr(|| open(folder, flags, Mode::from_raw_mode(mode))).ok()?);
    fs::symlink_metadata(descriptor(&file)).ok()?;
    // Where files cannot be locked, nobody takes one for abandoned.
    let _ = lock(&file);
    Some(file)
}

#[cfg(not(target_os = "linux"))]
fn nameless(_: &Path, _: u32) -> Option<File> {
    None
}

/// Gives a file without a name this one, where nothing has it.
#[cfg(target_os = "linux")]
fn link_nameless(file: &File, name: &Path) -> io::Result<()> {
    use rustix::fs::{AtFlags, CWD, linkat};
    let descriptor = descriptor(file);
    Ok(rustix::io::retry_on_intr(|| linkat(CWD, &descriptor, CWD, name, AtFlags::SYMLINK_FOLLOW))?)
}

#[cfg(not(target_os = "linux"))]
fn link_nameless(_: &File, _: &Path) -> io::Result<()> {
    Err(ErrorKind::Unsupported.into())
}

/// How a file without a name is named.
#[cfg(target_os = "linux")]
fn descriptor(file: &File) -> PathBuf {
    use std::os::fd::AsRawFd as _;
    PathBuf::from(format!("/proc/self/fd/{}", file.as_raw_fd()))
}

/// For file systems without links, such as those of memory sticks: nothing is replaced here either, but a power cut may
/// leave a part of the file.
fn copy_as_new(hidden: &Path, target: &Path) -> io::Result<()> {
    let mut file = OpenOptions::new().write(true).create_new(true).open(target)?;
    let copied = File::open(hidden).and_then(|mut from| io::copy(&mut from, &mut file)).and_then(|_| file.sync_all());
    if copied.is_err() {
        // It is ours, and useless.
        remove(target);
    }
    copied
}

#[cfg(test)]
mod tests;
