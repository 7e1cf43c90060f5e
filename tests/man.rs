//! The manual pages: what is in them, where they go, and whether they are sound.
#![allow(missing_docs, clippy::unwrap_used, clippy::print_stderr)]
#![cfg(unix)]

use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use smarthands::commands::{EXIT_STATUS, Exit};
use tempfile::tempdir;

mod program;

const PAGES: [&str; 10] = [
    "smarthands-breakeven.1",
    "smarthands-check.1",
    "smarthands-compare.1",
    "smarthands-completions.1",
    "smarthands-explain.1",
    "smarthands-man.1",
    "smarthands-new.1",
    "smarthands-schema.1",
    "smarthands-sweep.1",
    "smarthands.1",
];

fn write(folder: &Path) -> Output {
    program::run(&["man", folder.to_str().unwrap()])
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort_unstable();
    names
}

#[test]
fn pages_are_written_into_a_folder_and_over_older_ones() {
    let folder = tempdir().unwrap();
    let pages = folder.path().join("share/man/man1");
    let output = write(&pages);
    assert!(output.status.success() && output.stdout.is_empty() && output.stderr.is_empty(), "{output:?}");
    let written = names(&pages);
    assert!(PAGES.iter().all(|page| written.contains(&(*page).to_owned())), "{written:?}");
    let main = fs::read(pages.join("smarthands.1")).unwrap();
    assert_eq!(program::run(&["man"]).stdout, main);
    fs::write(pages.join("smarthands.1"), "an older page").unwrap();
    fs::write(pages.join("other.1"), "another's").unwrap();
    assert!(write(&pages).status.success());
    assert_eq!(fs::read(pages.join("smarthands.1")).unwrap(), main);
    assert_eq!(fs::read_to_string(pages.join("other.1")).unwrap(), "another's");
    // Nothing unfinished stays behind.
    assert_eq!(names(&pages).len(), written.len() + 1);
}

#[test]
fn a_place_that_cannot_be_written_is_named() {
    let folder = tempdir().unwrap();
    let file = folder.path().join("file");
    fs::write(&file, "kept").unwrap();
    let output = write(&file);
    assert_eq!(output.status.code(), Some(5));
    assert!(String::from_utf8(output.stderr).unwrap().contains("file: cannot write: "));
    assert_eq!(fs::read_to_string(&file).unwrap(), "kept");
    // A folder of a page's name: no other page is written either.
    let pages = folder.path().join("pages");
    fs::create_dir_all(pages.join("smarthands-sweep.1")).unwrap();
    assert_eq!(write(&pages).status.code(), Some(5));
    assert_eq!(names(&pages), ["smarthands-sweep.1"]);
}

/// `man` and `completions` write through the same door as every other verb.
#[test]
fn full_devices_and_closed_pipes() {
    for arguments in [&["man"][..], &["completions", "bash"]] {
        let to = |target: Stdio| {
            let mut command = Command::new(env!("CARGO_BIN_EXE_smarthands"));
            command.args(arguments).stdout(target).stderr(Stdio::piped()).output().unwrap()
        };
        if cfg!(target_os = "linux") {
            let full = to(fs::OpenOptions::new().write(true).open("/dev/full").unwrap().into());
            assert_eq!(full.status.code(), Some(5));
            assert_eq!(
                String::from_utf8(full.stderr).unwrap(),
                "error: standard output: cannot write: no space left on device\n"
            );
        }
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        let closed = to(writer.into());
        assert!(closed.status.success() && closed.stderr.is_empty(), "{closed:?}");
    }
}

/// The sections, the examples line by line, and every exit code of the program with its words in the documents.
#[test]
fn pages_have_what_a_page_has() {
    let folder = tempdir().unwrap();
    assert!(write(folder.path()).status.success());
    for name in names(folder.path()) {
        let text = fs::read_to_string(folder.path().join(&name)).unwrap();
        let headings: Vec<&str> = text.lines().filter_map(|line| line.strip_prefix(".SH ")).collect();
        let expected = ["NAME", "SYNOPSIS", "DESCRIPTION", "OPTIONS", "EXAMPLES", "\"EXIT STATUS\"", "\"SEE ALSO\""];
        assert_eq!(headings.into_iter().filter(|heading| *heading != "SUBCOMMANDS").collect::<Vec<_>>(), expected);
        assert!(text.contains(concat!(" 1 \"\" \"smarthands ", env!("CARGO_PKG_VERSION"), "\" \"User Commands\"\n")));
        for (code, _) in EXIT_STATUS {
            assert!(text.contains(&format!("\n.TP\n\\fB{code}\\fR\n")), "{name}: {code}");
        }
    }
    let compare = fs::read_to_string(folder.path().join("smarthands-compare.1")).unwrap();
    assert!(compare.contains("\\fBsmarthands compare\\fR [OPTIONS] <PATH>...\n"), "{compare}");
    assert!(compare.contains(".nf\nsmarthands new \\-\\-from guide guide.toml\nsmarthands compare guide.toml\n"));
}

#[test]
fn exit_codes_are_those_of_the_documents() {
    let document = fs::read_to_string("docs/command-line.md").unwrap();
    let (_, section) = document.split_once("## Exit codes\n").unwrap();
    let rows: Vec<&str> = section.lines().skip_while(|line| !line.starts_with("|---")).skip(1).collect();
    let rows: Vec<&str> = rows.into_iter().take_while(|line| line.starts_with('|')).collect();
    assert_eq!(rows, EXIT_STATUS.map(|(code, meaning)| format!("| {code} | {meaning} |")));
    for exit in [Exit::Done, Exit::Usage, Exit::Refused, Exit::Partial, Exit::System, Exit::Bug] {
        assert!(EXIT_STATUS.iter().any(|(code, _)| *code == exit.code()), "{exit:?}");
    }
}

/// groff and mandoc have nothing to complain of, where they are there.
#[test]
fn formatters_accept_the_pages() {
    let folder = tempdir().unwrap();
    assert!(write(folder.path()).status.success());
    let pages: Vec<_> = names(folder.path()).iter().map(|name| folder.path().join(name)).collect();
    for (formatter, arguments) in [
        ("groff", &["-man", "-Tutf8", "-ww"][..]),
        ("mandoc", &["-T", "lint", "-W", "error"]),
        ("man", &["-l", "--warnings"]),
    ] {
        for page in &pages {
            match Command::new(formatter).args(arguments).arg(page).env("LC_ALL", "C.UTF-8").output() {
                Ok(output) => assert!(output.status.success() && output.stderr.is_empty(), "{formatter}: {output:?}"),
                Err(_) => eprintln!("{formatter} is not installed, so the pages are not tried with it"),
            }
        }
    }
}
