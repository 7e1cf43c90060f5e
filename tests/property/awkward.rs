//! Awkward values in place of usual ones: nothing, the limits, one digit too many, a bound that is met exactly.

use smarthands::calc::number::Number;
use smarthands::scenario::demand::Visits;
use smarthands::scenario::key::Notation;
use smarthands::scenario::term::{Address, Item, Scope, TermId};
use smarthands::scenario::{Scenario, load};

use crate::generator::Draw;
use crate::rewriting::{Table, Value, list, table, text};

/// How many ranged terms a scenario may have: an evaluation visits every corner of them.
const MOST_RANGES: usize = 4;

/// A number from its digits.
pub(crate) fn number(text: &str) -> Number {
    Number::parse(text).unwrap()
}

/// Puts some awkward values into a scenario; what is refused is left as it was.
pub(crate) fn make_awkward(draw: &mut Draw, tree: &mut Table) {
    for _ in 0..draw.pick(&[0, 0, 1, 2, 3, 6]) {
        let loaded = load("awkward", text(tree, false).as_bytes(), &[]);
        let Ok(loaded) = loaded else { panic!("{}", text(tree, false)) };
        let mut changed = tree.clone();
        change(draw, &mut changed, &loaded.scenario);
        if load("awkward", text(&changed, false).as_bytes(), &[]).is_ok() {
            *tree = changed;
        }
    }
}

fn change(draw: &mut Draw, tree: &mut Table, scenario: &Scenario) {
    if draw.in_hundred(6) && scenario.options.len() < 6 {
        return copy_option(draw, tree);
    }
    if draw.in_hundred(4) {
        return months(draw, tree);
    }
    let terms: Vec<TermId> = scenario.term_ids().collect();
    let written: Vec<TermId> = terms.iter().copied().filter(|term| scenario.term(*term).span.is_some()).collect();
    let term = if draw.in_hundred(70) { draw.pick(&written) } else { draw.pick(&terms) };
    let address = scenario.term(term).address;
    if scenario.term(term).key.name == "seasonality" {
        let months = (0..12).map(|_| Value::Number(draw.pick(&["0", "1", "1", "10", "0.333333333333"]).to_owned()));
        let months = months.collect();
        if let Some((table, key)) = place(tree, scenario, &address) {
            table.insert(key, Value::List(months));
        }
        return;
    }
    let value = value(draw, scenario, term);
    if let Some((table, key)) = place(tree, scenario, &address) {
        table.insert(key, value);
    }
}

/// An option once more, under another name: of equals the first comes first.
fn copy_option(draw: &mut Draw, tree: &mut Table) {
    let options = list(tree, "option");
    let positions: Vec<usize> = (0..options.len()).collect();
    let mut copy = options[draw.pick(&positions)].clone();
    copy.table().remove("id");
    copy.table().insert("name".to_owned(), format!("Copy {}", options.len()).as_str().into());
    let at = draw.pick(&positions);
    options.insert(at, copy);
}

fn months(draw: &mut Draw, tree: &mut Table) {
    let months = draw.pick(&["1", "3", "11", "12", "13", "25", "31"]);
    table(tree, "horizon").insert("months".to_owned(), Value::Number(months.to_owned()));
}

/// The table that holds a term's value, and the key in it; none where the file has no such table.
pub(crate) fn place<'t>(
    tree: &'t mut Table,
    scenario: &Scenario,
    address: &Address,
) -> Option<(&'t mut Table, String)> {
    let row = |tables: &'t mut Table, key: &str, position: u32| -> Option<&'t mut Table> {
        Some(tables.get_mut(key)?.list().get_mut(position as usize)?.table())
    };
    let below = |tables: &'t mut Table, key: &str| -> Option<&'t mut Table> { Some(tables.get_mut(key)?.table()) };
    let table = match address.scope {
        Scope::Root => tree,
        Scope::Table(name) => below(tree, name)?,
        Scope::Segment(position) => {
            let name = scenario.segments[position as usize].name()?;
            below(below(below(tree, "demand")?, "segment")?, name)?
        }
        Scope::Extra(position) => row(tree, "extra", position)?,
        Scope::Option(position) => row(tree, "option", position)?,
        Scope::Part(option, part) => row(row(tree, "option", option)?, "part", part)?,
        Scope::OptionExtra(option, extra) => row(row(tree, "option", option)?, "extra", extra)?,
    };
    match address.entry {
        None => Some((table, address.key.to_owned())),
        Some(Item::Named(_)) => Some((below(table, address.key)?, scenario.entry_name(address)?.to_owned())),
        Some(Item::Row(number, field)) => Some((row(table, address.key, number - 1)?, field.to_owned())),
    }
}

fn value(draw: &mut Draw, scenario: &Scenario, term: TermId) -> Value {
    let of = scenario.term(term);
    let quantity = of.key.as_quantity().unwrap();
    let ranges = scenario.terms.iter().filter(|term| term.range.is_some()).count();
    let one = one(draw, scenario, term);
    if !quantity.rangeable || ranges >= MOST_RANGES || !draw.in_hundred(15) {
        return written(draw, one, quantity.notation);
    }
    // Ends that are one, or have the value as written between them.
    let other = if draw.in_hundred(30) { one } else { of.base };
    let ends = [("low", one.min(other)), ("high", one.max(other))];
    Value::Table(ends.map(|(end, value)| (end.to_owned(), written(draw, value, quantity.notation))).into())
}

fn one(draw: &mut Draw, scenario: &Scenario, term: TermId) -> Number {
    let of = scenario.term(term);
    let limits = of.key.as_quantity().unwrap().limits;
    let of_same_key = scenario.terms.iter().filter(|other| other.key.name == of.key.name);
    let of_same_key: Vec<Number> = of_same_key.map(|other| other.base).collect();
    match draw.whole(1, 100) {
        ..=18 => Number::ZERO,
        19..=21 => Number::from(limits.high),
        22..=24 => Number::from(limits.low),
        25..=38 => draw.pick(&of_same_key),
        39..=54 => {
            let factor = number(draw.pick(&["0.5", "0.999999999", "1.000000001", "2", "3", "10", "0.1", "-1"]));
            of.base.times(factor).unwrap_or(of.base).significant(26)
        }
        55..=72 => {
            let factor =
                number(draw.pick(&["1.0123456789012345678901", "0.98765432109876543210987", "1.00000000000001"]));
            of.base.times(factor).unwrap_or(of.base).significant(26)
        }
        73..=80 => number(draw.pick(&["0.000000000001", "0.0000000000005", "1e-28", "0.005", "0.0049999999999999"])),
        _ => edge(draw, scenario, of.key.name).unwrap_or(of.base),
    }
}

/// A bound that the demand meets exactly.
fn edge(draw: &mut Draw, scenario: &Scenario, key: &str) -> Option<Number> {
    let base = |term: TermId| scenario.term(term).base;
    let visits = |visits: Visits| match visits {
        Visits::PerMonth(visits) => Ok(base(visits)),
        Visits::PerClient { clients, visits } => base(clients).times(base(visits)),
    };
    let segments = &scenario.segments;
    let segment = &segments[usize::try_from(draw.whole(0, segments.len() as u64 - 1)).unwrap()];
    let hours = segments
        .iter()
        .try_fold(Number::ZERO, |sum, segment| sum.plus(visits(segment.visits)?.times(base(segment.hours_per_visit))?));
    let hours = hours.ok()?;
    let clients = segments.iter().filter_map(|segment| segment.clients).map(base);
    let clients = clients.fold(Number::ZERO, |sum, clients| sum.plus(clients).unwrap());
    Some(match key {
        "included_hours" | "up_to_hours" | "rollover_hours" => hours,
        "productive_hours_per_year" => hours.times(Number::whole(12)).ok()?,
        "days_per_month" => hours.over(Number::whole(8)).ok()?.significant(20),
        "from_clients" | "clients" => clients,
        "up_to_km" | "free_km" | "km_per_visit" => base(segment.km_per_visit),
        "minimum_hours" | "out_of_hours_minimum" | "hours_in_visit_fee" | "billing_increment" | "hours_per_visit" => {
            base(segment.hours_per_visit)
        }
        "monthly_fee" | "travel_cap" | "travel_allowance" | "monthly_cap" => hours.times(Number::whole(100)).ok()?,
        _ => return None,
    })
}

fn written(draw: &mut Draw, value: Number, notation: Notation) -> Value {
    let is_above_one = value.magnitude() > Number::ONE;
    let is_percent = match notation {
        Notation::Number => false,
        Notation::Share => is_above_one || draw.in_hundred(50),
        Notation::Markup => draw.in_hundred(50),
    };
    match value.times(Number::whole(100)) {
        Ok(percent) if is_percent => Value::Text(format!("{percent}{}%", draw.pick(&["", " "]))),
        _ => Value::Number(value.to_string()),
    }
}
