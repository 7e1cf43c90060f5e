//! Many scenarios: in parallel, streamed in order, with memory flat in their number.

use std::io::{self, ErrorKind, IsTerminal as _, Write as _};
use std::path::{Path, PathBuf};
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use rayon::prelude::*;

use super::aside::Aside;
use super::desk::{Desk, Desks};
use super::ending::Ending;
use super::format::Frame;
use super::problem::{Problems, Teller};
use super::terminal::say;
use super::{Exit, bug, signal};
use crate::diagnostic::{Diagnostic, Sources, escaped_path};
use crate::file::{self, Destination, DestinationError, Source, Unfinished, Unwritten};
use crate::model::Models;
use crate::scenario::setting::Setting;
use crate::scenario::{Loaded, MOST_BYTES, load};

/// How many files of each thread are worked on before their results are written.
const WINDOW_PER_THREAD: usize = 64;
/// From how many files or points on progress is shown.
const LEAST_FOR_PROGRESS: u64 = 100;

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

/// Where a verb writes.
#[derive(Clone, Copy, Default)]
pub(super) struct Targets<'a> {
    /// The results; standard output where it is not given.
    pub(super) output: Option<&'a Path>,
    /// The picture, where one is wanted.
    pub(super) picture: Option<&'a Path>,
}

/// What the paths of a run stand for. Asked once: what the system says of a path may change from call to call.
#[derive(Default)]
pub(super) struct Found {
    pub(super) sources: Vec<Source>,
    /// Whether exactly one file or standard input is named.
    pub(super) is_single_file: bool,
}

/// What a run reads, and the open places that it writes to.
pub(super) struct Opened {
    pub(super) sources: Vec<Source>,
    pub(super) rejects: Option<Destination>,
    pub(super) picture: Option<Destination>,
    pub(super) output: Destination,
}

/// What a verb makes of one scenario.
pub(super) struct Delivery {
    /// Its results.
    pub(super) text: String,
    /// Its picture, where one is wanted.
    pub(super) picture: Option<String>,
}

impl From<String> for Delivery {
    fn from(text: String) -> Self {
        Self { text, picture: None }
    }
}

/// What a verb does with the scenarios.
pub(super) trait Work: Sync {
    /// The results of one scenario, and what was found suspicious on the way.
    fn result(&self, file: &str, loaded: &mut Loaded, models: &mut Models) -> Result<Delivery, Box<Diagnostic>>;

    /// What stands around the results.
    fn frame(&self) -> Frame {
        Frame::default()
    }

    /// What is done to scenarios, in the past tense.
    fn done(&self) -> &'static str;
}

/// How one file ended.
struct FileResult {
    delivery: Option<Delivery>,
    problems: Problems,
    exit: Exit,
}

/// How many files or points ended how.
#[derive(Default)]
pub(super) struct Tally {
    pub(super) delivered: usize,
    pub(super) refused: usize,
    pub(super) worst: Option<Exit>,
}

impl Batch {
    /// The scenarios; where the paths make no sense, how the run ends.
    pub(super) fn found(&self) -> Result<Found, Exit> {
        let sources = file::find(&self.paths).map_err(|error| usage(&error.to_string()))?;
        let is_single_file = matches!(sources.as_slice(), [Source::Named(_) | Source::StandardInput]);
        Ok(Found { sources, is_single_file })
    }

    /// The only file, for a verb that takes one.
    pub(super) fn found_file(&self, verb: &str) -> Result<Found, Exit> {
        let [path] = self.paths.as_slice() else { return Err(usage(&format!("{verb} takes one scenario file"))) };
        let is_folder = || usage(&format!("{}: is a folder; {verb} takes one scenario file", escaped_path(path)));
        self.single().ok_or_else(is_folder)
    }

    /// The only path, where there is one and it is no folder. A folder is not searched for that.
    pub(super) fn single(&self) -> Option<Found> {
        let [path] = self.paths.as_slice() else { return None };
        file::find_file(path).map(|source| Found { sources: vec![source], is_single_file: true })
    }

    /// Runs the work over all scenarios and writes its results to their targets.
    pub(super) fn run(&self, found: Found, targets: Targets<'_>, work: &impl Work) -> Exit {
        self.opened(found, targets, |opened| {
            let Opened { sources, rejects, picture, output } = opened;
            let teller = Teller::new(self.is_quiet, rejects)?;
            self.stream(&sources, work, (output, Aside::new(picture)), teller)
        })
    }

    /// Opens every place before any work, and ends cleanly whatever becomes of it.
    pub(super) fn opened(
        &self,
        found: Found,
        targets: Targets<'_>,
        run: impl FnOnce(Opened) -> io::Result<Exit>,
    ) -> Exit {
        let sources = found.sources;
        let unfinished = Unfinished::default();
        signal::end_cleanly(&unfinished);
        let open = |target: Option<&Path>| {
            let opened = Destination::open(target, &sources, &unfinished);
            opened.map_err(|error| unwritable(target, &error))
        };
        let open_given = |target: Option<&Path>| target.map(|target| open(Some(target))).transpose();
        let opened = || Ok((open_given(self.rejects.as_deref())?, open_given(targets.picture)?, open(targets.output)?));
        let (rejects, picture, output) = match opened() {
            Ok(destinations) => destinations,
            Err(exit) => return exit,
        };
        run(Opened { sources, rejects, picture, output }).unwrap_or_else(|error| {
            unfinished.abandon();
            unprinted(error)
        })
    }

    fn stream(
        &self,
        sources: &[Source],
        work: &impl Work,
        (mut output, mut picture): (Destination, Aside),
        mut teller: Teller,
    ) -> io::Result<Exit> {
        let threads = threads(self.jobs);
        let pool = if threads > 1 && sources.len() > 1 {
            rayon::ThreadPoolBuilder::new().num_threads(threads.min(sources.len())).build().ok()
        } else {
            None
        };
        let desks = Desks::default();
        let progress = progress(self.is_quiet, sources.len() as u64, "scenarios");
        let frame = work.frame();
        let mut tally = Tally::default();
        for window in sources.chunks(threads.saturating_mul(WINDOW_PER_THREAD).max(1)) {
            let results: Vec<FileResult> = if let Some(pool) = &pool {
                pool.install(|| {
                    let files = window.par_iter();
                    files.map_init(|| desks.free(), |desk, source| self.file(source, desk, work)).collect()
                })
            } else {
                let mut desk = desks.free();
                window.iter().map(|source| self.file(source, &mut desk, work)).collect()
            };
            for result in results {
                progress.suspend(|| teller.tell(&result.problems))?;
                if let Some(delivery) = &result.delivery {
                    let before = if tally.delivered == 0 { frame.opening } else { frame.separator };
                    output.write_all(before.as_bytes())?;
                    output.write_all(delivery.text.as_bytes())?;
                    picture.write(delivery.picture.as_deref().unwrap_or_default())?;
                    tally.delivered += 1;
                } else {
                    tally.refused += 1;
                }
                tally.worst = tally.worst.max(Some(result.exit));
                progress.inc(1);
            }
        }
        progress.finish_and_clear();
        let count = format!("{} scenarios {}", sources.len(), work.done());
        let summary = if sources.len() > 1 { tally.summary(&count) } else { String::new() };
        let ending = Ending { rejects: teller.finish(), picture, summary };
        if tally.delivered > 0 { ending.with(output, frame.closing) } else { ending.without() }?;
        Ok(tally.exit())
    }

    fn file(&self, source: &Source, desk: &mut Desk, work: &impl Work) -> FileResult {
        let Desk { buffer, models } = desk;
        let name = escaped_path(source.path());
        let refused = |exit: Exit, problem: Diagnostic| FileResult {
            delivery: None,
            problems: Problems { diagnostics: vec![problem], sources: Sources::new(name.clone(), String::new()) },
            exit,
        };
        if let Err((exit, problem)) = bytes_of(source, buffer) {
            return refused(exit, *problem);
        }
        let outcome = bug::caught(|| {
            let mut loaded = match load(&name, buffer, &self.settings) {
                Ok(loaded) => loaded,
                Err(refusal) => return Err(Problems { diagnostics: refusal.problems, sources: refusal.sources }),
            };
            match work.result(&name, &mut loaded, models) {
                Ok(delivery) => Ok((delivery, Problems { diagnostics: loaded.warnings, sources: loaded.sources })),
                Err(problem) => {
                    // Before the warnings: of many problems the last are only counted, and this is why there is no result.
                    let diagnostics = std::iter::once(*problem).chain(loaded.warnings).collect();
                    Err(Problems { diagnostics, sources: loaded.sources })
                }
            }
        });
        match outcome {
            Ok(Ok((delivery, problems))) => FileResult { delivery: Some(delivery), problems, exit: Exit::Done },
            Ok(Err(problems)) => FileResult { delivery: None, problems, exit: Exit::Refused },
            Err(what) => refused(Exit::Bug, Diagnostic::error("bug", bug::report(&what))),
        }
    }
}

/// Reads a source into a buffer.
pub(super) fn bytes_of(source: &Source, buffer: &mut Vec<u8>) -> Result<(), (Exit, Box<Diagnostic>)> {
    // One byte more than is allowed shows that a file is too large.
    file::read(source, MOST_BYTES as u64, buffer).map_err(|error| {
        let (code, exit) =
            if error.is_system_failure() { ("cannot-read", Exit::System) } else { ("unusable-file", Exit::Refused) };
        let problem = Diagnostic::error(code, error.to_string());
        let meant = source.path_meant().map(|path| format!("did you mean {}?", escaped_path(&path)));
        (exit, Box::new(meant.into_iter().fold(problem, Diagnostic::help)))
    })
}

/// How far the work is, where there is much of it and somebody to see it.
pub(super) fn progress(is_quiet: bool, count: u64, what: &str) -> ProgressBar {
    if is_quiet || count <= LEAST_FOR_PROGRESS || !io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::with_draw_target(Some(count), ProgressDrawTarget::stderr());
    bar.enable_steady_tick(Duration::from_millis(200));
    let template = format!("{{bar:40}} {{human_pos}} of {{human_len}} {what}, {{per_sec}}, {{eta}} left");
    let style = ProgressStyle::with_template(&template);
    style.map_or(bar.clone(), |style| bar.with_style(style))
}

impl Tally {
    /// How many of how many were done, where some were refused.
    pub(super) fn summary(&self, of: &str) -> String {
        if self.refused == 0 {
            return String::new();
        }
        format!("{} of {of}, {} refused\n", self.delivered, self.refused)
    }

    /// How the run ended.
    pub(super) fn exit(&self) -> Exit {
        match self.worst {
            None | Some(Exit::Done) => Exit::Done,
            Some(Exit::Refused) if self.delivered > 0 => Exit::Partial,
            Some(worst) => worst,
        }
    }
}

/// How many threads work: as many as are wanted, or one a core.
pub(super) fn threads(jobs: Option<usize>) -> usize {
    jobs.or_else(|| std::thread::available_parallelism().ok().map(usize::from)).unwrap_or(1)
}

/// A command line that is wrong in a way that only the verb knows.
pub(super) fn usage(message: &str) -> Exit {
    say(&format!("error: {message}\n"));
    Exit::Usage
}

/// A place that cannot be written to.
pub(super) fn unwritable(target: Option<&Path>, error: &DestinationError) -> Exit {
    let name = target.map_or_else(|| "standard output".to_owned(), escaped_path);
    say(&format!("error: {name}: {error}\n"));
    match error {
        DestinationError::IsInput | DestinationError::IsOutput => Exit::Usage,
        DestinationError::Unwritable(_) => Exit::System,
    }
}

/// How a run ends whose output was not accepted: quietly where its reader went away.
pub fn unprinted(error: io::Error) -> Exit {
    if error.kind() == ErrorKind::BrokenPipe {
        return Exit::Done;
    }
    let Unwritten { place, error } = Unwritten::within(error);
    unwritable(place.as_deref(), &DestinationError::Unwritable(error))
}

#[cfg(test)]
mod tests {
    use super::*;

    const SCENARIO: &str = "name = \"NAME\"\ntarget.gross_margin = \"50%\"\n\
                            demand = { visits = 4, hours_per_visit = 2 }\n\
                            [[option]]\nname = \"Spot\"\nmodel = \"per-incident\"\nhourly_rate = 100\n";

    /// Work with a bug that one scenario in five meets.
    struct Faulty;

    impl Work for Faulty {
        fn result(&self, _: &str, loaded: &mut Loaded, _: &mut Models) -> Result<Delivery, Box<Diagnostic>> {
            assert!(loaded.scenario.name != "3", "a bug");
            Ok(format!("{}\n", loaded.scenario.name).into())
        }

        fn done(&self) -> &'static str {
            "done"
        }
    }

    #[test]
    fn after_a_bug_the_other_files_go_on() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["1", "2", "3", "4", "5"] {
            let path = folder.path().join(name).with_extension("toml");
            std::fs::write(path, SCENARIO.replace("NAME", name)).unwrap();
        }
        let place = |name: &str| folder.path().join(name);
        for jobs in [1, 3] {
            let batch = Batch {
                paths: vec![folder.path().to_owned()],
                jobs: Some(jobs),
                rejects: Some(place("rejects.csv")),
                ..Batch::default()
            };
            let targets = Targets { output: Some(&place("out")), picture: None };
            let exit = batch.run(batch.found().unwrap(), targets, &Faulty);
            assert_eq!(exit, Exit::Bug);
            assert_eq!(std::fs::read_to_string(place("out")).unwrap(), "1\n2\n4\n5\n");
            let rejects = std::fs::read_to_string(place("rejects.csv")).unwrap();
            let told: Vec<&str> = rejects.lines().skip(1).collect();
            assert!(
                told.len() == 1 && told[0].contains("3.toml,,,error,bug,,\"this is a bug in smarthands"),
                "{rejects}"
            );
        }
    }
}
