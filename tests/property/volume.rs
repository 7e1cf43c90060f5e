//! More volume never costs less, and no volume costs what is fixed.

use smarthands::calc::number::Number;
use smarthands::scenario::extra::{Charge, Extra, Per};
use smarthands::scenario::terms::{Headcount, Model, Tiering};
use smarthands::scenario::{Engagement, Scenario};

use crate::awkward::number;
use crate::case::{Case, Figured, figured};
use crate::figures::is_near;
use crate::hold::{Outcome, ensure, hold};

#[test]
fn more_visits_never_cost_less() {
    hold("volume", 100, 70, volume);
}

#[test]
fn without_visits_costs_are_fixed() {
    hold("no-volume", 80, 70, no_volume);
}

/// The settings that multiply every segment's visits; none where there is nothing to multiply.
pub(crate) fn visits_times(scenario: &Scenario, factor: Number) -> Option<Vec<String>> {
    let mut terms: Vec<_> = scenario.segments.iter().map(|segment| segment.visits.term()).collect();
    terms.sort();
    terms.dedup();
    let setting = |term: &smarthands::scenario::term::TermId| {
        let term = scenario.term(*term);
        let value = term.base.times(factor).ok()?.significant(26);
        Some(format!("{}={value}", scenario.address(&term.address)))
    };
    terms.iter().map(setting).collect()
}

/// The largest line of an option, beside which what is lost in the last digits is small.
pub(crate) fn scale(figured: &Figured, option: usize) -> Number {
    let lines = &figured.evaluation.options[option].details.lines;
    lines.iter().map(|line| line.total.magnitude()).fold(Number::ONE, Number::max)
}

fn volume(case: &Case) -> Outcome {
    let Some(drawn) = case.figured() else { return Ok(0) };
    let mut draw = case.draw();
    let mut volumes = ["0", "0.000001", "0.3", "0.5", "0.99999", "1", "1.00001", "1.5", "2", "3.7", "10"];
    for last in (1..volumes.len()).rev() {
        volumes.swap(last, usize::try_from(draw.whole(0, last as u64)).unwrap());
    }
    let mut volumes: Vec<Number> = volumes.iter().take(4).map(|factor| number(factor)).collect();
    volumes.sort();
    let mut before: Option<(Number, Figured)> = None;
    let mut looked = 0;
    for factor in volumes {
        let Some(settings) = visits_times(&drawn.scenario, factor) else { return Ok(looked) };
        let Ok(now) = figured(&case.text(), &settings) else { continue };
        if let Some((fewer, before)) = &before {
            for (position, option) in drawn.scenario.options.iter().enumerate() {
                if !rises_with_visits(&drawn.scenario, option) {
                    continue;
                }
                let cost = |figured: &Figured| figured.evaluation.options[position].total_cost;
                let (less, more) = (cost(before), cost(&now));
                let room = scale(&now, position);
                ensure!(
                    more >= less || is_near(less, more, room, 18),
                    "{} costs {less} at {fewer} times the visits, and {more} at {factor} times",
                    option.id
                );
                looked += 1;
            }
        }
        before = Some((factor, now));
    }
    Ok(looked)
}

/// Whether the terms of an option say that its cost does not fall while visits rise. Credits by the visit do not, nor
/// a tier that makes all hours cheaper.
fn rises_with_visits(scenario: &Scenario, option: &Engagement) -> bool {
    let base = |term: smarthands::scenario::term::TermId| scenario.term(term).base;
    let has_later_years = scenario.horizon.months > 12;
    let extras: Vec<&Extra> = scenario.extras.iter().chain(&option.extras).collect();
    let credits = extras.iter().filter_map(|extra| match extra.charge {
        Charge::ShareOfCost(share) => Some(base(share).min(Number::ZERO)),
        _ => None,
    });
    let credits = credits.fold(Number::ZERO, |sum, share| sum.plus(share).unwrap());
    let is_charged = extras.iter().all(|extra| match extra.charge {
        Charge::Amount(amount, Per::Visit | Per::Hour) | Charge::ShareOfRevenue(amount) => !base(amount).is_negative(),
        Charge::Amount(..) | Charge::ShareOfCost(_) => true,
    });
    let rises = option.parts.iter().all(|part| match &part.model {
        Model::PerIncident(terms) => terms.tiers.as_ref().is_none_or(|tiers| {
            let is_loaded = terms.common.multipliers.iter().all(|multiplier| base(*multiplier) >= Number::ONE);
            let prices: Vec<Number> = tiers.tiers.iter().map(|tier| base(tier.price)).collect();
            is_loaded && (tiers.tiering == Tiering::Marginal || prices.is_sorted())
        }),
        // An employee more in the first year is one fewer to be hired later, at a later year's price.
        Model::Hire(terms) => {
            let rate = base(terms.common.indexation.unwrap_or(scenario.horizon.indexation));
            let is_hired_early = matches!(terms.headcount, Headcount::Auto) && has_later_years;
            !is_hired_early || base(terms.recruitment_cost).is_zero() || !rate.is_positive()
        }
        Model::Retainer(_) | Model::Dedicated(_) | Model::FlyIn(_) | Model::HandOff(_) => true,
    });
    is_charged && rises && credits >= Number::ONE.negated()
}

/// Lines that are charged whatever happens.
fn is_fixed(line: &str) -> bool {
    ["retainer fee", "setup", "fee", "salary", "on-costs", "on call", "recruitment"].contains(&line)
        || line.starts_with("yearly costs: ")
        || line.starts_with("extra: ")
}

/// Without visits nothing is charged by the visit or hour, whatever it would cost, and one employee remains.
fn no_volume(case: &Case) -> Outcome {
    let Some(drawn) = case.figured() else { return Ok(0) };
    let Some(settings) = visits_times(&drawn.scenario, Number::ZERO) else { return Ok(0) };
    let Ok(nothing) = figured(&case.text(), &settings) else { return Ok(0) };
    let mut dearer = settings.clone();
    for term in nothing.scenario.term_ids().map(|term| nothing.scenario.term(term)) {
        let is_charged = matches!(
            term.key.name,
            "hourly_rate"
                | "visit_fee"
                | "overage_rate"
                | "overflow_rate"
                | "cover_rate"
                | "hourly_cost"
                | "km_rate"
                | "lost_billing_rate"
                | "overnight_cost"
                | "travel_per_visit"
                | "fee"
                | "penalty_per_breach"
        );
        if is_charged && term.span.is_some() {
            dearer.push(format!("{}=987654.321", nothing.scenario.address(&term.address)));
        }
    }
    let dearer = figured(&case.text(), &dearer).map_err(|codes| format!("is refused: {codes:?}"))?;
    let mut looked = 0;
    for (position, option) in nothing.scenario.options.iter().enumerate() {
        let of = &nothing.evaluation.options[position];
        let room = scale(&nothing, position);
        let cost = dearer.evaluation.options[position].total_cost;
        ensure!(of.cost_per_visit.is_none() && of.price_per_hour.is_none(), "{} costs something a visit", option.id);
        ensure!(is_near(of.total_cost, cost, room, 20), "{} costs {} and {cost}", option.id, of.total_cost);
        for line in &of.details.lines {
            ensure!(is_fixed(&line.name), "{} has {} without a visit", option.id, line.name);
        }
        // By the contracts: fees, and salaries of as many as are employed.
        if let ([part], true) =
            (option.parts.as_slice(), nothing.scenario.extras.is_empty() && option.extras.is_empty())
        {
            let monthly = monthly_fee(&nothing.scenario, &part.model);
            let Some(monthly) = monthly else { continue };
            let first = of.details.monthly_costs.last().copied().unwrap();
            let is_plain = nothing.scenario.horizon.months <= 12;
            let once = nothing.scenario.horizon.months > 1;
            ensure!(
                !is_plain || !once || is_near(first, monthly, room, 18),
                "{} costs {first} in the last month, not its fees of {monthly}",
                option.id
            );
            looked += usize::from(is_plain && once);
        }
        looked += 1;
    }
    Ok(looked)
}

/// What a model charges in a month of the first year but the first, where nobody is visited; without what a tax takes.
fn monthly_fee(scenario: &Scenario, model: &Model) -> Option<Number> {
    let base = |term: smarthands::scenario::term::TermId| scenario.term(term).base;
    if model.common().is_none_or(|common| common.prices_include_tax) {
        return None;
    }
    match model {
        Model::PerIncident(_) | Model::FlyIn(_) => Some(Number::ZERO),
        Model::Retainer(terms) => Some(base(terms.monthly_fee)),
        Model::Dedicated(terms) => match terms.fee {
            smarthands::scenario::terms::DayFee::Monthly(fee) => Some(base(fee)),
            smarthands::scenario::terms::DayFee::Daily(rate) => base(terms.days_per_month).times(base(rate)).ok(),
        },
        Model::Hire(_) | Model::HandOff(_) => None,
    }
}
