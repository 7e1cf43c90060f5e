//! Wording, order and rounding: results become neutral rows, documents and pages, which `output` encodes.
//!
//! Every figure is rounded here and nowhere else, once.
//!
//! Unstable: no part of what [the front page](crate#what-is-stable-and-what-is-not) promises.

mod break_even;
mod chart;
mod document;
mod explanation;
mod figure;
mod gallery;
mod naming;
mod page;
mod row;
mod rule;
mod sweep;
mod verdict;
mod words;

pub(crate) use break_even::{BREAK_EVEN_COLUMNS, Thresholds, break_even_document, break_even_page, break_even_rows};
pub(crate) use chart::{Chart, Mark, MarkKind, Scale, chart, telling_end};
#[cfg(test)]
pub(crate) use chart::{Now, Series, Stretch, Tick};
pub(crate) use document::document;
pub(crate) use explanation::{Branch, Explanation, Tree, explanation_document, tree};
use figure::QUANTITY_PLACES;
pub use figure::{Figure, Places, Rounding};
pub(crate) use gallery::gallery_page;
pub(crate) use page::{Block, Page, Row, page};
pub(crate) use row::{COLUMNS, OPTION_COLUMNS, option_rows};
pub use row::{Cell, rows};
pub use sweep::sweep_rows;
pub(crate) use sweep::{
    Divisor, Piece, Standing, StraightRow, SweepResults, straight_row, sweep_columns, sweep_document, sweep_page,
};
pub use words::{Words, grouped};

use crate::break_even::BreakEven;
use crate::diagnostic::Diagnostic;
use crate::evaluation::Evaluation;
use crate::scenario::Scenario;

/// Everything that is known of one scenario.
#[derive(Clone, Copy, Debug)]
pub struct Results<'r> {
    /// Its file, as messages name it.
    pub file: &'r str,
    /// The scenario.
    pub scenario: &'r Scenario,
    /// Its figures.
    pub evaluation: &'r Evaluation,
    /// Its break-even volumes, where it has a volume.
    pub break_even: Option<&'r BreakEven>,
    /// What is suspicious about it, with the line it stands on.
    pub warnings: &'r [(Diagnostic, Option<usize>)],
}
