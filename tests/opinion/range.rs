//! Section 13: the least and the greatest over the base case and all combinations of the ends of ranged terms.

use rayon::prelude::*;
use toml::de::DeTable;

use crate::costing::{Costing, Setting};
use crate::document::{Corner, End, Terms};
use crate::exact::Exact;
use crate::figure::Needed;
use crate::scenario::{Scenario, annual};

#[derive(Clone)]
pub(crate) struct Span {
    pub(crate) low: Exact,
    pub(crate) high: Exact,
}

impl Span {
    fn with(self, other: Self) -> Self {
        Self { low: self.low.min(other.low), high: self.high.max(other.high) }
    }
}

/// The ends of what has a range.
pub(crate) struct Ends {
    pub(crate) annual_cost: Span,
    pub(crate) revenue_needed: Span,
    pub(crate) break_even_sales: Option<Span>,
}

impl Ends {
    fn at(file: &DeTable<'_>, corner: &Corner, option: usize) -> Self {
        let scenario = Scenario::read(file, corner);
        let setting = Setting::new(&scenario);
        Self::of(&setting, &setting.costing(&scenario.options[option]))
    }

    fn of(setting: &Setting<'_>, costing: &Costing) -> Self {
        let annual_cost = annual(&costing.total_cost(), setting.scenario.months);
        let needed = Needed::new(setting, &annual_cost);
        let span = |value: Exact| Span { low: value.clone(), high: value };
        Self {
            annual_cost: span(annual_cost),
            revenue_needed: span(needed.revenue),
            break_even_sales: needed.break_even_sales.map(span),
        }
    }

    fn with(self, other: Self) -> Self {
        Self {
            annual_cost: self.annual_cost.with(other.annual_cost),
            revenue_needed: self.revenue_needed.with(other.revenue_needed),
            break_even_sales: self.break_even_sales.zip(other.break_even_sales).map(|(one, two)| one.with(two)),
        }
    }
}

/// The ranged terms on which an option may depend: all but those of other options and the rate of present values.
///
/// An end of a term on which it does not depend changes nothing, so that it does no harm to look at both.
fn terms(file: &DeTable<'_>, option: usize) -> Vec<String> {
    let own = format!(".option.{}.", option + 1);
    let mut ranges = Terms::root(file, &Corner::new()).ranges();
    ranges.retain(|address| {
        (!address.starts_with(".option.") || address.starts_with(&own)) && address != ".horizon.discount_rate"
    });
    ranges
}

/// The ends of an option, by its position and its costs in the base case, and how many ranged terms were looked at.
pub(crate) fn ends(file: &DeTable<'_>, option: usize, setting: &Setting<'_>, base: &Costing) -> (Ends, usize) {
    let terms = terms(file, option);
    assert!(terms.len() <= 16, "{} ranged terms", terms.len());
    let corners = (0..1_u32 << terms.len()).into_par_iter().map(|bits| {
        let end = |number: usize| if bits >> number & 1 == 1 { End::High } else { End::Low };
        let corner = terms.iter().cloned().enumerate().map(|(number, term)| (term, end(number))).collect();
        Ends::at(file, &corner, option)
    });
    let base = Ends::of(setting, base);
    let ends = if terms.is_empty() { base } else { corners.reduce_with(Ends::with).unwrap().with(base) };
    (ends, terms.len())
}
