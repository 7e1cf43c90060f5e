//! The files that are being written and not in place yet, known to the signal handler's thread too.
//!
//! The one idea: creating, renaming, removing and giving up happen under one lock, so that an interruption
//! comes either before a file is in place (and then nothing of it is left) or after (and then the run is over).
//! What it cannot do: clean up after SIGKILL or a power cut; then a hidden `.NAME.PID-N.tmp` stays.

use std::fs::{self, File, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, TryLockError};
use std::time::{Duration, Instant};
use std::{process, thread};

/// Made once by the caller, before its signal handler and before any [`Destination`](super::Destination);
/// clones share one list.
#[derive(Clone, Debug, Default)]
pub(crate) struct Unfinished {
    files: Arc<Mutex<State>>,
    /// Held while bytes go out that cannot be taken back.
    turn: Arc<Mutex<()>>,
}

/// How long an interruption waits for a reader who takes what is on its way to him.
const PATIENCE: Duration = Duration::from_millis(500);

#[derive(Debug, Default)]
struct State {
    stage: Stage,
    files: Vec<Pair>,
}

#[derive(Debug, Default)]
struct Pair {
    temporary: PathBuf,
    target: PathBuf,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Stage {
    #[default]
    Working,
    /// A file is in place: the run can no longer be undone.
    Placed,
    Abandoned,
}

impl Unfinished {
    /// Gives up: removes every temporary file, and from now on no file is created or put in place. Call it in
    /// the thread that waits for signals, and before any `process::exit` that leaves a destination undropped.
    ///
    /// True: nothing was put in place and nothing will be, so end the program with 130 or 143. False: a
    /// file is in place already, so let the program end by itself, with the code of what it did.
    pub(crate) fn abandon(&self) -> bool {
        let mut state = self.state();
        if state.stage == Stage::Placed {
            return false;
        }
        state.stage = Stage::Abandoned;
        for file in state.files.drain(..) {
            // There is nobody left to tell, and nothing else to try.
            let _ = fs::remove_file(file.temporary);
        }
        true
    }

    /// The turn to write where nothing can be taken back. Once a run is given up there is none.
    pub(super) fn turn(&self) -> io::Result<MutexGuard<'_, ()>> {
        let turn = self.turn.lock().unwrap_or_else(PoisonError::into_inner);
        if self.state().stage == Stage::Abandoned {
            drop(turn);
            // Whoever gave the run up ends the program, with a code that tells why; an error here would be quicker.
            thread::sleep(2 * PATIENCE);
            return Err(io::ErrorKind::Interrupted.into());
        }
        Ok(turn)
    }

    /// Waits until what is on its way to a reader has reached him, so that his last line is a whole one. It waits in vain
    /// for one who takes nothing, and not for long. Call it after [`Unfinished::abandon`]: nothing goes out any more.
    pub(crate) fn wait_for_reader(&self) {
        let start = Instant::now();
        while let Err(TryLockError::WouldBlock) = self.turn.try_lock()
            && start.elapsed() < PATIENCE
        {
            thread::sleep(Duration::from_millis(2));
        }
    }

    /// Whether this target is being written already. Give it in canonical form.
    pub(super) fn holds(&self, target: &Path) -> bool {
        self.state().files.iter().any(|file| file.target == target)
    }

    /// Creates a new, hidden file beside the target. `options` say how; that it must be new is added here,
    /// so a link planted under the name is never followed.
    pub(super) fn create(&self, target: &Path, options: &mut OpenOptions) -> io::Result<(File, PathBuf)> {
        /// As many as one process can have, plus those that killed runs with the same process number left.
        const ATTEMPTS: u32 = 10_000;
        let name = target.file_name().ok_or(io::ErrorKind::IsADirectory)?.to_string_lossy();
        // With its additions the name must fit into 255 bytes, or 143 on eCryptfs.
        let name: String = name.chars().take(24).collect();
        let mut state = self.state();
        state.require_working()?;
        for attempt in 0..ATTEMPTS {
            let temporary = target.with_file_name(format!(".{name}.{}-{attempt}.tmp", process::id()));
            match options.write(true).create_new(true).open(&temporary) {
                Ok(file) => {
                    state.files.push(Pair { temporary: temporary.clone(), target: target.to_path_buf() });
                    return Ok((file, temporary));
                }
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
                Err(error) => return Err(error),
            }
        }
        Err(io::ErrorKind::AlreadyExists.into())
    }

    /// Renames a complete file into place; after [`abandon`](Self::abandon) it fails as interrupted.
    pub(super) fn place(&self, temporary: &Path, target: &Path) -> io::Result<()> {
        let mut state = self.state();
        state.require_working()?;
        fs::rename(temporary, target)?;
        state.files.retain(|file| file.temporary != temporary);
        state.stage = Stage::Placed;
        Ok(())
    }

    /// Gives a complete file its name, where nothing has that name; else it fails as `AlreadyExists`.
    pub(super) fn place_new(&self, temporary: &Path, target: &Path) -> io::Result<()> {
        let mut state = self.state();
        state.require_working()?;
        // A rename would replace what came there meanwhile; a link never does.
        match fs::hard_link(temporary, target) {
            Err(error) if error.kind() != io::ErrorKind::AlreadyExists => copy_as_new(temporary, target)?,
            outcome => outcome?,
        }
        // The file has its name; where its other one stays, nothing of it is lost.
        let _ = fs::remove_file(temporary);
        state.files.retain(|file| file.temporary != temporary);
        state.stage = Stage::Placed;
        Ok(())
    }

    /// Removes a file that will not be completed; nothing where it is in place or was removed before.
    pub(super) fn discard(&self, temporary: &Path) {
        let mut state = self.state();
        if let Some(index) = state.files.iter().position(|file| file.temporary == temporary) {
            state.files.swap_remove(index);
            // Dropping cannot fail; what made the file useless is the error that the user is told.
            let _ = fs::remove_file(temporary);
        }
    }

    /// No method leaves the state half changed, so a panic elsewhere is no reason to leave litter.
    fn state(&self) -> MutexGuard<'_, State> {
        self.files.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// For file systems without links, such as those of memory sticks: nothing is replaced here either, but a power cut may
/// leave a part of the file.
fn copy_as_new(temporary: &Path, target: &Path) -> io::Result<()> {
    let mut file = OpenOptions::new().write(true).create_new(true).open(target)?;
    let copied =
        File::open(temporary).and_then(|mut from| io::copy(&mut from, &mut file)).and_then(|_| file.sync_all());
    if copied.is_err() {
        // It is ours, and useless.
        let _ = fs::remove_file(target);
    }
    copied
}

impl State {
    fn require_working(&self) -> io::Result<()> {
        match self.stage {
            Stage::Working | Stage::Placed => Ok(()),
            Stage::Abandoned => Err(io::ErrorKind::Interrupted.into()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use tempfile::tempdir;

    fn names(folder: &Path) -> Vec<String> {
        let mut names: Vec<_> =
            fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    #[test]
    fn abandoning_removes_everything_and_stops_what_comes_later() {
        let folder = tempdir().unwrap();
        let target = folder.path().join("out.csv");
        let unfinished = Unfinished::default();
        let (_, first) = unfinished.create(&target, &mut OpenOptions::new()).unwrap();
        let (_, second) = unfinished.create(&target, &mut OpenOptions::new()).unwrap();
        let id = process::id();
        assert_eq!(names(folder.path()), [format!(".out.csv.{id}-0.tmp"), format!(".out.csv.{id}-1.tmp")]);
        assert!(unfinished.holds(&target));
        assert!(unfinished.clone().abandon());
        assert_eq!(names(folder.path()), [""; 0]);
        assert_eq!(unfinished.place(&first, &target).unwrap_err().kind(), io::ErrorKind::Interrupted);
        assert_eq!(unfinished.create(&target, &mut OpenOptions::new()).unwrap_err().kind(), io::ErrorKind::Interrupted);
        unfinished.discard(&second);
        assert!(unfinished.abandon());
        assert_eq!(names(folder.path()), [""; 0]);
    }

    #[test]
    fn what_is_in_place_cannot_be_abandoned() {
        let folder = tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        let unfinished = Unfinished::default();
        let (_, one) = unfinished.create(&at("one"), &mut OpenOptions::new()).unwrap();
        let (_, two) = unfinished.create(&at("two"), &mut OpenOptions::new()).unwrap();
        unfinished.place(&one, &at("one")).unwrap();
        assert!(!unfinished.holds(&at("one")));
        assert!(!unfinished.abandon());
        unfinished.place(&two, &at("two")).unwrap();
        unfinished.discard(&two);
        assert_eq!(names(folder.path()), ["one", "two"]);
    }

    #[test]
    fn whoever_comes_first_wins() {
        for _ in 0..200 {
            let folder = tempdir().unwrap();
            let target = folder.path().join("out");
            let unfinished = Unfinished::default();
            let (_, temporary) = unfinished.create(&target, &mut OpenOptions::new()).unwrap();
            let handler = std::thread::spawn({
                let unfinished = unfinished.clone();
                move || unfinished.abandon()
            });
            let placed = unfinished.place(&temporary, &target).is_ok();
            assert_eq!(handler.join().unwrap(), !placed);
            assert_eq!(names(folder.path()), if placed { vec!["out"] } else { vec![] });
        }
    }

    #[test]
    fn a_new_file_replaces_nothing() {
        let folder = tempdir().unwrap();
        let target = folder.path().join("new");
        let unfinished = Unfinished::default();
        for place in [|u: &Unfinished, a: &Path, b: &Path| u.place_new(a, b), |_: &_, a: &_, b: &_| copy_as_new(a, b)] {
            let (_, temporary) = unfinished.create(&target, &mut OpenOptions::new()).unwrap();
            fs::write(&temporary, "mine").unwrap();
            fs::write(&target, "theirs").unwrap();
            assert_eq!(place(&unfinished, &temporary, &target).unwrap_err().kind(), io::ErrorKind::AlreadyExists);
            assert_eq!(fs::read_to_string(&target).unwrap(), "theirs");
            fs::remove_file(&target).unwrap();
            place(&unfinished, &temporary, &target).unwrap();
            assert_eq!(fs::read_to_string(&target).unwrap(), "mine");
            fs::remove_file(&target).unwrap();
            unfinished.discard(&temporary);
        }
        assert_eq!(names(folder.path()), [""; 0]);
        assert!(!unfinished.abandon());
    }

    #[test]
    fn nothing_to_abandon() {
        assert!(Unfinished::default().abandon());
    }

    #[test]
    fn long_and_odd_names_have_a_temporary_name_too() {
        let folder = tempdir().unwrap();
        let unfinished = Unfinished::default();
        for name in ["n".repeat(255), "é".repeat(127), "\u{1f600}".repeat(63), "a\nb".to_owned()] {
            unfinished.create(&folder.path().join(name), &mut OpenOptions::new()).unwrap();
        }
        let none = unfinished.create(Path::new("/"), &mut OpenOptions::new());
        assert_eq!(none.unwrap_err().kind(), io::ErrorKind::IsADirectory);
        assert!(unfinished.abandon());
        assert_eq!(names(folder.path()), [""; 0]);
    }
}
