//! Amounts of money, ten times as large.

use rust_decimal::Decimal;

use super::{Table, Value};
use crate::collection::decimal;

const MONEY: [&str; 26] = [
    "amount",
    "cover_rate",
    "day_rate",
    "fee",
    "hourly_cost",
    "hourly_rate",
    "km_rate",
    "lost_billing_rate",
    "monthly_cap",
    "monthly_fee",
    "on_call_per_month",
    "overage_rate",
    "overflow_rate",
    "overnight_cost",
    "penalty_per_breach",
    "per_client",
    "per_hour",
    "per_month",
    "per_visit",
    "recruitment_cost",
    "referral_fee",
    "salary",
    "setup_fee",
    "travel_allowance",
    "travel_cap",
    "travel_per_visit",
];

/// Every amount of money times a factor, in the digits of the file.
pub(crate) fn scale_money(scenario: &mut Table, factor: Decimal) {
    scale_below(scenario, "", factor);
}

fn scale_below(table: &mut Table, path: &str, factor: Decimal) {
    for (key, value) in table.iter_mut() {
        // The rate of a tax is a share, and a tier's is money.
        let is_money = MONEY.contains(&key.as_str())
            || key == "visit_fee"
            || key == "rate" && path != "tax"
            || path == "yearly_costs";
        scale(value, key, is_money, factor);
    }
}

fn scale(value: &mut Value, key: &str, is_money: bool, factor: Decimal) {
    match value {
        Value::Table(ends) if is_money => ends.values_mut().for_each(|end| scale(end, key, true, factor)),
        Value::Table(table) => scale_below(table, key, factor),
        Value::List(items) => items.iter_mut().for_each(|item| scale(item, key, is_money, factor)),
        Value::Number(number) if is_money => *number = (decimal(number) * factor).to_string(),
        Value::Text(_) | Value::Number(_) | Value::Truth(_) => (),
    }
}
