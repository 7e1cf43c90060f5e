//! The terms of each engagement model, as its contract states them: keys, limits, defaults.

mod dedicated;
mod fly_in;
mod hand_off;
mod hire;
mod per_incident;
mod retainer;
mod shared;

pub use dedicated::{DayFee, Dedicated};
pub use fly_in::FlyIn;
pub use hand_off::HandOff;
pub use hire::{Cover, Headcount, Hire, NamedTerm, OnCosts};
pub use per_incident::{PerIncident, Tiering, Tiers};
pub use retainer::{Retainer, Rollover};
pub use shared::{Billing, Common, Tier, Travel, Zones};

use super::layout::Layout;
use super::reader::{Cursor, Reader};

/// An engagement model and its terms.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Model {
    /// A contractor, paid per incident.
    PerIncident(PerIncident),
    /// A partner on a monthly retainer.
    Retainer(Retainer),
    /// A partner's technician, booked by the day.
    Dedicated(Dedicated),
    /// Regional employees.
    Hire(Hire),
    /// Metro staff, sent out.
    FlyIn(FlyIn),
    /// The clients are handed to a partner.
    HandOff(HandOff),
}

/// The names of the models, as `model` gives them.
pub(crate) const MODELS: [&str; 6] = ["per-incident", "retainer", "dedicated", "hire", "fly-in", "hand-off"];

impl Model {
    /// The model's name in a scenario.
    pub fn name(&self) -> &'static str {
        match self {
            Self::PerIncident(_) => "per-incident",
            Self::Retainer(_) => "retainer",
            Self::Dedicated(_) => "dedicated",
            Self::Hire(_) => "hire",
            Self::FlyIn(_) => "fly-in",
            Self::HandOff(_) => "hand-off",
        }
    }

    /// The terms that all models but `hand-off` share.
    pub fn common(&self) -> Option<&Common> {
        match self {
            Self::PerIncident(terms) => Some(&terms.common),
            Self::Retainer(terms) => Some(&terms.common),
            Self::Dedicated(terms) => Some(&terms.common),
            Self::Hire(terms) => Some(&terms.common),
            Self::FlyIn(terms) => Some(&terms.common),
            Self::HandOff(_) => None,
        }
    }

    /// The travel terms, of the models that have them.
    pub fn travel(&self) -> Option<&Travel> {
        match self {
            Self::PerIncident(terms) => Some(&terms.travel),
            Self::Retainer(terms) => Some(&terms.travel),
            Self::Dedicated(terms) => Some(&terms.travel),
            Self::Hire(terms) => Some(&terms.travel),
            Self::FlyIn(_) | Self::HandOff(_) => None,
        }
    }

    /// Reads the terms of the named model.
    pub(crate) fn read(name: &str, reader: &mut Reader<'_>, at: &Cursor<'_>) -> Self {
        match name {
            "per-incident" => Self::PerIncident(PerIncident::read(reader, at)),
            "retainer" => Self::Retainer(Retainer::read(reader, at)),
            "dedicated" => Self::Dedicated(Dedicated::read(reader, at)),
            "hire" => Self::Hire(Hire::read(reader, at)),
            "fly-in" => Self::FlyIn(FlyIn::read(reader, at)),
            _ => Self::HandOff(HandOff::read(reader, at)),
        }
    }
}

/// The keys of each model.
pub(crate) static LAYOUTS: [(&str, &Layout); 6] = [
    ("per-incident", &per_incident::LAYOUT),
    ("retainer", &retainer::LAYOUT),
    ("dedicated", &dedicated::LAYOUT),
    ("hire", &hire::LAYOUT),
    ("fly-in", &fly_in::LAYOUT),
    ("hand-off", &hand_off::LAYOUT),
];

/// The keys of a model; those of `hand-off` for what is none.
pub(crate) fn layout(model: &str) -> &'static Layout {
    LAYOUTS.iter().find(|(name, _)| *name == model).map_or(&hand_off::LAYOUT, |(_, layout)| layout)
}

/// The models that have a key.
pub(crate) fn owners(key: &str) -> Vec<String> {
    let owners = LAYOUTS.iter().filter(|(_, layout)| layout.keys().any(|known| known.name == key));
    owners.map(|(model, _)| format!("`{model}`")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_model_has_a_layout() {
        assert_eq!(LAYOUTS.map(|(name, _)| name), MODELS);
    }
}
