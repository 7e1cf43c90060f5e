//! Rules between tables, and suspicions: what no single value shows.

use super::extra::{Charge, Extra, Per};
use super::reader::Reader;
use super::term::TermId;
use super::terms::{HandOff, Hire, Model, OnCosts, PerIncident, Travel};
use super::{Engagement, Part, Scenario, Segment};
use crate::calc::number::Number;
use crate::diagnostic::{Diagnostic, Span, quoted};

/// Reports what is wrong between tables.
pub(super) fn rules(reader: &mut Reader<'_>, scenario: &Scenario) {
    for option in &scenario.options {
        for part in &option.parts {
            part_rules(reader, scenario, part);
        }
        unique_extras(reader, scenario, option);
    }
    for extra in scenario.extras.iter().chain(scenario.options.iter().flat_map(|option| &option.extras)) {
        if let (Charge::ShareOfRevenue(share), None) = (extra.charge, &scenario.revenue) {
            needs(reader, share, "share_of_revenue", "a [revenue] table", "add [revenue], or charge an `amount`");
        }
    }
}

fn needs(reader: &mut Reader<'_>, term: TermId, what: &str, needed: &str, help: &str) {
    let (key, span) = (reader.names.address(&reader.get(term).address), reader.get(term).span);
    let message = format!("`{what}` needs {needed}");
    reader.report(Diagnostic::error("needs-table", message).key(key).at(span, "").help(help));
}

fn part_rules(reader: &mut Reader<'_>, scenario: &Scenario, part: &Part) {
    let served: Vec<&Segment> = part.serves.iter().filter_map(|position| scenario.segments.get(*position)).collect();
    if let Some(common) = part.model.common()
        && common.prices_include_tax
        && scenario.tax_rate.is_none()
    {
        let key = reader.names.key(part.scope, "prices_include_tax");
        let problem = Diagnostic::error("needs-table", "`prices_include_tax` needs a [tax] table with its `rate`");
        reader.report(problem.key(key).at(common.tax_span, "").help("add [tax] with rate = \"10%\""));
    }
    if let Some(travel) = part.model.travel() {
        within_zones(reader, part, travel, &served);
    }
    match &part.model {
        Model::PerIncident(terms) => loading_rate(reader, part, terms, &served),
        Model::HandOff(terms) => referral(reader, scenario, terms, &served),
        Model::Retainer(_) | Model::Dedicated(_) | Model::Hire(_) | Model::FlyIn(_) => (),
    }
}

fn within_zones(reader: &mut Reader<'_>, part: &Part, travel: &Travel, served: &[&Segment]) {
    let Some(zones) = &travel.zones else { return };
    let Some(bound) = zones.zones.last().and_then(|zone| zone.bound).map(|bound| reader.get(bound).base) else {
        return;
    };
    let mut distances: Vec<TermId> = match travel.km_per_visit {
        Some(own) => vec![own],
        None => served.iter().map(|segment| segment.km_per_visit).collect(),
    };
    distances.dedup();
    for distance in distances {
        let term = reader.get(distance);
        let furthest = term.ends().1;
        if furthest > bound {
            let (address, span) = (reader.names.address(&term.address), term.span);
            let message = format!("`{address}` reaches {furthest} km, beyond the last travel zone at {bound} km");
            let problem = Diagnostic::error("beyond-zones", message)
                .key(reader.names.key(part.scope, "travel_zones"))
                .at(Some(*zones.span), "these zones")
                .at(span, "this distance")
                .help("add a zone that reaches it, or a last one without `up_to_km`");
            reader.report(problem);
        }
    }
}

/// With tiers, `hourly_rate` prices the loading alone; where visits are out of hours it must be known.
fn loading_rate(reader: &mut Reader<'_>, part: &Part, terms: &PerIncident, served: &[&Segment]) {
    if terms.has_hourly_rate {
        return;
    }
    let out_of_hours = served.iter().flat_map(|segment| segment.band_shares);
    let out_of_hours = out_of_hours.map(|share| reader.get(share)).find(|share| share.ends().1.is_positive());
    if let Some(share) = out_of_hours {
        let message = "`hourly_rate` is needed beside `rate_tiers`, because some visits are out of hours".to_owned();
        let problem = Diagnostic::error("missing-key", message)
            .key(reader.names.key(part.scope, "hourly_rate"))
            .at(part.span, "")
            .at(share.span, "these visits")
            .help("add `hourly_rate`, to which the out-of-hours multipliers apply");
        reader.report(problem);
    }
}

fn referral(reader: &mut Reader<'_>, scenario: &Scenario, terms: &HandOff, served: &[&Segment]) {
    if reader.is_given(terms.referral_share) && scenario.revenue.is_none() {
        needs(
            reader,
            terms.referral_share,
            "referral_share",
            "a [revenue] table",
            "add [revenue], or a `referral_fee`",
        );
    }
    if reader.is_given(terms.referral_fee) && served.iter().all(|segment| segment.clients.is_none()) {
        let help = "add `clients` to the segments handed over, or a `referral_share`";
        needs(reader, terms.referral_fee, "referral_fee", "clients", help);
    }
}

fn unique_extras(reader: &mut Reader<'_>, scenario: &Scenario, option: &Engagement) {
    let all: Vec<&Extra> = scenario.extras.iter().chain(&option.extras).collect();
    for (position, extra) in all.iter().enumerate() {
        let first = all.iter().take(position).find(|first| first.name == extra.name);
        // Shared extras that clash with each other are told once, with the first option.
        let is_told = position < scenario.extras.len() && !std::ptr::eq(option, &raw const scenario.options[0]);
        if let (Some(first), false, false) = (first, extra.name.is_empty(), is_told) {
            let message = format!("two extras of the option {} are named {}", quoted(&option.id), quoted(&extra.name));
            let problem = Diagnostic::error("duplicate-extra", message)
                .key(format!("extra.{}", extra.name))
                .at(extra.span, "again here")
                .at(first.span, "first here")
                .help("give one of them another name");
            reader.report(problem);
        }
    }
}

/// Warns of what is allowed but suspicious.
pub(super) fn suspicions(reader: &mut Reader<'_>, scenario: &Scenario) {
    target_margin(reader, scenario);
    wide_ranges(reader);
    multipliers(reader, scenario);
    seasonality(reader, scenario);
    broken_years(reader, scenario);
    for part in scenario.options.iter().flat_map(|option| &option.parts) {
        if let Model::Hire(terms) = &part.model {
            leave_counted_twice(reader, terms);
        }
        if let (Some(common), None) = (part.model.common(), &scenario.sla)
            && reader.is_given(common.breach_share)
        {
            let message = "`breach_share` costs nothing without an [sla] table";
            warn(reader, "unused-breach-share", message, common.breach_share, "add [sla] with penalty_per_breach");
        }
    }
    without_clients(reader, scenario);
}

fn warn(reader: &mut Reader<'_>, code: &'static str, message: impl Into<String>, term: TermId, help: &str) {
    let (key, span) = (reader.names.address(&reader.get(term).address), reader.get(term).span);
    reader.report(Diagnostic::warning(code, message).key(key).at(span, "").help(help));
}

fn target_margin(reader: &mut Reader<'_>, scenario: &Scenario) {
    let term = scenario.target.term();
    let value = reader.get(term).base;
    let margin = match scenario.target {
        super::Target::GrossMargin(_) => Ok(value),
        super::Target::Markup(_) => value.plus(Number::ONE).and_then(|whole| value.over(whole)),
    };
    let Ok(margin) = margin else { return };
    if margin < Number::scaled(5, 2) || margin > Number::scaled(95, 2) {
        let percent = margin.to_percent(2);
        let message = format!("`{}` sets the target to a gross margin of {percent}%", reader.get(term).address.key);
        warn(reader, "unusual-margin", message, term, "margins are mostly between 5% and 95%");
    }
}

fn wide_ranges(reader: &mut Reader<'_>) {
    let wide: Vec<(TermId, Number, Number)> = (0..)
        .map(TermId)
        .zip(&reader.terms)
        .filter_map(|(id, term)| term.range.map(|(low, high)| (id, low, high)))
        .filter(|(_, low, high)| {
            !low.is_negative() && low.times(Number::whole(10)).is_ok_and(|tenfold| *high > tenfold) && high > low
        })
        .collect();
    for (term, low, high) in wide {
        let key = reader.get(term).address.key;
        let message = format!("the range of `{key}` from {low} to {high} is wider than tenfold");
        warn(reader, "wide-range", message, term, "check the ends for a slipped digit");
    }
}

fn multipliers(reader: &mut Reader<'_>, scenario: &Scenario) {
    let parts = scenario.options.iter().flat_map(|option| &option.parts);
    let costs = parts.filter_map(|part| part.model.common()).flat_map(|common| common.multipliers);
    let revenue = scenario.revenue.iter().flat_map(|revenue| revenue.multipliers);
    for term in costs.chain(revenue).collect::<Vec<_>>() {
        let low = reader.get(term).ends().0;
        if low < Number::ONE {
            let key = reader.get(term).address.key;
            let message = format!("`{key}` {low} makes an hour out of hours cheaper than a business hour");
            warn(reader, "low-multiplier", message, term, "a multiplier of 1.5 means time and a half");
        }
    }
}

fn seasonality(reader: &mut Reader<'_>, scenario: &Scenario) {
    let mut seen: Vec<&[TermId; 12]> = Vec::new();
    for segment in &scenario.segments {
        if seen.contains(&&segment.seasonality) {
            continue;
        }
        seen.push(&segment.seasonality);
        let sum = segment.seasonality.iter().try_fold(Number::ZERO, |sum, month| sum.plus(reader.get(*month).base));
        let Ok(sum) = sum else { continue };
        // A mean within 1 % of 1 is a sum within 0.12 of 12.
        let off = sum.minus(Number::whole(12)).unwrap_or(sum).magnitude();
        if off > Number::scaled(12, 2) {
            let mean = sum.over(Number::whole(12)).unwrap_or(sum).to_trimmed(4);
            let message = format!("the seasonality averages {mean}, so a year has more or fewer visits than stated");
            warn(reader, "seasonality-mean", message, segment.seasonality[0], "twelve multipliers add up to 12");
        }
    }
}

fn broken_years(reader: &mut Reader<'_>, scenario: &Scenario) {
    let months = scenario.horizon.months;
    if months.is_multiple_of(12) {
        return;
    }
    let segments = || scenario.segments.iter();
    let seasonal = segments().flat_map(|s| s.seasonality).find(|term| reader.get(*term).base != Number::ONE);
    let growing = segments().map(|s| s.growth).find(|term| !reader.get(*term).base.is_zero());
    let models = scenario.options.iter().flat_map(|option| &option.parts).map(|part| &part.model);
    let paid_once = models
        .filter_map(|model| match model {
            Model::Retainer(terms) => Some(terms.setup_fee),
            Model::Dedicated(terms) => Some(terms.setup_fee),
            Model::Hire(terms) => Some(terms.recruitment_cost),
            Model::HandOff(terms) => Some(terms.referral_fee),
            Model::PerIncident(_) | Model::FlyIn(_) => None,
        })
        .find(|term| !reader.get(*term).base.is_zero());
    let once = scenario.extras.iter().chain(scenario.options.iter().flat_map(|option| &option.extras));
    let mut once = once.filter_map(|extra| match extra.charge {
        Charge::Amount(amount, Per::Once) => Some(amount),
        Charge::Amount(..) | Charge::ShareOfCost(_) | Charge::ShareOfRevenue(_) => None,
    });
    let found =
        [(seasonal, "seasonality"), (growing, "growth"), (paid_once.or(once.next_back()), "an amount paid once")];
    for (term, what) in found {
        if let Some(term) = term {
            let key = reader.get(term).address.key;
            let message =
                format!("{months} months are no whole years, and beside {what} (`{key}`) an annual figure is lopsided");
            warn(reader, "broken-years", message, term, "let the horizon have 12, 24, 36 … months");
        }
    }
}

fn leave_counted_twice(reader: &mut Reader<'_>, terms: &Hire) {
    let OnCosts::Named(shares) = &terms.on_costs else { return };
    let hours = reader.get(terms.productive_hours_per_year).ends().1;
    let leave: Vec<(String, TermId, Span)> = shares
        .iter()
        .filter(|share| share.name.to_lowercase().contains("leave"))
        .map(|share| (share.name.clone(), share.term, *share.span))
        .collect();
    if hours >= Number::whole(1_672) {
        for (name, term, _) in leave {
            let message =
                format!("the on-cost {} beside {hours} productive hours may count leave twice", quoted(&name));
            let help =
                "the salary is paid during leave too: take the on-cost out, and count productive hours without leave";
            warn(reader, "leave-counted-twice", message, term, help);
        }
    }
}

/// Amounts per client where no segment has clients come to nothing.
fn without_clients(reader: &mut Reader<'_>, scenario: &Scenario) {
    if scenario.segments.iter().any(|segment| segment.clients.is_some()) {
        return;
    }
    let extras = scenario.extras.iter().chain(scenario.options.iter().flat_map(|option| &option.extras));
    let per_client = extras.filter_map(|extra| match extra.charge {
        Charge::Amount(amount, Per::Client) => Some(amount),
        _ => extra.from_clients,
    });
    let revenue = scenario.revenue.iter().map(|revenue| revenue.per_client);
    for term in per_client.chain(revenue).collect::<Vec<_>>() {
        if reader.is_given(term) {
            let key = reader.get(term).address.key;
            let message = format!("`{key}` counts clients, and no part of the demand states any");
            warn(reader, "no-clients", message, term, "add `clients` to the demand");
        }
    }
}
