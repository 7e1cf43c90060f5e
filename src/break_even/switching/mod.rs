//! Switching values: how far a term may move, all else as written, before another option is the cheapest
//! (`docs/economics.md` section 14).
//!
//! A term is varied as the volume is: costs are read as piecewise-linear functions of it, or of its reciprocal where
//! they are divided by it, and places are solved for. Terms in which costs are neither say so.

mod analysis;

use std::cmp::Ordering;

use analysis::{Analysis, level};

use super::Band;
use crate::calc::comparison::How;
use crate::calc::dependent::Dependents;
use crate::calc::graph::NodeId;
use crate::calc::number::Number;
use crate::evaluation::Evaluation;
use crate::model::Model;
use crate::scenario::Scenario;
use crate::scenario::limit::Interval;
use crate::scenario::term::TermId;

/// Which terms to look at, and where.
#[derive(Clone, Copy, Debug, Default)]
pub struct Scope {
    /// One term alone; every term where it is not given.
    pub term: Option<TermId>,
    /// The values to look at; from zero to ten times the present value where it is not given.
    pub within: Option<Interval>,
}

/// The switching values of a scenario.
#[derive(Clone, Debug)]
pub struct Switching {
    /// The cheapest option at the values as written.
    pub cheapest: usize,
    /// The terms that the lead of the cheapest depends on: those with the nearest switching value first, those without
    /// one last, of equals in the order of the file.
    pub terms: Vec<TermSwitching>,
    /// Terms that are not answered for, in the order of the file.
    pub refused: Vec<(TermId, Refusal)>,
}

/// The switching values of one term.
#[derive(Clone, Debug)]
pub struct TermSwitching {
    /// The term.
    pub term: TermId,
    /// Its value as written.
    pub value: Number,
    /// The values looked at.
    pub interval: Interval,
    /// The cheapest option by value; of equals the one that is the cheapest as written.
    pub bands: Vec<Band>,
    /// Every value at which the cheapest option changes, rising.
    pub changes: Vec<Change>,
    /// The nearest of them below, beyond which another option is the cheapest.
    pub below: Option<Change>,
    /// The nearest of them above.
    pub above: Option<Change>,
}

/// A value at which the cheapest option changes.
#[derive(Clone, Copy, Debug)]
pub struct Change {
    /// The value.
    pub at: Number,
    /// Its relative distance from the value as written; none where that is 0.
    pub change: Option<Number>,
    /// The cheapest option below.
    pub below: usize,
    /// The cheapest option above.
    pub above: usize,
    /// Whether both cost the same there.
    pub how: How,
    /// The annual cost of both, at a cross.
    pub cost: Option<Number>,
}

/// Why a term is not answered for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// It is not offered, for the reason that its key states.
    NotOffered(&'static str),
    /// Costs are piecewise linear neither in it nor in its reciprocal.
    NotLinear,
    /// Ten times nothing is nothing, and no interval is given.
    Zero,
    /// The interval holds no value that the term may have: those that it may have.
    NoInterval(Interval),
    /// No cost that is compared depends on it.
    NoInfluence,
    /// Its curves have too many pieces over the interval.
    TooManyPieces(Interval),
    /// A figure on the way leaves the range of exact decimals.
    OutOfRange,
}

/// Computes switching values; none where every option hands clients off.
pub fn switching(scenario: &Scenario, model: &Model, evaluation: &Evaluation, scope: Scope) -> Option<Switching> {
    let cheapest = evaluation.cheapest?;
    // The cheapest stands first, so that it keeps what it ties for.
    let rivals = scenario.compared().filter(|option| *option != cheapest);
    let options: Vec<usize> = std::iter::once(cheapest).chain(rivals).collect();
    if options.len() < 2 {
        let refused = scope.term.map(|term| (term, Refusal::NoInfluence)).into_iter().collect();
        return Some(Switching { cheapest, terms: Vec::new(), refused });
    }
    let roots: Vec<NodeId> = options.iter().map(|option| model.options[*option].total_cost).collect();
    let inputs = scenario.base_values();
    let count = model.cost_nodes;
    let mut analysis = Analysis {
        scenario,
        model,
        options: &options,
        inputs: &inputs,
        values: &evaluation.values,
        dependents: Dependents::towards(&model.graph, count, roots),
        nodes: evaluation.values.iter().take(count).copied().map(level).collect(),
    };
    let mut found = Switching { cheapest, terms: Vec::new(), refused: Vec::new() };
    let wanted: Vec<TermId> = match scope.term {
        Some(term) => vec![term],
        None => scenario.term_ids().collect(),
    };
    for term in wanted {
        let is_default = scenario.term(term).span.is_none();
        match analysis.term(term, scope.within) {
            // Of all terms, those that cannot matter are not told, nor defaults that nobody chose and that never switch.
            Ok(of) if scope.term.is_none() && is_default && of.below.is_none() && of.above.is_none() => (),
            Ok(of) => found.terms.push(of),
            Err(Refusal::NoInfluence) if scope.term.is_none() => (),
            Err(_) if scope.term.is_none() && is_default => (),
            Err(refusal) => found.refused.push((term, refusal)),
        }
    }
    found.terms.sort_by_key(TermSwitching::distance);
    Some(found)
}

impl Change {
    /// The option that is the cheapest beyond the change, seen from the value as written: where that is the change
    /// itself, the one that takes over.
    pub fn beyond(&self, value: Number, cheapest: usize) -> usize {
        match self.at.cmp(&value) {
            Ordering::Less => self.below,
            Ordering::Equal if self.above == cheapest => self.below,
            Ordering::Equal | Ordering::Greater => self.above,
        }
    }
}

impl TermSwitching {
    /// For sorting: whether there is no switching value, whether it has no relative distance, and the nearest one's.
    fn distance(&self) -> (bool, bool, Number) {
        let nearest = [self.below, self.above].into_iter().flatten();
        let least = nearest.clone().filter_map(|change| change.change).map(Number::magnitude).min();
        (nearest.count() == 0, least.is_none(), least.unwrap_or(Number::ZERO))
    }
}
