//! `new` and the file system: what it writes, where, and what it leaves alone.
#![allow(missing_docs, clippy::unwrap_used, clippy::panic)]

use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use tempfile::tempdir;

const PROGRAM: &str = env!("CARGO_BIN_EXE_smarthands");

/// The program in a folder and an empty environment, without a terminal.
fn new(folder: &Path, arguments: &[&str]) -> (Option<i32>, String, String) {
    run(folder, &[&["new"], arguments].concat())
}

fn run(folder: &Path, arguments: &[&str]) -> (Option<i32>, String, String) {
    let mut command = Command::new(PROGRAM);
    let Output { status, stdout, stderr } =
        command.current_dir(folder).env_clear().stdin(Stdio::null()).args(arguments).output().unwrap();
    (status.code(), String::from_utf8(stdout).unwrap(), String::from_utf8(stderr).unwrap())
}

fn read(folder: &Path, file: &str) -> String {
    fs::read_to_string(folder.join(file)).unwrap()
}

/// The names in a folder, sorted; a file that was left behind would show here.
fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn the_starter_is_written_and_compared_as_it_says() {
    let root = tempdir().unwrap();
    let (code, out, err) = new(root.path(), &["mine.toml"]);
    assert_eq!((code, out.as_str()), (Some(0), ""));
    assert_eq!(err, "mine.toml: written\nCompare its options with: smarthands compare mine.toml\n");
    assert_eq!(names(root.path()), ["mine.toml"]);
    assert!(read(root.path(), "mine.toml").starts_with("#:schema ./smarthands.schema.json\n"));

    let (code, out, err) = run(root.path(), &["compare", "mine.toml"]);
    assert_eq!((code, err.as_str()), (Some(0), ""));
    // 12 × 4 visits × (2 h × 130 + 80); 12 × 1,560; 12 × 4 trips × ((2 h + 4 h) × 62 + 300 km × 0.88);
    // 65,000 × 1.15 + 15,000 + 12 × 4 visits × 30 km × 0.20
    for cost in ["A$16,320.00", "A$18,720.00", "A$30,528.00", "A$90,038.00"] {
        assert!(out.contains(cost), "{cost}\n{out}");
    }
}

#[test]
fn every_scenario_of_the_gallery_is_copied_byte_for_byte() {
    let root = tempdir().unwrap();
    let gallery = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios");
    let (_, list, _) = new(root.path(), &["--list"]);
    for file in names(&gallery) {
        let name = file.strip_suffix(".toml").unwrap();
        assert!(list.contains(&format!("\n  {name} ")), "{name}\n{list}");
        assert_eq!(new(root.path(), &["--from", name]).0, Some(0));
        assert_eq!(read(root.path(), &file), read(&gallery, &file));
    }
    assert_eq!(names(root.path()), names(&gallery));
    assert_eq!(new(root.path(), &["--from", "guide", "-q", "sub.toml"]), (Some(0), String::new(), String::new()));
    assert_eq!(read(root.path(), "sub.toml"), read(&gallery, "guide.toml"));
}

#[test]
fn standard_output_and_devices_get_the_text_alone() {
    let root = tempdir().unwrap();
    let (code, out, err) = new(root.path(), &["-"]);
    assert_eq!((code, err.as_str()), (Some(0), ""));
    assert!(out.starts_with("#:schema "));
    #[cfg(unix)]
    {
        assert_eq!(new(root.path(), &["/dev/stdout"]), (code, out, err));
        assert_eq!(new(root.path(), &["/dev/null"]), (Some(0), String::new(), String::new()));
    }
    #[cfg(target_os = "linux")]
    assert_eq!(
        new(root.path(), &["/dev/full"]),
        (Some(5), String::new(), "error: /dev/full: cannot write: no space left on device\n".to_owned())
    );
    assert!(names(root.path()).is_empty());
}

#[test]
fn an_existing_file_is_left_as_it_is() {
    let root = tempdir().unwrap();
    fs::write(root.path().join("mine.toml"), "mine").unwrap();
    fs::write(root.path().join("guide.toml"), "mine").unwrap();
    for arguments in [&["mine.toml"][..], &["./mine.toml"], &["--from", "guide", "mine.toml"], &["--from", "guide"]] {
        let (code, out, err) = new(root.path(), arguments);
        assert_eq!((code, out.as_str()), (Some(2), ""), "{err}");
        assert!(err.ends_with(".toml: exists already, and is left as it is; name another file\n"), "{err}");
    }
    assert_eq!([read(root.path(), "mine.toml"), read(root.path(), "guide.toml")], ["mine", "mine"]);
    assert_eq!(names(root.path()), ["guide.toml", "mine.toml"]);
}

#[test]
fn of_many_runs_at_once_one_writes() {
    let root = tempdir().unwrap();
    let start = |_| {
        let mut command = Command::new(PROGRAM);
        command.current_dir(root.path()).args(["new", "-q", "mine.toml"]).stderr(Stdio::null()).spawn().unwrap()
    };
    let runs: Vec<_> = (0..8).map(start).collect();
    let codes: Vec<i32> = runs.into_iter().map(|mut run| run.wait().unwrap().code().unwrap()).collect();
    assert_eq!(codes.iter().filter(|code| **code == 0).count(), 1, "{codes:?}");
    assert!(codes.iter().all(|code| [0, 2].contains(code)), "{codes:?}");
    assert_eq!(names(root.path()), ["mine.toml"]);
    assert_eq!(run(root.path(), &["check", "mine.toml"]).0, Some(0));
}

#[test]
fn folders_and_missing_folders_are_told() {
    let root = tempdir().unwrap();
    for (file, code, message) in [
        (".", 2, "is a folder; name a file in it"),
        ("none/", 2, "is a folder; name a file in it"),
        ("none/mine.toml", 5, "cannot write: there is no such folder; make it first, or name another one"),
    ] {
        let expected = (Some(code), String::new(), format!("error: {file}: {message}\n"));
        assert_eq!(new(root.path(), &[file]), expected);
    }
    assert_eq!(new(root.path(), &[""]).0, Some(2));
    assert!(names(root.path()).is_empty());
}

#[test]
#[cfg(unix)]
fn links_are_not_written_through() {
    use std::os::unix::fs::symlink;
    let root = tempdir().unwrap();
    fs::write(root.path().join("real.toml"), "mine").unwrap();
    symlink("nowhere.toml", root.path().join("dead.toml")).unwrap();
    symlink("real.toml", root.path().join("live.toml")).unwrap();
    let (code, _, err) = new(root.path(), &["dead.toml"]);
    assert_eq!((code, err.as_str()), (Some(2), "error: dead.toml: is a link that leads nowhere; name another file\n"));
    assert_eq!(new(root.path(), &["live.toml"]).0, Some(2));
    assert_eq!(read(root.path(), "real.toml"), "mine");
    assert_eq!(names(root.path()), ["dead.toml", "live.toml", "real.toml"]);
}

#[test]
#[cfg(unix)]
fn a_folder_that_may_not_be_written_is_a_failure_of_the_system() {
    use std::os::unix::fs::PermissionsExt as _;
    let root = tempdir().unwrap();
    fs::create_dir(root.path().join("theirs")).unwrap();
    fs::set_permissions(root.path().join("theirs"), fs::Permissions::from_mode(0o555)).unwrap();
    let is_root = fs::write(root.path().join("theirs/probe"), "").is_ok();
    if !is_root {
        let (code, _, err) = new(root.path(), &["theirs/mine.toml"]);
        assert_eq!((code, err.as_str()), (Some(5), "error: theirs/mine.toml: cannot write: permission denied\n"));
    }
    fs::set_permissions(root.path().join("theirs"), fs::Permissions::from_mode(0o755)).unwrap();
}

#[test]
#[cfg(unix)]
fn the_next_command_can_be_pasted_whatever_the_name() {
    let root = tempdir().unwrap();
    for name in ["my file.toml", "it's $(here).toml", "-x.toml", "é#.toml"] {
        let (code, _, err) = new(root.path(), &["--", name]);
        assert_eq!(code, Some(0), "{err}");
        let command = err.lines().nth(1).unwrap().split_once("with: ").unwrap().1;
        let pasted = command.replacen("smarthands", &format!("'{PROGRAM}'"), 1);
        let run = Command::new("sh").current_dir(root.path()).args(["-c", &pasted]).output().unwrap();
        assert!(run.status.success() && !run.stdout.is_empty(), "{command}");
    }
    // What cannot be shown is not offered.
    let (_, _, err) = new(root.path(), &["a\nb.toml"]);
    assert_eq!(err, "a\\nb.toml: written\n");
}

#[test]
fn without_a_terminal_nothing_is_asked() {
    let root = tempdir().unwrap();
    let (code, out, err) = new(root.path(), &[]);
    assert_eq!((code, out.as_str()), (Some(2), ""));
    assert!(err.starts_with("error: name a file, as in: smarthands new mine.toml "), "{err}");
    assert!(names(root.path()).is_empty());
}

/// The questions on a real terminal.
#[cfg(unix)]
mod terminal {
    use rexpect::process::{Signal, WaitStatus};
    use rexpect::session::{PtySession, spawn_command};

    use super::*;

    /// How the last question begins.
    const LAST: &str = "File to write [";

    fn asked(folder: &Path) -> PtySession {
        let mut command = Command::new(PROGRAM);
        command.arg("new").current_dir(folder).env_clear().env("LANG", "C.UTF-8").env("NO_COLOR", "1");
        spawn_command(command, Some(20_000)).unwrap()
    }

    /// Waits for the end of a question, and answers; what stood before the end.
    fn answer(session: &mut PtySession, answer: &str) -> String {
        let question = session.exp_string("]: ").unwrap();
        session.send_line(answer).unwrap();
        question
    }

    fn ended(mut session: PtySession) -> (String, i32) {
        let rest = session.exp_eof().unwrap();
        match session.process().wait().unwrap() {
            WaitStatus::Exited(_, code) => (rest, code),
            other => panic!("{other:?}"),
        }
    }

    /// Answers with Enter until the last question is asked.
    fn skip_to_the_file(session: &mut PtySession) {
        for _ in 0..12 {
            answer(session, "");
        }
        session.exp_string(LAST).unwrap();
    }

    #[test]
    fn enter_alone_comes_to_a_file_and_its_comparison() {
        let root = tempdir().unwrap();
        let mut session = asked(root.path());
        for _ in 0..13 {
            answer(&mut session, "");
        }
        let (rest, code) = ended(session);
        assert_eq!(code, 0, "{rest}");
        let (said, page) = rest.split_once("\r\n\r\n").unwrap();
        assert!(
            said.contains("my-region.toml: written\r\n") && said.contains("values in it are typical ones"),
            "{said}"
        );
        assert!(page.starts_with("My region\r\n12 months in AUD") && page.contains("A$16,320.00"), "{page}");
        assert!(!rest.contains("warning"), "{rest}");
        assert_eq!(names(root.path()), ["my-region.toml"]);
        assert_eq!(run(root.path(), &["check", "my-region.toml"]), (Some(0), String::new(), String::new()));
    }

    #[test]
    fn answers_are_judged_and_written() {
        let root = tempdir().unwrap();
        fs::write(root.path().join("taken.toml"), "mine").unwrap();
        let mut session = asked(root.path());
        for said in ["Wimmera", "NZD", "10", "1O"] {
            answer(&mut session, said);
        }
        assert!(answer(&mut session, "12").contains("`1O` is not a number; write digits"));
        answer(&mut session, "1.5");
        answer(&mut session, "40");
        answer(&mut session, "45");
        assert!(answer(&mut session, "45%").contains("write 45%"));
        for said in ["165", "120", "60", "1", "no", "70000", "12.5%", "no", "."] {
            answer(&mut session, said);
        }
        assert!(answer(&mut session, "taken").contains(".: is a folder; name a file in it"));
        let again = answer(&mut session, "west");
        assert!(again.contains("taken.toml: exists already, and is left as it is"), "{again}");
        let (rest, code) = ended(session);
        assert_eq!(code, 0, "{rest}");
        // 12 × 12 visits × (1.5 h × 120 + 60); 70,000 × 1.125 + 15,000 + 12 × 12 visits × 40 km × 0.20
        assert!(rest.contains("NZ$34,560.00") && rest.contains("NZ$94,902.00"), "{rest}");
        assert_eq!(names(root.path()), ["taken.toml", "west.toml"]);
        assert_eq!(read(root.path(), "taken.toml"), "mine");
        assert!(read(root.path(), "west.toml").contains("\n# [[option]]                          # a partner, paid"));
    }

    #[test]
    fn an_interruption_at_the_first_question_leaves_nothing() {
        let root = tempdir().unwrap();
        let mut session = asked(root.path());
        session.exp_string("]: ").unwrap();
        session.send_control('c').unwrap();
        let (rest, code) = ended(session);
        assert_eq!((code, rest.contains("nothing is written")), (130, true), "{rest}");
        assert!(names(root.path()).is_empty());
    }

    #[test]
    fn an_interruption_at_the_last_question_leaves_nothing() {
        let root = tempdir().unwrap();
        let mut session = asked(root.path());
        skip_to_the_file(&mut session);
        session.exp_string("]: ").unwrap();
        session.send("mi").unwrap();
        session.send_control('c').unwrap();
        assert_eq!(ended(session).1, 130);
        assert!(names(root.path()).is_empty());
    }

    #[test]
    fn the_end_of_input_leaves_nothing() {
        let root = tempdir().unwrap();
        let mut session = asked(root.path());
        skip_to_the_file(&mut session);
        session.exp_string("]: ").unwrap();
        session.send_control('d').unwrap();
        let (rest, code) = ended(session);
        assert_eq!((code, rest.contains("nothing is written")), (130, true), "{rest}");
        assert!(names(root.path()).is_empty());
    }

    #[test]
    fn a_termination_leaves_nothing() {
        let root = tempdir().unwrap();
        let mut session = asked(root.path());
        answer(&mut session, "Wimmera");
        session.exp_string("]: ").unwrap();
        session.process_mut().signal(Signal::SIGTERM).unwrap();
        assert_eq!(ended(session).1, 143);
        assert!(names(root.path()).is_empty());
    }
}
