//! Whether a property holds for every case: those of the kept seeds first, then as many as are asked for.

use std::panic::{AssertUnwindSafe, catch_unwind};

use rayon::prelude::*;

use crate::case::{Case, figured, readable};
use crate::effort::cases;
use crate::rewriting::{Table, Value};

/// How much of a property a case showed, or what went against it.
pub(crate) type Outcome = Result<usize, String>;

/// Seeds that once failed: `invariant seed # why`, a line each.
const SEEDS: &str = include_str!("seeds.txt");
/// The most cases that are tried in making a failing one smaller.
const MOST_SMALLER: usize = 600;

/// How the error of a property begins that panics.
const PANIC: &str = "a panic";

/// An error that says what went against a property, unless a condition holds.
macro_rules! ensure {
    ($condition:expr, $($message:tt)+) => {
        if !$condition {
            return Err(format!($($message)+));
        }
    };
}
pub(crate) use ensure;

/// Holds a property over its kept seeds and over drawn ones; at least so many of a hundred cases have to show it.
pub(crate) fn hold(invariant: &str, usual: u64, least_in_hundred: usize, property: fn(&Case) -> Outcome) {
    let kept = kept(invariant);
    let drawn = cases(usual);
    let seeds: Vec<u64> = kept.into_iter().chain(0..drawn).collect();
    let outcomes: Vec<(u64, Outcome)> =
        seeds.into_par_iter().map(|seed| (seed, tried(property, &Case::of(seed)))).collect();
    let failing: Vec<u64> = outcomes.iter().filter(|(_, outcome)| outcome.is_err()).map(|(seed, _)| *seed).collect();
    if let Some(seed) = failing.first() {
        let (case, what) = smaller(property, Case::clone(&Case::of(*seed)));
        panic!(
            "{invariant} does not hold: {what}\n\n{}\n\n{} of {} cases fail. To keep this one, add to \
             tests/property/seeds.txt:\n{invariant} {seed} # why\n",
            readable(&case.tree),
            failing.len(),
            outcomes.len()
        );
    }
    let shown = outcomes.iter().filter(|(_, outcome)| outcome.as_ref().is_ok_and(|shown| *shown > 0)).count();
    let looked: usize = outcomes.iter().filter_map(|(_, outcome)| outcome.as_ref().ok()).sum();
    eprintln!("{invariant}: shown by {shown} of {} cases, {looked} times in all", outcomes.len());
    assert!(
        shown * 100 >= outcomes.len() * least_in_hundred,
        "{invariant}: shown by {shown} of {} cases",
        outcomes.len()
    );
}

/// The seeds that are kept for an invariant.
fn kept(invariant: &str) -> Vec<u64> {
    let lines = SEEDS.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty());
    let seed = |line: &str| {
        let (case, why) = line.split_once(" # ").unwrap_or_else(|| panic!("no reason is given: {line}"));
        assert!(!why.is_empty(), "no reason is given: {line}");
        let (of, seed) = case.split_once(' ').unwrap_or_else(|| panic!("no seed is given: {line}"));
        (of == invariant).then(|| seed.trim().parse().unwrap_or_else(|_| panic!("no seed is given: {line}")))
    };
    lines.filter_map(seed).collect()
}

/// A property of a case; a panic goes against it like anything else.
fn tried(property: fn(&Case) -> Outcome, case: &Case) -> Outcome {
    catch_unwind(AssertUnwindSafe(|| property(case))).unwrap_or_else(|panic| {
        let text = panic.downcast_ref::<String>().map(String::as_str);
        Err(format!("{PANIC}: {}", text.or_else(|| panic.downcast_ref::<&str>().copied()).unwrap_or("")))
    })
}

/// The case with as much left out as possible while the property still fails, and what then goes against it.
fn smaller(property: fn(&Case) -> Outcome, mut case: Case) -> (Case, String) {
    let mut what = tried(property, &case).err().unwrap_or_else(|| "nothing, the second time".to_owned());
    let mut tries = 0;
    loop {
        let found = without(&Value::Table(case.tree.clone())).into_iter().find_map(|mut tree| {
            tries += 1;
            if tries > MOST_SMALLER {
                return None;
            }
            let smaller = Case { seed: case.seed, tree: std::mem::take(tree.table()) };
            figured(&smaller.text(), &[]).ok()?;
            let now = tried(property, &smaller).err()?;
            // A property that trips over what was left out is another matter.
            (now.starts_with(PANIC) == what.starts_with(PANIC)).then_some((smaller, now))
        });
        let Some((smaller, now)) = found else { return (case, what) };
        (case, what) = (smaller, now);
    }
}

/// A value with one thing left out of it, in every way.
fn without(value: &Value) -> Vec<Value> {
    match value {
        Value::Table(table) => {
            let left_out = table.keys().map(|key| {
                let mut table: Table = table.clone();
                table.remove(key);
                Value::Table(table)
            });
            let inner = table.iter().flat_map(|(key, value)| {
                without(value).into_iter().map(move |smaller| {
                    let mut table = table.clone();
                    table.insert(key.clone(), smaller);
                    Value::Table(table)
                })
            });
            left_out.chain(inner).collect()
        }
        Value::List(items) => {
            let left_out = (0..items.len()).map(|position| {
                let mut items = items.clone();
                items.remove(position);
                Value::List(items)
            });
            let inner = items.iter().enumerate().flat_map(|(position, item)| {
                without(item).into_iter().map(move |smaller| {
                    let mut items = items.clone();
                    items[position] = smaller;
                    Value::List(items)
                })
            });
            left_out.chain(inner).collect()
        }
        Value::Text(_) | Value::Number(_) | Value::Truth(_) => Vec::new(),
    }
}

/// The checks can fail: what is not true of some case is told, with the least scenario that shows it and its line.
#[test]
fn a_property_that_does_not_hold_is_told() {
    let no_retainer = |case: &Case| -> Outcome {
        let figured = case.figured().ok_or("no figures")?;
        let options = &figured.scenario.options;
        ensure!(options.iter().all(|option| option.model_name() != "retainer"), "there is a retainer");
        Ok(1)
    };
    let panic = catch_unwind(|| hold("no-retainer", 20, 0, no_retainer)).unwrap_err();
    let told = panic.downcast_ref::<String>().unwrap();
    assert!(told.starts_with("no-retainer does not hold: there is a retainer\n"), "{told}");
    assert!(told.contains("\nno-retainer ") && told.ends_with(" # why\n"), "{told}");
    assert!(told.matches("[[option]]").count() == 1, "{told}");
    // Nor does one that no case shows.
    let shown = catch_unwind(|| hold("nothing", 5, 1, |_| Ok(0))).unwrap_err();
    assert!(shown.downcast_ref::<String>().is_some_and(|told| told.starts_with("nothing: shown by 0 of ")));
}
