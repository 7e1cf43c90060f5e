//! The rules of the figures that are so often taken for one another, in words (`docs/economics.md` section 11).

use super::Words;
use crate::calc::number::Number;
use crate::evaluation::Evaluation;
use crate::scenario::{Engagement, Scenario};

/// `Revenue needed = annual cost ÷ (100% − 60%)`, and divided by what is paid of billings where some never is.
pub(super) fn revenue_needed(scenario: &Scenario, evaluation: &Evaluation, words: Words) -> String {
    let (over, minus) = (words.glyph("÷", "/"), words.glyph("−", "-"));
    let less = |share: Number| format!(" {over} (100% {minus} {})", words.percent(share));
    let unpaid = unpaid(scenario).map(less).unwrap_or_default();
    format!("Revenue needed = annual cost{}{unpaid}", less(evaluation.target_margin))
}

/// `Break-even sales = annual cost ÷ 60%`.
pub(super) fn break_even_sales(evaluation: &Evaluation, words: Words) -> String {
    format!("Break-even sales = annual cost {} {}", words.glyph("÷", "/"), words.percent(evaluation.target_margin))
}

/// The share of billings that is never paid, where there is one.
pub(super) fn unpaid(scenario: &Scenario) -> Option<Number> {
    let revenue = scenario.revenue.as_ref()?;
    Some(scenario.term(revenue.bad_debt_share).base).filter(|share| !share.is_zero())
}

/// Why some options are not compared, where there are such.
pub(super) fn uncompared(scenario: &Scenario) -> Option<String> {
    let hands_off = scenario.options.iter().any(Engagement::hands_off);
    hands_off.then(|| {
        "An option that hands clients off leaves their work to others, so its cost is not compared.".to_owned()
    })
}
