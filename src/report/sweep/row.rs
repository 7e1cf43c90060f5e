//! `sweep` as rows, one an option and point: the varied values, then the columns of `compare` that are not of the
//! break-even axis: a sweep is an axis itself.

use crate::calc::number::Number;
use crate::report::{Cell, OPTION_COLUMNS, Results, option_rows};
use crate::sweep::Axis;

/// The titles of the columns.
pub(crate) fn sweep_columns(axes: &[Axis]) -> Vec<Cell<'_>> {
    let mut columns: Vec<Cell<'_>> = axes.iter().map(|axis| Cell::text(axis.label.as_str())).collect();
    for column in OPTION_COLUMNS {
        columns.push(Cell::plain(column));
    }
    columns
}

/// The rows of a point, in the order of the options.
pub fn sweep_rows<'r>(values: &[Number], results: &Results<'r>, is_exact: bool) -> Vec<Vec<Cell<'r>>> {
    let varied = |row| values.iter().map(|value| Cell::plain(value.to_string())).chain(row).collect();
    option_rows(results, is_exact).map(varied).collect()
}
