//! The files that are being written and not in place yet, known to the signal handler's thread too.
//!
//! The one idea: creating, putting in place, removing and giving up happen under one lock, so that an interruption
//! comes either before a file is in place (and then nothing of it is left) or after (and then the run is over).

use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, TryLockError};
use std::thread;
use std::time::{Duration, Instant};

use super::draft::{Draft, remove};

/// Made once by the caller, before its signal handler and before any [`Destination`](super::Destination);
/// clones share one list.
#[derive(Clone, Debug, Default)]
pub(crate) struct Unfinished {
    files: Arc<Mutex<State>>,
    /// Held while bytes go out that cannot be taken back.
    turn: Arc<Mutex<()>>,
    /// Set under the first lock: the turn comes to no writer any more.
    is_ending: Arc<AtomicBool>,
}

/// How long an interruption waits for a reader who takes what is on its way to him.
const PATIENCE: Duration = Duration::from_millis(500);

#[derive(Debug, Default)]
struct State {
    stage: Stage,
    files: Vec<Entry>,
}

/// A draft of which nothing is in place.
#[derive(Debug)]
struct Entry {
    target: PathBuf,
    /// The name that it has meanwhile, if it has one.
    hidden: Option<PathBuf>,
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
    /// Gives up: removes every hidden file, and from now on no file is created or put in place. Call it before any end
    /// of the program that leaves a destination undropped.
    ///
    /// True: nothing was put in place and nothing will be. False: a file is in place already, so let the program end by
    /// itself, with the code of what it did.
    pub(crate) fn abandon(&self) -> bool {
        self.given_up().is_some()
    }

    /// The same for the thread that waits for signals, which ends the program in `end`. Until then whoever would write,
    /// create a file or put one in place waits, so that nobody comes to tell of a failure that is none.
    pub(crate) fn abandon_then(&self, end: impl FnOnce()) -> bool {
        let Some(_state) = self.given_up() else { return false };
        self.is_ending.store(true, Ordering::SeqCst);
        let _turn = self.last_turn();
        end();
        true
    }

    /// Removes what is not in place, and keeps everybody from the state; none where it is too late for that.
    fn given_up(&self) -> Option<MutexGuard<'_, State>> {
        let mut state = self.state();
        if state.stage == Stage::Placed {
            return None;
        }
        state.stage = Stage::Abandoned;
        for hidden in state.files.drain(..).filter_map(|file| file.hidden) {
            remove(&hidden);
        }
        Some(state)
    }

    /// The turn to write where nothing can be taken back; it never comes to who is late, even if his last turn is still
    /// on its way to a slow reader.
    pub(super) fn turn(&self) -> MutexGuard<'_, ()> {
        let next = || self.turn.lock().unwrap_or_else(PoisonError::into_inner);
        let turn = next();
        if !self.is_ending.load(Ordering::SeqCst) {
            return turn;
        }
        drop(turn);
        // Whoever ends the program holds the state until then.
        drop(self.state());
        next()
    }

    /// The last turn, once what is on its way to a reader has reached him, so that his last line is a whole one. None
    /// where he takes nothing: nobody waits long for that.
    fn last_turn(&self) -> Option<MutexGuard<'_, ()>> {
        let start = Instant::now();
        loop {
            match self.turn.try_lock() {
                Ok(turn) => return Some(turn),
                Err(TryLockError::Poisoned(turn)) => return Some(turn.into_inner()),
                Err(TryLockError::WouldBlock) if start.elapsed() < PATIENCE => thread::sleep(Duration::from_millis(2)),
                Err(TryLockError::WouldBlock) => return None,
            }
        }
    }

    /// Whether this target is being written already. Give it in canonical form.
    pub(super) fn holds(&self, target: &Path) -> bool {
        self.state().files.iter().any(|file| file.target == target)
    }

    /// Creates a draft beside a target that is not held yet.
    pub(super) fn create(&self, target: &Path, mode: u32) -> io::Result<Draft> {
        let mut state = self.state();
        state.require_working()?;
        let draft = Draft::beside(target, mode)?;
        let hidden = draft.hidden_name().map(Path::to_path_buf);
        state.files.push(Entry { target: target.to_path_buf(), hidden });
        Ok(draft)
    }

    /// Puts a complete draft in place, over what is there.
    pub(super) fn place(&self, draft: &Draft, target: &Path) -> io::Result<()> {
        self.put(target, || draft.replace(target))
    }

    /// Gives a complete draft its name, where nothing has that name; else it fails as `AlreadyExists`.
    pub(super) fn place_new(&self, draft: &Draft, target: &Path) -> io::Result<()> {
        self.put(target, || draft.appear(target))
    }

    fn put(&self, target: &Path, put: impl FnOnce() -> io::Result<()>) -> io::Result<()> {
        let mut state = self.state();
        state.require_working()?;
        put()?;
        state.files.retain(|file| file.target != target);
        state.stage = Stage::Placed;
        Ok(())
    }

    /// Removes a draft that will not be completed; nothing where it is in place or was removed before.
    pub(super) fn discard(&self, draft: &Draft, target: &Path) {
        let mut state = self.state();
        if let Some(index) = state.files.iter().position(|file| file.target == target) {
            state.files.swap_remove(index);
            draft.remove();
        }
    }

    /// No method leaves the state half changed, so a panic elsewhere is no reason to leave litter.
    fn state(&self) -> MutexGuard<'_, State> {
        self.files.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    fn require_working(&self) -> io::Result<()> {
        match self.stage {
            Stage::Working | Stage::Placed => Ok(()),
            Stage::Abandoned => Err(io::Error::other("the run was given up")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;
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
        let at = |name: &str| folder.path().join(name);
        let unfinished = Unfinished::default();
        let one = unfinished.create(&at("one"), 0o666).unwrap();
        let two = unfinished.create(&at("two"), 0o666).unwrap();
        assert!(unfinished.holds(&at("one")) && unfinished.holds(&at("two")));
        assert!(unfinished.clone().abandon());
        assert_eq!(names(folder.path()), [""; 0]);
        assert!(unfinished.place(&one, &at("one")).is_err());
        assert!(unfinished.create(&at("three"), 0o666).is_err());
        unfinished.discard(&two, &at("two"));
        assert!(unfinished.abandon());
        assert_eq!(names(folder.path()), [""; 0]);
    }

    #[test]
    fn what_is_in_place_cannot_be_abandoned() {
        let folder = tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        let unfinished = Unfinished::default();
        let one = unfinished.create(&at("one"), 0o666).unwrap();
        let two = unfinished.create(&at("two"), 0o666).unwrap();
        unfinished.place(&one, &at("one")).unwrap();
        assert!(!unfinished.holds(&at("one")));
        assert!(!unfinished.abandon());
        unfinished.place(&two, &at("two")).unwrap();
        unfinished.discard(&two, &at("two"));
        assert_eq!(names(folder.path()), ["one", "two"]);
    }

    #[test]
    fn whoever_comes_first_wins() {
        for _ in 0..200 {
            let folder = tempdir().unwrap();
            let target = folder.path().join("out");
            let unfinished = Unfinished::default();
            let draft = unfinished.create(&target, 0o666).unwrap();
            let handler = std::thread::spawn({
                let unfinished = unfinished.clone();
                move || unfinished.abandon()
            });
            let placed = unfinished.place(&draft, &target).is_ok();
            assert_eq!(handler.join().unwrap(), !placed);
            assert_eq!(names(folder.path()), if placed { vec!["out"] } else { vec![] });
        }
    }

    /// The thread that ends the program is not overtaken by a word about a failure.
    #[test]
    fn whoever_is_late_waits_for_the_end() {
        use std::sync::mpsc::channel;
        let folder = tempdir().unwrap();
        let unfinished = Unfinished::default();
        let (ended, end) = channel();
        let (told, tell) = channel();
        std::thread::scope(|scope| {
            let (handler, worker) = (unfinished.clone(), unfinished.clone());
            let target = folder.path().join("late");
            let (begun, beginning) = channel();
            scope.spawn(move || {
                handler.abandon_then(|| {
                    begun.send(()).unwrap();
                    end.recv().unwrap();
                })
            });
            beginning.recv().unwrap();
            scope.spawn(move || told.send(worker.create(&target, 0o666).is_err()).unwrap());
            assert!(tell.recv_timeout(std::time::Duration::from_millis(50)).is_err());
            ended.send(()).unwrap();
            assert!(tell.recv().unwrap());
        });
    }

    /// A writer that has the next bytes ready does not take the turn again from who ends the program.
    #[test]
    fn the_turn_under_way_is_the_last() {
        use std::sync::mpsc::channel;
        let unfinished = Unfinished::default();
        let (ended, end) = channel();
        let (told, tell) = channel();
        thread::scope(|scope| {
            let turn = unfinished.turn();
            let handler = unfinished.clone();
            scope.spawn(move || handler.abandon_then(|| end.recv().unwrap()));
            while !unfinished.is_ending.load(Ordering::SeqCst) {
                thread::yield_now();
            }
            drop(turn);
            let writer = unfinished.clone();
            scope.spawn(move || {
                drop(writer.turn());
                told.send(()).unwrap();
            });
            assert!(tell.recv_timeout(Duration::from_millis(50)).is_err());
            ended.send(()).unwrap();
            tell.recv().unwrap();
        });
    }

    /// The thread that works gives up itself, and what it has still buffered goes out when it is dropped.
    #[test]
    fn who_gives_up_may_still_write() {
        let unfinished = Unfinished::default();
        assert!(unfinished.abandon());
        drop(unfinished.turn());
    }

    #[test]
    fn nothing_to_abandon() {
        assert!(Unfinished::default().abandon());
    }
}
