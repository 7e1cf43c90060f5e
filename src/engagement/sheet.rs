//! The sheet on which formulas are written, with the terms and constants that they share.

use crate::calc::builder::{Builder, Expr};
use crate::calc::number::Number;
use crate::calc::unit::{Dimension, Unit};
use crate::scenario::Shape;
use crate::scenario::term::TermId;

/// Where formulas are written, with the constants that they share.
#[derive(Clone, Copy)]
pub(crate) struct Sheet<'g> {
    builder: &'g Builder,
    /// Whether terms that are not given are written as well where their defaults change no figure.
    is_complete: bool,
}

impl<'g> Sheet<'g> {
    pub(crate) fn new(builder: &'g Builder) -> Self {
        Self { builder, is_complete: false }
    }

    /// A sheet with the terms that are not given as well.
    pub(crate) fn complete(builder: &'g Builder) -> Self {
        Self { builder, is_complete: true }
    }

    /// Whether terms that are not given are written as well.
    pub(crate) fn is_complete(self) -> bool {
        self.is_complete
    }

    /// Whether a term has a formula: where it is given, and on a complete sheet.
    pub(crate) fn has(self, shape: &Shape, term: TermId) -> bool {
        self.is_complete || shape.is_given(term)
    }

    /// How many nodes are written so far.
    pub(crate) fn nodes(self) -> usize {
        self.builder.len()
    }

    /// Whether there was no room for some formula.
    pub(crate) fn is_full(self) -> bool {
        self.builder.is_full()
    }

    /// A term of the scenario.
    pub(crate) fn term(self, term: TermId) -> Expr<'g> {
        self.builder.input(term.input())
    }

    pub(crate) fn zero(self) -> Expr<'g> {
        self.builder.zero()
    }

    pub(crate) fn one(self) -> Expr<'g> {
        self.builder.one()
    }

    /// A whole number of something.
    pub(crate) fn whole(self, value: u32, unit: Unit) -> Expr<'g> {
        self.builder.constant(Number::whole(value), unit)
    }

    /// Twelve months a year.
    pub(crate) fn months_per_year(self) -> Expr<'g> {
        self.whole(12, Unit::PER_YEAR)
    }

    /// Fifty-two weeks a year.
    pub(crate) fn weeks_per_year(self) -> Expr<'g> {
        self.whole(52, Unit::PER_YEAR.times(Dimension::Week))
    }

    /// Σ.
    pub(crate) fn sum(self, terms: &[Expr<'g>]) -> Expr<'g> {
        self.builder.sum(terms)
    }

    /// `1 + rate`, compounded over whole years; `names` are those of one year's factor and of several years'.
    pub(crate) fn growth(self, rate: Expr<'g>, years: u32, names: [&'static str; 2]) -> Option<Expr<'g>> {
        let [yearly, compounded] = names;
        let factor = (self.one() + rate).named(yearly);
        let product = (0..years).map(|_| factor).reduce(|product, factor| product * factor);
        product.map(|product| product.named(compounded))
    }

    /// What indexation does to an amount, from the second contract year on.
    pub(crate) fn indexation(self, rate: Expr<'g>, years: u32) -> Option<Expr<'g>> {
        self.growth(rate, years, ["yearly indexation", "indexation factor"])
    }
}
