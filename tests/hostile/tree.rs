//! B1 to B3, B5, B7, B8, B11 to B13: what stands in a folder, and how deep.

use std::ffi::OsStr;
use std::fs;
use std::os::unix::ffi::OsStrExt as _;
use std::os::unix::fs::symlink;
use std::os::unix::net::UnixListener;
use std::process::Command;

use tempfile::tempdir;

use crate::{ARARAT, bounded, files_of, make_pipe, run, write};

/// Of everything that a file system can hold, regular files and links to them are scenarios, and links that lead nowhere
/// are missed scenarios. Nothing hangs.
#[test]
fn a_folder_of_everything_that_is_no_file() {
    let root = tempdir().unwrap();
    let at = |name: &str| root.path().join(name);
    write(root.path(), "good.toml", ARARAT);
    write(root.path(), "folder.toml/inside.toml", ARARAT);
    make_pipe(&at("pipe.toml"));
    let _socket = UnixListener::bind(at("socket.toml")).unwrap();
    for (end, name) in [
        ("good.toml", "link.toml"),
        ("pipe.toml", "link-to-a-pipe.toml"),
        ("socket.toml", "link-to-a-socket.toml"),
        ("/dev/zero", "device.toml"),
        ("/dev/tty", "terminal.toml"),
        ("folder.toml", "link-to-a-folder.toml"),
        (".", "itself"),
        ("..", "folder.toml/above"),
        ("nowhere", "broken.toml"),
        ("self.toml", "self.toml"),
        ("two.toml", "one.toml"),
        ("one.toml", "two.toml"),
    ] {
        symlink(end, at(name)).unwrap();
    }
    let all = bounded(root.path(), &["compare", ".", "--format", "csv"]);
    assert_eq!(all.code, Some(5));
    assert_eq!(files_of(&all.out), ["./folder.toml/inside.toml", "./good.toml", "./link.toml"]);
    for (name, why) in [
        ("broken", "no such file or directory"),
        ("self", "too many levels of symbolic links"),
        ("one", "too many levels of symbolic links"),
        ("two", "too many levels of symbolic links"),
    ] {
        // Each once.
        assert_eq!(all.err.matches(&format!("\n--> ./{name}.toml\n")).count(), 1, "{}", all.err);
        assert!(all.err.contains(&format!("error[cannot-read]: cannot read: {why}")), "{}", all.err);
    }
    assert!(all.err.ends_with("\n3 of 7 scenarios compared, 4 refused\n"), "{}", all.err);
}

/// Named, they are read like `cat` would, or refused with a reason.
#[test]
fn what_is_named_and_no_file_is_read_or_refused() {
    let root = tempdir().unwrap();
    let at = |name: &str| root.path().join(name);
    let _socket = UnixListener::bind(at("socket.toml")).unwrap();
    symlink("self.toml", at("self.toml")).unwrap();
    symlink("nowhere", at("broken.toml")).unwrap();
    write(root.path(), "file.toml", ARARAT);
    write(root.path(), "empty/readme.txt", "");
    let long = "n".repeat(256);
    let way = "d/".repeat(2_100) + "x.toml";
    for (path, code, why) in [
        ("missing.toml", 5, "cannot read: no such file or directory"),
        ("broken.toml", 5, "cannot read: no such file or directory"),
        ("self.toml", 5, "cannot read: too many levels of symbolic links"),
        ("socket.toml", 5, "cannot read: no such device or address"),
        ("file.toml/x.toml", 5, "cannot read: not a directory"),
        (&long, 5, "cannot read: file name too long"),
        (&way, 5, "cannot read: file name too long"),
        ("empty", 3, "no scenario files (*.toml) in this folder"),
        ("/dev/null", 3, "there is no scenario in this file"),
    ] {
        let refused = bounded(root.path(), &["check", path]);
        assert_eq!(refused.code, Some(code), "{path}: {}", refused.err);
        assert!(refused.err.contains(why), "{path}: {}", refused.err);
        // Beside others it fails alone.
        let beside = bounded(root.path(), &["check", "file.toml", path]);
        let expected = if code == 3 { 4 } else { code };
        assert_eq!(beside.code, Some(expected), "{path}: {}", beside.err);
        assert!(beside.err.ends_with("\n1 of 2 scenarios valid, 1 refused\n"), "{}", beside.err);
    }
}

#[test]
fn four_hundred_levels_are_gone_down() {
    let root = tempdir().unwrap();
    let mut files = Vec::new();
    for level in [1, 100, 400] {
        let file = format!("{}x.toml", "d/".repeat(level));
        write(root.path(), &file, ARARAT);
        files.push(format!("./{file}"));
    }
    let all = bounded(root.path(), &["compare", ".", "--format", "csv", "--jobs", "2"]);
    assert_eq!((all.code, all.err.as_str()), (Some(0), ""));
    let mut found = files_of(&all.out);
    found.sort_by_key(|file| file.len());
    assert_eq!(found, files);
}

/// A path that the system does not take is told, and the others come.
#[test]
#[cfg(target_os = "linux")]
fn a_path_beyond_the_longest_is_told() {
    use rustix::fs::{CWD, Mode, OFlags, mkdirat, openat};
    let root = tempdir().unwrap();
    write(root.path(), "a.toml", ARARAT);
    let name = "n".repeat(250);
    let mut here = openat(CWD, root.path(), OFlags::DIRECTORY, Mode::empty()).unwrap();
    for _ in 0..20 {
        mkdirat(&here, &*name, Mode::RWXU).unwrap();
        here = openat(&here, &*name, OFlags::DIRECTORY, Mode::empty()).unwrap();
    }
    drop(openat(&here, "x.toml", OFlags::CREATE | OFlags::WRONLY, Mode::RUSR).unwrap());
    let all = bounded(root.path(), &["compare", ".", "--format", "csv"]);
    // TempDir cannot remove what it cannot name.
    assert!(Command::new("rm").arg("-rf").arg(root.path()).status().unwrap().success());
    assert_eq!(all.code, Some(5));
    assert_eq!(files_of(&all.out), ["./a.toml"]);
    assert!(all.err.contains("error[cannot-read]: cannot read: file name too long\n--> ./nnnn"), "{}", all.err);
    assert!(all.err.ends_with("\n1 of 2 scenarios compared, 1 refused\n"), "{}", all.err);
}

/// Every byte that a name may have, alone and at its longest: all are found, shown safely, and no two look the same.
#[test]
#[cfg(target_os = "linux")]
fn names_of_any_bytes_are_found_and_told_apart() {
    let root = tempdir().unwrap();
    let mut count = 0;
    let mut add = |bytes: &[u8]| {
        let name = [bytes, b".toml"].concat();
        fs::write(root.path().join(OsStr::from_bytes(&name)), "").unwrap();
        count += 1;
    };
    for byte in 1..=255_u8 {
        // A slash is none of a name, and a dot in front hides it.
        if !matches!(byte, b'/' | b'.') {
            add(&[byte]);
        }
    }
    for name in [
        "-x",
        "--set",
        "=cmd|'x'!A1",
        "+1",
        "@a",
        "a\nb",
        "\\xE9",
        "\\n",
        "a.toml",
        "  ",
        "東京",
        "é",
        "e\u{301}",
        "NUL",
    ] {
        add(name.as_bytes());
    }
    for name in ["n".repeat(250), "\u{202e}".repeat(83), "\u{1f600}".repeat(62)] {
        add(name.as_bytes());
    }
    assert_eq!(count, 253 + 14 + 3);
    let all = bounded(root.path(), &["check", ".", "--rejects", "rejects.csv"]);
    assert_eq!(all.code, Some(3));
    assert!(all.err.ends_with(&format!("\n0 of {count} scenarios valid, {count} refused\n")), "{}", all.err);
    let rejects = fs::read_to_string(root.path().join("rejects.csv")).unwrap();
    assert!(!rejects.contains(crate::is_driving));
    let mut reader = csv::Reader::from_reader(rejects.as_bytes());
    let mut names: Vec<String> = reader.records().map(|record| record.unwrap()[0].to_owned()).collect();
    assert!(names.contains(&"./\\xE9.toml".to_owned()) && names.contains(&"./\\\\xE9.toml".to_owned()));
    names.sort();
    names.dedup();
    assert_eq!(names.len(), count);
}

/// One file under several names is several scenarios, in the order of their paths.
#[test]
fn one_file_under_several_names() {
    let root = tempdir().unwrap();
    write(root.path(), "a/x.toml", ARARAT);
    write(root.path(), "b/x.toml", ARARAT);
    fs::hard_link(root.path().join("a/x.toml"), root.path().join("b/hard.toml")).unwrap();
    symlink("../a/x.toml", root.path().join("b/soft.toml")).unwrap();
    let all = run(root.path(), &["compare", ".", "a", "a/x.toml", "--format", "csv"]);
    assert_eq!((all.code, all.err.as_str()), (Some(0), ""));
    let files: Vec<&str> = all.out.lines().skip(1).step_by(2).map(|row| row.split(',').next().unwrap()).collect();
    assert_eq!(files, ["./a/x.toml", "./b/hard.toml", "./b/soft.toml", "./b/x.toml", "a/x.toml", "a/x.toml"]);
}
