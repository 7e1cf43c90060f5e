//! Writing what became of a sweep's points, while the next ones are worked on.

use std::io::{self, Write as _};

use indicatif::ProgressBar;

use super::Exit;
use super::batch::Tally;
use super::problem::{Problems, Teller};
use crate::file::Destination;
use crate::output::Strip;
use crate::report::Standing;

/// What becomes of some points.
#[derive(Default)]
pub(super) struct Chunk {
    /// Their rows.
    pub(super) text: Strip,
    /// How the options stand at each, where a page is made of them.
    pub(super) standings: Vec<Option<Standing>>,
    /// Why some were refused.
    pub(super) refused: Vec<Problems>,
    /// How many have rows.
    pub(super) delivered: usize,
    /// How the worst of them ended.
    pub(super) worst: Option<Exit>,
}

/// Writes chunks in the order of their points, and keeps count.
pub(super) struct Scribe {
    /// Where the rows go.
    pub(super) output: Destination,
    /// Who is told what was refused.
    pub(super) teller: Teller,
    /// How far it is.
    pub(super) progress: ProgressBar,
    /// What stands before the first row.
    pub(super) opening: String,
    /// How the points ended so far.
    pub(super) tally: Tally,
    /// How the options stand at each point so far, where a page is made of them.
    pub(super) standings: Vec<Option<Standing>>,
}

impl Scribe {
    /// Writes some chunks, and gives back what they were written on.
    pub(super) fn write(&mut self, chunks: Vec<Chunk>) -> io::Result<Vec<Strip>> {
        let mut spare = Vec::with_capacity(chunks.len());
        for chunk in chunks {
            for problems in &chunk.refused {
                self.progress.suspend(|| self.teller.tell(problems))?;
            }
            if self.tally.delivered == 0 && chunk.delivered > 0 {
                self.output.write_all(self.opening.as_bytes())?;
            }
            self.output.write_all(chunk.text.bytes())?;
            self.tally.delivered += chunk.delivered;
            self.tally.refused += chunk.refused.len();
            self.tally.worst = self.tally.worst.max(chunk.worst);
            self.progress.inc((chunk.delivered + chunk.refused.len()) as u64);
            self.standings.extend(chunk.standings);
            spare.push(chunk.text);
        }
        Ok(spare)
    }
}
