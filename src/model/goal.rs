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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calc::builder::Builder;
    use crate::calc::domain::fold;
    use crate::calc::exact::Exact;
    use crate::calc::number::Number;
    use crate::calc::unit::Unit;
    use crate::scenario::term::TermId;

    /// Margin, markup, what must be earned for 100, and what may be spent of 250.
    fn figures(target: Target, value: &str) -> Vec<String> {
        let builder = Builder::default();
        let sheet = Sheet::new(&builder);
        let goal = Goal::new(target, sheet);
        let amount = |whole| sheet.whole(whole, Unit::MONEY);
        let figures = [goal.margin, goal.markup, goal.earned(amount(100)), goal.spendable(amount(250))].map(Expr::id);
        let graph = builder.finish();
        let inputs = [Number::parse(value).unwrap()];
        let values = fold(&graph, graph.nodes().len(), &mut Exact { inputs: &inputs }).unwrap();
        figures.map(|figure| values[figure.index()].to_string()).to_vec()
    }

    /// A margin of 60 % is a markup of 60 / 40: 100 / 0.4 = 100 × 2.5 = 250, and 250 × 0.4 = 250 / 2.5 = 100.
    #[test]
    fn a_margin_and_its_markup_ask_for_the_same() {
        assert_eq!(figures(Target::GrossMargin(TermId(0)), "0.6"), ["0.6", "1.5", "250", "100"]);
        assert_eq!(figures(Target::Markup(TermId(0)), "1.5"), ["0.6", "1.5", "250", "100"]);
    }
}
