//! B6, B14: what changes while the program reads.

use std::fs::{self, OpenOptions};
use std::io::Write as _;
use std::process::Stdio;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Instant;

use tempfile::tempdir;

use crate::{ARARAT, PATIENCE, Run, bounded, files_of, make_pipe, program, write};

/// The list of files is made before the first is read. The first is a pipe here, so while the program waits for it the
/// folder can be changed at leisure.
#[test]
fn the_files_are_those_that_were_there_at_the_start() {
    let root = tempdir().unwrap();
    let at = |name: &str| root.path().join(name);
    make_pipe(&at("first"));
    for name in [
        "folder/changed.toml",
        "folder/emptied.toml",
        "folder/gone.toml",
        "folder/grown.toml",
        "folder/pipe.toml",
        "folder/same.toml",
    ] {
        write(root.path(), name, ARARAT);
    }
    let start = Instant::now();
    let mut command = program(root.path());
    command.args(["compare", "first", "folder", "--format", "csv", "--jobs", "1"]);
    let child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    // Opening waits for the reader.
    let mut first = OpenOptions::new().write(true).open(at("first")).unwrap();
    write(root.path(), "folder/changed.toml", ARARAT.replace("visits = 5", "visits = 6"));
    write(root.path(), "folder/emptied.toml", "");
    write(root.path(), "folder/new.toml", ARARAT);
    write(root.path(), "folder/grown.toml", format!("{ARARAT}{}", "#".repeat(2 << 20)));
    fs::remove_file(at("folder/gone.toml")).unwrap();
    fs::remove_file(at("folder/pipe.toml")).unwrap();
    make_pipe(&at("folder/pipe.toml"));
    first.write_all(ARARAT.as_bytes()).unwrap();
    drop(first);
    let run = Run::new(child.wait_with_output().unwrap(), start);
    assert!(run.took < PATIENCE);
    assert_eq!(run.code, Some(5), "{}", run.err);
    assert_eq!(files_of(&run.out), ["first", "folder/changed.toml", "folder/same.toml"]);
    assert!(run.out.contains("folder/changed.toml,Ararat,spot,Spot,per-incident,AUD,12,6,"), "{}", run.out);
    for told in [
        "error[empty-file]: there is no scenario in this file\n--> folder/emptied.toml\n",
        "error[cannot-read]: cannot read: no such file or directory\n--> folder/gone.toml\n",
        "error[unusable-file]: larger than 1 MiB\n--> folder/grown.toml\n",
        "error[unusable-file]: not a regular file\n--> folder/pipe.toml\n",
    ] {
        assert!(run.err.contains(told), "{}", run.err);
    }
    assert!(run.err.ends_with("\n3 of 7 scenarios compared, 4 refused\n"), "{}", run.err);
}

/// A pipe that never ends is left after a megabyte.
#[test]
fn a_reader_does_not_follow_a_writer_without_end() {
    let root = tempdir().unwrap();
    make_pipe(&root.path().join("endless"));
    let writer = std::thread::spawn({
        let path = root.path().join("endless");
        move || {
            let mut pipe = OpenOptions::new().write(true).open(path).unwrap();
            pipe.write_all(ARARAT.as_bytes()).unwrap();
            let mut written = 0_usize;
            while let Ok(count) = pipe.write(&[b'#'; 4096]) {
                written += count;
            }
            written
        }
    });
    let refused = bounded(root.path(), &["check", "endless"]);
    assert_eq!(refused.code, Some(3));
    assert_eq!(refused.err, "error[unusable-file]: larger than 1 MiB\n--> endless\n\n");
    // A megabyte, and what the pipe holds besides.
    assert!((1 << 20..2 << 20).contains(&writer.join().unwrap()));
}

/// A file that grows while it is read is what it was, or too large, or cut within a comment: nothing else.
#[test]
fn a_file_that_grows_is_read_up_to_the_limit() {
    let root = tempdir().unwrap();
    let is_over = AtomicBool::new(false);
    let path = root.path().join("log.toml");
    std::thread::scope(|scope| {
        scope.spawn(|| {
            while !is_over.load(Ordering::Relaxed) {
                fs::write(&path, ARARAT).unwrap();
                let mut file = OpenOptions::new().append(true).open(&path).unwrap();
                for _ in 0..200 {
                    file.write_all(&[b'#'; 16 * 1024]).unwrap();
                }
            }
        });
        for _ in 0..15 {
            for target in ["log.toml", "."] {
                let run = bounded(root.path(), &["check", target]);
                let is_told = run.err.contains("larger than 1 MiB") || run.err.contains("there is no scenario");
                assert!(run.code == Some(0) && run.err.is_empty() || run.code == Some(3) && is_told, "{}", run.err);
            }
        }
        is_over.store(true, Ordering::Relaxed);
    });
}
