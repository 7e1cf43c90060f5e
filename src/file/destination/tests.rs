use std::fs::{self, File};
use std::path::PathBuf;

use super::*;
use crate::file::{Failure, ReadError, find};
use tempfile::{TempDir, tempdir};

fn folder() -> TempDir {
    let folder = tempdir().unwrap();
    fs::write(folder.path().join("old"), "old").unwrap();
    folder
}

fn open(target: &Path) -> Result<Destination, DestinationError> {
    Destination::open(Some(target), &[], &Unfinished::default())
}

fn write(target: &Path, text: &str) {
    let mut destination = open(target).unwrap();
    destination.write_all(text.as_bytes()).unwrap();
    destination.commit().unwrap();
}

fn refusal(outcome: Result<Destination, DestinationError>) -> String {
    outcome.unwrap_err().to_string()
}

fn names(folder: &TempDir) -> Vec<String> {
    let mut names: Vec<_> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn a_commit_replaces_and_nothing_else_is_left() {
    let folder = folder();
    for name in ["old", "new"] {
        write(&folder.path().join(name), "text");
        assert_eq!(fs::read_to_string(folder.path().join(name)).unwrap(), "text");
    }
    write(&folder.path().join("new"), "");
    assert_eq!(fs::read_to_string(folder.path().join("new")).unwrap(), "");
    assert_eq!(names(&folder), ["new", "old"]);
}

#[test]
fn without_a_commit_nothing_changes() {
    let folder = folder();
    for name in ["old", "new"] {
        let mut destination = open(&folder.path().join(name)).unwrap();
        destination.write_all(&vec![b'x'; 1 << 20]).unwrap();
        destination.flush().unwrap();
        // What is there meanwhile is hidden, or has no name at all.
        let meanwhile = names(&folder);
        assert!(meanwhile.iter().all(|found| found == "old" || found.starts_with('.')), "{meanwhile:?}");
        drop(destination);
        assert_eq!(names(&folder), ["old"]);
        assert_eq!(fs::read_to_string(folder.path().join("old")).unwrap(), "old");
    }
}

#[test]
fn an_interruption_leaves_the_target_and_no_litter() {
    let folder = folder();
    let unfinished = Unfinished::default();
    let mut destination = Destination::open(Some(&folder.path().join("old")), &[], &unfinished).unwrap();
    destination.write_all(b"new").unwrap();
    assert!(unfinished.abandon());
    assert_eq!(names(&folder), ["old"]);
    destination.write_all(b"more").unwrap();
    assert!(destination.commit().is_err());
    assert_eq!(fs::read_to_string(folder.path().join("old")).unwrap(), "old");
    let late = Destination::open(Some(&folder.path().join("late")), &[], &unfinished);
    assert!(matches!(late, Err(DestinationError::Unwritable(_))));
    assert_eq!(names(&folder), ["old"]);
}

#[test]
fn two_outputs_in_one_place_are_refused() {
    let folder = folder();
    let unfinished = Unfinished::default();
    let open = |path: PathBuf| Destination::open(Some(&path), &[], &unfinished);
    let first = open(folder.path().join("old")).unwrap();
    let again = folder.path().join(".").join("old");
    assert!(refusal(open(again.clone())).starts_with("is named for two outputs"));
    let other = open(folder.path().join("other")).unwrap();
    drop(first);
    open(again).unwrap().commit().unwrap();
    other.commit().unwrap();
    assert_eq!(names(&folder), ["old", "other"]);
}

#[test]
fn a_place_that_cannot_be_written_fails_before_any_work() {
    let folder = folder();
    assert_eq!(refusal(open(&folder.path().join("none/new"))), "cannot write: no such file or directory");
    assert_eq!(refusal(open(folder.path())), "cannot write: is a directory");
    assert_eq!(refusal(open(&folder.path().join("new/"))), "cannot write: no such file or directory");
    assert_eq!(refusal(open(Path::new(""))), "cannot write: no such file or directory");
    assert_eq!(names(&folder), ["old"]);
}

#[test]
#[cfg(unix)]
fn unix_places_that_cannot_be_written() {
    use std::os::unix::fs::symlink;
    let folder = folder();
    let at = |name: &str| folder.path().join(name);
    symlink("loop", at("loop")).unwrap();
    symlink("none/new", at("into-nothing")).unwrap();
    let _socket = std::os::unix::net::UnixListener::bind(at("socket")).unwrap();
    for (target, text) in [
        ("old/new", "cannot write: not a directory"),
        ("old/", "cannot write: not a directory"),
        ("new/.", "cannot write: no such file or directory"),
        ("..", "cannot write: is a directory"),
        ("loop", "cannot write: too many levels of symbolic links"),
        ("into-nothing", "cannot write: no such file or directory"),
        ("socket", "cannot write: no such device or address"),
        (&"n".repeat(256), "cannot write: file name too long"),
    ] {
        assert_eq!(refusal(open(&at(target))), text, "{target}");
    }
    assert_eq!(refusal(open(Path::new("/"))), "cannot write: is a directory");
    assert_eq!(names(&folder), ["into-nothing", "loop", "old", "socket"]);
}

#[test]
#[cfg(unix)]
fn read_only_is_respected() {
    use std::os::unix::fs::PermissionsExt;
    let folder = folder();
    let mode = |path: &Path, mode| fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
    let old = folder.path().join("old");
    mode(&old, 0o444);
    let root_may = OpenOptions::new().write(true).open(&old).is_ok();
    if root_may {
        return;
    }
    assert_eq!(refusal(open(&old)), "cannot write: permission denied");
    mode(&old, 0o644);
    mode(folder.path(), 0o555);
    assert_eq!(refusal(open(&old)), "cannot write: permission denied");
    assert_eq!(refusal(open(&folder.path().join("new"))), "cannot write: permission denied");
    // A folder that can be written but not listed is synced as far as it goes.
    mode(folder.path(), 0o300);
    write(&old, "new");
    mode(folder.path(), 0o700);
    assert_eq!(fs::read_to_string(&old).unwrap(), "new");
}

#[test]
#[cfg(unix)]
fn permissions_are_kept_or_ordinary() {
    use std::os::unix::fs::{MetadataExt, PermissionsExt};
    let folder = folder();
    let at = |name: &str| folder.path().join(name);
    let mode = |name: &str| fs::metadata(at(name)).unwrap().mode() & 0o7777;
    write(&at("new"), "");
    fs::write(at("ordinary"), "").unwrap();
    assert_eq!(mode("new"), mode("ordinary"));
    for kept in [0o600, 0o640, 0o644, 0o666, 0o755, 0o777] {
        fs::set_permissions(at("old"), fs::Permissions::from_mode(kept)).unwrap();
        write(&at("old"), "");
        assert_eq!(mode("old"), kept);
    }
}

#[test]
#[cfg(unix)]
fn root_keeps_the_owner() {
    use std::os::unix::fs::{MetadataExt, chown};
    let folder = folder();
    let old = folder.path().join("old");
    if chown(&old, Some(1234), Some(2345)).is_ok() {
        write(&old, "new");
        let metadata = fs::metadata(&old).unwrap();
        assert_eq!((metadata.uid(), metadata.gid()), (1234, 2345));
    }
}

#[test]
#[cfg(unix)]
fn a_link_stays_and_its_end_is_replaced() {
    use std::os::unix::fs::symlink;
    let folder = folder();
    let at = |name: &str| folder.path().join(name);
    fs::create_dir(at("sub")).unwrap();
    symlink("../old", at("sub/link")).unwrap();
    symlink("sub/link", at("link")).unwrap();
    symlink("sub/new", at("dangling")).unwrap();
    write(&at("link"), "through two links");
    write(&at("dangling"), "through a link to nothing");
    assert_eq!(fs::read_to_string(at("old")).unwrap(), "through two links");
    assert_eq!(fs::read_to_string(at("sub/new")).unwrap(), "through a link to nothing");
    assert!(at("link").is_symlink() && at("sub/link").is_symlink() && at("dangling").is_symlink());
    assert!(!at("old").is_symlink() && !at("sub/new").is_symlink());
    assert_eq!(names(&folder), ["dangling", "link", "old", "sub"]);
}

#[test]
#[cfg(unix)]
fn an_input_is_no_output() {
    use std::os::unix::fs::symlink;
    let folder = tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    fs::create_dir(at("in")).unwrap();
    fs::write(at("in/x.toml"), "x").unwrap();
    fs::hard_link(at("in/x.toml"), at("hard")).unwrap();
    symlink("in/x.toml", at("soft")).unwrap();
    symlink("in", at("folder")).unwrap();
    fs::write(at("other"), "x").unwrap();
    let failed = Source::Failed(Box::new(Failure { path: at("other"), error: ReadError::NotRegular }));
    let mut found = find(&[at("missing"), at("in")]).unwrap();
    found.push(failed);
    for inputs in [&found, &vec![Source::Named(at("soft").into())]] {
        let open = |target: &str| Destination::open(Some(&at(target)), inputs, &Unfinished::default());
        for target in ["in/x.toml", "hard", "soft", "folder/x.toml", "in/../in/x.toml"] {
            let outcome = open(target);
            assert!(matches!(outcome, Err(DestinationError::IsInput)), "{target}: {outcome:?}");
        }
        for target in ["other", "in/y.toml", "missing"] {
            drop(open(target).unwrap());
        }
    }
    assert_eq!(fs::read_to_string(at("in/x.toml")).unwrap(), "x");
    assert_eq!(names(&folder).len(), 5);
}

#[test]
#[cfg(target_os = "linux")]
fn devices_are_written_directly() {
    let null = Path::new("/dev/null");
    let as_input = [Source::Named(null.into()), Source::StandardInput];
    let mut destination = Destination::open(Some(null), &as_input, &Unfinished::default()).unwrap();
    destination.write_all(b"text").unwrap();
    destination.commit().unwrap();
    assert!(!fs::metadata(null).unwrap().is_file());

    let mut full = open(Path::new("/dev/full")).unwrap();
    full.write_all(b"text").unwrap();
    assert_eq!(full.commit().unwrap_err().kind(), io::ErrorKind::StorageFull);
    let mut full = open(Path::new("/dev/full")).unwrap();
    let error = full.write_all(&vec![b'x'; 1 << 20]).unwrap_err();
    assert_eq!(error.to_string(), "cannot write: no space left on device");
    assert_eq!(Unwritten::within(error).place.as_deref(), Some(Path::new("/dev/full")));
}

#[test]
#[cfg(unix)]
fn a_pipe_is_written_directly_and_a_reader_that_leaves_is_told_apart() {
    use std::io::Read;
    let folder = folder();
    let path = folder.path().join("pipe");
    assert!(std::process::Command::new("mkfifo").arg(&path).status().unwrap().success());
    let reader = std::thread::spawn({
        let path = path.clone();
        move || {
            let mut first = [0; 4];
            File::open(path).unwrap().read_exact(&mut first).unwrap();
            first
        }
    });
    let mut destination = open(&path).unwrap();
    destination.write_all(b"text").unwrap();
    destination.flush().unwrap();
    assert_eq!(&reader.join().unwrap(), b"text");
    destination.write_all(b"more").unwrap();
    assert_eq!(destination.commit().unwrap_err().kind(), io::ErrorKind::BrokenPipe);
    assert_eq!(names(&folder), ["old", "pipe"]);
}

#[test]
#[cfg(target_os = "linux")]
fn a_descriptor_is_written_through_not_replaced() {
    use std::os::fd::AsRawFd;
    use std::os::unix::fs::MetadataExt;
    let folder = folder();
    let old = folder.path().join("old");
    let held = OpenOptions::new().write(true).open(&old).unwrap();
    let before = held.metadata().unwrap().ino();
    for way in ["/dev/fd", "/proc/self/fd"] {
        write(&Path::new(way).join(held.as_raw_fd().to_string()), " and new");
    }
    assert_eq!(fs::read_to_string(&old).unwrap(), "old and new and new");
    assert_eq!(fs::metadata(&old).unwrap().ino(), before);
}

#[test]
#[cfg(target_os = "linux")]
fn every_name_of_standard_output_is_recognised() {
    for name in ["/dev/stdout", "/dev/fd/1", "/proc/self/fd/1", "-"] {
        let destination = open(Path::new(name)).unwrap();
        assert!(matches!(destination.writer.get_ref(), Sink::StandardOutput(_)), "{name}: {destination:?}");
    }
    let destination = Destination::open(None, &[], &Unfinished::default()).unwrap();
    assert!(matches!(destination.writer.get_ref(), Sink::StandardOutput(_)));
    destination.commit().unwrap();
    // A folder of one's own may be named fd.
    let folder = tempdir().unwrap();
    fs::create_dir(folder.path().join("fd")).unwrap();
    write(&folder.path().join("fd/1"), "text");
    assert_eq!(fs::read_to_string(folder.path().join("fd/1")).unwrap(), "text");
}
