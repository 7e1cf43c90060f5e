//! The margin to hold: what must be earned for a cost, and what may be spent of a revenue (`docs/economics.md` section 11).

use crate::calc::builder::Expr;
use crate::engagement::Sheet;
use crate::scenario::Target;

/// The target, in both of its forms, and what it does to amounts.
#[derive(Clone, Copy)]
pub(super) struct Goal<'g> {
    target: Target,
    pub(super) margin: Expr<'g>,
    pub(super) markup: Expr<'g>,
    one: Expr<'g>,
}

impl<'g> Goal<'g> {
    pub(super) fn new(target: Target, sheet: Sheet<'g>) -> Self {
        let (one, term) = (sheet.one(), sheet.term(target.term()));
        let (margin, markup) = match target {
            Target::GrossMargin(_) => (term, (term / term.complement()).named("markup")),
            Target::Markup(_) => ((term / (one + term)).named("gross margin"), term),
        };
        Self { target, margin, markup, one }
    }

    /// What must be earned for a cost to hold the target: each form by its own exact road.
    pub(super) fn earned(self, cost: Expr<'g>) -> Expr<'g> {
        match self.target {
            Target::GrossMargin(_) => cost / self.margin.complement(),
            Target::Markup(_) => cost * (self.one + self.markup),
        }
    }

    /// What may be spent of a revenue with the target held.
    pub(super) fn spendable(self, revenue: Expr<'g>) -> Expr<'g> {
        match self.target {
            Target::GrossMargin(_) => revenue * self.margin.complement(),
            Target::Markup(_) => revenue / (self.one + self.markup),
        }
    }
}
