//! Explanations add up: every formula that is printed gives the figure beside it, from the terms up to the totals of
//! `compare`, and every term stands where it is said to stand.
//!
//! The formulas are read and worked out by the small evaluator below, which knows nothing of the program.
#![allow(missing_docs, clippy::unwrap_used, clippy::panic)]

mod program;

use program::run;
use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};

use rust_decimal::Decimal;
use serde_json::Value;

fn json(arguments: &[&str]) -> Value {
    let output = run(&[arguments, &["--format", "json", "--exact", "--quiet"]].concat());
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).unwrap()
}

/// The scenario files of a folder, by name.
fn scenarios(folder: &str) -> Vec<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let paths = std::fs::read_dir(root.join(folder)).unwrap().map(|entry| entry.unwrap().path());
    let mut paths: Vec<PathBuf> = paths.filter(|path| path.extension().is_some_and(|e| e == "toml")).collect();
    paths.sort();
    paths.iter().map(|path| path.strip_prefix(root).unwrap().to_str().unwrap().to_owned()).collect()
}

fn text<'v>(value: &'v Value, key: &str) -> &'v str {
    value[key].as_str().unwrap_or_else(|| panic!("no {key} in {value}"))
}

fn decimal(text: &str) -> Decimal {
    text.parse().unwrap_or_else(|_| panic!("{text} is no decimal"))
}

fn children(step: &Value) -> &[Value] {
    step["children"].as_array().unwrap()
}

/// Equal to 20 significant digits, or to 18 places: what quotients lose on the way is less.
fn is_same(a: Decimal, b: Decimal) -> bool {
    (a - b).abs() <= (b.abs() * Decimal::new(1, 20)).max(Decimal::new(1, 18))
}

/// Reads formulas such as `hours drawn 14 h × (1 − "Orange" share 15%)`.
struct Formula<'f> {
    rest: &'f str,
    /// The name, printed value and recomputed value of each step that may be mentioned.
    steps: &'f [(String, Decimal, Decimal)],
    mentioned: Vec<usize>,
}

impl<'f> Formula<'f> {
    /// The value of a formula, and which steps it mentions.
    fn value(text: &'f str, steps: &'f [(String, Decimal, Decimal)]) -> (Decimal, Vec<usize>) {
        let mut formula = Self { rest: text, steps, mentioned: Vec::new() };
        let value = formula.sum();
        assert_eq!(formula.rest, "", "left over of: {text}");
        (value, formula.mentioned)
    }

    fn skip(&mut self, text: &str) -> bool {
        let rest = self.rest.trim_start();
        let found = rest.strip_prefix(text);
        self.rest = found.unwrap_or(rest);
        found.is_some()
    }

    fn must_skip(&mut self, text: &str) {
        assert!(self.skip(text), "no {text} before: {}", self.rest);
    }

    fn sum(&mut self) -> Decimal {
        let mut sum = self.product();
        loop {
            if self.skip("+ ") {
                sum += self.product();
            } else if self.skip("− ") {
                sum -= self.product();
            } else {
                return sum;
            }
        }
    }

    fn product(&mut self) -> Decimal {
        let mut product = self.operand();
        loop {
            if self.skip("× ") {
                product *= self.operand();
            } else if self.skip("÷ ") {
                product /= self.operand();
            } else {
                return product;
            }
        }
    }

    fn operand(&mut self) -> Decimal {
        for (function, choose) in [("max(", Decimal::max as fn(Decimal, Decimal) -> Decimal), ("min(", Decimal::min)] {
            if self.skip(function) {
                let mut chosen = self.sum();
                while self.skip(",") {
                    chosen = choose(chosen, self.sum());
                }
                self.must_skip(")");
                return chosen;
            }
        }
        if self.skip("round up(") {
            let value = self.sum().round_dp(12).ceil();
            self.must_skip(")");
            return value;
        }
        if self.skip("1 where ") {
            let a = self.sum();
            self.must_skip("≥");
            let b = self.sum();
            self.must_skip(", else 0");
            return if a.round_dp(12) >= b.round_dp(12) { Decimal::ONE } else { Decimal::ZERO };
        }
        if self.skip("(") {
            let value = self.sum();
            self.must_skip(")");
            return value;
        }
        self.figure()
    }

    /// A figure: the name of a step and its value, or a value alone.
    fn figure(&mut self) -> Decimal {
        self.rest = self.rest.trim_start();
        let start = self.rest;
        let candidates = self.steps.iter().enumerate().filter(|(_, (name, ..))| start.starts_with(name.as_str()));
        let mut candidates: Vec<usize> = candidates.map(|(position, _)| position).collect();
        // The longest name first, and of equal ones the first that is not mentioned yet.
        let order = |position: &usize| (Reverse(self.steps[*position].0.len()), self.mentioned.contains(position));
        candidates.sort_by_key(order);
        for position in candidates {
            let (name, printed, recomputed) = &self.steps[position];
            self.rest = start.strip_prefix(name.as_str()).unwrap();
            // `labour (part 2)`, `cost in month 3: …`
            if self.skip("(part ") {
                self.rest = self.rest.split_once(')').unwrap().1;
            }
            self.skip(":");
            if self.number() == Some(*printed) {
                self.mentioned.push(position);
                return *recomputed;
            }
        }
        // A constant, or a figure of another month, whose name leads to nothing: the last number before what follows.
        let (mut end, mut is_quoted) = (start.len(), false);
        for (offset, character) in start.char_indices() {
            is_quoted ^= character == '"';
            if !is_quoted && ("+−×÷≥),".contains(character)) {
                end = offset;
                break;
            }
        }
        self.rest = &start[end..];
        let mut words = start[..end].split_whitespace().rev();
        let number = |word: &str| match word.strip_suffix('%') {
            Some(percent) => percent.parse().ok().map(|percent: Decimal| percent / Decimal::ONE_HUNDRED),
            None => word.parse().ok(),
        };
        words.find_map(number).unwrap_or_else(|| panic!("no figure at: {start}"))
    }

    /// A number with its unit: nothing is read where there is none.
    fn number(&mut self) -> Option<Decimal> {
        let rest = self.rest.trim_start();
        let end = rest.find(|c: char| !c.is_ascii_digit() && c != '.' && c != '-').unwrap_or(rest.len());
        let number: Decimal = rest[..end].parse().ok()?;
        let (number, rest) = match rest[end..].strip_prefix('%') {
            Some(rest) => (number / Decimal::ONE_HUNDRED, rest),
            None => (number, &rest[end..]),
        };
        // The unit: a word of letters, slashes and dots, or `per year`.
        let word = rest.strip_prefix(' ').unwrap_or("");
        let unit = word.find(|c: char| !c.is_ascii_alphabetic() && c != '/' && c != '·').unwrap_or(word.len());
        let unit = if word.starts_with("per year") { 8 } else { unit };
        self.rest = if unit > 0 { &word[unit..] } else { rest };
        Some(number)
    }
}

/// Walks a tree and works out every step from its leaves.
#[derive(Default)]
struct Walk {
    /// What was told: by name and printed value.
    told: HashMap<(String, String), Decimal>,
    /// How many formulas were worked out, how many terms looked up, and how many steps were told above.
    counts: [usize; 3],
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
            self.counts[2] += 1;
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
        self.counts[0] += 1;
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
        self.counts[1] += 1;
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

/// What `compare` says of the options of a file, by id.
fn compared(file: &str) -> BTreeMap<String, Value> {
    let compared = json(&["compare", file]);
    let options = compared["options"].as_array().unwrap().iter();
    options.map(|option| (text(option, "option").to_owned(), option.clone())).collect()
}

/// The steps that are explained of one option.
fn explained(arguments: &[&str]) -> Vec<Value> {
    let document = json(&[&["explain"], arguments].concat());
    assert_eq!(document["options"].as_array().unwrap().len(), 1, "{arguments:?}");
    document["options"][0]["explained"].as_array().unwrap().clone()
}

/// Explains an option and works out its annual cost from the terms, which must be that of `compare`, line by line.
fn check(file: &str, id: &str, option: &Value, more: &[&str], counts: &mut [usize; 3]) {
    let content = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(file)).unwrap();
    let lines: Vec<&str> = content.lines().collect();
    let steps = explained(&[&[file, id], more].concat());
    let [root] = steps.as_slice() else { panic!("{file} {id}") };
    let mut walk = Walk::default();
    let recomputed = walk.recomputed(root, &lines);
    assert_eq!(walk.problems, Vec::<String>::new(), "{file} {id}");
    let annual_cost = decimal(text(&option["annual_cost"], "base"));
    assert!(is_same(recomputed, annual_cost), "{file} {id}: {recomputed}, not {annual_cost}");
    let [total] = children(root) else { panic!("{file} {id}: {root}") };
    assert!(is_same(decimal(text(total, "value")), decimal(text(option, "total_cost"))), "{file} {id}");
    let of = |line: &Value, value: &str| {
        (line["part"].as_u64(), text(line, "name").to_owned(), decimal(text(line, value)).round_dp(18).normalize())
    };
    let expected: Vec<_> = option["lines"].as_array().unwrap().iter().map(|line| of(line, "total")).collect();
    let found: Vec<_> = children(total).iter().map(|line| of(line, "value")).collect();
    match more {
        [] => assert_eq!(found, expected, "{file} {id}"),
        _ => assert!(expected.iter().all(|line| found.contains(line)), "{file} {id}: {found:?}"),
    }
    for (sum, count) in counts.iter_mut().zip(walk.counts) {
        *sum += count;
    }
}

#[test]
fn every_option_of_the_gallery_adds_up() {
    let mut counts = [0; 3];
    let files = scenarios("scenarios");
    assert_eq!(files.len(), 9);
    for file in files {
        for (id, option) in compared(&file) {
            check(&file, &id, &option, &[], &mut counts);
            check(&file, &id, &option, &["--zeros"], &mut counts);
        }
    }
    let [formulas, terms, above] = counts;
    assert!(formulas > 2_000 && terms > 2_000 && above > 1_000, "{counts:?}");
}

#[test]
fn every_option_of_the_cases_adds_up() {
    let mut counts = [0; 3];
    let files = scenarios("tests/cases");
    assert!(files.len() >= 80, "{}", files.len());
    for file in files {
        for (id, option) in compared(&file) {
            check(&file, &id, &option, &[], &mut counts);
        }
    }
    let [formulas, terms, above] = counts;
    assert!(formulas > 10_000 && terms > 10_000 && above > 1_000, "{counts:?}");
}

/// The months of a year, one by one, are what `compare` has as monthly costs.
#[test]
fn every_month_adds_up() {
    for (file, id) in [
        ("scenarios/growth-three-years.toml", "retainer"),
        ("scenarios/growth-three-years.toml", "technician"),
        ("scenarios/blend-flagships.toml", "blend"),
    ] {
        let option = &compared(file)[id];
        let content = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(file)).unwrap();
        let lines: Vec<&str> = content.lines().collect();
        for (month, cost) in (1..).zip(option["monthly_costs"].as_array().unwrap()) {
            let steps = explained(&[file, id, "--month", &month.to_string()]);
            let mut walk = Walk::default();
            let recomputed = walk.recomputed(&steps[0], &lines);
            assert_eq!(walk.problems, Vec::<String>::new(), "{file} {id}, month {month}");
            assert!(is_same(recomputed, decimal(cost.as_str().unwrap())), "{file} {id}, month {month}: {recomputed}");
        }
    }
}

#[test]
fn every_figure_is_that_of_compare() {
    let mut found = 0;
    for file in scenarios("scenarios") {
        let content = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(&file)).unwrap();
        let lines: Vec<&str> = content.lines().collect();
        let document = json(&["compare", &file]);
        for (id, option) in compared(&file) {
            for (figure, expected) in [
                ("revenue-needed", &option["revenue_needed"]["base"]),
                ("break-even-sales", &option["break_even_sales"]["base"]),
                ("markup", &document["target"]["markup"]),
                ("present-value", &option["present_value"]),
                ("annual-revenue", &option["annual_revenue"]),
                ("gross-profit", &option["annual_gross_profit"]),
                ("gross-margin", &option["gross_margin"]),
            ] {
                let Some(expected) = expected.as_str() else { continue };
                let steps = explained(&[&file, &id, figure]);
                let mut walk = Walk::default();
                let recomputed = walk.recomputed(&steps[0], &lines);
                assert_eq!(walk.problems, Vec::<String>::new(), "{file} {id} {figure}");
                assert!(is_same(recomputed, decimal(expected)), "{file} {id} {figure}: {recomputed}, not {expected}");
                found += 1;
            }
        }
    }
    assert!(found >= 140, "{found}");
}

/// What is said to be explained above is, also where people are not shown all of it.
#[test]
fn what_is_explained_above_is() {
    let mut many = "name = 'Many'\ntarget.gross_margin = 0.3\n[demand]\nkm_per_visit = 9\n".to_owned();
    for number in 1..=40 {
        let [visits, hours] = ["visits_per_client = 0.5", "hours_per_visit"];
        let number = number.to_string();
        many.extend([
            "[demand.segment.s",
            &number,
            "]\nclients = ",
            &number,
            "\n",
            visits,
            "\n",
            hours,
            " = ",
            &number,
            "\n",
        ]);
    }
    many += "[[option]]\nname = 'Spot'\nmodel = 'per-incident'\nhourly_rate = 130\nminimum_hours = 1\nkm_rate = 1\n";
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("many.toml");
    std::fs::write(&file, many).unwrap();
    let mut options = vec![(file.to_str().unwrap().to_owned(), "spot".to_owned())];
    for file in scenarios("scenarios") {
        options.extend(compared(&file).into_keys().map(|id| (file.clone(), id)));
    }
    let mut found = 0;
    for (file, id) in options {
        let output = run(&["explain", &file, &id, "--format", "markdown"]);
        let page = String::from_utf8(output.stdout).unwrap();
        for (start, _) in page.match_indices(" (explained above)") {
            let (before, item) = page[..start].rsplit_once("- ").unwrap();
            assert!(before.contains(&format!("- {item} = ")), "{file} {id}: {item}");
            found += 1;
        }
    }
    assert!(found > 250, "{found}");
}

/// The step of this name, wherever it is first told.
fn find<'s>(steps: &'s [Value], name: &str) -> Option<&'s Value> {
    steps.iter().find_map(|step| {
        if text(step, "name") == name && step["explained_above"] == false {
            Some(step)
        } else {
            find(children(step), name)
        }
    })
}

#[test]
fn figures_worked_out_by_hand() {
    let value = |steps: &[Value], name: &str| {
        text(find(steps, name).unwrap_or_else(|| panic!("no {name}")), "value").to_owned()
    };
    // Critical visits a month that are missed: 9 × 25 % × 8 % + 6 × 15 % × 8 % + (4 + 3 + 5) × 15 % × 5 % =
    // 0.18 + 0.072 + 0.09 = 0.342, at 400 each 136.80 a month.
    let hubs = explained(&["scenarios/five-hubs.toml", "days-and-spot"]);
    assert_eq!(value(&hubs, "total missed critical visits"), "0.342");
    assert_eq!(value(&hubs, "expected SLA penalties"), "1641.6");
    // July of the third year: 28 × 1.25² × 1 = 43.75 visits, 87.5 hours; 60 are included, and none carried: 27.5 hours
    // × 135 × 1.03² = 3,712.5 × 1.0609.
    let july = explained(&["scenarios/growth-three-years.toml", "retainer", "overage", "--month", "31"]);
    assert_eq!(value(&july, "hours drawn"), "87.5");
    assert_eq!(value(&july, "hours beyond the allowance"), "27.5");
    assert_eq!(value(&july, "overage"), "3938.59125");
    // One technician's month: 1,650 × 75 % / 12 = 103.125 hours; June needs 2.75 × 28 × 1.25² × 1.2 = 144.375.
    let june = explained(&["scenarios/growth-three-years.toml", "technician", "overflow", "--month", "30"]);
    assert_eq!(value(&june, "capacity per head"), "103.125");
    assert_eq!(value(&june, "hours beyond capacity"), "41.25");
}

#[test]
fn a_term_of_the_command_line_stands_there() {
    let steps = explained(&["scenarios/guide.toml", "per-incident-only", "--set", "demand.visits=6"]);
    let visits = find(&steps, "visits").unwrap();
    assert_eq!(
        visits["source"],
        serde_json::json!({ "term": "demand.visits", "file": "--set", "line": null, "default": false })
    );
    assert_eq!(text(visits, "value"), "6");
}

/// The checks above can fail: on a wrong figure, a wrong term and a wrong formula.
#[test]
fn a_wrong_figure_is_noticed() {
    let content = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios/guide.toml")).unwrap();
    let lines: Vec<&str> = content.lines().collect();
    let steps = explained(&["scenarios/guide.toml", "per-incident-only"]);
    let printed = serde_json::to_string(&steps[0]).unwrap();
    for (right, wrong) in [
        ("billed hours 8 h × hourly rate 130 AUD/h", "billed hours 8 h ÷ hourly rate 130 AUD/h"),
        ("billed hours 8 h × hourly rate 130 AUD/h", "billed hours 8 h × hourly rate 140 AUD/h"),
        (
            r#""name":"labour","part":1,"source":null,"unit":"AUD","value":"12480""#,
            r#""name":"labour","part":1,"source":null,"unit":"AUD","value":"12490""#,
        ),
        (r#""line":45"#, r#""line":44"#),
    ] {
        assert!(printed.contains(right), "{right} in {printed}");
        let step: Value = serde_json::from_str(&printed.replacen(right, wrong, 1)).unwrap();
        let mut walk = Walk::default();
        walk.recomputed(&step, &lines);
        assert!(!walk.problems.is_empty(), "{wrong}");
    }
}
