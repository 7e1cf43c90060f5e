//! The calculation graph: formulas as nodes, before anything is known of their values.
//!
//! Nodes stand in a `Vec` in the order of their creation, which is an order of evaluation, so a cycle cannot be
//! written. A node is what it computes: the same operation on the same nodes is the same node. Nothing is folded or
//! simplified, and building looks at no value: a formula that should depend on an amount says so with `Max`, `Min`
//! or `AtLeast`.

use std::borrow::Cow;
use std::hash::{Hash, Hasher};

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
pub struct NodeId(pub(super) u32);

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
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Node {
    /// A value that the formula itself states, by its position in [`Graph::constants`].
    Constant(u32),
    /// A value from outside.
    Input(InputId),
    /// An operation on earlier nodes.
    Apply(Operation<NodeId>),
}

/// In one word, which hashes several times faster than kind, operation and operands one by one.
impl Hash for Node {
    fn hash<H: Hasher>(&self, state: &mut H) {
        use Operation::{Add, AtLeast, Ceil, Div, Max, Min, Mul, Sub};
        let (kind, first, second) = match *self {
            Self::Constant(position) => (0_u64, position, 0),
            Self::Input(input) => (1, input.0, 0),
            Self::Apply(Add(a, b)) => (2, a.0, b.0),
            Self::Apply(Sub(a, b)) => (3, a.0, b.0),
            Self::Apply(Mul(a, b)) => (4, a.0, b.0),
            Self::Apply(Div(a, b)) => (5, a.0, b.0),
            Self::Apply(Min(a, b)) => (6, a.0, b.0),
            Self::Apply(Max(a, b)) => (7, a.0, b.0),
            Self::Apply(Ceil(a)) => (8, a.0, 0),
            Self::Apply(AtLeast(a, b)) => (9, a.0, b.0),
        };
        state.write_u64((u64::from(first) << 32 | u64::from(second)) ^ kind << 60);
    }
}

/// A constant of a formula, such as the 12 months of a year. A zero is a zero of every unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Constant {
    /// How many.
    pub value: Number,
    /// Of what.
    pub unit: Unit,
}

/// What an operation works out, in the words of the trade, for a reader who tells how a figure came about.
///
/// A label stands beside its node and is no part of what the node is.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Label {
    /// The words, such as `hours drawn`; before months they end as in `carried hours out of`.
    pub name: Cow<'static, str>,
    /// Which of several alike things it is of, by a number that the writer of the formula gave it.
    pub of: Option<u32>,
    /// The months, from 1, that it belongs to alone; none where it may be part of any month's figures.
    pub months: Vec<u32>,
}

impl Label {
    /// A label of these words.
    pub fn new(name: impl Into<Cow<'static, str>>) -> Self {
        Self { name: name.into(), of: None, months: Vec::new() }
    }

    /// Of one of several alike things.
    #[must_use]
    pub fn of(self, of: Option<u32>) -> Self {
        Self { of, ..self }
    }

    /// Of a month, from 0.
    #[must_use]
    pub fn month(mut self, month: usize) -> Self {
        self.months.push(index_of(month).saturating_add(1));
        self
    }

    /// Takes in what a node is called where it is met again: the first words stay, months add up, and what is of
    /// several things is of none in particular.
    pub(super) fn merge(&mut self, again: &Self) {
        if self.name != again.name {
            return;
        }
        if self.of != again.of {
            self.of = None;
        }
        let months: Vec<u32> = again.months.iter().copied().filter(|month| !self.months.contains(month)).collect();
        self.months.extend(months);
    }
}

/// A finished graph.
#[derive(Debug, Default)]
pub struct Graph {
    pub(super) nodes: Vec<Node>,
    pub(super) constants: Vec<Constant>,
    pub(super) labels: FxHashMap<NodeId, Label>,
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

    /// What an operation is called, where its writer was asked to keep names.
    pub fn label(&self, node: NodeId) -> Option<&Label> {
        self.labels.get(&node)
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

/// A graph that outgrows 2^32 nodes outgrows memory first.
pub(super) fn index_of(position: usize) -> u32 {
    u32::try_from(position).unwrap_or(u32::MAX)
}
