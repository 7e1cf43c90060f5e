//! Completion as each shell asks for it: what the program answers, and what the shells make of it where they are there.
#![allow(missing_docs, clippy::unwrap_used, clippy::panic, clippy::print_stderr, clippy::format_push_string)]
#![cfg(unix)]

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use smarthands::completion::Shell;
use smarthands::scenario::{load, setting::Setting};
use tempfile::{TempDir, tempdir};

/// A folder with the guide, the same under a name and with an address that have to be quoted, and files to be left out.
fn folder() -> TempDir {
    let folder = tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    let guide = std::fs::read_to_string("scenarios/guide.toml").unwrap();
    std::fs::write(at("guide.toml"), &guide).unwrap();
    let extra = "\n[[extra]]\nname = \"PSA seats\"\namount = 10\nper = \"month\"\n";
    std::fs::write(at("my guide.toml"), format!("{guide}{extra}")).unwrap();
    std::fs::write(at("broken.toml"), "name = [").unwrap();
    std::fs::write(at("notes.txt"), "").unwrap();
    std::fs::write(at("line\nbreak.toml"), &guide).unwrap();
    std::fs::create_dir(at("tender")).unwrap();
    std::fs::write(at("tender/b.toml"), &guide).unwrap();
    assert!(Command::new("mkfifo").arg(at("pipe.toml")).status().unwrap().success());
    folder
}

/// The program, found on the path first of all.
fn path() -> String {
    let program = Path::new(env!("CARGO_BIN_EXE_smarthands")).parent().unwrap();
    format!("{}:{}", program.display(), std::env::var("PATH").unwrap_or_default())
}

fn ask(shell: Shell, folder: &Path, words: &[&str]) -> Output {
    let words = std::iter::once("smarthands").chain(words.iter().copied());
    let mut command = Command::new(env!("CARGO_BIN_EXE_smarthands"));
    command.current_dir(folder).env_clear().env("HOME", folder).env("SMARTHANDS_COMPLETE", shell.name()).arg("--");
    match shell {
        Shell::Bash => {
            // None of these words needs quotes, and bash cuts at the last `=`.
            let line = words.collect::<Vec<_>>().join(" ");
            let own = line.rsplit([' ', '=']).next().unwrap().to_owned();
            command.args([line, own])
        }
        Shell::Powershell => command.env("SMARTHANDS_WORDS", words.collect::<Vec<_>>().join("\n")),
        Shell::Zsh | Shell::Fish | Shell::Elvish => command.args(words),
    };
    command.output().unwrap()
}

/// The candidates without their help.
fn answer(shell: Shell, folder: &Path, words: &[&str]) -> Vec<String> {
    let output = ask(shell, folder, words);
    assert!(output.status.success() && output.stderr.is_empty(), "{words:?}: {output:?}");
    let text = String::from_utf8(output.stdout).unwrap();
    text.lines().map(|line| line.split('\t').next().unwrap().to_owned()).collect()
}

#[test]
fn every_shell_is_told_the_same() {
    let folder = folder();
    let verbs = ["compare", "breakeven", "explain", "sweep", "check", "new", "schema", "completions", "man", "help"];
    for shell in Shell::ALL {
        let answer = |words: &[&str]| answer(shell, folder.path(), words);
        let all = answer(&[""]);
        assert!(verbs.iter().all(|verb| all.contains(&(*verb).to_owned())), "{all:?}");
        assert_eq!(answer(&["brea"]), ["breakeven"]);
        assert_eq!(answer(&["check", "--re"]), ["--rejects"]);
        assert_eq!(answer(&["compare", "guide.toml", "--format", "j"]), ["json", "jsonl"]);
        assert_eq!(answer(&["completions", "e"]), ["elvish"]);
        assert_eq!(answer(&["check", "b"]), ["broken.toml"]);
        assert_eq!(answer(&["check", "t"]), ["tender/"]);
        assert_eq!(answer(&["check", "tender/"]), ["tender/b.toml"]);
        assert_eq!(answer(&["check", "guide.toml", "-o", "no"]), Vec::<String>::new());
        assert_eq!(answer(&["compare", "guide.toml", "-o", "no"]), ["notes.txt"]);
        let ids = ["hire-regional-fte", "retainer-partner", "per-incident-only"];
        assert_eq!(answer(&["explain", "guide.toml", ""]), ids);
        assert_eq!(answer(&["explain", "--depth", "2", "guide.toml", "ret"]), ["retainer-partner"]);
        assert_eq!(answer(&["explain", "guide.toml", "per-incident-only", "l"]), ["labour"]);
        assert_eq!(answer(&["explain", "guide.toml", "hire-regional-fte", "re"]), ["recruitment", "revenue-needed"]);
        assert_eq!(answer(&["compare", "guide.toml", "--set", "demand.vis"]), ["demand.visits="]);
        assert_eq!(answer(&["check", "tender", "--set", "demand.vis"]), ["demand.visits="]);
        let fee = "option.retainer-partner.monthly_fee";
        assert_eq!(answer(&["breakeven", "guide.toml", "--switch", "option.retainer-partner.mo"]), [fee]);
        assert_eq!(answer(&["explain", "~/tender/b.toml", "re"]), ["retainer-partner"]);
        assert_eq!(answer(&["sweep", "guide.toml", "--vary", "visit"]), ["visits="]);
        assert_eq!(answer(&["sweep", "guide.toml", "--vary", "visits="]), Vec::<String>::new());
        // bash has cut off what stands before the `=`.
        let cut = |text: &'static str| text.strip_prefix("--set=").filter(|_| shell == Shell::Bash).unwrap_or(text);
        assert_eq!(answer(&["compare", "guide.toml", "--set=demand.vis"]), [cut("--set=demand.visits=")]);
        let value = if shell == Shell::Bash { "60%" } else { "target.gross_margin=60%" };
        assert_eq!(answer(&["compare", "guide.toml", "--set", "target.gross_margin="]), [value]);
    }
}

#[test]
fn help_stands_behind_a_tab() {
    let output =
        ask(Shell::Fish, folder().path(), &["breakeven", "guide.toml", "--switch", "option.retainer-partner.ov"]);
    let text = String::from_utf8(output.stdout).unwrap();
    // As the guide has it, line 39.
    let help = "the price of an hour beyond the included ones, now 130 AUD/h";
    assert_eq!(text, format!("option.retainer-partner.overage_rate\t{help}\n"));
}

#[test]
fn nothing_is_said_where_nothing_is_known() {
    let folder = folder();
    for words in [
        &["explain", "broken.toml", ""][..],
        &["explain", "missing.toml", ""],
        // Nobody writes into this pipe, so waiting for it would never end.
        &["explain", "pipe.toml", ""],
        &["explain", "/dev/zero", ""],
        &["explain", "-", ""],
        &["explain", "guide.toml", "nothing-like-it", "r"],
        &["compare", "broken.toml", "--set", ""],
        &["compare", "guide.toml", "--set", "no.such="],
        &["compare", "line"],
        &["compare", "--set", "\u{1b}[31m"],
    ] {
        for shell in [Shell::Zsh, Shell::Fish, Shell::Elvish, Shell::Powershell] {
            let found = answer(shell, folder.path(), words);
            assert!(found.iter().all(|text| text.starts_with('-')), "{words:?}: {found:?}");
        }
    }
    let text = |arguments: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_smarthands"));
        let output = command.env_clear().env("SMARTHANDS_COMPLETE", "bash").args(arguments).output().unwrap();
        (output.status.code(), String::from_utf8(output.stdout).unwrap())
    };
    // A variable that happens to be set changes no usual run.
    assert_eq!(text(&["--version"]).1, format!("smarthands {}\n", env!("CARGO_PKG_VERSION")));
    assert_eq!(text(&["--"]).0, Some(2));
}

/// What is offered for `--set` is accepted: each address of the gallery, with the value that is offered for it.
#[test]
fn every_offered_setting_is_valid() {
    let mut settings = 0;
    for entry in std::fs::read_dir("scenarios").unwrap() {
        let path = entry.unwrap().path();
        let text = std::fs::read(&path).unwrap();
        let words = |term: &str| -> Vec<std::ffi::OsString> {
            ["smarthands".into(), "compare".into(), path.as_os_str().to_owned(), "--set".into(), term.into()].into()
        };
        let all = words("");
        let scene = smarthands::completion::Scene::of(&all).unwrap();
        let mut seen = Vec::new();
        for term in scene.settable() {
            let offered = scene.valued(&term.text).unwrap().text;
            let setting: Setting = offered.parse().unwrap();
            load("x.toml", &text, &[setting])
                .unwrap_or_else(|refusal| panic!("{}: {offered}: {refusal}", path.display()));
            assert!(!seen.contains(&term.text), "{}: {} twice", path.display(), term.text);
            seen.push(term.text);
            settings += 1;
        }
    }
    assert!(settings > 300, "{settings}");
}

/// A shell that is there, or none with a word.
fn found(shell: &str) -> bool {
    let is_found = Command::new(shell).args(["-c", "exit 0"]).output().is_ok();
    if !is_found {
        eprintln!("{shell} is not installed, so completion in it is not tested");
    }
    is_found
}

fn script(shell: Shell, folder: &Path) -> PathBuf {
    let path = folder.join(shell.name());
    std::fs::write(&path, shell.script()).unwrap();
    path
}

fn run(shell: &str, arguments: &[&str], folder: &Path, home: &Path) -> String {
    let mut command = Command::new(shell);
    command.args(arguments).current_dir(folder).env_clear().envs([("PATH", path()), ("TERM", "dumb".into())]);
    let output = command.env("HOME", home).env("LC_ALL", "C.UTF-8").output().unwrap();
    assert!(output.status.success() && output.stderr.is_empty(), "{output:?}");
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn bash_completes() {
    if !found("bash") {
        return;
    }
    let (folder, home) = (folder(), tempdir().unwrap());
    // The line up to the cursor, bash's own word, what it is given.
    let cases = [
        ("smarthands brea", "brea", "breakeven|closed"),
        ("smarthands check te", "te", "tender/|open"),
        (r"smarthands explain my\ guide.toml per", "per", "per-incident-only|closed"),
        ("smarthands compare guide.toml --set=demand.vis", "demand.vis", "demand.visits=|open"),
        (r"smarthands compare my\ guide.toml --set ex", "ex", r#"extra.\"PSA\ seats\".amount=|open"#),
        (r#"smarthands compare 'my guide.toml' --set 'extra."PS"#, "PS", r#"PSA seats".amount=|open"#),
        ("smarthands compare m", "m", r"my\ guide.toml|closed"),
        ("smarthands explain broken.toml x", "x", "|open"),
    ];
    let mut test = format!(
        "source '{}'\ncomplete -p smarthands >/dev/null || exit\ncompopt() {{ ending=closed; }}\n",
        script(Shell::Bash, home.path()).display()
    );
    for (line, own, _) in cases {
        let quote = |text: &str| format!("'{}'", text.replace('\'', r"'\''"));
        let (line, own) = (quote(line), quote(own));
        test += &format!(
            "COMP_LINE={line}; COMP_POINT=${{#COMP_LINE}}; ending=open; _smarthands smarthands {own} x\n\
             printf '%s|%s\\n' \"${{COMPREPLY[*]}}\" $ending\n"
        );
    }
    let told = run("bash", &["--norc", "-c", &test], folder.path(), home.path());
    assert_eq!(told.lines().collect::<Vec<_>>(), cases.map(|(_, _, answer)| answer));
}

#[test]
fn fish_completes() {
    if !found("fish") {
        return;
    }
    let (folder, home) = (folder(), tempdir().unwrap());
    let cases = [
        ("smarthands brea", "breakeven"),
        (r"smarthands explain my\\ guide.toml per", "per-incident-only"),
        ("smarthands compare guide.toml --set=demand.vis", "--set=demand.visits="),
        (r"smarthands compare my\\ guide.toml --set ex", r#"extra."PSA seats".amount="#),
        (r#"smarthands compare my\\ guide.toml --set \'extra."PS"#, r#"extra."PSA seats".amount="#),
        (r"smarthands compare my\\ g", "my guide.toml"),
    ];
    let mut test = format!("source '{}'\n", script(Shell::Fish, home.path()).display());
    for (line, _) in cases {
        test += &format!("complete -C '{line}' | string split -f1 \\t; true\n");
    }
    let told = run("fish", &["--no-config", "-c", &test], folder.path(), home.path());
    assert_eq!(told.lines().collect::<Vec<_>>(), cases.map(|(_, answer)| answer));
}

/// A zsh at a terminal of its own, in which Tab is pressed and then the line shown.
#[test]
fn zsh_completes() {
    if !found("zsh") {
        return;
    }
    let (folder, home) = (folder(), tempdir().unwrap());
    let cases = [
        ("smarthands brea", "smarthands breakeven "),
        (r"smarthands explain my\ guide.toml per", r"smarthands explain my\ guide.toml per-incident-only "),
        ("smarthands compare guide.toml --set=demand.vis", "smarthands compare guide.toml --set=demand.visits="),
        (
            r"smarthands compare my\ guide.toml --set ex",
            r#"smarthands compare my\ guide.toml --set extra.\"PSA\ seats\".amount="#,
        ),
        ("smarthands check 'my g", "smarthands check 'my guide.toml' "),
        ("smarthands check tend", "smarthands check tender/"),
    ];
    let mut test = format!(
        r#"zmodload zsh/zpty
zpty inner zsh -f -i
zpty -w inner 'PS1=; unsetopt beep; autoload -Uz compinit; compinit -u -D; source {}'
zpty -w inner 'show() {{ print -r -- "<<$BUFFER>>"; BUFFER= }}; zle -N show; bindkey "^I" complete-word "^X" show'
zpty -w inner 'print read''y'
zpty -r inner told '*ready*'
"#,
        script(Shell::Zsh, home.path()).display()
    );
    for (line, _) in cases {
        let line = line.replace('\\', r"\\").replace('\'', r"\'");
        test +=
            &format!("zpty -w -n inner $'{line}\\t\\x18'\nzpty -r inner told '*>>*'\nprint -r -- \"${{told##*<<}}\"\n");
    }
    let told = run("zsh", &["-f", "-c", &test], folder.path(), home.path());
    let told: Vec<&str> = told.lines().filter_map(|line| line.trim_end().strip_suffix(">>")).collect();
    assert_eq!(told, cases.map(|(_, answer)| answer));
}

/// elvish has its editor at a terminal alone, so what the script needs of it is stood in for.
#[test]
fn elvish_completes() {
    if !found("elvish") {
        return;
    }
    let (folder, home) = (folder(), tempdir().unwrap());
    let test = format!(
        r"
var completion = (ns [&arg-completer=[&]])
fn candidate {{|text &code-suffix='' &display=''| put $text'|'$code-suffix'|' }}
var editor = (ns [&completion:=$completion &complex-candidate~=$candidate~])
eval (slurp < '{}') &ns=(ns [&edit:=$editor])
for words [[brea] [explain 'my guide.toml' per] [compare 'my guide.toml' --set ex] [check tend]] {{
    $completion[arg-completer][smarthands] smarthands $@words | to-lines
}}",
        script(Shell::Elvish, home.path()).display()
    );
    let told = run("elvish", &["-norc", "-c", &test], folder.path(), home.path());
    let answers = ["breakeven| |", "per-incident-only| |", "extra.\"PSA seats\".amount=||", "tender/||"];
    assert_eq!(told.lines().collect::<Vec<_>>(), answers);
}
