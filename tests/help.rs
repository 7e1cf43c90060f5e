//! The examples of every `--help` work when they are pasted, in their order, into a shell in an empty folder.
#![allow(missing_docs, clippy::unwrap_used, clippy::panic)]
#![cfg(unix)]

use std::path::Path;
use std::process::Command;

use tempfile::tempdir;

mod program;

fn help(arguments: &[&str]) -> String {
    let output = program::run(arguments);
    assert!(output.status.success(), "{arguments:?}: {output:?}");
    String::from_utf8(output.stdout).unwrap()
}

/// The verbs that the help lists, but `help` itself.
fn verbs() -> Vec<String> {
    let help = help(&["--help"]);
    let (_, list) = help.split_once("\nCommands:\n").unwrap();
    let lines = list.lines().take_while(|line| !line.is_empty());
    // A description that is too long goes on further in.
    let names = lines.filter_map(|line| line.strip_prefix("  ").filter(|line| !line.starts_with(' ')));
    names.filter_map(|line| line.split(' ').next()).filter(|verb| *verb != "help").map(String::from).collect()
}

/// The examples at the end of a help.
fn examples(help: &str) -> Vec<String> {
    let (_, examples) =
        help.rsplit_once("\nExamples:\n").unwrap_or_else(|| panic!("no examples at the end of\n{help}"));
    let lines: Vec<String> = examples.lines().map(|line| line.strip_prefix("  ").unwrap().to_owned()).collect();
    assert!(!lines.is_empty() && lines.iter().all(|line| line.starts_with("smarthands ")), "{lines:?}");
    lines
}

fn run(examples: &[String]) {
    let folder = tempdir().unwrap();
    let program = Path::new(env!("CARGO_BIN_EXE_smarthands")).parent().unwrap();
    let path = format!("{}:{}", program.display(), std::env::var("PATH").unwrap_or_default());
    for example in examples {
        let mut shell = Command::new("sh");
        shell.args(["-c", example]).current_dir(folder.path()).env_clear().env("PATH", &path);
        let output = shell.output().unwrap();
        assert!(output.status.success(), "{example}: {output:?}");
    }
}

#[test]
fn examples_work_when_pasted() {
    let verbs = verbs();
    for known in ["compare", "breakeven", "explain", "sweep", "check", "new", "schema", "completions", "man"] {
        assert!(verbs.iter().any(|verb| verb == known), "{verbs:?}");
    }
    run(&examples(&help(&["--help"])));
    for verb in &verbs {
        let long = examples(&help(&[verb, "--help"]));
        assert_eq!(examples(&help(&[verb, "-h"])), long);
        assert!(long.iter().any(|example| example.starts_with(&format!("smarthands {verb} "))), "{verb}: {long:?}");
        run(&long);
    }
}
