//! Many scenarios: in parallel, streamed in order, with memory flat in their number.

use std::io::{self, ErrorKind, IsTerminal as _, Write as _};
use std::path::PathBuf;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use rayon::prelude::*;

use super::format::Frame;
use super::problem::{Problems, Teller};
use super::terminal::say;
use super::{Exit, bug, signal};
use crate::diagnostic::{Diagnostic, Sources, escaped_path};
use crate::file::{self, Destination, DestinationError, Source, Unfinished};
use crate::scenario::setting::Setting;
use crate::scenario::{Loaded, MOST_BYTES, load};

/// How many files of each thread are worked on before their results are written.
const WINDOW_PER_THREAD: usize = 64;
/// From how many files on progress is shown.
const LEAST_FOR_PROGRESS: usize = 100;

/// What every verb over scenarios takes.
#[derive(Clone, Debug, Default)]
pub struct Batch {
    /// Files, folders, or `-`.
    pub paths: Vec<PathBuf>,
    /// Terms that are replaced before a scenario is read.
    pub settings: Vec<Setting>,
    /// Threads; all cores where it is not given.
    pub jobs: Option<usize>,
    /// Where every problem is listed.
    pub rejects: Option<PathBuf>,
    /// Whether progress and warnings are left out.
    pub is_quiet: bool,
}

/// What a verb does with the scenarios.
pub(super) trait Work: Sync {
    /// The text of one scenario's results, and what was found suspicious on the way.
    fn result(&self, file: &str, loaded: &mut Loaded) -> Result<String, Box<Diagnostic>>;

    /// What stands around the results.
    fn frame(&self) -> Frame {
        Frame::default()
    }

    /// What is done to scenarios, in the past tense.
    fn done(&self) -> &'static str;
}

/// How one file ended.
struct FileResult {
    text: Option<String>,
    problems: Problems,
    exit: Exit,
}

/// How many files ended how.
#[derive(Default)]
struct Tally {
    delivered: usize,
    refused: usize,
    worst: Option<Exit>,
}

impl Batch {
    /// Whether exactly one file or standard input is named.
    pub(super) fn is_single_file(&self) -> bool {
        matches!(self.paths.as_slice(), [only] if !only.is_dir())
    }

    /// Runs the work over all scenarios and writes its results to `output`.
    pub(super) fn run(&self, output: Option<&PathBuf>, work: &impl Work) -> Exit {
        let sources = match file::find(&self.paths) {
            Ok(sources) => sources,
            Err(error) => return usage(&error.to_string()),
        };
        let unfinished = Unfinished::default();
        signal::end_cleanly(&unfinished);
        let open = |target: Option<&PathBuf>| {
            let opened = Destination::open(target.map(PathBuf::as_path), &sources, &unfinished);
            opened.map_err(|error| unwritable(target, &error))
        };
        let rejects = match self.rejects.as_ref().map(|rejects| open(Some(rejects))).transpose() {
            Ok(rejects) => rejects,
            Err(exit) => return exit,
        };
        let output = match open(output) {
            Ok(output) => output,
            Err(exit) => return exit,
        };
        let run = || -> io::Result<Exit> {
            let teller = Teller::new(self.is_quiet, rejects)?;
            self.stream(&sources, work, output, teller)
        };
        run().unwrap_or_else(|error| {
            unfinished.abandon();
            unprinted(&error)
        })
    }

    fn stream(
        &self,
        sources: &[Source],
        work: &impl Work,
        mut output: Destination,
        mut teller: Teller,
    ) -> io::Result<Exit> {
        let threads = self.jobs.or_else(|| std::thread::available_parallelism().ok().map(usize::from)).unwrap_or(1);
        let pool = if threads > 1 && sources.len() > 1 {
            rayon::ThreadPoolBuilder::new().num_threads(threads.min(sources.len())).build().ok()
        } else {
            None
        };
        let progress = self.progress(sources.len());
        let frame = work.frame();
        let mut tally = Tally::default();
        for window in sources.chunks(threads.saturating_mul(WINDOW_PER_THREAD).max(1)) {
            let results: Vec<FileResult> = if let Some(pool) = &pool {
                pool.install(|| {
                    window.par_iter().map_init(Vec::new, |buffer, source| self.file(source, buffer, work)).collect()
                })
            } else {
                let mut buffer = Vec::new();
                window.iter().map(|source| self.file(source, &mut buffer, work)).collect()
            };
            for result in results {
                progress.suspend(|| teller.tell(&result.problems))?;
                if let Some(text) = &result.text {
                    let before = if tally.delivered == 0 { frame.opening } else { frame.separator };
                    output.write_all(before.as_bytes())?;
                    output.write_all(text.as_bytes())?;
                    tally.delivered += 1;
                } else {
                    tally.refused += 1;
                }
                tally.worst = tally.worst.max(Some(result.exit));
                progress.inc(1);
            }
        }
        progress.finish_and_clear();
        teller.finish()?;
        if tally.delivered > 0 {
            output.write_all(frame.closing.as_bytes())?;
            output.commit()?;
        }
        if tally.refused > 0 && sources.len() > 1 {
            say(&format!(
                "{} of {} scenarios {}, {} refused\n",
                tally.delivered,
                sources.len(),
                work.done(),
                tally.refused
            ));
        }
        Ok(tally.exit())
    }

    fn file(&self, source: &Source, buffer: &mut Vec<u8>, work: &impl Work) -> FileResult {
        let name = escaped_path(source.path());
        let refused = |exit: Exit, problem: Diagnostic| FileResult {
            text: None,
            problems: Problems { diagnostics: vec![problem], sources: Sources::new(name.clone(), String::new()) },
            exit,
        };
        // One byte more than is allowed shows that a file is too large.
        if let Err(error) = file::read(source, MOST_BYTES as u64, buffer) {
            let (code, exit) = if error.is_system_failure() {
                ("cannot-read", Exit::System)
            } else {
                ("unusable-file", Exit::Refused)
            };
            return refused(exit, Diagnostic::error(code, error.to_string()));
        }
        let outcome = bug::caught(|| {
            let mut loaded = match load(&name, buffer, &self.settings) {
                Ok(loaded) => loaded,
                Err(refusal) => return Err(Problems { diagnostics: refusal.problems, sources: refusal.sources }),
            };
            match work.result(&name, &mut loaded) {
                Ok(text) => Ok((text, Problems { diagnostics: loaded.warnings, sources: loaded.sources })),
                Err(problem) => {
                    let mut diagnostics = loaded.warnings;
                    diagnostics.push(*problem);
                    Err(Problems { diagnostics, sources: loaded.sources })
                }
            }
        });
        match outcome {
            Ok(Ok((text, problems))) => FileResult { text: Some(text), problems, exit: Exit::Done },
            Ok(Err(problems)) => FileResult { text: None, problems, exit: Exit::Refused },
            Err(what) => refused(Exit::Bug, Diagnostic::error("bug", bug::report(&what))),
        }
    }

    fn progress(&self, files: usize) -> ProgressBar {
        if self.is_quiet || files <= LEAST_FOR_PROGRESS || !io::stderr().is_terminal() {
            return ProgressBar::hidden();
        }
        let bar = ProgressBar::with_draw_target(Some(files as u64), ProgressDrawTarget::stderr());
        bar.enable_steady_tick(Duration::from_millis(200));
        let style =
            ProgressStyle::with_template("{bar:40} {human_pos} of {human_len} scenarios, {per_sec}, {eta} left");
        style.map_or(bar.clone(), |style| bar.with_style(style))
    }
}

impl Tally {
    fn exit(&self) -> Exit {
        match self.worst {
            None | Some(Exit::Done) => Exit::Done,
            Some(Exit::Refused) if self.delivered > 0 => Exit::Partial,
            Some(worst) => worst,
        }
    }
}

pub(super) fn usage(message: &str) -> Exit {
    say(&format!("error: {message}\n"));
    Exit::Usage
}

fn unwritable(target: Option<&PathBuf>, error: &DestinationError) -> Exit {
    let name = target.map_or_else(|| "standard output".to_owned(), |target| escaped_path(target));
    say(&format!("error: {name}: {error}\n"));
    match error {
        DestinationError::IsInput | DestinationError::IsOutput => Exit::Usage,
        DestinationError::Unwritable(_) => Exit::System,
    }
}

/// How a run ends whose output was not accepted: quietly where its reader went away, and by itself at an interruption.
pub fn unprinted(error: &io::Error) -> Exit {
    match error.kind() {
        ErrorKind::BrokenPipe => Exit::Done,
        ErrorKind::Interrupted => Exit::System,
        _ => {
            say(&format!("error: cannot write: {}\n", file::reason(error)));
            Exit::System
        }
    }
}
