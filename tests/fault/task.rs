//! What is run: commands that read and write in every way that there is.

use std::fs::File;
use std::process::{Command, Stdio};

use crate::outcome::Outcome;
use crate::stage::Stage;

/// One command line.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Task {
    pub(crate) arguments: &'static [&'static str],
}

/// Every verb; batches with one file that is refused; files that are replaced, files that are new, streams.
pub(crate) const TASKS: [Task; 15] = [
    Task { arguments: &["compare", "in/a.toml"] },
    Task { arguments: &["compare", "-", "--format", "csv"] },
    Task { arguments: &["compare", "in", "--jobs", "1", "--format", "csv", "--output", "out.csv"] },
    Task { arguments: &["compare", "in", "--jobs=1", "--format=csv", "--output=new.csv", "--rejects=rejects.csv"] },
    Task { arguments: &["compare", "in/sub", "in/a.toml", "--jobs", "2", "--format", "csv"] },
    Task { arguments: &["compare", "in/sub", "--format", "json"] },
    Task { arguments: &["compare", "in/a.toml", "--output", "/dev/stdout"] },
    Task { arguments: &["compare", "in", "--format", "csv", "--output", "in/sub/b.toml"] },
    Task { arguments: &["breakeven", "in/a.toml", "--svg", "costs.svg", "--output", "out.csv"] },
    Task {
        arguments: &["sweep", "in/a.toml", "--vary=demand.visits=1..5/1", "--format", "csv", "--output", "out.csv"],
    },
    Task { arguments: &["explain", "in/a.toml", "spot"] },
    Task { arguments: &["new", "mine.toml"] },
    Task { arguments: &["schema", "--output", "schema.json"] },
    Task { arguments: &["man", "pages"] },
    Task { arguments: &["check", "in", "--jobs", "1", "--rejects", "rejects.csv"] },
];

impl Task {
    /// The program behind a wrapper, in an empty environment but for what the wrapper needs.
    pub(crate) fn command(&self, stage: &Stage, wrapper: &[String]) -> Command {
        let program = env!("CARGO_BIN_EXE_smarthands").to_owned();
        let mut words = wrapper.iter().chain([&program]);
        let mut command = Command::new(words.next().unwrap());
        command.args(words).args(self.arguments).current_dir(stage.path()).env_clear();
        if let Some(path) = std::env::var_os("PATH") {
            command.env("PATH", path);
        }
        let input = if self.arguments.contains(&"-") { "in/a.toml" } else { "/dev/null" };
        command.stdin(Stdio::from(File::open(stage.path().join(input)).unwrap()));
        command
    }

    /// Whether it writes files.
    pub(crate) fn is_writing(&self) -> bool {
        let streams = self.arguments.contains(&"/dev/stdout");
        let names = ["--output", "--rejects", "--output=new.csv", "mine.toml", "man"];
        !streams && self.arguments.iter().any(|argument| names.contains(argument))
    }

    /// What comes of it where nothing fails.
    pub(crate) fn undisturbed(&self) -> Outcome {
        let stage = Stage::new();
        let outcome = Outcome::of(&mut self.command(&stage, &[]), &stage);
        assert!(matches!(outcome.code, Some(0 | 2 | 4)), "{self:?}: {outcome:?}");
        outcome
    }
}

/// A shell that runs a script, in which `"$0" "$@"` is the program with its arguments.
pub(crate) fn in_shell(script: &str) -> Vec<String> {
    ["sh", "-c", script].map(str::to_owned).into()
}

/// Whether file systems may be mounted where nobody else sees them; says so where not.
pub(crate) fn can_mount() -> bool {
    let script = "mount -t tmpfs none /mnt && mount -t tmpfs none /proc";
    let can =
        Command::new("unshare").args(["-rm", "sh", "-c", script]).output().is_ok_and(|probe| probe.status.success());
    if !can {
        eprintln!("skipped: no file system can be mounted here");
    }
    can
}

/// A place without `/proc`, if there may be one.
pub(crate) fn without_proc() -> Option<Vec<String>> {
    let script = "mount -t tmpfs none /proc && exec \"$0\" \"$@\"";
    can_mount().then(|| ["unshare", "-rm"].map(str::to_owned).into_iter().chain(in_shell(script)).collect())
}
