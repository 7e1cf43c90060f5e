//! A program that is run to be measured: for its time, or for the most memory it held.
//!
//! The two are never measured in one run, so that looking at a process does not slow the one that is timed.

use std::ffi::{OsStr, OsString};
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

use crate::Result;

const LOOK_EVERY: Duration = Duration::from_millis(1);

/// What a run took.
#[derive(Clone, Copy)]
pub(crate) struct Taken {
    /// From start to end.
    pub(crate) time: Duration,
    /// What cores worked for it, on all its threads; nothing where the system does not tell.
    pub(crate) work: Option<Duration>,
}

/// A command line, run in the data folder, so that paths are short and the same everywhere.
#[derive(Clone)]
pub(crate) struct Program {
    folder: PathBuf,
    path: PathBuf,
    arguments: Vec<OsString>,
    /// Where standard output goes; nowhere where it is not given.
    output: Option<PathBuf>,
}

impl Program {
    pub(crate) fn new(folder: &Path, path: &Path) -> Self {
        Self { folder: folder.to_owned(), path: path.to_owned(), arguments: Vec::new(), output: None }
    }

    pub(crate) fn arguments(mut self, arguments: impl IntoIterator<Item = impl AsRef<OsStr>>) -> Self {
        self.arguments.extend(arguments.into_iter().map(|argument| argument.as_ref().to_owned()));
        self
    }

    /// Standard output as a file of the data folder.
    pub(crate) fn output(mut self, name: &str) -> Self {
        self.output = Some(self.folder.join(name));
        self
    }

    fn command(&self) -> Result<Command> {
        let mut command = Command::new(&self.path);
        command
            .args(&self.arguments)
            .current_dir(&self.folder)
            .stdin(Stdio::null())
            .stderr(File::create(self.words())?);
        match &self.output {
            Some(path) => command.stdout(File::create(path)?),
            None => command.stdout(Stdio::null()),
        };
        Ok(command)
    }

    fn words(&self) -> PathBuf {
        self.folder.join("standard-error.txt")
    }

    /// How long it runs, from before its start until it is gone.
    pub(crate) fn time(&self) -> Result<Taken> {
        let mut command = self.command()?;
        let before = worked();
        let start = Instant::now();
        let status = command.status()?;
        let time = start.elapsed();
        let work = worked().zip(before).map(|(after, before)| after.saturating_sub(before));
        self.succeeded(status)?;
        Ok(Taken { time, work })
    }

    /// The most memory it held, in bytes; nothing where the system does not tell.
    ///
    /// The system keeps the high-water mark; only what is added in the last millisecond can be missed.
    pub(crate) fn peak(&self) -> Result<Option<u64>> {
        let mut child = self.command()?.spawn()?;
        let status = format!("/proc/{}/status", child.id());
        let mut peak = None;
        let ended = loop {
            peak = fs::read_to_string(&status).ok().and_then(|text| high_water(&text)).max(peak);
            if let Some(ended) = child.try_wait()? {
                break ended;
            }
            std::thread::sleep(LOOK_EVERY);
        };
        self.succeeded(ended)?;
        Ok(peak)
    }

    fn succeeded(&self, status: ExitStatus) -> Result<()> {
        if status.success() {
            return Ok(());
        }
        let words = fs::read_to_string(self.words()).unwrap_or_default();
        let words: Vec<&str> = words.lines().take(3).collect();
        let arguments: Vec<_> = self.arguments.iter().map(|argument| argument.to_string_lossy()).collect();
        let name = self.path.file_name().unwrap_or_default().to_string_lossy();
        Err(format!("{name} {}: {status}: {}", arguments.join(" "), words.join(" / ")).into())
    }
}

/// The time that cores have worked for the children that ended, from fields 16 and 17 of Linux's `stat`, after a name
/// in brackets that may hold anything. They count hundredths of a second.
fn worked() -> Option<Duration> {
    let stat = fs::read_to_string("/proc/self/stat").ok()?;
    let (_, fields) = stat.rsplit_once(')')?;
    let mut fields = fields.split_whitespace().skip(13).map(str::parse::<u64>);
    let (in_program, in_system) = (fields.next()?.ok()?, fields.next()?.ok()?);
    Some(Duration::from_millis((in_program + in_system) * 10))
}

fn high_water(status: &str) -> Option<u64> {
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().strip_suffix(" kB")?.parse::<u64>().ok().map(|kilobytes| kilobytes * 1_024)
}
