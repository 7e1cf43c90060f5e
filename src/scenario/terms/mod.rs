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

/// How a model's terms are read.
type Read = fn(&mut Reader<'_>, &Cursor<'_>) -> Model;

/// The models: what `model` calls each, its keys, and how its terms are read.
const KINDS: [(&str, &Layout, Read); 6] = [
    ("per-incident", &per_incident::LAYOUT, |reader, at| Model::PerIncident(PerIncident::read(reader, at))),
    ("retainer", &retainer::LAYOUT, |reader, at| Model::Retainer(Retainer::read(reader, at))),
    ("dedicated", &dedicated::LAYOUT, |reader, at| Model::Dedicated(Dedicated::read(reader, at))),
    ("hire", &hire::LAYOUT, |reader, at| Model::Hire(Hire::read(reader, at))),
    ("fly-in", &fly_in::LAYOUT, |reader, at| Model::FlyIn(FlyIn::read(reader, at))),
    ("hand-off", &hand_off::LAYOUT, |reader, at| Model::HandOff(HandOff::read(reader, at))),
];

/// The names of the models.
pub(crate) const MODELS: [&str; KINDS.len()] = {
    let mut names = [""; KINDS.len()];
    let mut position = 0;
    while position < names.len() {
        names[position] = KINDS[position].0;
        position += 1;
    }
    names
};

/// The keys of each model.
pub(crate) static LAYOUTS: [(&str, &Layout); KINDS.len()] = {
    let mut layouts: [(&str, &Layout); KINDS.len()] = [("", &hand_off::LAYOUT); KINDS.len()];
    let mut position = 0;
    while position < layouts.len() {
        layouts[position] = (KINDS[position].0, KINDS[position].1);
        position += 1;
    }
    layouts
};

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

    /// Reads the terms of the named model; those of `hand-off` for what is none.
    pub(crate) fn read(name: &str, reader: &mut Reader<'_>, at: &Cursor<'_>) -> Self {
        match KINDS.iter().find(|(known, ..)| *known == name) {
            Some((_, _, read)) => read(reader, at),
            None => Self::HandOff(HandOff::read(reader, at)),
        }
    }
}

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
    use crate::diagnostic::Sources;
    use crate::scenario::document::Table;
    use crate::scenario::term::Scope;

    #[test]
    fn a_model_is_read_under_its_own_name() {
        let (sources, table) = (Sources::new(String::new(), String::new()), Table::default());
        let at = Cursor { table: &table, scope: Scope::Root, span: None };
        let read = MODELS.map(|name| Model::read(name, &mut Reader::new(&sources), &at).name());
        assert_eq!(read, MODELS);
    }
}
