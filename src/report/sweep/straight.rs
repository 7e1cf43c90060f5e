//! The rows of a sweep along a run: which cell holds what, as figures that are yet to be taken at each point.

use crate::calc::straight::{Course, NotStraight};
use crate::calc::track::{Line, Quotient, Track};
use crate::model::Total;
use crate::report::row::{RowVolumes, RowWriter, option_row};
use crate::report::{Cell, Places, Rounding};
use crate::sweep::{OptionCourse, Ratio, Sweep, Volumes};

/// A cell of the row of an option, along a run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Piece<'r> {
    /// The same at every point.
    Cell(Cell<'r>),
    /// A figure, counted from the first point of the option's run.
    Track(Track, Places),
    /// The same, counted from the first point of the volumes' run.
    Volume(Track, Places),
    /// A quotient.
    Quotient(Quotient, Divisor, Places),
    /// Whether what may be spent covers the cost.
    MeetsTarget(Track, Track),
    /// Whether the option is the cheapest.
    IsCheapest,
    /// Whether the option is the most profitable; empty where that is not known.
    IsMostProfitable,
}

/// What a quotient is divided by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Divisor {
    /// One of the totals of the volumes, counted from the first point of their run.
    Total(Total),
    /// A line, counted from the first point of the option's run.
    Own(Line),
}

/// The row of an option along a run, after the varied values, and what it is compared by.
#[derive(Clone, Debug)]
pub(crate) struct StraightRow<'r> {
    /// Its cells.
    pub pieces: Vec<Piece<'r>>,
    /// Its annual cost, where that is comparable.
    pub cost: Option<Track>,
    /// Its gross profit, where that is known.
    pub profit: Option<Track>,
}

/// The row of an option along a run, as [`sweep_rows`](super::sweep_rows) has it at a point.
///
/// # Errors
/// Where a figure is beyond what a run takes.
pub(crate) fn straight_row<'r>(
    file: &'r str,
    sweep: &'r Sweep<'_>,
    position: usize,
    volumes: &Volumes,
    of: &OptionCourse,
) -> Result<StraightRow<'r>, NotStraight> {
    let scenario = sweep.scenario();
    let option = scenario.options.get(position).ok_or(NotStraight::Bent)?;
    let row_volumes =
        RowVolumes { visits: &volumes.visits, hours: &volumes.hours, target_margin: &volumes.target_margin };
    let places = scenario.currency.places();
    let writer = Along { rounding: Rounding::new(scenario.currency, false), volumes };
    let pieces = option_row(&writer, file, scenario, option, &row_volumes, of)?;
    let cost = if option.hands_off() { None } else { Some(Track::new(&of.annual_cost.base, places)?) };
    let profit = of.annual_gross_profit.as_ref().map(|profit| Track::new(profit, places)).transpose()?;
    Ok(StraightRow { pieces: pieces.into(), cost, profit })
}

/// Makes pieces of figures along a run.
struct Along<'v> {
    rounding: Rounding,
    volumes: &'v Volumes,
}

impl Along<'_> {
    /// A figure that does not move, or else what `moving` makes of its track.
    fn piece<'r>(
        &self,
        course: &Course,
        places: Places,
        moving: fn(Track, Places) -> Piece<'r>,
    ) -> Result<Piece<'r>, NotStraight> {
        if course.is_level() {
            return Ok(Piece::Cell(Cell::Figure(self.rounding.of(course.at, places))));
        }
        Ok(moving(Track::new(course, places.most())?, places))
    }
}

impl<'r> RowWriter<'r> for Along<'_> {
    type Value = Course;
    type Ratio = Ratio;
    type Cell = Piece<'r>;
    type Error = NotStraight;

    fn still(&self, cell: Cell<'r>) -> Piece<'r> {
        Piece::Cell(cell)
    }

    fn amount(&self, amount: &Course, places: Places) -> Result<Piece<'r>, NotStraight> {
        self.piece(amount, places, Piece::Track)
    }

    fn common(&self, amount: &Course) -> Result<Piece<'r>, NotStraight> {
        self.piece(amount, Places::QUANTITY, Piece::Volume)
    }

    fn ratio(&self, ratio: &Ratio, places: Places) -> Result<Piece<'r>, NotStraight> {
        let (dividend, divisor, by) = match ratio {
            Ratio::Course(course) => return self.amount(course, places),
            Ratio::OverTotal(dividend, total) => {
                (dividend, &self.volumes.totals[total.index()], Divisor::Total(*total))
            }
            Ratio::Over(dividend, divisor) => (dividend, divisor, Divisor::Own(Line::new(divisor, 0)?)),
        };
        Ok(Piece::Quotient(Quotient::new(dividend, divisor, places.most())?, by, places))
    }

    fn meets_target(&self, of: &OptionCourse) -> Result<Piece<'r>, NotStraight> {
        let track = |course: &Course| Track::new(course, self.rounding.places);
        match &of.spendable {
            None => Ok(Piece::Cell(Cell::EMPTY)),
            Some(spendable) => Ok(Piece::MeetsTarget(track(spendable)?, track(&of.total_cost)?)),
        }
    }

    fn is_cheapest(&self) -> Piece<'r> {
        Piece::IsCheapest
    }

    fn is_most_profitable(&self) -> Piece<'r> {
        Piece::IsMostProfitable
    }
}
