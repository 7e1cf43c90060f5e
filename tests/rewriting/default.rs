//! Defaults, written out.

use super::{Table, Value, is_range, list, put, table};

const BANDS: [(&str, &str); 3] =
    [("after_hours_multiplier", "1.5"), ("weekend_multiplier", "2"), ("holiday_multiplier", "2.5")];
const BAND_SHARES: [&str; 3] = ["after_hours_share", "weekend_share", "holiday_share"];

/// Every default of `docs/scenario-format.md` that can be written, written.
pub(crate) fn write_defaults(scenario: &mut Table) {
    put(scenario, "format", 1);
    put(scenario, "currency", "AUD");
    put(scenario, "horizon", Value::Table(Table::new()));
    let horizon = table(scenario, "horizon");
    put(horizon, "months", 12);
    put(horizon, "indexation", 0);
    put(horizon, "discount_rate", "0%");
    let indexation = horizon["indexation"].clone();
    let months = horizon["months"].clone();
    let demand = table(scenario, "demand");
    for share in BAND_SHARES.into_iter().chain(["critical_share", "growth_per_year", "km_per_visit"]) {
        put(demand, share, 0);
    }
    put(demand, "seasonality", Value::List(vec![1.into(); 12]));
    let segments = match demand.get("segment") {
        Some(Value::Table(segments)) => segments.keys().map(|name| name.as_str().into()).collect(),
        _ => Vec::new(),
    };
    let has_revenue = scenario.contains_key("revenue");
    let has_penalties = scenario.contains_key("sla");
    if has_revenue {
        for (multiplier, _) in BANDS {
            put(table(scenario, "revenue"), multiplier, 1);
        }
        for key in ["per_hour", "per_visit", "per_month", "indexation", "bad_debt_share"] {
            put(table(scenario, "revenue"), key, 0);
        }
    }
    let extras = |of: &mut Table| {
        for extra in of.get_mut("extra").map(Value::list).into_iter().flatten() {
            let extra = extra.table();
            put(extra, "from_month", 1);
            // An extra that begins beyond the horizon has no last month within it.
            if count(&extra["from_month"]) <= count(&months) {
                put(extra, "to_month", months.clone());
            }
        }
    };
    extras(scenario);
    for option in list(scenario, "option") {
        let option = option.table();
        extras(option);
        if option.contains_key("part") {
            for part in list(option, "part") {
                write_part(part.table(), &indexation, has_revenue, has_penalties);
            }
        } else {
            write_part(option, &indexation, has_revenue, has_penalties);
            if !segments.is_empty() {
                put(option, "serves", Value::List(segments.clone()));
            }
        }
    }
}

/// A whole number, as it is written.
fn count(value: &Value) -> u32 {
    let Value::Number(digits) = value else { panic!("{value:?} is no number") };
    digits.parse().unwrap()
}

fn write_part(part: &mut Table, indexation: &Value, has_revenue: bool, has_penalties: bool) {
    let Value::Text(model) = part["model"].clone() else { panic!("a model is a name") };
    if model == "hand-off" {
        put(part, "referral_months", 12);
        if has_revenue {
            put(part, "referral_share", 0);
        }
        return;
    }
    put(part, "first_time_fix", 1);
    for (multiplier, default) in BANDS {
        put(part, multiplier, Value::Number(default.to_owned()));
    }
    // A range that every part repeats would no longer be one term.
    if !is_range(Some(indexation)) {
        put(part, "indexation", indexation.clone());
    }
    put(part, "prices_include_tax", false);
    if has_penalties {
        put(part, "breach_share", 0);
    }
    if model != "fly-in" {
        for key in ["travel_per_visit", "km_rate", "free_km", "travel_allowance"] {
            put(part, key, 0);
        }
    }
    if matches!(model.as_str(), "per-incident" | "retainer" | "dedicated") {
        put(part, "minimum_hours", 0);
        if !is_range(part.get("minimum_hours")) {
            let minimum = part["minimum_hours"].clone();
            put(part, "out_of_hours_minimum", minimum);
        }
    }
    match model.as_str() {
        "per-incident" => {
            put(part, "visit_fee", 0);
            put(part, "hours_in_visit_fee", 0);
            put(part, "hourly_rate", 0);
        }
        "retainer" => {
            put(part, "rollover_hours", 0);
            put(part, "setup_fee", 0);
        }
        "dedicated" => {
            put(part, "hours_per_day", 8);
            put(part, "travel_hours_per_visit", 0);
            put(part, "setup_fee", 0);
        }
        "hire" => {
            put(part, "on_costs", 0);
            put(part, "yearly_costs", Value::Table(Table::new()));
            put(part, "hours_per_week", 38);
            put(part, "productive_hours_per_year", Value::Number("1672".to_owned()));
            put(part, "utilisation", "100%");
            put(part, "headcount", "auto");
            for key in [
                "travel_hours_per_visit",
                "recruitment_cost",
                "turnover_per_year",
                "cover_share",
                "cover_rate",
                "on_call_per_month",
            ] {
                put(part, key, 0);
            }
        }
        "fly-in" => {
            put(part, "visits_per_trip", 1);
            for key in [
                "travel_hours_per_trip",
                "km_per_trip",
                "km_rate",
                "overnight_share",
                "overnight_cost",
                "lost_billing_rate",
            ] {
                put(part, key, 0);
            }
        }
        other => panic!("no such model: {other}"),
    }
}
