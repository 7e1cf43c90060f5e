//! Writing formulas down: expressions that become nodes of a [`Graph`].

use std::cell::RefCell;
use std::collections::hash_map::Entry;
use std::ops::{Add, Div, Mul, Sub};

use rustc_hash::{FxBuildHasher, FxHashMap};

use super::graph::{Constant, Graph, InputId, Label, Node, NodeId, Operation, index_of};
use super::number::Number;
use super::unit::Unit;

/// Where formulas are written down.
#[derive(Debug)]
pub(crate) struct Builder {
    keeps_names: bool,
    /// The most nodes that are written.
    most: usize,
    state: RefCell<State>,
}

#[derive(Debug)]
struct State {
    graph: Graph,
    known: FxHashMap<Node, NodeId>,
    /// Whether a node was left out for want of room.
    is_full: bool,
}

/// How many nodes a scenario of usual size has: room for them from the start saves moving them several times.
const USUAL_NODES: usize = 448;

impl Default for State {
    fn default() -> Self {
        let known = FxHashMap::with_capacity_and_hasher(USUAL_NODES, FxBuildHasher);
        Self { graph: Graph { nodes: Vec::with_capacity(USUAL_NODES), ..Graph::default() }, known, is_full: false }
    }
}

impl Default for Builder {
    fn default() -> Self {
        Self { keeps_names: false, most: usize::MAX, state: RefCell::default() }
    }
}

impl Builder {
    /// A builder that writes no more nodes than that, at least one.
    pub(crate) fn with_room_for(most: usize) -> Self {
        Self { most, ..Self::default() }
    }

    /// The same, but it keeps the names given with [`Expr::named`].
    #[must_use]
    pub(crate) fn keeping_names(self) -> Self {
        Self { keeps_names: true, ..self }
    }

    /// Whether there was no room for a node. From then on every formula is the first node, and no figure can be read.
    pub(crate) fn is_full(&self) -> bool {
        self.state.borrow().is_full
    }

    /// The graph of everything written so far.
    pub(crate) fn finish(self) -> Graph {
        self.state.into_inner().graph
    }

    /// How many nodes there are so far.
    pub(crate) fn len(&self) -> usize {
        self.state.borrow().graph.nodes.len()
    }

    /// A value from outside.
    pub(crate) fn input(&self, input: InputId) -> Expr<'_> {
        self.node(Node::Input(input))
    }

    /// A value that the formula itself states.
    pub(crate) fn constant(&self, value: Number, unit: Unit) -> Expr<'_> {
        let constant = Constant { value, unit };
        let position = {
            let constants = &mut self.state.borrow_mut().graph.constants;
            constants.iter().position(|known| *known == constant).unwrap_or_else(|| {
                constants.push(constant);
                constants.len() - 1
            })
        };
        self.node(Node::Constant(index_of(position)))
    }

    /// Zero, of whatever unit it meets.
    pub(crate) fn zero(&self) -> Expr<'_> {
        self.constant(Number::ZERO, Unit::NONE)
    }

    /// One, dimensionless.
    pub(crate) fn one(&self) -> Expr<'_> {
        self.constant(Number::ONE, Unit::NONE)
    }

    /// The sum of all, halved until single terms are left, so that equal runs of months share their nodes.
    pub(crate) fn sum<'g>(&'g self, terms: &[Expr<'g>]) -> Expr<'g> {
        match terms {
            [] => self.zero(),
            [only] => *only,
            _ => {
                let (first, second) = terms.split_at(terms.len() / 2);
                let sum = self.sum(first);
                sum + if first == second { sum } else { self.sum(second) }
            }
        }
    }

    fn node(&self, node: Node) -> Expr<'_> {
        let mut state = self.state.borrow_mut();
        let State { graph, known, is_full } = &mut *state;
        let id = if *is_full {
            NodeId::default()
        } else {
            match known.entry(node) {
                Entry::Occupied(known) => *known.get(),
                Entry::Vacant(_) if graph.nodes.len() >= self.most => {
                    *is_full = true;
                    NodeId::default()
                }
                Entry::Vacant(place) => {
                    graph.nodes.push(node);
                    *place.insert(NodeId(index_of(graph.nodes.len() - 1)))
                }
            }
        };
        Expr { builder: self, id }
    }
}

/// A handle on a node that adds, multiplies and compares like the formula on paper.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Expr<'g> {
    builder: &'g Builder,
    id: NodeId,
}

impl<'g> Expr<'g> {
    /// The node.
    pub(crate) fn id(self) -> NodeId {
        self.id
    }

    /// The lesser of both.
    #[must_use]
    pub(crate) fn min(self, other: Self) -> Self {
        self.apply(Operation::Min(self.id, other.id))
    }

    /// The greater of both.
    #[must_use]
    pub(crate) fn max(self, other: Self) -> Self {
        self.apply(Operation::Max(self.id, other.id))
    }

    /// `(z)⁺`: the value, or zero where it is negative.
    #[must_use]
    pub(crate) fn positive(self) -> Self {
        self.max(self.builder.zero())
    }

    /// The least whole number that is not below.
    #[must_use]
    pub(crate) fn ceil(self) -> Self {
        self.apply(Operation::Ceil(self.id))
    }

    /// 1 where this is not below the other, else 0.
    #[must_use]
    pub(crate) fn at_least(self, other: Self) -> Self {
        self.apply(Operation::AtLeast(self.id, other.id))
    }

    /// One minus the value.
    #[must_use]
    pub(crate) fn complement(self) -> Self {
        self.builder.one() - self
    }

    /// The same, and what it is called; inputs and constants are known by their own names.
    #[must_use]
    pub(crate) fn named(self, name: &'static str) -> Self {
        self.labelled(|| Label::new(name))
    }

    /// As [`named`](Self::named), of one of several alike things.
    #[must_use]
    pub(crate) fn named_of(self, name: &'static str, of: Option<u32>) -> Self {
        self.labelled(|| Label::new(name).of(of))
    }

    /// As [`named`](Self::named), of a month, from 0: `name` ends so that `month 3` may follow.
    #[must_use]
    pub(crate) fn named_in(self, name: &'static str, month: usize) -> Self {
        self.labelled(|| Label::new(name).month(month))
    }

    /// As [`named`](Self::named), with a label that is made only where names are kept.
    #[must_use]
    pub(crate) fn labelled(self, label: impl FnOnce() -> Label) -> Self {
        if self.builder.keeps_names {
            let State { graph, .. } = &mut *self.builder.state.borrow_mut();
            if let Some(Node::Apply(_)) = graph.nodes.get(self.id.index()) {
                let label = label();
                graph.labels.entry(self.id).and_modify(|known| known.merge(&label)).or_insert(label);
            }
        }
        self
    }

    fn apply(self, operation: Operation<NodeId>) -> Expr<'g> {
        self.builder.node(Node::Apply(operation))
    }
}

impl PartialEq for Expr<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id
    }
}

impl Add for Expr<'_> {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        self.apply(Operation::Add(self.id, other.id))
    }
}

impl Sub for Expr<'_> {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        self.apply(Operation::Sub(self.id, other.id))
    }
}

impl Mul for Expr<'_> {
    type Output = Self;
    fn mul(self, other: Self) -> Self {
        self.apply(Operation::Mul(self.id, other.id))
    }
}

impl Div for Expr<'_> {
    type Output = Self;
    fn div(self, other: Self) -> Self {
        self.apply(Operation::Div(self.id, other.id))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_node_is_what_it_computes() {
        let builder = Builder::default();
        let (a, b) = (builder.input(InputId(0)), builder.input(InputId(1)));
        assert_eq!(a + b, a + b);
        assert_ne!((a + b).id(), (b + a).id());
        assert_ne!(a, b);
        assert_eq!(a.complement(), builder.one() - a);
        assert_eq!((builder.sum(&[]), builder.sum(&[a]), builder.sum(&[a, b])), (builder.zero(), a, a + b));
        let twelve_months = vec![a * b; 12];
        let before = builder.len();
        builder.sum(&twelve_months);
        assert_eq!(builder.len() - before, 4, "3, 6, 12 and the odd pair");
    }

    #[test]
    fn knows_what_a_node_is_computed_from() {
        let builder = Builder::default();
        let (a, b) = (builder.input(InputId(0)), builder.input(InputId(1)));
        let (product, other) = ((a * a).id, (a + b).id);
        let graph = builder.finish();
        assert_eq!(graph.reached_from([product]), [true, false, true, false]);
        assert_eq!(graph.reached_from([other]), [true, true, false, true]);
    }

    #[test]
    fn what_there_is_no_room_for_is_not_written() {
        let builder = Builder::with_room_for(3);
        let (a, b) = (builder.input(InputId(0)), builder.input(InputId(1)));
        let sum = a + b;
        assert_eq!(a + b, sum, "what is known takes no room");
        assert!(!builder.is_full());
        assert_eq!((sum + b, a + b, builder.len()), (a, a, 3));
        assert!(builder.is_full());
    }

    #[test]
    fn a_name_is_kept_beside_its_node() {
        let builder = Builder::default().keeping_names();
        let (a, b) = (builder.input(InputId(0)), builder.input(InputId(1)));
        let sum = (a + b).labelled(|| Label::new("sum of").of(Some(0)).month(0)).named("total");
        assert_eq!((a + b).labelled(|| Label::new("sum of").of(Some(1)).month(6)), sum);
        let (sum, input) = (sum.id(), a.named("a").id());
        let graph = builder.finish();
        let label = Label { name: "sum of".into(), of: None, months: vec![1, 7] };
        assert_eq!(graph.label(sum), Some(&label), "the first words, of no thing in particular, of both months");
        assert_eq!(graph.label(input), None, "an input has its own name");
        assert_eq!(Label::new("share of").of(Some(3)).of, Some(3));

        let nameless = Builder::default();
        let sum = (nameless.zero() + nameless.one()).named("one").id();
        assert_eq!(nameless.finish().label(sum), None);
    }
}
