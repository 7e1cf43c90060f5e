//! The kinds of terms that the format has, and which of them have switching values.

use std::collections::BTreeMap;

use smarthands::scenario::Scenario;
use smarthands::scenario::term::{Item, Scope, TermId};

/// How often each kind of term was answered for, and how often it was not.
#[derive(Default)]
pub(crate) struct Kinds(BTreeMap<String, (usize, usize)>);

impl Kinds {
    pub(crate) fn count(&mut self, kind: String, is_answered: bool) {
        let (answered, refused) = self.0.entry(kind).or_default();
        *(if is_answered { answered } else { refused }) += 1;
    }

    pub(crate) fn plus(mut self, other: Self) -> Self {
        for (kind, (answered, refused)) in other.0 {
            let counts = self.0.entry(kind).or_default();
            *counts = (counts.0 + answered, counts.1 + refused);
        }
        self
    }

    /// The kinds that should have been answered for and never were, or the other way about, or that are not known.
    pub(crate) fn unexpected(&self) -> Vec<&str> {
        let is_answered = |kind: &str| self.0.get(kind).is_some_and(|(answered, _)| *answered > 0);
        let is_refused = |kind: &str| self.0.get(kind).is_some_and(|(answered, _)| *answered == 0);
        let known = ANSWERED.into_iter().filter(|kind| !is_answered(kind));
        let known = known.chain(NOT_ANSWERED.into_iter().filter(|kind| !is_refused(kind)));
        let is_known = |kind: &&str| ANSWERED.contains(kind) || NOT_ANSWERED.contains(kind);
        known.chain(self.0.keys().map(String::as_str).filter(|kind| !is_known(kind))).collect()
    }
}

/// A term's key, below its table or its part's model.
pub(crate) fn kind(scenario: &Scenario, term: TermId) -> String {
    let address = scenario.term(term).address;
    let model = |option: u32, part: u32| scenario.options[option as usize].parts[part as usize].model.name();
    let table = match address.scope {
        Scope::Root => "",
        Scope::Table(name) => name,
        Scope::Segment(_) => "demand",
        Scope::Extra(_) | Scope::OptionExtra(..) => "extra",
        Scope::Option(option) => model(option, 0),
        Scope::Part(option, part) => model(option, part),
    };
    match address.entry {
        None => format!("{table}.{}", address.key),
        Some(Item::Named(_)) => format!("{table}.{}.NAME", address.key),
        Some(Item::Row(_, field)) => format!("{table}.{}.{field}", address.key),
    }
}

/// Whether no switching value of a term is ever offered.
pub(super) fn is_never_offered(scenario: &Scenario, term: TermId) -> bool {
    let kind = kind(scenario, term);
    let never = ["demand.growth_per_year", "demand.seasonality", "tax.rate", ".indexation", ".billing_increment"];
    never.iter().any(|key| kind.ends_with(key))
}

/// Every kind of term that has switching values.
const ANSWERED: [&str; 126] = [
    "dedicated.after_hours_multiplier",
    "dedicated.breach_share",
    "dedicated.day_rate",
    "dedicated.days_per_month",
    "dedicated.first_time_fix",
    "dedicated.free_km",
    "dedicated.holiday_multiplier",
    "dedicated.hours_per_day",
    "dedicated.km_per_visit",
    "dedicated.km_rate",
    "dedicated.minimum_hours",
    "dedicated.monthly_fee",
    "dedicated.out_of_hours_minimum",
    "dedicated.overage_rate",
    "dedicated.setup_fee",
    "dedicated.travel_allowance",
    "dedicated.travel_cap",
    "dedicated.travel_hours_per_visit",
    "dedicated.travel_per_visit",
    "dedicated.travel_zones.fee",
    "dedicated.travel_zones.up_to_km",
    "dedicated.weekend_multiplier",
    "demand.after_hours_share",
    "demand.clients",
    "demand.critical_share",
    "demand.holiday_share",
    "demand.hours_per_visit",
    "demand.km_per_visit",
    "demand.visits",
    "demand.visits_per_client",
    "demand.weekend_share",
    "extra.amount",
    "extra.from_clients",
    "extra.share_of_cost",
    "extra.share_of_revenue",
    "fly-in.after_hours_multiplier",
    "fly-in.breach_share",
    "fly-in.first_time_fix",
    "fly-in.holiday_multiplier",
    "fly-in.hourly_cost",
    "fly-in.km_per_trip",
    "fly-in.km_rate",
    "fly-in.lost_billing_rate",
    "fly-in.overnight_cost",
    "fly-in.overnight_share",
    "fly-in.travel_hours_per_trip",
    "fly-in.visits_per_trip",
    "fly-in.weekend_multiplier",
    "hire.after_hours_multiplier",
    "hire.breach_share",
    "hire.cover_rate",
    "hire.cover_share",
    "hire.first_time_fix",
    "hire.free_km",
    "hire.headcount",
    "hire.holiday_multiplier",
    "hire.hours_per_week",
    "hire.km_per_visit",
    "hire.km_rate",
    "hire.on_call_per_month",
    "hire.on_costs",
    "hire.on_costs.NAME",
    "hire.overflow_rate",
    "hire.productive_hours_per_year",
    "hire.recruitment_cost",
    "hire.salary",
    "hire.travel_allowance",
    "hire.travel_cap",
    "hire.travel_hours_per_visit",
    "hire.travel_per_visit",
    "hire.travel_zones.fee",
    "hire.travel_zones.up_to_km",
    "hire.turnover_per_year",
    "hire.utilisation",
    "hire.weekend_multiplier",
    "hire.yearly_costs.NAME",
    "per-incident.after_hours_multiplier",
    "per-incident.breach_share",
    "per-incident.first_time_fix",
    "per-incident.free_km",
    "per-incident.holiday_multiplier",
    "per-incident.hourly_rate",
    "per-incident.hours_in_visit_fee",
    "per-incident.km_per_visit",
    "per-incident.km_rate",
    "per-incident.minimum_hours",
    "per-incident.out_of_hours_minimum",
    "per-incident.rate_tiers.rate",
    "per-incident.rate_tiers.up_to_hours",
    "per-incident.travel_allowance",
    "per-incident.travel_cap",
    "per-incident.travel_per_visit",
    "per-incident.travel_zones.fee",
    "per-incident.travel_zones.up_to_km",
    "per-incident.visit_fee",
    "per-incident.weekend_multiplier",
    "retainer.after_hours_multiplier",
    "retainer.breach_share",
    "retainer.first_time_fix",
    "retainer.free_km",
    "retainer.holiday_multiplier",
    "retainer.included_hours",
    "retainer.km_per_visit",
    "retainer.km_rate",
    "retainer.minimum_hours",
    "retainer.monthly_fee",
    "retainer.out_of_hours_minimum",
    "retainer.overage_rate",
    "retainer.rollover_hours",
    "retainer.setup_fee",
    "retainer.travel_allowance",
    "retainer.travel_cap",
    "retainer.travel_per_visit",
    "retainer.travel_zones.fee",
    "retainer.travel_zones.up_to_km",
    "retainer.weekend_multiplier",
    "revenue.after_hours_multiplier",
    "revenue.bad_debt_share",
    "revenue.holiday_multiplier",
    "revenue.per_client",
    "revenue.per_hour",
    "revenue.per_month",
    "revenue.per_visit",
    "revenue.weekend_multiplier",
    "sla.monthly_cap",
    "sla.penalty_per_breach",
];

/// Every kind of term that has none: not offered, or no part of the costs that are compared.
const NOT_ANSWERED: [&str; 18] = [
    "dedicated.billing_increment",
    "dedicated.indexation",
    "demand.growth_per_year",
    "demand.seasonality",
    "fly-in.indexation",
    "hand-off.referral_fee",
    "hand-off.referral_share",
    "hire.indexation",
    "horizon.discount_rate",
    "horizon.indexation",
    "per-incident.billing_increment",
    "per-incident.indexation",
    "retainer.billing_increment",
    "retainer.indexation",
    "revenue.indexation",
    "target.gross_margin",
    "target.markup",
    "tax.rate",
];
