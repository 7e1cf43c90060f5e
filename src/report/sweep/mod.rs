//! `sweep` in every format: the varied values, and `compare`'s figures at each point.

mod document;
mod page;
mod row;
mod straight;

pub use document::{SweepDocument, sweep_document};
pub use page::{Standing, SweepResults, sweep_page};
pub use row::{sweep_columns, sweep_rows};
pub use straight::{Divisor, Piece, StraightRow, straight_row};
