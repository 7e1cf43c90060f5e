use super::*;
use std::io::Write as _;
use tempfile::{TempDir, tempdir};

fn names(folder: &TempDir) -> Vec<String> {
    let mut names: Vec<_> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

/// With a name and, where the system has such, without.
const KINDS: [fn(&Path, u32) -> io::Result<Draft>; 2] = [Draft::beside, Draft::hidden];

fn draft(kind: fn(&Path, u32) -> io::Result<Draft>, target: &Path, text: &str) -> Draft {
    let draft = kind(target, 0o666).unwrap();
    draft.file().write_all(text.as_bytes()).unwrap();
    draft
}

#[test]
fn a_draft_takes_a_place() {
    let folder = tempdir().unwrap();
    let target = folder.path().join("out");
    for kind in KINDS {
        for text in ["new", "newer"] {
            draft(kind, &target, text).replace(&target).unwrap();
            assert_eq!(fs::read_to_string(&target).unwrap(), text);
        }
        fs::remove_file(&target).unwrap();
    }
    assert_eq!(names(&folder), [""; 0]);
}

#[test]
fn a_new_file_replaces_nothing() {
    type Way = fn(&Draft, &Path) -> io::Result<()>;
    let folder = tempdir().unwrap();
    let target = folder.path().join("new");
    let copied = |draft: &Draft, target: &Path| copy_as_new(draft.hidden_name().unwrap(), target);
    let appeared = |draft: &Draft, target: &Path| draft.appear(target);
    for (kind, appear) in [(KINDS[0], appeared as Way), (KINDS[1], appeared), (KINDS[1], copied)] {
        let draft = draft(kind, &target, "mine");
        fs::write(&target, "theirs").unwrap();
        assert_eq!(appear(&draft, &target).unwrap_err().kind(), ErrorKind::AlreadyExists);
        assert_eq!(fs::read_to_string(&target).unwrap(), "theirs");
        fs::remove_file(&target).unwrap();
        appear(&draft, &target).unwrap();
        assert_eq!(fs::read_to_string(&target).unwrap(), "mine");
        fs::remove_file(&target).unwrap();
        draft.remove();
    }
    assert_eq!(names(&folder), [""; 0]);
}

#[test]
#[cfg(target_os = "linux")]
fn a_draft_without_a_name_is_nowhere_to_be_seen() {
    let folder = tempdir().unwrap();
    let target = folder.path().join("out");
    let Some(file) = nameless(&target, 0o666) else { return };
    assert_eq!(names(&folder), [""; 0]);
    link_nameless(&file, &target).unwrap();
    assert_eq!(names(&folder), ["out"]);
}

/// As where a sandbox forbids links.
#[test]
#[cfg(unix)]
fn what_may_not_be_named_is_copied() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = tempdir().unwrap();
    let target = folder.path().join("out");
    fs::write(&target, "old").unwrap();
    let draft = draft(Draft::beside, &target, "new");
    draft.file().set_permissions(fs::Permissions::from_mode(0o640)).unwrap();
    assert_eq!(draft.copy(&target, ErrorKind::StorageFull.into()).unwrap_err().kind(), ErrorKind::StorageFull);
    for _ in 0..2 {
        let copy = draft.copy(&target, ErrorKind::PermissionDenied.into()).unwrap();
        copy.place(|copy| copy.replace(&target)).unwrap();
        assert_eq!(fs::read_to_string(&target).unwrap(), "new");
        assert_eq!(fs::metadata(&target).unwrap().permissions().mode() & 0o777, 0o640);
    }
    let copy = draft.copy(&target, ErrorKind::PermissionDenied.into()).unwrap();
    assert!(copy.place(|copy| copy.appear(&target)).is_err());
    draft.remove();
    assert_eq!(names(&folder), ["out"]);
}

/// What a killed run leaves is a file that nobody holds; what is being written is held.
#[test]
#[cfg(unix)]
fn what_a_killed_run_left_is_taken_away() {
    let folder = tempdir().unwrap();
    let target = folder.path().join("out");
    let held = draft(Draft::hidden, &target, "held");
    let left = [1, 2].map(|number| folder.path().join(format!(".out.smarthands-{number}.tmp")));
    for left in &left {
        fs::write(left, "left").unwrap();
    }
    fs::write(&target, "old").unwrap();
    for kind in KINDS {
        draft(kind, &target, "new").replace(&target).unwrap();
    }
    // The first that is free is taken away and then taken; a second is out of the way of all.
    assert_eq!(names(&folder), [".out.smarthands-0.tmp", ".out.smarthands-2.tmp", "out"]);
    assert_eq!(fs::read_to_string(held.hidden_name().unwrap()).unwrap(), "held");
    drop(held);
    let next = draft(Draft::hidden, &target, "next");
    assert_eq!(next.hidden_name(), Some(&*folder.path().join(".out.smarthands-0.tmp")));
    assert_eq!(fs::read_to_string(next.hidden_name().unwrap()).unwrap(), "next");
}

#[test]
#[cfg(unix)]
fn what_no_run_of_ours_left_stays() {
    let folder = tempdir().unwrap();
    let at = |number: u32| folder.path().join(format!(".out.smarthands-{number}.tmp"));
    let target = folder.path().join("out");
    fs::write(&target, "old").unwrap();
    fs::create_dir(at(0)).unwrap();
    std::os::unix::fs::symlink("out", at(1)).unwrap();
    assert!(std::process::Command::new("mkfifo").arg(at(2)).status().unwrap().success());
    for kind in KINDS {
        draft(kind, &target, "new").replace(&target).unwrap();
    }
    assert_eq!(fs::read_to_string(&target).unwrap(), "new");
    assert_eq!(names(&folder).len(), 4);
}

#[test]
fn of_many_at_once_each_has_its_own() {
    let folder = tempdir().unwrap();
    let target = folder.path().join("out");
    fs::write(&target, "old").unwrap();
    let texts: Vec<String> = (0..8).map(|number| number.to_string().repeat(50_000)).collect();
    for kind in KINDS {
        for _ in 0..20 {
            std::thread::scope(|scope| {
                for text in &texts {
                    scope.spawn(|| draft(kind, &target, text).replace(&target).unwrap());
                }
            });
            assert!(texts.contains(&fs::read_to_string(&target).unwrap()));
            assert_eq!(names(&folder), ["out"]);
        }
    }
}

#[test]
fn long_and_odd_names_have_a_hidden_name_too() {
    let folder = tempdir().unwrap();
    for name in ["n".repeat(255), "é".repeat(127), "\u{1f600}".repeat(63), "a\nb".to_owned()] {
        let draft = Draft::hidden(&folder.path().join(name), 0o666).unwrap();
        assert!(draft.hidden_name().unwrap().file_name().unwrap().len() <= 143);
        draft.remove();
    }
    assert_eq!(Draft::beside(Path::new("/"), 0o666).unwrap_err().kind(), ErrorKind::IsADirectory);
    assert_eq!(names(&folder), [""; 0]);
}

/// Where locks do not reach other machines, a run on one of them may take a file for abandoned.
#[test]
#[cfg(unix)]
fn a_name_that_another_run_took_is_left_to_it() {
    type Way = fn(&Draft, &Path) -> io::Result<()>;
    let folder = tempdir().unwrap();
    let target = folder.path().join("out");
    for (way, before) in [(Draft::replace as Way, Some("old")), (Draft::appear, None)] {
        let draft = draft(Draft::hidden, &target, "mine");
        if let Some(before) = before {
            fs::write(&target, before).unwrap();
        }
        let hidden = draft.hidden_name().unwrap();
        fs::remove_file(hidden).unwrap();
        assert!(way(&draft, &target).is_err());
        fs::write(hidden, "theirs").unwrap();
        assert_eq!(way(&draft, &target).unwrap_err().to_string(), "another run has taken the temporary file away");
        draft.remove();
        assert_eq!(fs::read_to_string(hidden).unwrap(), "theirs");
        assert_eq!(fs::read_to_string(&target).ok().as_deref(), before);
        fs::remove_file(hidden).unwrap();
        let _ = fs::remove_file(&target);
    }
}
