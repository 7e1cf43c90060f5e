//! `sweep` as rows, one an option and point: the varied values, then the columns of `compare` that hold no volumes of
//! the break-even axis.

use crate::calc::number::Number;
use crate::report::{COLUMNS, Cell, Results, rows};
use crate::sweep::Axis;

/// Columns of `compare` that a sweep does not have: it is an axis itself.
pub(super) const LEFT_OUT: [&str; 3] = ["driver", "cheapest_from", "cheapest_to"];

/// The titles of the columns.
pub fn sweep_columns(axes: &[Axis]) -> Vec<Cell<'_>> {
    let mut columns: Vec<Cell<'_>> = axes.iter().map(|axis| Cell::text(axis.label.as_str())).collect();
    for column in kept() {
        columns.push(Cell::plain(column));
    }
    columns
}

/// The columns of `compare` that are kept.
pub(super) fn kept() -> impl Iterator<Item = &'static str> {
    COLUMNS.into_iter().filter(|column| !LEFT_OUT.contains(column))
}

/// The rows of a point, in the order of the options.
pub fn sweep_rows<'r>(values: &[Number], results: &Results<'r>, is_exact: bool) -> Vec<Vec<Cell<'r>>> {
    let rows = rows(results, is_exact).into_iter();
    rows.map(|row| {
        let varied = values.iter().map(|value| Cell::plain(value.to_string()));
        let kept = COLUMNS.iter().zip(row).filter(|(column, _)| !LEFT_OUT.contains(column));
        varied.chain(kept.map(|(_, cell)| cell)).collect()
    })
    .collect()
}
