//! The trace: the graph beside its exact values, as a tree of the steps by which a figure came about.
//!
//! A step is a figure, the formula over the nearest figures that have a name, and those figures as its children. This
//! room works out the tree and nothing else: it knows no engagement model and no file, and `report` finds the words.
//!
//! Unstable: no part of what [the front page](crate#what-is-stable-and-what-is-not) promises.

mod account;
mod formula;
mod likeness;
mod outline;
mod steps;
mod subject;

pub use formula::{Factor, Formula, Moment, Sign};
pub use outline::{Question, Trace};
pub use subject::{Figure, Line, Subject, option_named, subject_named, subject_names};

use crate::calc::dimension::MaybeUnit;
use crate::calc::graph::{InputId, Label};
use crate::calc::number::Number;

/// How many of a step's children people are shown: all, or the first twelve of more than two dozen.
pub(crate) fn shown_of(children: usize) -> usize {
    if children > 24 { 12 } else { children }
}

/// What a figure is called.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Name<'m> {
    /// A number that the formula itself states.
    Constant,
    /// A term of the scenario.
    Term(InputId),
    /// A step that the formula's writer named, and when it is.
    Step(&'m Label, Moment),
    /// A step without a name, inside a formula too long to be told in one.
    Interim,
    /// A cost line.
    Line {
        /// As the model names it.
        name: &'m str,
        /// Its part, from 1; none for extras and SLA penalties.
        part: Option<u32>,
        /// Whether the option has several parts.
        is_blend: bool,
    },
    /// The months of a step that are alike: they are listed in it.
    Months,
    /// A figure of the option, such as `annual cost`.
    Whole(&'static str),
    /// The cost of a month.
    CostOf(u32),
}

/// A figure, as formulas mention it.
#[derive(Clone, Copy, Debug)]
pub struct Mention<'m> {
    /// What it is called.
    pub name: Name<'m>,
    /// How much it is, unrounded.
    pub value: Number,
    /// Of what; none where it is a zero of no unit in particular.
    pub unit: MaybeUnit,
}

/// How far a step is told where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Told {
    /// With all that it comes from, down to the depth asked for.
    Fully,
    /// With its formula alone, since it is a step of another month.
    Elsewhere,
    /// By its value alone: the same line has told it before.
    Above,
}

/// A figure and how it came about.
#[derive(Clone, Debug)]
pub struct Step<'m> {
    /// The figure.
    pub mention: Mention<'m>,
    /// The months, from 1, that the figure stands for where they are told together.
    pub months: Vec<u32>,
    /// How it is computed; none for terms, and for what is told above.
    pub formula: Option<Formula<'m>>,
    /// How far it is told.
    pub told: Told,
    /// The figures that the formula mentions, in its order, each once; constants are not among them.
    pub children: Vec<Step<'m>>,
}
