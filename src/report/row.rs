//! `compare` as rows, one an option: the columns of the CSV format (`docs/command-line.md`).

use std::borrow::Cow;
use std::convert::Infallible;

use super::{Figure, Places, Results, Rounding};
use crate::break_even::BreakEven;
use crate::calc::number::Number;
use crate::evaluation::Totals;
use crate::scenario::{Engagement, Scenario};

/// The columns of what is known of an option at one volume, in order.
pub(crate) const OPTION_COLUMNS: [&str; 33] = [
    "file",
    "scenario",
    "option",
    "name",
    "model",
    "currency",
    "months",
    "visits_per_month",
    "hours_per_month",
    "annual_cost",
    "annual_cost_low",
    "annual_cost_high",
    "total_cost",
    "present_value",
    "target_gross_margin",
    "revenue_needed",
    "revenue_needed_low",
    "revenue_needed_high",
    "break_even_sales",
    "break_even_sales_low",
    "break_even_sales_high",
    "cost_per_visit",
    "cost_per_hour",
    "price_per_visit",
    "price_per_hour",
    "price_per_client",
    "annual_revenue",
    "annual_gross_profit",
    "gross_margin",
    "meets_target",
    "utilisation",
    "is_cheapest",
    "is_most_profitable",
];

/// The columns of the break-even axis, in order.
const AXIS_COLUMNS: [&str; 3] = ["driver", "cheapest_from", "cheapest_to"];

/// All columns, in order.
pub(crate) const COLUMNS: [&str; OPTION_COLUMNS.len() + AXIS_COLUMNS.len()] = {
    let mut all = [""; OPTION_COLUMNS.len() + AXIS_COLUMNS.len()];
    let mut column = 0;
    while column < all.len() {
        let of_axis = column.checked_sub(OPTION_COLUMNS.len());
        all[column] = if let Some(column) = of_axis { AXIS_COLUMNS[column] } else { OPTION_COLUMNS[column] };
        column += 1;
    }
    all
};

/// A cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell<'r> {
    /// Text that somebody chose.
    Text(Cow<'r, str>),
    /// Yes or no, a word of ours, or nothing.
    Plain(Cow<'r, str>),
    /// A figure.
    Figure(Figure),
}

impl std::fmt::Display for Cell<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Text(text) | Self::Plain(text) => f.pad(text),
            Self::Figure(figure) => figure.fmt(f),
        }
    }
}

impl<'r> Cell<'r> {
    /// A cell without anything in it.
    pub const EMPTY: Self = Self::Plain(Cow::Borrowed(""));

    /// Text that somebody chose.
    pub fn text(text: impl Into<Cow<'r, str>>) -> Self {
        Self::Text(text.into())
    }

    /// A word of ours.
    pub fn plain(word: impl Into<Cow<'r, str>>) -> Self {
        Self::Plain(word.into())
    }

    pub(super) fn figure(figure: Option<Figure>) -> Self {
        figure.map_or(Self::EMPTY, Self::Figure)
    }

    fn flag(flag: Option<bool>) -> Self {
        match flag {
            Some(true) => Self::plain("true"),
            Some(false) => Self::plain("false"),
            None => Self::EMPTY,
        }
    }
}

/// How the cells of an option's row are made, by whoever reads its figures.
pub(super) trait RowWriter<'r> {
    /// An amount.
    type Value;
    /// A quotient.
    type Ratio;
    /// What becomes a cell.
    type Cell;
    /// Why something does not.
    type Error;

    /// A cell that no figure is in.
    fn still(&self, cell: Cell<'r>) -> Self::Cell;

    /// An amount of the option.
    fn amount(&self, amount: &Self::Value, places: Places) -> Result<Self::Cell, Self::Error>;

    /// An amount of the whole scenario.
    fn common(&self, amount: &Self::Value) -> Result<Self::Cell, Self::Error>;

    /// A quotient of the option.
    fn ratio(&self, ratio: &Self::Ratio, places: Places) -> Result<Self::Cell, Self::Error>;

    /// Whether the margin holds the target, where revenue is known.
    fn meets_target(&self, of: &Totals<Self::Value, Self::Ratio>) -> Result<Self::Cell, Self::Error>;

    /// Whether the option is the cheapest.
    fn is_cheapest(&self) -> Self::Cell;

    /// Whether the option is the most profitable, where that is known.
    fn is_most_profitable(&self) -> Self::Cell;
}

/// The volumes that a row begins with.
pub(super) struct RowVolumes<'v, V> {
    /// Visits a month.
    pub(super) visits: &'v V,
    /// Hours a month.
    pub(super) hours: &'v V,
    /// The target as a share of revenue.
    pub(super) target_margin: &'v V,
}

/// The row of an option under [`OPTION_COLUMNS`].
///
/// # Errors
/// The first cell that its writer cannot make.
pub(super) fn option_row<'r, W: RowWriter<'r>>(
    writer: &W,
    file: &'r str,
    scenario: &'r Scenario,
    option: &'r Engagement,
    volumes: &RowVolumes<'_, W::Value>,
    of: &Totals<W::Value, W::Ratio>,
) -> Result<[W::Cell; OPTION_COLUMNS.len()], W::Error> {
    let (fixed, trimmed) = (Places::Fixed(scenario.currency.places()), Places::QUANTITY);
    let empty = || writer.still(Cell::EMPTY);
    let text = |text: &'r str| writer.still(Cell::text(text));
    let plain = |word: &'static str| writer.still(Cell::plain(word));
    let money = |amount: &W::Value| writer.amount(amount, fixed);
    let maybe = |amount: Option<&W::Value>| amount.map_or_else(|| Ok(empty()), money);
    let ratio = |ratio: &Option<W::Ratio>, places| match ratio {
        Some(ratio) => writer.ratio(ratio, places),
        None => Ok(empty()),
    };
    let sales = of.break_even_sales.as_ref();
    Ok([
        text(file),
        text(&scenario.name),
        text(option.id.as_str()),
        text(option.name.as_str()),
        plain(option.model_name()),
        writer.still(Cell::plain(scenario.currency.code().to_owned())),
        writer.still(Cell::plain(scenario.horizon.months.to_string())),
        writer.common(volumes.visits)?,
        writer.common(volumes.hours)?,
        money(&of.annual_cost.base)?,
        money(&of.annual_cost.low)?,
        money(&of.annual_cost.high)?,
        money(&of.total_cost)?,
        money(&of.present_value)?,
        writer.common(volumes.target_margin)?,
        money(&of.revenue_needed.base)?,
        money(&of.revenue_needed.low)?,
        money(&of.revenue_needed.high)?,
        maybe(sales.map(|sales| &sales.base))?,
        maybe(sales.map(|sales| &sales.low))?,
        maybe(sales.map(|sales| &sales.high))?,
        ratio(&of.cost_per_visit, fixed)?,
        ratio(&of.cost_per_hour, fixed)?,
        ratio(&of.price_per_visit, fixed)?,
        ratio(&of.price_per_hour, fixed)?,
        ratio(&of.price_per_client, fixed)?,
        maybe(of.annual_revenue.as_ref())?,
        maybe(of.annual_gross_profit.as_ref())?,
        ratio(&of.gross_margin, trimmed)?,
        writer.meets_target(of)?,
        ratio(&of.utilisation, trimmed)?,
        writer.is_cheapest(),
        writer.is_most_profitable(),
    ])
}

/// Writes the cells of figures as they are.
struct Plainly {
    rounding: Rounding,
    meets_target: Option<bool>,
    is_cheapest: bool,
    is_most_profitable: Option<bool>,
}

impl<'r> RowWriter<'r> for Plainly {
    type Value = Number;
    type Ratio = Number;
    type Cell = Cell<'r>;
    type Error = Infallible;

    fn still(&self, cell: Cell<'r>) -> Cell<'r> {
        cell
    }

    fn amount(&self, amount: &Number, places: Places) -> Result<Cell<'r>, Infallible> {
        Ok(Cell::Figure(self.rounding.of(*amount, places)))
    }

    fn common(&self, amount: &Number) -> Result<Cell<'r>, Infallible> {
        self.amount(amount, Places::QUANTITY)
    }

    fn ratio(&self, ratio: &Number, places: Places) -> Result<Cell<'r>, Infallible> {
        self.amount(ratio, places)
    }

    fn meets_target(&self, _: &Totals) -> Result<Cell<'r>, Infallible> {
        Ok(Cell::flag(self.meets_target))
    }

    fn is_cheapest(&self) -> Cell<'r> {
        Cell::flag(Some(self.is_cheapest))
    }

    fn is_most_profitable(&self) -> Cell<'r> {
        Cell::flag(self.is_most_profitable)
    }
}

/// The rows of a scenario under [`OPTION_COLUMNS`], in the order of its options.
pub(crate) fn option_rows<'r>(
    results: &Results<'r>,
    is_exact: bool,
) -> impl Iterator<Item = [Cell<'r>; OPTION_COLUMNS.len()]> {
    let Results { file, scenario, evaluation, .. } = *results;
    let volumes = RowVolumes {
        visits: &evaluation.visits_per_month,
        hours: &evaluation.hours_per_month,
        target_margin: &evaluation.target_margin,
    };
    let options = scenario.options.iter().zip(&evaluation.options).enumerate();
    options.map(move |(position, (option, of))| {
        let writer = Plainly {
            rounding: Rounding::new(scenario.currency, is_exact),
            meets_target: of.meets_target,
            is_cheapest: evaluation.cheapest == Some(position),
            is_most_profitable: evaluation.most_profitable.map(|best| best == position),
        };
        let Ok(row) = option_row(&writer, file, scenario, option, &volumes, &of.totals);
        row
    })
}

/// The rows of a scenario under the columns of the CSV format, in the order of its options.
pub fn rows<'r>(results: &Results<'r>, is_exact: bool) -> Vec<[Cell<'r>; COLUMNS.len()]> {
    let rounding = Rounding::new(results.scenario.currency, is_exact);
    let found = results.break_even;
    let with_axis = |(position, row): (usize, [Cell<'r>; OPTION_COLUMNS.len()])| {
        let is_cheapest = results.evaluation.cheapest == Some(position);
        let band = found.filter(|_| is_cheapest).and_then(|found| present_band(found, position));
        let volume = |volume: Option<Number>| Cell::figure(volume.map(|volume| rounding.of_quantity(volume)));
        let axis: [Cell<'r>; AXIS_COLUMNS.len()] = [
            Cell::plain(found.map_or("", |found| found.driver.name())),
            volume(band.map(|(from, _)| from)),
            volume(band.map(|(_, to)| to)),
        ];
        let mut cells = row.into_iter().chain(axis);
        std::array::from_fn(|_| cells.next().unwrap_or(Cell::EMPTY))
    };
    option_rows(results, is_exact).enumerate().map(with_axis).collect()
}

/// The band around the present volume in which an option is the cheapest; at an edge, the band above it.
pub(super) fn present_band(found: &BreakEven, option: usize) -> Option<(Number, Number)> {
    let around =
        found.cheapest.iter().filter(|band| band.option == option && band.from <= found.now && found.now <= band.to);
    around.map(|band| (band.from, band.to)).next_back()
}
