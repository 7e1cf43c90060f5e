//! What surrounds the program: variables change no byte, and colours no word.

use std::fs;

use crate::{Run, folder, program, run};

#[test]
fn the_environment_changes_no_byte() {
    let root = folder(&["ararat.toml"]);
    for format in ["table", "markdown", "csv", "json"] {
        let arguments = ["compare", "ararat.toml", "--format", format];
        let plain = run(root.path(), &arguments).out;
        assert!(format != "table" || plain.contains("▸ Spot"), "{plain}");
        for (name, value) in [
            ("LC_ALL", "C"),
            ("LC_ALL", "de_DE.UTF-8"),
            ("LC_NUMERIC", "de_DE.UTF-8"),
            ("LANG", "tr_TR.ISO-8859-9"),
            ("TZ", "Australia/Melbourne"),
            ("TZ", "nowhere"),
            ("COLUMNS", "40"),
            ("COLUMNS", "many"),
            ("TERM", "dumb"),
            ("TERM", "xterm-256color"),
            ("HOME", "/nowhere"),
            ("RUST_BACKTRACE", "full"),
            ("RAYON_NUM_THREADS", "3"),
        ] {
            let run: Run = program(root.path()).args(arguments).env(name, value).output().unwrap().into();
            assert_eq!((run.code, run.err.as_str()), (Some(0), ""), "{name}={value}");
            assert!(run.out == plain, "{name}={value}: {}", run.out);
        }
    }
}

#[test]
fn colours_are_where_they_are_asked_for() {
    let root = folder(&["ararat.toml"]);
    let coloured = |arguments: &[&str], variable: Option<(&str, &str)>| {
        let mut command = program(root.path());
        command.args(["compare", "ararat.toml", "--set", "demand.visits=2"]).args(arguments).envs(variable);
        let run: Run = command.output().unwrap().into();
        assert_eq!(run.code, Some(0));
        (run.out.contains('\u{1b}'), run.err.contains('\u{1b}'))
    };
    // A pipe has no colours, whatever it is piped to, unless they are asked for.
    assert_eq!(coloured(&[], None), (false, false));
    assert_eq!(coloured(&[], Some(("TERM", "xterm-256color"))), (false, false));
    assert_eq!(coloured(&["--color", "always"], None), (true, true));
    assert_eq!(coloured(&["--color", "never"], None), (false, false));
    assert_eq!(coloured(&[], Some(("NO_COLOR", "1"))), (false, false));
    // Who says never is not overruled by the environment.
    assert_eq!(coloured(&["--color", "never"], Some(("CLICOLOR_FORCE", "1"))), (false, false));
    // The machine formats have none, ever, and neither has a file.
    for format in ["markdown", "csv", "json", "jsonl"] {
        assert!(!coloured(&["--color", "always", "--format", format], None).0, "{format}");
    }
    coloured(&["--color", "always", "--output", "page.txt"], None);
    assert!(!fs::read_to_string(root.path().join("page.txt")).unwrap().contains('\u{1b}'));
}

/// With the colours taken out, a coloured page is the plain one.
#[test]
fn colours_change_no_word() {
    let root = folder(&["ararat.toml"]);
    let plain = run(root.path(), &["compare", "ararat.toml"]).out;
    let mut coloured = run(root.path(), &["compare", "ararat.toml", "--color", "always"]).out;
    while let Some(start) = coloured.find("\u{1b}[") {
        let end = start + coloured[start..].find('m').unwrap();
        coloured.replace_range(start..=end, "");
    }
    assert_eq!(coloured, plain);
}
