//! Sections 4 to 9: the models, each in a file of its own, and the terms that several of them share.

mod billing;
mod dedicated;
mod fly_in;
mod hand_off;
mod hire;
mod per_incident;
mod retainer;
mod travel;

use dedicated::Dedicated;
use fly_in::FlyIn;
pub(crate) use hand_off::HandOff;
use hire::Hire;
use per_incident::PerIncident;
use retainer::Retainer;

use crate::demand::Segment;
use crate::document::Terms;
use crate::exact::{self, Exact};
use crate::part::{Line, Work};

#[derive(Clone)]
pub(crate) enum Model {
    PerIncident(PerIncident),
    Retainer(Retainer),
    Dedicated(Dedicated),
    Hire(Hire),
    FlyIn(FlyIn),
    HandOff(HandOff),
}

impl Model {
    pub(crate) fn read(terms: &Terms<'_>, multipliers: [Exact; 3]) -> Self {
        match terms.text("model").unwrap() {
            "per-incident" => Self::PerIncident(PerIncident::read(terms, multipliers)),
            "retainer" => Self::Retainer(Retainer::read(terms, multipliers)),
            "dedicated" => Self::Dedicated(Dedicated::read(terms, multipliers)),
            "hire" => Self::Hire(Hire::read(terms, multipliers)),
            "fly-in" => Self::FlyIn(FlyIn::read(terms, multipliers)),
            "hand-off" => Self::HandOff(HandOff::read(terms)),
            other => panic!("no model: {other}"),
        }
    }

    pub(crate) fn lines(&self, work: &Work<'_>) -> Vec<Line> {
        match self {
            Self::PerIncident(model) => model.lines(work),
            Self::Retainer(model) => model.lines(work),
            Self::Dedicated(model) => model.lines(work),
            Self::Hire(model) => model.lines(work),
            Self::FlyIn(model) => model.lines(work),
            Self::HandOff(_) => Vec::new(),
        }
    }

    /// Hours used and hours included over the horizon, of a retainer.
    pub(crate) fn burn(&self, work: &Work<'_>) -> Option<(Exact, Exact)> {
        match self {
            Self::Retainer(model) => Some(model.burn(work)),
            _ => None,
        }
    }

    pub(crate) fn hand_off(&self) -> Option<&HandOff> {
        match self {
            Self::HandOff(model) => Some(model),
            _ => None,
        }
    }
}

/// `Σ_j a_sj (m_j - 1)`
fn loading(segment: &Segment, multipliers: &[Exact; 3]) -> Exact {
    segment.over_bands(&[0, 1, 2].map(|band| &multipliers[band] - Exact::ONE))
}

/// `1 - a_s`
fn business_share(segment: &Segment) -> Exact {
    Exact::ONE - segment.out_of_hours()
}

/// A price for each of so many, month by month.
fn priced(quantities: &[Exact], price: &Exact) -> Vec<Exact> {
    exact::each(quantities, |quantity| quantity * price)
}

/// What is beyond a level, month by month.
fn beyond(quantities: &[Exact], level: &Exact) -> Vec<Exact> {
    exact::each(quantities, |quantity| exact::positive(quantity - level))
}
