//! Explanations recomputed: every step of a tree from its leaves, by its printed formula.
//!
//! The evaluator of formulas knows nothing of the program.

mod formula;

use std::collections::HashMap;
use std::path::Path;

use formula::Formula;
use rust_decimal::Decimal;
use serde_json::Value;

use crate::tally::tally;

tally! { usize: formulas, terms, told_above }

/// A step of a file's explanation from its leaves, where it adds up: its value, and how much was worked out.
pub(crate) fn recomputed(step: &Value, file: &str) -> Result<(Decimal, Tally), Vec<String>> {
    let content = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(file)).unwrap();
    let lines: Vec<&str> = content.lines().collect();
    let mut walk = Walk::default();
    let value = walk.recomputed(step, &lines);
    if walk.problems.is_empty() { Ok((value, walk.counts)) } else { Err(walk.problems) }
}

/// Walks a tree and works out every step from its leaves.
#[derive(Default)]
struct Walk {
    /// What was told: by name and printed value.
    told: HashMap<(String, String), Decimal>,
    counts: Tally,
    problems: Vec<String>,
}

impl Walk {
    /// The value of a step, recomputed from what stands below it.
    fn recomputed(&mut self, step: &Value, lines: &[&str]) -> Decimal {
        let (name, printed) = (text(step, "name"), text(step, "value"));
        let value = decimal(printed);
        let key = (name.to_owned(), printed.to_owned());
        if step["source"].is_object() {
            self.look_up(step, lines);
            return value;
        }
        if step["explained_above"] == true {
            self.counts.told_above += 1;
            let known = self.told.get(&key).copied();
            return known.unwrap_or_else(|| panic!("{name} {printed} is not explained above"));
        }
        let mut below: Vec<(String, Decimal, Decimal)> = Vec::new();
        for child in children(step) {
            let recomputed = self.recomputed(child, lines);
            below.push((mention(child), decimal(text(child, "value")), recomputed));
        }
        let Some(formula) = step["formula"].as_str() else {
            assert!(below.is_empty(), "{name} has children and no formula");
            return value;
        };
        self.counts.formulas += 1;
        let formula = if below.is_empty() { without_months(formula) } else { formula.to_owned() };
        let (result, mentioned) = Formula::value(&formula, &below);
        if !is_same(result, value) {
            self.problems.push(format!("{name} {printed} = {formula} gives {result}"));
        }
        // Months of nothing are children that the sum need not mention.
        for (position, (child, printed, _)) in below.iter().enumerate() {
            let is_mentioned = mentioned.contains(&position) || (child.is_empty() && printed.is_zero());
            if !is_mentioned {
                self.problems.push(format!("{name} does not mention {child} {printed}: {formula}"));
            }
        }
        self.told.insert(key, result);
        result
    }

    /// A term's line of the file holds its key or its value.
    fn look_up(&mut self, step: &Value, lines: &[&str]) {
        self.counts.terms += 1;
        let (source, value) = (&step["source"], text(step, "value"));
        let term = text(source, "term");
        if source["default"] == true {
            assert!(source["file"].is_null() && source["line"].is_null(), "{step}");
            return;
        }
        let line = lines[usize::try_from(source["line"].as_u64().unwrap()).unwrap() - 1];
        let digits = line.replace('_', "");
        let percent = (decimal(value) * Decimal::ONE_HUNDRED).normalize().to_string();
        let key = term.rsplit('.').next().unwrap().trim_matches('"');
        if !line.contains(key) && !digits.contains(value) && !digits.contains(&format!("{percent}%")) {
            self.problems.push(format!("{term} = {value} is not on: {line}"));
        }
    }
}

/// How formulas mention a step: months by their value alone, what is named in the file in quotes.
fn mention(step: &Value) -> String {
    let name = text(step, "name");
    if step["months"].as_array().is_some_and(|months| !months.is_empty())
        && step["part"].is_null()
        && name.starts_with("month")
    {
        return String::new();
    }
    let quoted = [("yearly costs: ", "yearly costs"), ("extra: ", "extra")]
        .iter()
        .find_map(|(prefix, kind)| name.strip_prefix(prefix).map(|name| format!("{kind} \"{name}\"")));
    quoted.unwrap_or_else(|| name.to_owned())
}

/// A formula without the months in its names: `carried hours out of months 3, 5 and 7: 10 h`.
fn without_months(formula: &str) -> String {
    let mut parts = formula.split(" month").map(str::to_owned);
    let mut short = parts.next().unwrap();
    for part in parts {
        let list = part.find(':').filter(|end| {
            let list = part[..*end].trim_start_matches('s');
            list.chars().all(|c| c.is_ascii_digit() || " ,toand".contains(c))
        });
        match list {
            Some(end) => short.push_str(&part[end + 1..]),
            None => short.extend([" month", &part]),
        }
    }
    short
}

pub(crate) fn text<'v>(value: &'v Value, key: &str) -> &'v str {
    value[key].as_str().unwrap_or_else(|| panic!("no {key} in {value}"))
}

pub(crate) fn decimal(text: &str) -> Decimal {
    text.parse().unwrap_or_else(|_| panic!("{text} is no decimal"))
}

pub(crate) fn children(step: &Value) -> &[Value] {
    step["children"].as_array().unwrap()
}

/// Equal to 20 significant digits, or to 18 places: what quotients lose on the way is less.
pub(crate) fn is_same(a: Decimal, b: Decimal) -> bool {
    (a - b).abs() <= (b.abs() * Decimal::new(1, 20)).max(Decimal::new(1, 18))
}
