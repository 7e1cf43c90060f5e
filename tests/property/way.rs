//! Which way the cost of an option goes when one of its terms rises, as its contract says.

use smarthands::calc::number::Number;
use smarthands::scenario::extra::Charge;
use smarthands::scenario::term::{Scope, TermId};
use smarthands::scenario::terms::{Model, Tiering};
use smarthands::scenario::{Engagement, Part, Scenario};

/// Which way a cost goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Way {
    /// It never falls.
    Up,
    /// It never rises.
    Down,
    /// It stays.
    Level,
}

/// Whose cost a term may change: the position of its option; none where that may be all.
pub(crate) fn owner(scenario: &Scenario, term: TermId) -> Option<usize> {
    match scenario.term(term).address.scope {
        Scope::Option(option) | Scope::Part(option, _) | Scope::OptionExtra(option, _) => Some(option as usize),
        Scope::Root | Scope::Table(_) | Scope::Segment(_) | Scope::Extra(_) => None,
    }
}

/// Which way the cost of an option goes when a term rises; none where it may go either way.
pub(crate) fn way(scenario: &Scenario, option: usize, term: TermId) -> Option<Way> {
    let of = &scenario.options[option];
    let credits = scenario.extras.iter().chain(&of.extras).filter_map(|extra| match extra.charge {
        Charge::ShareOfCost(share) => Some(scenario.term(share).ends().0.min(Number::ZERO)),
        _ => None,
    });
    // Credits of more than the whole cost turn every way about.
    if credits.fold(Number::ZERO, |sum, share| sum.plus(share).unwrap()) <= Number::ONE.negated() {
        return None;
    }
    let scope = scenario.term(term).address.scope;
    match scope {
        Scope::Option(own) | Scope::Part(own, _) | Scope::OptionExtra(own, _) if own as usize != option => {
            Some(Way::Level)
        }
        Scope::Option(_) => of_part(scenario, of, &of.parts[0], term),
        Scope::Part(_, part) => of_part(scenario, of, &of.parts[part as usize], term),
        _ => of_scenario(scenario, of, term),
    }
}

/// Whether some part has tiers and a loading below 1, which is then a credit.
fn is_odd(scenario: &Scenario, option: &Engagement) -> bool {
    option.parts.iter().any(|part| match &part.model {
        Model::PerIncident(terms) => {
            let mut multipliers = terms.common.multipliers.iter();
            terms.tiers.is_some() && multipliers.any(|multiplier| scenario.term(*multiplier).ends().0 < Number::ONE)
        }
        _ => false,
    })
}

/// Whether some of an option's revenue is a cost.
fn shares_revenue(scenario: &Scenario, option: &Engagement) -> bool {
    let mut extras = scenario.extras.iter().chain(&option.extras);
    extras.any(|extra| matches!(extra.charge, Charge::ShareOfRevenue(_)))
}

fn of_scenario(scenario: &Scenario, option: &Engagement, term: TermId) -> Option<Way> {
    let of = scenario.term(term);
    let is_odd = is_odd(scenario, option);
    match (of.address.scope, of.key.name) {
        (Scope::Extra(_) | Scope::OptionExtra(..), "share_of_cost") if is_odd => None,
        (Scope::Extra(_) | Scope::OptionExtra(..), "amount" | "share_of_cost" | "share_of_revenue")
        | (Scope::Table("sla"), _)
        | (_, "critical_share") => Some(Way::Up),
        (Scope::Table("target" | "horizon"), "gross_margin" | "markup" | "discount_rate") => Some(Way::Level),
        (Scope::Table("revenue"), _) if !shares_revenue(scenario, option) => Some(Way::Level),
        (Scope::Table("tax"), _) if !is_odd => Some(Way::Down),
        _ => None,
    }
}

fn of_part(scenario: &Scenario, option: &Engagement, part: &Part, term: TermId) -> Option<Way> {
    let is_odd = is_odd(scenario, option);
    // Other hours may fall into another tier, and other heads into another year: cheaper or dearer.
    let is_stepped = is_odd
        || match &part.model {
            Model::PerIncident(terms) => terms.tiers.as_ref().is_some_and(|t| t.tiering == Tiering::WholeVolume),
            Model::Hire(_) => true,
            _ => false,
        };
    match (part.model.name(), scenario.term(term).key.name) {
        ("hand-off", _) => (!shares_revenue(scenario, option)).then_some(Way::Level),
        (_, "hourly_rate" | "indexation" | "after_hours_multiplier" | "weekend_multiplier" | "holiday_multiplier")
            if is_odd =>
        {
            None
        }
        (
            _,
            "hourly_rate"
            | "visit_fee"
            | "rate"
            | "overage_rate"
            | "monthly_fee"
            | "day_rate"
            | "setup_fee"
            | "salary"
            | "on_costs"
            | "yearly_costs"
            | "recruitment_cost"
            | "turnover_per_year"
            | "cover_rate"
            | "overflow_rate"
            | "on_call_per_month"
            | "hourly_cost"
            | "travel_hours_per_trip"
            | "km_per_trip"
            | "km_rate"
            | "overnight_share"
            | "overnight_cost"
            | "lost_billing_rate"
            | "travel_per_visit"
            | "fee"
            | "travel_cap"
            | "breach_share"
            | "after_hours_multiplier"
            | "weekend_multiplier"
            | "holiday_multiplier"
            | "indexation",
        ) => Some(Way::Up),
        (_, "minimum_hours" | "out_of_hours_minimum" | "travel_hours_per_visit") if !is_stepped => Some(Way::Up),
        (_, "first_time_fix" | "hours_in_visit_fee") if !is_stepped => Some(Way::Down),
        (
            _,
            "included_hours" | "rollover_hours" | "hours_per_day" | "hours_per_week" | "visits_per_trip" | "free_km"
            | "travel_allowance",
        ) => Some(Way::Down),
        (_, "utilisation" | "productive_hours_per_year") => match &part.model {
            Model::Hire(terms) if scenario.term(terms.recruitment_cost).ends().1.is_zero() => Some(Way::Down),
            _ => None,
        },
        _ => None,
    }
}
