//! A full disk: files that may not grow, and a file system with room for a part of the results.

use std::fs::File;
use std::process::Stdio;

use tempfile::tempdir;

use crate::judge::{Survival, judged};
use crate::outcome::Outcome;
use crate::stage::Stage;
use crate::task::{TASKS, Task, can_mount, in_shell};

/// A limit of the size of files ends in a signal, which nobody may see; what fits until there is written first.
#[test]
fn files_that_may_not_grow() {
    let (mut told, mut unharmed) = (0, 0);
    for task in TASKS.iter().filter(|task| task.is_writing()) {
        let well = task.undisturbed();
        // In blocks of 512 bytes.
        for blocks in [0, 1, 2, 3, 5, 8, 16, 64, 256, 1024] {
            let stage = Stage::new();
            let before = stage.files();
            let limited = in_shell(&format!("ulimit -f {blocks}; exec \"$0\" \"$@\""));
            let ill = Outcome::of(&mut task.command(&stage, &limited), &stage);
            match judged(task, &before, &well, &ill, &[]) {
                Ok(Survival::Told) => {
                    assert!(ill.err.contains("cannot write: file too large"), "{}", ill.err);
                    told += 1;
                }
                Ok(Survival::Unharmed) => unharmed += 1,
                Err(why) => panic!("{task:?} with {blocks} blocks: {why}\n{ill:#?}"),
            }
        }
    }
    println!("{told} files too large, {unharmed} not");
    assert!(told >= 20 && unharmed >= 20, "{told} {unharmed}");
}

#[test]
fn a_redirected_standard_output_that_may_not_grow() {
    for arguments in [&["--help"][..], &["compare", "in/a.toml"], &["schema"], &["man"], &["completions", "bash"]] {
        let stage = Stage::new();
        let mut command = Task { arguments: &[] }.command(&stage, &in_shell("ulimit -f 0; exec \"$0\" \"$@\""));
        command.args(arguments).stdout(File::create(stage.path().join("out.csv")).unwrap());
        let output = command.stderr(Stdio::piped()).spawn().unwrap().wait_with_output().unwrap();
        let said = "error: standard output: cannot write: file too large\n";
        assert_eq!((output.status.code(), &*String::from_utf8_lossy(&output.stderr)), (Some(5), said), "{arguments:?}");
    }
}

/// In a user namespace anybody may mount, where the system allows such.
#[test]
fn a_file_system_that_is_full() {
    const SETUP_FAILED: i32 = 99;
    if !can_mount() {
        return;
    }
    let (mut told, mut unharmed) = (0, 0);
    for task in TASKS.iter().filter(|task| task.is_writing()) {
        let well = task.undisturbed();
        // In pages of 4 KiB: the stage takes one for each of its seven files.
        for pages in [7, 8, 9, 10, 12, 16, 24, 64, 256] {
            let (stage, disk) = (Stage::new(), tempdir().unwrap());
            let before = stage.files();
            let script = format!(
                "disk={}; stage=$PWD; mount -t tmpfs -o size={}k none $disk && cp -a . $disk && cd $disk || exit \
                 {SETUP_FAILED}; \"$0\" \"$@\"; code=$?; cd \"$stage\"; find . -mindepth 1 -delete; cp -a $disk/. .; \
                 exit $code",
                disk.path().display(),
                pages * 4,
            );
            let wrapper: Vec<String> =
                ["unshare", "-rm"].map(str::to_owned).into_iter().chain(in_shell(&script)).collect();
            let ill = Outcome::of(&mut task.command(&stage, &wrapper), &stage);
            if ill.code == Some(SETUP_FAILED) {
                continue;
            }
            match judged(task, &before, &well, &ill, &[]) {
                Ok(Survival::Told) => {
                    assert!(ill.err.contains("cannot write: no space left on device"), "{}", ill.err);
                    told += 1;
                }
                Ok(Survival::Unharmed) => unharmed += 1,
                Err(why) => panic!("{task:?} with {pages} pages: {why}\n{ill:#?}"),
            }
        }
    }
    println!("{told} runs without room, {unharmed} with");
    assert!(told >= 10 && unharmed >= 10, "{told} {unharmed}");
}
