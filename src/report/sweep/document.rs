//! `sweep` as JSON, an object an option and point: the varied values, then the columns of CSV by their names.

use serde::ser::SerializeMap as _;
use serde::{Serialize, Serializer};

use super::row::sweep_rows;
use crate::calc::number::Number;
use crate::report::{Cell, OPTION_COLUMNS, Results};
use crate::sweep::Axis;

/// An option at a point.
#[derive(Debug)]
pub(crate) struct SweepDocument<'a> {
    axes: &'a [Axis],
    cells: Vec<Cell<'a>>,
}

/// The documents of a point, in the order of the options.
pub(crate) fn sweep_document<'a>(
    axes: &'a [Axis],
    values: &[Number],
    results: &Results<'a>,
    is_exact: bool,
) -> Vec<SweepDocument<'a>> {
    sweep_rows(values, results, is_exact).into_iter().map(|cells| SweepDocument { axes, cells }).collect()
}

impl Serialize for SweepDocument<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let (varied, cells) = self.cells.split_at(self.axes.len().min(self.cells.len()));
        let mut document = serializer.serialize_map(Some(cells.len() + 1))?;
        document.serialize_entry("varied", &Values { axes: self.axes, cells: varied })?;
        for (column, cell) in OPTION_COLUMNS.into_iter().zip(cells) {
            match (column, cell) {
                (_, Cell::Plain(text)) if text.is_empty() => document.serialize_entry(column, &())?,
                ("months", Cell::Plain(months)) => document.serialize_entry(column, &months.parse::<u32>().ok())?,
                ("meets_target" | "is_cheapest" | "is_most_profitable", Cell::Plain(text)) => {
                    document.serialize_entry(column, &(text == "true"))?;
                }
                (_, Cell::Text(text) | Cell::Plain(text)) => document.serialize_entry(column, &**text)?,
                (_, Cell::Figure(figure)) => document.serialize_entry(column, &figure.to_string())?,
            }
        }
        document.end()
    }
}

/// The varied values by their terms.
struct Values<'a> {
    axes: &'a [Axis],
    cells: &'a [Cell<'a>],
}

impl Serialize for Values<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut values = serializer.serialize_map(Some(self.axes.len()))?;
        for (axis, cell) in self.axes.iter().zip(self.cells) {
            values.serialize_entry(&axis.label, &cell.to_string())?;
        }
        values.end()
    }
}
