//! What the verbs over results along an axis are asked: which scenarios, along what, written how and where.

use std::path::{Path, PathBuf};

use super::Exit;
use super::batch::{Batch, Targets, Work, usage};
use super::format::{Encoder, Format};
use crate::break_even::Driver;
use crate::calc::number::Number;

/// The options that `compare` and `breakeven` share.
#[derive(Clone, Debug)]
pub struct Request {
    /// The scenarios.
    pub batch: Batch,
    /// How results are written.
    pub format: Format,
    /// Where they are written; standard output where it is not given.
    pub output: Option<PathBuf>,
    /// The volume on the break-even axis.
    pub driver: Driver,
    /// Where the axis ends.
    pub max: Option<Number>,
    /// Whether figures of machine formats stay unrounded.
    pub is_exact: bool,
}

impl Request {
    /// Runs work over the scenarios, with its picture where one is wanted.
    pub(super) fn run<W: Work>(&self, picture: Option<&Path>, work: impl FnOnce(Encoder) -> W) -> Exit {
        let found = if picture.is_some() {
            self.batch.single().ok_or_else(|| usage("--svg draws one scenario; name one file"))
        } else {
            self.batch.found()
        };
        let found = match found {
            Ok(found) => found,
            Err(exit) => return exit,
        };
        let encoder = self.encoder(found.is_single_file);
        self.batch.run(found, Targets { output: self.output.as_deref(), picture }, &work(encoder))
    }

    /// How results of one scenario or of several are written.
    pub(super) fn encoder(&self, is_single_file: bool) -> Encoder {
        Encoder::new(self.format, self.output.is_some(), is_single_file)
    }
}
