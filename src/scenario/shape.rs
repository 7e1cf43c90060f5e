//! The shape of a scenario: everything that its formulas depend on, and none of its amounts.
//!
//! A folder of site files comes from a few templates. Files of equal shape have the same calculation graph, so that it
//! is written once for all of them ([`Models`](crate::model::Models)). The formulas are written from the shape alone,
//! so that none can depend on an amount.

use std::fmt::{self, Display, Formatter};
use std::hash::{Hash, Hasher};
use std::ops::Deref;

use super::demand::Segment;
use super::extra::Extra;
use super::term::TermId;
use super::{Engagement, Horizon, Revenue, Sla, Target};
use crate::diagnostic::Span;

/// What a scenario is apart from its amounts; terms stand for them by their numbers.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Shape {
    /// How long it runs.
    pub horizon: Horizon,
    /// The margin to hold.
    pub target: Target,
    /// The tax that some prices include.
    pub tax_rate: Option<TermId>,
    /// The parts of the demand; at least one.
    pub segments: Vec<Segment>,
    /// What the clients pay.
    pub revenue: Option<Revenue>,
    /// What missed critical visits cost.
    pub sla: Option<Sla>,
    /// Cost items on every option.
    pub extras: Vec<Extra>,
    /// The options, in the order of the file; at least one.
    pub options: Vec<Engagement>,
    /// Whether each term is given, as opposed to a default.
    pub(super) given: Vec<bool>,
}

impl Shape {
    /// The options whose costs are compared, by position: those that do not hand clients off.
    pub fn compared(&self) -> impl Iterator<Item = usize> {
        self.options.iter().enumerate().filter(|(_, option)| !option.hands_off()).map(|(position, _)| position)
    }

    /// Whether a term is given, as opposed to a default.
    pub fn is_given(&self, term: TermId) -> bool {
        self.given.get(term.index()).copied().unwrap_or(false)
    }
}

/// What is said about a thing without being part of what it is, such as its title and its place in the file: two
/// things that differ in nothing else are equal. What is inside is compared as `*a == *b`.
#[derive(Clone, Copy, Debug, Default)]
pub struct Aside<T>(pub T);

impl<T> PartialEq for Aside<T> {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl<T> Eq for Aside<T> {}

impl<T> Hash for Aside<T> {
    fn hash<H: Hasher>(&self, _: &mut H) {}
}

impl<T> Deref for Aside<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

impl<T: Display> Display for Aside<T> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl From<Aside<Option<Span>>> for Option<Span> {
    fn from(place: Aside<Option<Span>>) -> Self {
        place.0
    }
}
