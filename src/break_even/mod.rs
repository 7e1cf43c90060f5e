//! The piecewise-linear reading: volumes at which options cost the same, bands of the cheapest, revenue break-even,
//! margin of safety (`docs/economics.md` section 14). Everything is solved exactly; nothing is searched on a grid.
//!
//! Unstable: no part of what [the front page](crate#what-is-stable-and-what-is-not) promises.

mod along;
mod analysis;
mod drawing;
mod envelope;
mod present;
mod problem;
pub mod switching;

pub(crate) use along::scaled_terms;
pub use analysis::analyse;
pub use drawing::{Drawing, OptionDrawing, Outline, OutlineRange, Straight, draw};
pub use problem::no_axis;

use std::fmt;

use crate::calc::comparison::How;
use crate::calc::number::{ArithmeticError, Number};
use crate::evaluation::Evaluation;
use crate::scenario::Scenario;

/// What runs along the axis.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Driver {
    /// Visits a month.
    Visits,
    /// Served hours a month.
    Hours,
    /// Clients. Where their visits are given per client, these move with them.
    Clients,
}

impl Driver {
    /// As the command line and every format name it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Visits => "visits",
            Self::Hours => "hours",
            Self::Clients => "clients",
        }
    }

    /// In a sentence: `visits a month`.
    pub fn in_words(self) -> &'static str {
        match self {
            Self::Visits => "visits a month",
            Self::Hours => "hours a month",
            Self::Clients => "clients",
        }
    }
}

impl Driver {
    /// The volume as written; none where the scenario has none of it.
    pub(crate) fn present(self, evaluation: &Evaluation) -> Option<Number> {
        let volume = match self {
            Self::Visits => Some(evaluation.visits_per_month),
            Self::Hours => Some(evaluation.hours_per_month),
            Self::Clients => evaluation.clients,
        };
        volume.filter(|volume| !volume.is_zero())
    }
}

impl fmt::Display for Driver {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// The axis to look along.
#[derive(Clone, Copy, Debug)]
pub struct Question {
    /// What runs along it.
    pub driver: Driver,
    /// Where it ends; ten times the present volume where it is not given.
    pub max: Option<Number>,
    /// What is looked for.
    pub wanted: Wanted,
}

/// How much of the axis matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// The band of the cheapest option around the present volume.
    Present,
    /// The bands of the cheapest.
    Bands,
    /// The bands, and everything else.
    All,
}

/// The break-even volumes of a scenario, options by their position in it. Volumes are those of the [`Driver`], costs are
/// annual. Places are computed to 24 significant digits.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct BreakEven {
    /// What runs along the axis.
    pub driver: Driver,
    /// The volume as written, before growth and seasonality.
    pub now: Number,
    /// The axis's end; it begins at 0.
    pub max: Number,
    /// The cheapest option by volume, from 0 to the axis's end without a gap; where no more is wanted, around the present
    /// volume alone. Empty where every option hands its clients off. Of equals the first option of the file has the band.
    pub cheapest: Vec<Band>,
    /// Where two options change places, in the order of the pairs; like what follows, for a complete answer only.
    pub indifference: Vec<Indifference>,
    /// Where an option's revenue begins or ceases to cover it.
    pub revenue: Vec<RevenuePoint>,
    /// How far the volume may fall for each option that makes a profit, and has a volume below which it makes none.
    pub margins_of_safety: Vec<MarginOfSafety>,
}

/// A stretch of volumes, or of values of a term, and the option that is cheapest in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Band {
    /// Its lower end.
    pub from: Number,
    /// Its upper end.
    pub to: Number,
    /// The option, by its position.
    pub option: usize,
}

/// A volume at which two options change places.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Indifference {
    /// The first option.
    pub a: usize,
    /// The second.
    pub b: usize,
    /// The volume, or a stretch's lower end.
    pub at: Number,
    /// A stretch's upper end; none for a single volume.
    pub to: Option<Number>,
    /// The annual cost of both, at a cross.
    pub cost: Option<Number>,
    /// The cheaper option below; none where the axis begins there, or both cost the same.
    pub below: Option<usize>,
    /// The cheaper option above; none where the axis ends there, or both cost the same.
    pub above: Option<usize>,
    /// What happens there.
    pub how: How,
}

/// What revenue is to cover.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Goal {
    /// The cost.
    Profit,
    /// The cost, with the target margin held.
    Target,
}

/// A volume at which revenue begins or ceases to cover an option.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct RevenuePoint {
    /// The option.
    pub option: usize,
    /// What is to be covered.
    pub goal: Goal,
    /// The volume.
    pub at: Number,
    /// Whether it is covered above the volume; below, the opposite.
    pub is_covered_above: bool,
    /// What happens there.
    pub how: How,
}

/// How far the volume may fall before an option that makes a profit makes none.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct MarginOfSafety {
    /// The option.
    pub option: usize,
    /// The volume at which its profit ends.
    pub at: Number,
    /// Its distance from the volume as written, as a fraction of that.
    pub share: Number,
}

/// An amount over the horizon, in an average year (`docs/economics.md` section 11).
fn annual(scenario: &Scenario, total: Number) -> Result<Number, ArithmeticError> {
    total.times(Number::whole(12))?.over(Number::whole(scenario.horizon.months))
}
