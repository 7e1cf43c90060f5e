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

use super::key::Key;
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

/// The keys of a model: its own, and the groups that it shares with others.
pub(crate) fn keys(model: &str) -> [&'static [&'static Key]; 4] {
    const NONE: &[&Key] = &[];
    let (common, travel, billing) = (shared::COMMON_KEYS, shared::TRAVEL_KEYS, shared::BILLING_KEYS);
    match model {
        "per-incident" => [per_incident::KEYS, common, travel, billing],
        "retainer" => [retainer::KEYS, common, travel, billing],
        "dedicated" => [dedicated::KEYS, common, travel, billing],
        "hire" => [hire::KEYS, common, travel, NONE],
        "fly-in" => [fly_in::KEYS, common, NONE, NONE],
        _ => [hand_off::KEYS, NONE, NONE, NONE],
    }
}

/// The models that have a key.
pub(crate) fn owners(key: &str) -> Vec<String> {
    let has = |model: &str| keys(model).iter().copied().flatten().any(|known| known.name == key);
    MODELS.into_iter().filter(|model| has(model)).map(|model| format!("`{model}`")).collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::scenario::demand::SEGMENT_KEYS;
    use crate::scenario::extra::EXTRA_KEYS;
    use crate::scenario::general::{HORIZON_KEYS, REVENUE_KEYS, SLA_KEYS, TARGET_KEYS, TAX_KEYS};
    use crate::scenario::option::{OPTION_KEYS, PART_KEYS};

    /// Unknown keys are seen by counting the known ones.
    #[test]
    fn no_table_knows_a_key_twice() {
        let others = [SEGMENT_KEYS, EXTRA_KEYS, HORIZON_KEYS, TARGET_KEYS, TAX_KEYS, REVENUE_KEYS, SLA_KEYS];
        let mut tables: Vec<Vec<&[&Key]>> = others.into_iter().map(|keys| vec![keys]).collect();
        for model in MODELS {
            tables.push(keys(model).into_iter().chain([PART_KEYS, OPTION_KEYS]).collect());
        }
        for table in tables {
            let names: Vec<&str> = table.iter().copied().flatten().map(|key| key.name).collect();
            assert_eq!(names.iter().collect::<BTreeSet<_>>().len(), names.len(), "{names:?}");
        }
    }
}
