//! The rows of a sweep along a run: which cell holds what, as figures that are yet to be taken at each point.

use super::row::LEFT_OUT;
use crate::calc::straight::{Course, NotStraight};
use crate::calc::track::{Line, Quotient, Track};
use crate::report::{COLUMNS, Cell, Figures, QUANTITY_PLACES};
use crate::sweep::{OptionCourse, Ratio, Sweep, Volumes};

/// A cell of the row of an option, along a run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece<'r> {
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

/// How a figure is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Places {
    /// With so many decimals.
    Fixed(u32),
    /// With at most so many decimals.
    Trimmed(u32),
}

/// What a quotient is divided by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Divisor {
    /// One of the totals of the volumes, counted from the first point of their run.
    Total(usize),
    /// A line, counted from the first point of the option's run.
    Own(Line),
}

/// The row of an option along a run, after the varied values, and what it is compared by.
#[derive(Clone, Debug)]
pub struct StraightRow<'r> {
    /// Its cells.
    pub pieces: Vec<Piece<'r>>,
    /// Its annual cost, where that is comparable.
    pub cost: Option<Track>,
    /// Its gross profit, where that is known.
    pub profit: Option<Track>,
}

impl Places {
    /// How many there are at the most.
    pub fn most(self) -> u32 {
        match self {
            Self::Fixed(places) | Self::Trimmed(places) => places,
        }
    }
}

/// The row of an option along a run, as [`sweep_rows`](super::sweep_rows) has it at a point.
///
/// # Errors
/// Where a figure is beyond what a run takes.
pub fn straight_row<'r>(
    file: &'r str,
    sweep: &'r Sweep<'_>,
    position: usize,
    volumes: &Volumes,
    of: &OptionCourse,
) -> Result<StraightRow<'r>, NotStraight> {
    let scenario = sweep.scenario();
    let option = scenario.options.get(position).ok_or(NotStraight::Bent)?;
    let (figures, places) = (Figures::new(scenario.currency, false), scenario.currency.places());
    let (fixed, trimmed) = (Places::Fixed(places), Places::Trimmed(QUANTITY_PLACES));
    let still = |course: &Course, form: Places| {
        Piece::Cell(Cell::Figure(match form {
            Places::Fixed(_) => figures.of_money(course.at),
            Places::Trimmed(_) => figures.of_quantity(course.at),
        }))
    };
    let track = |course: &Course, form: Places| -> Result<Piece<'r>, NotStraight> {
        if course.is_level() {
            Ok(still(course, form))
        } else {
            Ok(Piece::Track(Track::new(course, form.most())?, form))
        }
    };
    let volume = |course: &Course| -> Result<Piece<'r>, NotStraight> {
        if course.is_level() {
            return Ok(still(course, trimmed));
        }
        Ok(Piece::Volume(Track::new(course, trimmed.most())?, trimmed))
    };
    let money = |course: &Course| track(course, fixed);
    let empty = || Piece::Cell(Cell::EMPTY);
    let maybe = |course: &Option<Course>| course.as_ref().map_or_else(|| Ok(empty()), money);
    let ratio = |ratio: &Option<Ratio>, form: Places| match ratio {
        None => Ok(empty()),
        Some(Ratio::Course(course)) => track(course, form),
        Some(Ratio::OverTotal(dividend, total)) => {
            let divisor = volumes.totals.get(*total).ok_or(NotStraight::Bent)?;
            Ok(Piece::Quotient(Quotient::new(dividend, divisor, form.most())?, Divisor::Total(*total), form))
        }
        Some(Ratio::Over(dividend, divisor)) => {
            let line = Divisor::Own(Line::new(divisor, 0)?);
            Ok(Piece::Quotient(Quotient::new(dividend, divisor, form.most())?, line, form))
        }
    };
    let text = |text: &'r str| Piece::Cell(Cell::text(text));
    let [cost, cost_low, cost_high] = &of.annual_cost;
    let [needed, needed_low, needed_high] = &of.revenue_needed;
    let [sales, sales_low, sales_high] = [0, 1, 2].map(|end| of.break_even_sales.map(|sales| sales[end]));
    let meets = match &of.spendable {
        None => empty(),
        Some(spendable) => Piece::MeetsTarget(Track::new(spendable, places)?, Track::new(&of.total_cost, places)?),
    };
    let cells: [Piece<'r>; COLUMNS.len() - LEFT_OUT.len()] = [
        text(file),
        text(&scenario.name),
        text(option.id.as_str()),
        text(option.name.as_str()),
        Piece::Cell(Cell::plain(option.model_name())),
        Piece::Cell(Cell::plain(scenario.currency.code().to_owned())),
        still(&Course::level(crate::calc::number::Number::whole(scenario.horizon.months)), trimmed),
        volume(&volumes.visits)?,
        volume(&volumes.hours)?,
        money(cost)?,
        money(cost_low)?,
        money(cost_high)?,
        money(&of.total_cost)?,
        money(&of.present_value)?,
        volume(&volumes.target_margin)?,
        money(needed)?,
        money(needed_low)?,
        money(needed_high)?,
        maybe(&sales)?,
        maybe(&sales_low)?,
        maybe(&sales_high)?,
        ratio(&of.cost_per_visit, fixed)?,
        ratio(&of.cost_per_hour, fixed)?,
        ratio(&of.price_per_visit, fixed)?,
        ratio(&of.price_per_hour, fixed)?,
        ratio(&of.price_per_client, fixed)?,
        maybe(&of.annual_revenue)?,
        maybe(&of.annual_gross_profit)?,
        ratio(&of.gross_margin, trimmed)?,
        meets,
        ratio(&of.utilisation, trimmed)?,
        Piece::IsCheapest,
        Piece::IsMostProfitable,
    ];
    let cost = if option.hands_off() { None } else { Some(Track::new(cost, places)?) };
    let profit = match &of.annual_gross_profit {
        None => None,
        Some(profit) => Some(Track::new(profit, places)?),
    };
    Ok(StraightRow { pieces: cells.into(), cost, profit })
}
