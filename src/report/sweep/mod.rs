//! `sweep` in every format: the varied values, and `compare`'s figures at each point.

mod document;
mod page;
mod row;
mod straight;

pub(crate) use document::sweep_document;
pub(crate) use page::{Standing, SweepResults, sweep_page};
pub(crate) use row::sweep_columns;
pub use row::sweep_rows;
pub(crate) use straight::{Divisor, Piece, StraightRow, straight_row};
