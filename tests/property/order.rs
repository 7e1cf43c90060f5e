//! What changes no figure: the order of the file, other names, defaults written out, another option.

use smarthands::calc::number::Number;

use crate::case::{Case, Figured, figured};
use crate::figures::{Figures, Labels, by_id};
use crate::generator::Draw;
use crate::hold::{Outcome, ensure, hold};
use crate::rewriting::{Table, Value, list, text, write_defaults};

#[test]
fn order_changes_no_figure() {
    hold("order", 45, 70, order);
}

#[test]
fn defaults_change_no_figure() {
    hold("defaults", 45, 80, defaults);
}

#[test]
fn another_option_changes_no_figure() {
    hold("another-option", 45, 80, another_option);
}

#[test]
fn names_change_no_figure() {
    hold("names", 45, 80, names);
}

#[test]
fn the_cheapest_is_the_first_of_the_least() {
    hold("rank", 100, 90, rank);
}

/// Figures of a rewritten scenario are those of the one as drawn; so is a refusal.
fn same(case: &Case, rewritten: &str, has_axis: bool) -> Outcome {
    match (figured(&case.text(), &[]), figured(rewritten, &[])) {
        (Ok(drawn), Ok(other)) => by_id(&drawn, has_axis).assert_same(&by_id(&other, has_axis), Number::ONE),
        (Err(drawn), Err(other)) => {
            ensure!(drawn == other, "{other:?} in place of {drawn:?}");
            Ok(0)
        }
        (Ok(_), Err(codes)) => Err(format!("is refused: {codes:?}\n{rewritten}")),
        (Err(codes), Ok(_)) => Err(format!("is no longer refused: {codes:?}\n{rewritten}")),
    }
}

fn shuffle<T>(draw: &mut Draw, items: &mut [T]) {
    for last in (1..items.len()).rev() {
        items.swap(last, usize::try_from(draw.whole(0, last as u64)).unwrap());
    }
}

fn order(case: &Case) -> Outcome {
    let mut draw = case.draw();
    let mut tree = case.tree.clone();
    if let Some(extras) = tree.get_mut("extra") {
        shuffle(&mut draw, extras.list());
    }
    let options = list(&mut tree, "option");
    shuffle(&mut draw, options);
    for option in options {
        for key in ["part", "extra"] {
            if let Some(rows) = option.table().get_mut(key) {
                shuffle(&mut draw, rows.list());
            }
        }
    }
    let changed = usize::from(tree != case.tree);
    // Against the alphabet, so that segments change places as well.
    let looked = same(case, &text(&tree, true), true)?;
    Ok(looked * changed)
}

fn defaults(case: &Case) -> Outcome {
    let mut tree = case.tree.clone();
    write_defaults(&mut tree);
    let more = text(&tree, false).len() - case.text().len();
    let looked = same(case, &text(&tree, false), true)?;
    Ok(if more > 100 { looked } else { 0 })
}

fn another_option(case: &Case) -> Outcome {
    let Some(drawn) = case.figured() else { return Ok(0) };
    let mut draw = case.draw();
    let mut tree = case.tree.clone();
    // An option of another scenario that serves everything.
    let other = Case::of(draw.whole(0, 500));
    let mut options = other.tree.clone();
    let options: Vec<Value> = list(&mut options, "option").iter().filter(|option| is_single(option)).cloned().collect();
    if options.is_empty() {
        return Ok(0);
    }
    let position = usize::try_from(draw.whole(0, options.len() as u64 - 1)).unwrap();
    let mut more = options[position].clone();
    for key in ["id", "serves"] {
        more.table().remove(key);
    }
    more.table().insert("name".to_owned(), "One more".into());
    let own = list(&mut tree, "option");
    let at = usize::try_from(draw.whole(0, own.len() as u64)).unwrap();
    own.insert(at, more);
    let Ok(longer) = figured(&text(&tree, false), &[]) else { return Ok(0) };
    // One with more steps along the axis than are looked for leaves the others without points too.
    if drawn.is_told() != longer.is_told() {
        return Ok(0);
    }
    let (before, mut after) = (by_id(&drawn, true), by_id(&longer, true));
    after.numbers.retain(|label, _| before.numbers.contains_key(label));
    let cheapest =
        |figured: &Figured| figured.evaluation.cheapest.map(|option| figured.scenario.options[option].id.to_string());
    let (cheapest, now) = (cheapest(&drawn), cheapest(&longer));
    ensure!(now == cheapest || now.as_deref() == Some("one-more"), "{now:?} is the cheapest in place of {cheapest:?}");
    for (label, number) in before.numbers.iter().filter(|(label, _)| !label.contains(", band ")) {
        let found = after.numbers.get(label);
        ensure!(found == Some(number), "{label} is {found:?} and not {number:?}");
    }
    Ok(before.numbers.len())
}

fn is_single(option: &Value) -> bool {
    matches!(option, Value::Table(table) if !table.contains_key("part"))
}

/// Names that have been trouble elsewhere.
const ODD: [&str; 12] = [
    "=1+1",
    "-",
    "a.b",
    "low",
    "\"quoted\"",
    "東京 \u{1f600}",
    "e\u{301}",
    "x\ty\nz",
    "'; drop",
    "<b>&amp;</b>",
    "\\u0041",
    "  spaces  ",
];

fn names(case: &Case) -> Outcome {
    let Some(drawn) = case.figured() else { return Ok(0) };
    let mut tree = case.tree.clone();
    let first = usize::try_from(case.seed % ODD.len() as u64).unwrap();
    let mut number = first;
    let mut fresh = || {
        number += 1;
        format!("{} {number}", ODD[number % ODD.len()])
    };
    rename(&mut tree, &mut fresh);
    let renamed = match figured(&text(&tree, false), &[]) {
        Ok(renamed) => renamed,
        Err(codes) => return Err(format!("is refused: {codes:?}\n{}", text(&tree, false))),
    };
    let position = |option: usize| format!("option {option}");
    let labels = Labels { option: &position, has_line_names: false, has_axis: true };
    Figures::of(&drawn, &labels).assert_same(&Figures::of(&renamed, &labels), Number::ONE)
}

/// Gives everything that has a name another.
fn rename(tree: &mut Table, fresh: &mut dyn FnMut() -> String) {
    tree.insert("name".to_owned(), fresh().as_str().into());
    let mut segments: Vec<(String, String)> = Vec::new();
    if let Some(Value::Table(demand)) = tree.get_mut("demand")
        && let Some(Value::Table(named)) = demand.get_mut("segment")
    {
        for (name, segment) in std::mem::take(named) {
            let new = fresh();
            named.insert(new.clone(), segment);
            segments.push((name, new));
        }
    }
    let extras = |of: &mut Table, fresh: &mut dyn FnMut() -> String| {
        for extra in of.get_mut("extra").map(Value::list).into_iter().flatten() {
            extra.table().insert("name".to_owned(), fresh().as_str().into());
        }
    };
    extras(tree, fresh);
    for (number, option) in list(tree, "option").iter_mut().enumerate() {
        let option = option.table();
        option.insert("name".to_owned(), fresh().as_str().into());
        option.insert("id".to_owned(), format!("{number}").as_str().into());
        extras(option, fresh);
        let mut part = |part: &mut Table| {
            for served in part.get_mut("serves").map(Value::list).into_iter().flatten() {
                let new = segments.iter().find(|(name, _)| *served == name.as_str().into()).map(|(_, new)| new);
                *served = new.unwrap().as_str().into();
            }
            for key in ["on_costs", "yearly_costs"] {
                let Some(Value::Table(costs)) = part.get_mut(key) else { continue };
                if key == "yearly_costs" || !costs.contains_key("low") {
                    *costs = std::mem::take(costs).into_values().map(|cost| (fresh(), cost)).collect();
                }
            }
        };
        part(option);
        option.get_mut("part").map(Value::list).into_iter().flatten().for_each(|row| part(row.table()));
    }
}

/// Of the comparable options, the first whose cost is the least; none where there are none.
fn rank(case: &Case) -> Outcome {
    let Some(Figured { scenario, evaluation, .. }) = case.figured() else { return Ok(0) };
    let cost = |option: &usize| evaluation.options[*option].annual_cost.base.settled();
    let compared: Vec<usize> = (0..scenario.options.len()).filter(|o| !scenario.options[*o].hands_off()).collect();
    let least = compared.iter().map(cost).min();
    let first = compared.iter().copied().find(|option| Some(cost(option)) == least);
    ensure!(evaluation.cheapest == first, "{:?} is the cheapest, not {first:?}", evaluation.cheapest);
    let profits: Option<Vec<Number>> =
        evaluation.options.iter().map(|of| of.annual_gross_profit.map(Number::settled)).collect();
    let best = profits.and_then(|profits| {
        let most = profits.iter().max().copied();
        profits.iter().position(|profit| Some(*profit) == most)
    });
    ensure!(
        evaluation.most_profitable == best,
        "{:?} is the most profitable, not {best:?}",
        evaluation.most_profitable
    );
    Ok(compared.len())
}
