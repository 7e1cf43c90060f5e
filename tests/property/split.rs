//! A segment in two: what is one region for the work may be two in the file.

use smarthands::calc::number::Number;
use smarthands::scenario::demand::Visits;

use crate::awkward::number;
use crate::case::{Case, figured};
use crate::figures::{by_id, is_line};
use crate::hold::{Outcome, hold};
use crate::rewriting::{Table, Value, list, table, text};

#[test]
fn a_segment_in_two_costs_the_same() {
    hold("split", 80, 50, split);
}

/// Divides one segment's clients and visits among two of the same kind, for whoever serves it.
fn split(case: &Case) -> Outcome {
    let mut draw = case.draw();
    let Some(drawn) = case.figured() else { return Ok(0) };
    let scenario = &drawn.scenario;
    if drawn.has_hardly_any_volume() {
        return Ok(0);
    }
    // Two ends of two ranges are more combinations than those of one.
    if scenario.terms.iter().any(|term| term.range.is_some()) {
        return Ok(0);
    }
    let position = usize::try_from(draw.whole(0, scenario.segments.len() as u64 - 1)).unwrap();
    let segment = &scenario.segments[position];
    let name = segment.name().unwrap_or("one half").to_owned();
    let share = number(draw.pick(&["0.5", "0.25", "0.1", "0.999", "0", "1"]));
    let parts = |whole: Number| {
        let first = whole.times(share).unwrap();
        [first, whole.minus(first).unwrap()].map(|part| Value::Number(part.to_string()))
    };
    let mut tree = case.tree.clone();
    let demand = table(&mut tree, "demand");
    if segment.name().is_none() {
        // What is not divided stays where it is, for both.
        let own = ["clients", "visits", "visits_per_client"].map(|key| (key.to_owned(), demand.remove(key)));
        let own: Table = own.into_iter().filter_map(|(key, value)| Some((key, value?))).collect();
        demand.insert("segment".to_owned(), Value::Table(Table::from([(name.clone(), Value::Table(own))])));
    }
    let mut first = table(demand, "segment").get_mut(&name).unwrap().table().clone();
    let mut second: Table = first.clone();
    let base = |term| scenario.term(term).base;
    let divided = [
        ("clients", segment.clients),
        ("visits", if let Visits::PerMonth(visits) = segment.visits { Some(visits) } else { None }),
    ];
    for (key, term) in divided {
        let Some(term) = term else { continue };
        let [one, other] = parts(base(term));
        first.insert(key.to_owned(), one);
        second.insert(key.to_owned(), other);
    }
    let segments = table(demand, "segment");
    segments.insert(name.clone(), Value::Table(first));
    segments.insert("the other half".to_owned(), Value::Table(second));
    let serve = |part: &mut Table| {
        let served = part.get_mut("serves").map(Value::list).into_iter().flatten();
        let is_served = served.filter(|served| **served == name.as_str().into()).count() > 0;
        if is_served {
            list(part, "serves").push("the other half".into());
        }
    };
    for option in list(&mut tree, "option") {
        serve(option.table());
        option.table().get_mut("part").map(Value::list).into_iter().flatten().for_each(|part| serve(part.table()));
    }
    let Ok(divided) = figured(&text(&tree, false), &[]) else {
        return Err(format!("is refused in two\n{}", text(&tree, false)));
    };
    let (mut whole, mut divided) = (by_id(&drawn, true), by_id(&divided, true));
    // Lines are known by what they serve, which is what has changed.
    for figures in [&mut whole, &mut divided] {
        figures.retain(|label| !is_line(label));
    }
    whole.assert_same(&divided, Number::ONE)
}
