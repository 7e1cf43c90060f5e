//! `sweep`: the comparison over a grid of values, streamed in the order of the points.

use std::io;
use std::path::PathBuf;

use rayon::prelude::*;

use super::aside::Aside;
use super::batch::{Batch, Opened, Tally, Targets, bytes_of, progress, threads, usage};
use super::ending::Ending;
use super::format::{Format, unencoded};
use super::problem::{Problems, Teller};
use super::scribe::{Chunk, Scribe};
use super::straight::Pen;
use super::terminal::look;
use super::{Exit, bug};
use crate::diagnostic::{Diagnostic, Sources, escaped_path};
use crate::evaluation::{Evaluation, evaluate_totals, suspicions};
use crate::file::Destination;
use crate::model::build;
use crate::output::{self, Strip};
use crate::report::{
    Cell, Results, Standing, SweepResults, Words, sweep_columns, sweep_document, sweep_page, sweep_rows,
};
use crate::scenario::variation::Variation;
use crate::scenario::{Refusal, Scenario, load};
use crate::sweep::{Grid, Question, Sweep, Worker};

/// The most points of a table, which somebody is to read.
const MOST_POINTS_TO_READ: u64 = 1_000;
/// The most points that are worked on in one go.
const MOST_POINTS_A_CHUNK: usize = 256;
/// About how many bytes the results of a chunk may take.
const CHUNK_BYTES: usize = 1 << 20;
/// About how many bytes the row of an option takes.
const ROW_BYTES: usize = 400;
/// How many chunks of each thread are worked on before their results are written.
const WINDOW_PER_THREAD: usize = 8;

/// The verb and its options.
#[derive(Clone, Debug)]
pub struct SweepGrid {
    /// The scenario, as the only path.
    pub batch: Batch,
    /// What is varied; at least one.
    pub variations: Vec<Variation>,
    /// Whether the values of all terms run together.
    pub is_zipped: bool,
    /// How results are written; a row is an option at a point, so not as one JSON document.
    pub format: Format,
    /// Where they are written; standard output where it is not given.
    pub output: Option<PathBuf>,
    /// Whether figures of machine formats stay unrounded.
    pub is_exact: bool,
}

impl SweepGrid {
    /// Runs the verb.
    pub fn run(&self) -> Exit {
        let found = match self.batch.found_file("sweep") {
            Ok(found) => found,
            Err(exit) => return exit,
        };
        let grid = match self.grid() {
            Ok(grid) => grid,
            Err(message) => return usage(&message),
        };
        let targets = Targets { output: self.output.as_deref(), picture: None };
        self.batch.opened(found, targets, |opened| self.sweep(grid, opened))
    }

    /// The points, where the command line makes sense.
    fn grid(&self) -> Result<Grid, String> {
        let grid = Grid::new(&self.variations, self.is_zipped).map_err(|error| error.to_string())?;
        if self.is_page() && grid.len() > MOST_POINTS_TO_READ {
            let points = crate::report::grouped(&grid.len().to_string());
            return Err(format!("{points} points are too many to read as a table; use --format csv"));
        }
        Ok(grid)
    }

    fn is_page(&self) -> bool {
        matches!(self.format, Format::Table | Format::Markdown)
    }

    fn sweep(&self, grid: Grid, opened: Opened) -> io::Result<Exit> {
        let Opened { sources, rejects, output, .. } = opened;
        let mut teller = Teller::new(self.batch.is_quiet, rejects)?;
        let Some(source) = sources.first() else { return Ok(Exit::Usage) };
        let name = escaped_path(source.path());
        let mut bytes = Vec::new();
        let refused = |mut teller: Teller, problems: Problems, exit: Exit| {
            teller.tell(&problems)?;
            teller.finish().commit()?;
            Ok(exit)
        };
        if let Err((exit, problem)) = bytes_of(source, &mut bytes) {
            let problems = Problems { diagnostics: vec![*problem], sources: Sources::new(name, String::new()) };
            return refused(teller, problems, exit);
        }
        let mut written = match load(&name, &bytes, &self.batch.settings) {
            Ok(loaded) => loaded,
            Err(refusal) => return refused(teller, problems(*refusal), Exit::Refused),
        };
        let evaluation = evaluate_totals(&written.scenario, &build(&written.scenario));
        if let Ok(evaluation) = &evaluation {
            written.warnings.extend(suspicions(&written.scenario, evaluation));
        }
        let question =
            Question { file: &name, bytes: &bytes, settings: &self.batch.settings, variations: &self.variations };
        let sweep = match Sweep::new(question, grid, &written, &evaluation) {
            Ok(sweep) => sweep,
            Err(refusal) => return refused(teller, problems(*refusal), Exit::Refused),
        };
        teller.tell(&Problems { diagnostics: written.warnings, sources: written.sources })?;
        let width = bytes.len().max(sweep.scenario().options.len() * ROW_BYTES);
        let run = Run { verb: self, file: &name, sweep: &sweep, points_a_chunk: points_a_chunk(width) };
        run.stream(output, teller, evaluation.as_ref().ok())
    }
}

/// So many points that neither their rows nor their problems, with a copy of the file each, take much memory.
fn points_a_chunk(bytes_a_point: usize) -> usize {
    (CHUNK_BYTES / bytes_a_point.max(1)).clamp(1, MOST_POINTS_A_CHUNK)
}

fn problems(refusal: Refusal) -> Problems {
    Problems { diagnostics: refusal.problems, sources: refusal.sources }
}

/// A sweep that is under way.
struct Run<'a> {
    verb: &'a SweepGrid,
    file: &'a str,
    sweep: &'a Sweep<'a>,
    points_a_chunk: usize,
}

/// What goes from point to point.
struct Hand<'a> {
    /// Rounded rows of CSV, where they are straight.
    pen: Option<Pen<'a>>,
    /// Everything else.
    worker: Worker<'a>,
    /// What has been written out and can be written on again.
    spare: Vec<Strip>,
}

impl<'a> Hand<'a> {
    fn new(run: &Run<'a>) -> Self {
        let is_straight = run.verb.format == Format::Csv && !run.verb.is_exact;
        Self {
            pen: is_straight.then(|| Pen::new(run.file, run.sweep)),
            worker: Worker::new(run.sweep),
            spare: Vec::new(),
        }
    }
}

impl Run<'_> {
    fn stream(&self, output: Destination, teller: Teller, written: Option<&Evaluation>) -> io::Result<Exit> {
        let points = usize::try_from(self.sweep.grid.len()).unwrap_or(usize::MAX);
        let chunks = points.div_ceil(self.points_a_chunk);
        let threads = threads(self.verb.batch.jobs).min(chunks).max(1);
        let pool = if threads > 1 { rayon::ThreadPoolBuilder::new().num_threads(threads).build().ok() } else { None };
        let mut scribe = Scribe {
            output,
            teller,
            progress: progress(self.verb.batch.is_quiet, points as u64, "points"),
            opening: self.opening(),
            tally: Tally::default(),
            standings: Vec::new(),
        };
        let mut hands: Vec<Hand<'_>> = (0..threads).map(|_| Hand::new(self)).collect();
        // What is worked out and not written yet: it is, while the next chunks are worked on.
        let mut ready: Vec<Chunk> = Vec::new();
        for first in (0..chunks).step_by(threads.saturating_mul(WINDOW_PER_THREAD)) {
            // Each hand takes chunks that follow each other, because it knows what stands beside its last point.
            let share = |position: usize| {
                let from = first.saturating_add(position.saturating_mul(WINDOW_PER_THREAD));
                from.min(chunks)..from.saturating_add(WINDOW_PER_THREAD).min(chunks)
            };
            let work = |(position, hand): (usize, &mut Hand<'_>)| -> Vec<Chunk> {
                share(position).map(|chunk| self.chunk(hand, chunk)).collect()
            };
            let (before, mut results) = (std::mem::take(&mut ready), Vec::new());
            let strips = if let Some(pool) = &pool {
                pool.in_place_scope(|scope| {
                    scope.spawn(|_| results = hands.par_iter_mut().enumerate().map(work).collect::<Vec<_>>());
                    scribe.write(before)
                })?
            } else {
                results = hands.iter_mut().enumerate().map(work).collect();
                scribe.write(before)?
            };
            for (position, strip) in strips.into_iter().enumerate() {
                if let Some(hand) = hands.get_mut(position % threads) {
                    hand.spare.push(strip);
                }
            }
            ready = results.into_iter().flatten().collect();
        }
        scribe.write(ready)?;
        let Scribe { output, teller, progress, tally, standings, .. } = scribe;
        progress.finish_and_clear();
        let summary = if points > 1 { tally.summary(&format!("{points} points compared")) } else { String::new() };
        let ending = Ending { rejects: teller.finish(), picture: Aside::new(None), summary };
        if tally.delivered > 0 { ending.with(output, &self.page(&standings, written)) } else { ending.without() }?;
        Ok(tally.exit())
    }

    /// The points of a chunk, one after another.
    fn chunk(&self, hand: &mut Hand<'_>, chunk: usize) -> Chunk {
        let first = chunk.saturating_mul(self.points_a_chunk) as u64;
        let end = first.saturating_add(self.points_a_chunk as u64).min(self.sweep.grid.len());
        let (mut result, mut strip) = (Chunk::default(), hand.spare.pop().unwrap_or_default());
        strip.cut(0);
        let mut next = first;
        while next < end {
            let (point, written) = (next, strip.len());
            let straight = hand.pen.as_mut().map(|pen| bug::caught(|| pen.write(point, end, &mut strip)));
            if let Some(Ok(points @ 1..)) = straight {
                next += points;
                result.delivered += usize::try_from(points).unwrap_or(usize::MAX);
                result.worst = result.worst.max(Some(Exit::Done));
                continue;
            }
            next += 1;
            let read = |scenario: &Scenario, evaluation: &Evaluation| self.told(point, scenario, evaluation);
            let told = match straight {
                Some(Err(what)) => {
                    strip.cut(written);
                    hand.pen = None;
                    Err(what)
                }
                _ => bug::caught(|| hand.worker.at(point, read)),
            };
            let (problems, exit) = match told {
                Ok(Ok(Ok((text, standing)))) => {
                    strip.push(text.as_bytes());
                    result.standings.extend(standing.map(Some));
                    result.delivered += 1;
                    result.worst = result.worst.max(Some(Exit::Done));
                    continue;
                }
                Ok(Ok(Err(problem))) => (self.alone(*problem), Exit::Refused),
                Ok(Err(refusal)) => (problems(*refusal), Exit::Refused),
                Err(what) => {
                    let what = format!("at {}: {}", self.sweep.named(point), bug::report(&what));
                    (self.alone(Diagnostic::error("bug", what)), Exit::Bug)
                }
            };
            if self.verb.is_page() {
                result.standings.push(None);
            }
            result.refused.push(problems);
            result.worst = result.worst.max(Some(exit));
        }
        result.text = strip;
        result
    }

    /// The rows of a point, or how the options stand there.
    fn told(
        &self,
        point: u64,
        scenario: &Scenario,
        evaluation: &Evaluation,
    ) -> Result<(String, Option<Standing>), Box<Diagnostic>> {
        if self.verb.is_page() {
            return Ok((String::new(), Some(Standing::of(evaluation))));
        }
        let results = Results { file: self.file, scenario, evaluation, break_even: None, warnings: &[] };
        let (values, is_exact) = (self.sweep.values(point), self.verb.is_exact);
        let failed = |error: &dyn std::fmt::Display| Box::new(unencoded(error));
        if self.verb.format == Format::Csv {
            let rows = sweep_rows(&values, &results, is_exact);
            let text = output::records(rows.iter().map(Vec::as_slice)).map_err(|error| failed(&error))?;
            return Ok((text, None));
        }
        let mut text = String::new();
        for document in sweep_document(&self.sweep.axes, &values, &results, is_exact) {
            text.push_str(&output::compact(&document).map_err(|error| failed(&error))?);
        }
        Ok((text, None))
    }

    /// A problem that has no place.
    fn alone(&self, problem: Diagnostic) -> Problems {
        Problems { diagnostics: vec![problem], sources: Sources::new(self.file.to_owned(), String::new()) }
    }

    /// What stands before the rows.
    fn opening(&self) -> String {
        if self.verb.format != Format::Csv {
            return String::new();
        }
        let columns: Vec<Cell<'_>> = sweep_columns(&self.sweep.axes);
        output::records([&columns[..]]).unwrap_or_default()
    }

    /// The page of a small sweep; nothing where there are rows.
    fn page(&self, standings: &[Option<Standing>], written: Option<&Evaluation>) -> String {
        let results = SweepResults { file: self.file, sweep: self.sweep, written, points: standings };
        let page = |is_unicode| sweep_page(&results, Words::new(self.sweep.scenario().currency, is_unicode));
        match self.verb.format {
            Format::Table => {
                let look = look(self.verb.output.is_some());
                output::text(&page(look.is_unicode), look)
            }
            Format::Markdown => output::markdown(&page(true)),
            Format::Csv | Format::Json | Format::JsonLines => String::new(),
        }
    }
}
