//! Money times a factor: every figure of money times that factor, and nothing else changes.

use std::str::FromStr as _;

use rust_decimal::Decimal;

use crate::awkward::number;
use crate::case::{Case, figured};
use crate::figures::by_id;
use crate::hold::{Outcome, hold};
use crate::rewriting::{scale_money, text};

#[test]
fn money_scales_and_nothing_else() {
    hold("money", 80, 70, scales);
}

fn scales(case: &Case) -> Outcome {
    let factor = case.draw().pick(&["10", "100", "0.1", "2", "0.25", "3"]);
    let mut tree = case.tree.clone();
    scale_money(&mut tree, Decimal::from_str(factor).unwrap());
    // What leaves the limits is no scenario, and what keeps few digits loses other ones where it is ten times as much.
    let (Some(plain), Ok(scaled)) = (case.figured(), figured(&text(&tree, false), &[])) else { return Ok(0) };
    if plain.has_few_digits() {
        return Ok(0);
    }
    by_id(&plain, true).assert_same(&by_id(&scaled, true), number(factor))
}
