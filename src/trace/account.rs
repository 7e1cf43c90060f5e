//! The graph as it is told: what a default leaves unchanged is left out, and what then reads the same is the same.
//!
//! Nothing is lost but `+ 0`, `× 1` and the like, where the zero or the one comes from nothing but defaults: a share of
//! visits at weekends that nobody gave, the growth of a demand that does not grow.

use rustc_hash::FxHashMap;

use crate::calc::dimension::MaybeUnit;
use crate::calc::graph::{Graph, InputId, Label, Node, NodeId, Operation};
use crate::calc::number::Number;
use crate::calc::unit::Unit;

/// The place of an entry in its [`Account`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct EntryId(usize);

/// What an entry is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A number that the formula itself states.
    Constant,
    /// A value from outside.
    Input(InputId),
    /// An operation on earlier entries.
    Apply(Operation<EntryId>),
}

/// A figure of the account.
#[derive(Clone, Copy, Debug)]
pub(super) struct Entry<'m> {
    pub(super) kind: Kind,
    pub(super) label: Option<&'m Label>,
    pub(super) value: Number,
    pub(super) unit: MaybeUnit,
}

/// The entries that the graph's nodes come down to.
#[derive(Debug)]
pub(super) struct Account<'m> {
    entries: Vec<Entry<'m>>,
    /// The entry of each node.
    places: Vec<EntryId>,
}

/// What a value comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Origin {
    /// Constants alone.
    Constants,
    /// Defaults, and constants.
    Defaults,
    /// Something that is given.
    Given,
}

/// What is known of a node while the account is drawn up.
#[derive(Clone, Copy)]
struct Standing {
    entry: EntryId,
    origin: Origin,
    /// Whether it is zero because a default is.
    is_idle_zero: bool,
    /// Whether it is a difference from which nothing is taken away, by default.
    is_undiminished: bool,
}

impl<'m> Account<'m> {
    /// The account of a graph. `idle` says of each input whether it is a default that may be left out where it changes
    /// nothing; without it, everything is told.
    pub(super) fn new(graph: &'m Graph, values: &[Number], units: &[MaybeUnit], idle: Option<&[bool]>) -> Self {
        let mut entries: Vec<Entry<'m>> = Vec::with_capacity(graph.nodes().len());
        let mut known: FxHashMap<(Operation<EntryId>, Option<&'m Label>), EntryId> = FxHashMap::default();
        let mut standings: Vec<Standing> = Vec::with_capacity(graph.nodes().len());
        for (id, node) in graph.ids() {
            let (value, unit, label) = (values[id.index()], units[id.index()], graph.label(id));
            let mut add = |kind| {
                entries.push(Entry { kind, label, value, unit });
                EntryId(entries.len() - 1)
            };
            let standing = match *node {
                Node::Constant(_) => Standing {
                    entry: add(Kind::Constant),
                    origin: Origin::Constants,
                    is_idle_zero: false,
                    is_undiminished: false,
                },
                Node::Input(input) => {
                    let is_idle = idle.is_some_and(|idle| idle[input.index()]);
                    Standing {
                        entry: add(Kind::Input(input)),
                        origin: if is_idle { Origin::Defaults } else { Origin::Given },
                        is_idle_zero: is_idle && value.is_zero(),
                        is_undiminished: false,
                    }
                }
                Node::Apply(operation) => {
                    let operands = operation.map(|operand| (standings[operand.index()], values[operand.index()]));
                    let unit_of = |operand: NodeId| units[operand.index()];
                    let kept = idle.and_then(|_| shortened(operands, operation.map(unit_of)));
                    let mut entry_of = |operation: Operation<EntryId>| {
                        *known.entry((operation, label)).or_insert_with(|| {
                            entries.push(Entry { kind: Kind::Apply(operation), label, value, unit });
                            EntryId(entries.len() - 1)
                        })
                    };
                    match kept {
                        Some(kept) => Standing {
                            // What has no name of its own takes over this one.
                            entry: match (unnamed(&entries, kept.entry), label) {
                                (Some(operation), Some(_)) => *known.entry((operation, label)).or_insert_with(|| {
                                    entries.push(Entry { kind: Kind::Apply(operation), label, value, unit });
                                    EntryId(entries.len() - 1)
                                }),
                                _ => kept.entry,
                            },
                            is_undiminished: matches!(operation, Operation::Sub(..)),
                            origin: kept.origin.max(Origin::Defaults),
                            ..kept
                        },
                        None => Standing {
                            entry: entry_of(operation.map(|operand| standings[operand.index()].entry)),
                            origin: operation
                                .operands()
                                .map(|operand| standings[operand.index()].origin)
                                .max()
                                .unwrap_or(Origin::Constants),
                            is_idle_zero: value.is_zero() && is_idle_zero(operands),
                            is_undiminished: false,
                        },
                    }
                }
            };
            standings.push(standing);
        }
        Self { entries, places: standings.into_iter().map(|standing| standing.entry).collect() }
    }

    /// The entry of a node.
    pub(super) fn entry_of(&self, node: NodeId) -> EntryId {
        self.places[node.index()]
    }

    /// The entry.
    pub(super) fn get(&self, entry: EntryId) -> &Entry<'m> {
        &self.entries[entry.0]
    }
}

/// The operation of an entry that has no name.
fn unnamed(entries: &[Entry<'_>], entry: EntryId) -> Option<Operation<EntryId>> {
    match entries[entry.0] {
        Entry { kind: Kind::Apply(operation), label: None, .. } => Some(operation),
        _ => None,
    }
}

/// Whether a result of zero is one because a default is.
fn is_idle_zero(operands: Operation<(Standing, Number)>) -> bool {
    let idle = |(standing, _): (Standing, Number)| standing.is_idle_zero;
    let nothing = |(standing, value): (Standing, Number)| {
        standing.is_idle_zero || (value.is_zero() && standing.origin == Origin::Constants)
    };
    match operands {
        Operation::Mul(a, b) => idle(a) || idle(b),
        Operation::Div(a, _) | Operation::Ceil(a) => idle(a),
        Operation::Add(a, b) | Operation::Sub(a, b) | Operation::Min(a, b) | Operation::Max(a, b) => {
            nothing(a) && nothing(b) && (idle(a) || idle(b))
        }
        Operation::AtLeast(..) => false,
    }
}

/// The operand that an operation comes down to, where the other is a default that changes nothing.
fn shortened(operands: Operation<(Standing, Number)>, units: Operation<MaybeUnit>) -> Option<Standing> {
    let is_constant_zero =
        |(standing, value): (Standing, Number)| value.is_zero() && standing.origin == Origin::Constants;
    let adds_nothing = |operand: (Standing, Number)| operand.0.is_idle_zero || is_constant_zero(operand);
    let is_one = |(standing, value): (Standing, Number), unit: MaybeUnit| {
        standing.origin == Origin::Defaults && value == Number::ONE && unit.is_none_or(|unit| unit == Unit::NONE)
    };
    match (operands, units) {
        (Operation::Add(a, b), _) if adds_nothing(b) => Some(a.0),
        (Operation::Add(a, b), _) if adds_nothing(a) => Some(b.0),
        (Operation::Sub(a, b), _) if adds_nothing(b) => Some(a.0),
        (Operation::Mul(a, b), Operation::Mul(_, unit)) if is_one(b, unit) => Some(a.0),
        (Operation::Mul(a, b), Operation::Mul(unit, _)) if is_one(a, unit) => Some(b.0),
        (Operation::Div(a, b), Operation::Div(_, unit)) if is_one(b, unit) => Some(a.0),
        // A minimum that nobody gave; and `max(0, a − b)` where by default nothing is taken away.
        (Operation::Max(a, b), _) if !b.1.is_negative() && a.0.is_idle_zero => Some(b.0),
        (Operation::Max(a, b), _) if !a.1.is_negative() && b.0.is_idle_zero => Some(a.0),
        (Operation::Max(a, b), _) if !a.1.is_negative() && a.0.is_undiminished && is_constant_zero(b) => Some(a.0),
        _ => None,
    }
}
