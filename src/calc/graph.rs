//! The calculation graph: formulas as nodes, before anything is known of their values.
//!
//! Nodes stand in a `Vec` in the order of their creation, which is an order of evaluation, so a cycle cannot be
//! written. A node is what it computes: the same operation on the same nodes is the same node. Nothing is folded or
//! simplified, and building looks at no value: a formula that should depend on an amount says so with `Max`, `Min`
//! or `AtLeast`.

use std::cell::RefCell;
use std::ops::{Add, Div, Mul, Sub};

use rustc_hash::FxHashMap;

use super::number::Number;
use super::unit::Unit;

/// The operations: a closed set, to which every [`Domain`](super::domain::Domain) gives a meaning.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Operation<T> {
    /// a + b
    Add(T, T),
    /// a - b
    Sub(T, T),
    /// a × b
    Mul(T, T),
    /// a / b
    Div(T, T),
    /// The lesser.
    Min(T, T),
    /// The greater.
    Max(T, T),
    /// The least whole number not below the argument, which is first rounded to 12 places.
    Ceil(T),
    /// 1 where a ≥ b, both rounded to 12 places, else 0.
    AtLeast(T, T),
}

impl<T> Operation<T> {
    /// The same operation on other operands.
    pub fn map<U>(self, mut f: impl FnMut(T) -> U) -> Operation<U> {
        match self {
            Self::Add(a, b) => Operation::Add(f(a), f(b)),
            Self::Sub(a, b) => Operation::Sub(f(a), f(b)),
            Self::Mul(a, b) => Operation::Mul(f(a), f(b)),
            Self::Div(a, b) => Operation::Div(f(a), f(b)),
            Self::Min(a, b) => Operation::Min(f(a), f(b)),
            Self::Max(a, b) => Operation::Max(f(a), f(b)),
            Self::Ceil(a) => Operation::Ceil(f(a)),
            Self::AtLeast(a, b) => Operation::AtLeast(f(a), f(b)),
        }
    }

    /// The operands, in order.
    pub fn operands(self) -> impl Iterator<Item = T> {
        let (first, second) = match self {
            Self::Ceil(a) => (a, None),
            Self::Add(a, b)
            | Self::Sub(a, b)
            | Self::Mul(a, b)
            | Self::Div(a, b)
            | Self::Min(a, b)
            | Self::Max(a, b)
            | Self::AtLeast(a, b) => (a, Some(b)),
        };
        std::iter::once(first).chain(second)
    }
}

/// The place of a node in its graph.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NodeId(u32);

impl NodeId {
    /// The node's position in the order of evaluation.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// The number of an input: its value and unit are its reader's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct InputId(pub u32);

impl InputId {
    /// The input's position among its reader's values.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// One node.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Node {
    /// A value that the formula itself states, by its position in [`Graph::constants`].
    Constant(u32),
    /// A value from outside.
    Input(InputId),
    /// An operation on earlier nodes.
    Apply(Operation<NodeId>),
}

/// A constant of a formula, such as the 12 months of a year. A zero is a zero of every unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Constant {
    /// How many.
    pub value: Number,
    /// Of what.
    pub unit: Unit,
}

/// A finished graph.
#[derive(Debug, Default)]
pub struct Graph {
    nodes: Vec<Node>,
    constants: Vec<Constant>,
}

impl Graph {
    /// The nodes in the order of evaluation.
    pub fn nodes(&self) -> &[Node] {
        &self.nodes
    }

    /// The nodes with their places, in the order of evaluation.
    pub fn ids(&self) -> impl Iterator<Item = (NodeId, &Node)> {
        self.nodes.iter().enumerate().map(|(index, node)| (NodeId(index_of(index)), node))
    }

    /// The constants that [`Node::Constant`] names.
    pub fn constants(&self) -> &[Constant] {
        &self.constants
    }

    /// Which nodes the given ones are computed from, themselves included, as a flag per node.
    pub fn reached_from(&self, roots: impl IntoIterator<Item = NodeId>) -> Vec<bool> {
        let mut reached = vec![false; self.nodes.len()];
        for root in roots {
            reached[root.index()] = true;
        }
        for (index, node) in self.nodes.iter().enumerate().rev() {
            if let (true, Node::Apply(operation)) = (reached[index], node) {
                for operand in operation.operands() {
                    reached[operand.index()] = true;
                }
            }
        }
        reached
    }
}

/// Where formulas are written down.
#[derive(Debug, Default)]
pub struct Builder {
    state: RefCell<State>,
}

#[derive(Debug, Default)]
struct State {
    graph: Graph,
    known: FxHashMap<Node, NodeId>,
}

impl Builder {
    /// The graph of everything written so far.
    pub fn finish(self) -> Graph {
        self.state.into_inner().graph
    }

    /// How many nodes there are so far.
    pub fn len(&self) -> usize {
        self.state.borrow().graph.nodes.len()
    }

    /// Whether nothing has been written yet.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// A value from outside.
    pub fn input(&self, input: InputId) -> Expr<'_> {
        self.node(Node::Input(input))
    }

    /// A value that the formula itself states.
    pub fn constant(&self, value: Number, unit: Unit) -> Expr<'_> {
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
    pub fn zero(&self) -> Expr<'_> {
        self.constant(Number::ZERO, Unit::NONE)
    }

    /// One, dimensionless.
    pub fn one(&self) -> Expr<'_> {
        self.constant(Number::ONE, Unit::NONE)
    }

    /// The sum of all, halved until single terms are left, so that equal runs of months share their nodes.
    pub fn sum<'g>(&'g self, terms: &[Expr<'g>]) -> Expr<'g> {
        match terms {
            [] => self.zero(),
            [only] => *only,
            _ => {
                let (first, second) = terms.split_at(terms.len() / 2);
                self.sum(first) + self.sum(second)
            }
        }
    }

    fn node(&self, node: Node) -> Expr<'_> {
        let mut state = self.state.borrow_mut();
        let State { graph, known } = &mut *state;
        let id = *known.entry(node).or_insert_with(|| {
            graph.nodes.push(node);
            NodeId(index_of(graph.nodes.len() - 1))
        });
        Expr { builder: self, id }
    }
}

/// A graph that outgrows 2^32 nodes outgrows memory first.
fn index_of(position: usize) -> u32 {
    u32::try_from(position).unwrap_or(u32::MAX)
}

/// A handle on a node that adds, multiplies and compares like the formula on paper.
#[derive(Clone, Copy, Debug)]
pub struct Expr<'g> {
    builder: &'g Builder,
    id: NodeId,
}

impl<'g> Expr<'g> {
    /// The node.
    pub fn id(self) -> NodeId {
        self.id
    }

    /// The lesser of both.
    #[must_use]
    pub fn min(self, other: Self) -> Self {
        self.apply(Operation::Min(self.id, other.id))
    }

    /// The greater of both.
    #[must_use]
    pub fn max(self, other: Self) -> Self {
        self.apply(Operation::Max(self.id, other.id))
    }

    /// `(z)⁺`: the value, or zero where it is negative.
    #[must_use]
    pub fn positive(self) -> Self {
        self.max(self.builder.zero())
    }

    /// The least whole number that is not below.
    #[must_use]
    pub fn ceil(self) -> Self {
        self.apply(Operation::Ceil(self.id))
    }

    /// 1 where this is not below the other, else 0.
    #[must_use]
    pub fn at_least(self, other: Self) -> Self {
        self.apply(Operation::AtLeast(self.id, other.id))
    }

    /// One minus the value.
    #[must_use]
    pub fn complement(self) -> Self {
        self.builder.one() - self
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
}
