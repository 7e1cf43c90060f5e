//! `sweep` as a page for people: what was varied, the annual costs over the values, where the cheapest option changes.

use std::borrow::Cow;

use crate::calc::number::Number;
use crate::diagnostic::escaped;
use crate::evaluation::Evaluation;
use crate::report::naming::option_name;
use crate::report::page::{Block, Page, Row, facts};
use crate::report::{Results, Words, rule};
use crate::scenario::Scenario;
use crate::sweep::Sweep;

/// The most values of a term that are listed.
const MOST_LISTED: u64 = 4;

/// How the options stand at a point.
#[derive(Clone, Debug)]
pub(crate) struct Standing {
    /// The cheapest option; none where every option hands clients off.
    pub cheapest: Option<usize>,
    /// The option with the highest gross profit, where the revenue of all is known.
    pub most_profitable: Option<usize>,
    /// The annual cost of each option in the base case.
    pub annual_costs: Vec<Number>,
}

impl Standing {
    /// How the options stand by their figures.
    pub(crate) fn of(evaluation: &Evaluation) -> Self {
        let annual_costs = evaluation.options.iter().map(|figures| figures.annual_cost.base).collect();
        Self { cheapest: evaluation.cheapest, most_profitable: evaluation.most_profitable, annual_costs }
    }

    fn least(&self) -> Option<Number> {
        self.cheapest.and_then(|cheapest| self.annual_costs.get(cheapest)).copied()
    }
}

/// A small sweep, worked out.
#[derive(Clone, Copy, Debug)]
pub(crate) struct SweepResults<'r> {
    /// Its file, as messages name it.
    pub file: &'r str,
    /// What was swept.
    pub sweep: &'r Sweep<'r>,
    /// The figures as written, where there are any.
    pub written: Option<&'r Evaluation>,
    /// How the options stand at each point; none where the scenario is refused there.
    pub points: &'r [Option<Standing>],
}

/// The page of a small sweep.
pub(crate) fn sweep_page(results: &SweepResults<'_>, words: Words) -> Page {
    let sweep = results.sweep;
    let block = match sweep.axes.len() {
        1 => costs(results, words),
        2 if !sweep.grid.is_zipped() => map(results, words),
        _ => list(results, words),
    };
    Page {
        title: escaped(&sweep.scenario().name).into_owned(),
        facts: head(results, words),
        blocks: vec![block],
        verdict: verdict(results, words),
    }
}

/// What was asked: the scenario as written, and what is varied.
fn head(results: &SweepResults<'_>, words: Words) -> Vec<String> {
    let sweep = results.sweep;
    let scenario = sweep.scenario();
    let written = results.written.map(|evaluation| {
        facts(&Results { file: results.file, scenario, evaluation, break_even: None, warnings: &[] }, words)
    });
    let mut sentences = written.unwrap_or_default();
    if let Some(first) = sentences.first_mut() {
        first.insert_str(0, "As written: ");
    }
    for (position, axis) in sweep.axes.iter().enumerate() {
        let count = sweep.grid.count(position);
        let value = |place: u64| value(results, position, axis.value(place), words);
        let values = if count <= MOST_LISTED {
            format!(": {}", (0..count).map(value).collect::<Vec<_>>().join(", "))
        } else {
            format!(", {count} values from {} to {}", value(0), value(count - 1))
        };
        let now = self::value(results, position, axis.written(), words);
        sentences.push(format!("Varied: {}{values} (now {now})", escaped(&axis.label)));
    }
    sentences
}

/// A value of an axis, as people write it.
fn value(results: &SweepResults<'_>, axis: usize, value: Number, words: Words) -> String {
    let sweep = results.sweep;
    match sweep.term(axis) {
        Some(term) => words.term(sweep.scenario().term(term), value),
        None => words.volume(value),
    }
}

/// The points with how the options stand at each.
fn points<'r>(results: &SweepResults<'r>) -> impl Iterator<Item = (u64, Option<&'r Standing>)> {
    (0..).zip(results.points.iter().map(Option::as_ref))
}

/// Of one term: a row a value, with the annual cost of every option.
fn costs(results: &SweepResults<'_>, words: Words) -> Block {
    let sweep = results.sweep;
    let options = &sweep.scenario().options;
    let mark = words.glyph("▸", ">");
    let label = escaped(sweep.axes.first().map_or("", |axis| &axis.label)).into_owned();
    let rows = points(results)
        .map(|(point, standing)| {
            let axis = sweep.axes.first();
            let first = axis.map_or_else(String::new, |axis| value(results, 0, axis.value(point), words));
            let cost = |option: usize| match standing {
                None => "refused".to_owned(),
                Some(standing) => {
                    let cost =
                        standing.annual_costs.get(option).map_or_else(|| words.nothing(), |cost| words.money(*cost));
                    if standing.cheapest == Some(option) { format!("{mark} {cost}") } else { cost }
                }
            };
            Row { cells: std::iter::once(first).chain((0..options.len()).map(cost)).collect(), is_marked: false }
        })
        .collect();
    let has_cheapest = results.points.iter().flatten().any(|standing| standing.cheapest.is_some());
    let names = (0..options.len()).map(|option| Cow::Owned(option_name(sweep.scenario(), option)));
    Block {
        heading: format!("Annual cost by {label}"),
        columns: std::iter::once(Cow::Owned(label)).chain(names).collect(),
        text_last: false,
        rows,
        notes: notes(
            results,
            if has_cheapest { format!("{mark} marks the cheapest option of each row.") } else { String::new() },
        ),
    }
}

/// Of two terms: the first downwards, the second across, and in each cell the cheapest option and its annual cost.
fn map(results: &SweepResults<'_>, words: Words) -> Block {
    let sweep = results.sweep;
    let across = sweep.grid.count(1);
    let title = |axis: usize, place: u64| {
        let of = sweep.axes.get(axis);
        of.map_or_else(String::new, |of| value(results, axis, of.value(place), words))
    };
    let label = |axis: usize| escaped(sweep.axes.get(axis).map_or("", |axis| &axis.label)).into_owned();
    let width = usize::try_from(across).unwrap_or(usize::MAX).max(1);
    let rows = (0..)
        .zip(results.points.chunks(width))
        .map(|(place, row)| {
            let cell = |standing: &Option<Standing>| match standing {
                None => "refused".to_owned(),
                Some(standing) => match standing.cheapest.zip(standing.least()) {
                    Some((option, cost)) => format!("{} {}", letter(option), words.money(cost)),
                    None => words.nothing(),
                },
            };
            Row { cells: std::iter::once(title(0, place)).chain(row.iter().map(cell)).collect(), is_marked: false }
        })
        .collect();
    let columns = (0..across).map(|place| Cow::Owned(title(1, place)));
    Block {
        heading: format!("Cheapest option and its annual cost: {} down, {} across", label(0), label(1)),
        columns: std::iter::once(Cow::Borrowed("")).chain(columns).collect(),
        text_last: false,
        rows,
        notes: notes(results, legend(results)),
    }
}

/// Of more terms, or of terms that run together: a row a point.
fn list(results: &SweepResults<'_>, words: Words) -> Block {
    let sweep = results.sweep;
    let rows = points(results)
        .map(|(point, standing)| {
            let values = sweep.values(point).into_iter().enumerate();
            let values: Vec<String> = values.map(|(axis, of)| value(results, axis, of, words)).collect();
            let (cost, name) = match standing {
                None => (words.nothing(), "refused".to_owned()),
                Some(standing) => (
                    standing.least().map_or_else(|| words.nothing(), |cost| words.money(cost)),
                    standing.cheapest.map_or_else(|| words.nothing(), |option| option_name(sweep.scenario(), option)),
                ),
            };
            Row { cells: vec![values.join(", "), cost, name], is_marked: false }
        })
        .collect();
    Block {
        heading: "Cheapest option and its annual cost".to_owned(),
        // In one column, so that a row says where it stands however narrow the page is.
        columns: ["Values, in the order above", "Annual cost", "Cheapest option"].map(Cow::Borrowed).to_vec(),
        text_last: true,
        rows,
        notes: notes(results, String::new()),
    }
}

/// The letter of an option in a narrow table; beyond those of the alphabet its number.
fn letter(option: usize) -> String {
    let letter = u8::try_from(option).ok().and_then(|option| b'A'.checked_add(option)).filter(u8::is_ascii_uppercase);
    letter.map_or_else(|| (option + 1).to_string(), |letter| char::from(letter).to_string())
}

/// Which option each letter stands for, of those that are the cheapest somewhere.
fn legend(results: &SweepResults<'_>) -> String {
    let scenario = results.sweep.scenario();
    let options = cheapest_options(results).into_iter();
    let entries: Vec<String> =
        options.map(|option| format!("{}: {}", letter(option), option_name(scenario, option))).collect();
    entries.join("; ")
}

/// The options that are the cheapest somewhere, in the order of the file.
fn cheapest_options(results: &SweepResults<'_>) -> Vec<usize> {
    let mut options: Vec<usize> = results.points.iter().flatten().filter_map(|standing| standing.cheapest).collect();
    options.sort_unstable();
    options.dedup();
    options
}

fn notes(results: &SweepResults<'_>, first: String) -> Vec<String> {
    let scenario = results.sweep.scenario();
    let mut notes: Vec<String> = Some(first).filter(|note| !note.is_empty()).into_iter().collect();
    if results.points.iter().any(Option::is_none) {
        notes.push("Refused: the scenario is not valid there; the messages say why.".to_owned());
    }
    if scenario.terms.iter().any(|term| term.range.is_some()) {
        notes.push("Terms with a range stand at their base case; csv and jsonl have the range.".to_owned());
    }
    notes.extend(rule::uncompared(scenario));
    notes
}

/// The answer in sentences.
fn verdict(results: &SweepResults<'_>, words: Words) -> Vec<String> {
    let mut sentences = cheapest(results, words);
    sentences.extend(most_profitable(results));
    sentences
}

/// Which option earns most, where revenue is known.
fn most_profitable(results: &SweepResults<'_>) -> Option<String> {
    let best = || results.points.iter().flatten().filter_map(|standing| standing.most_profitable);
    let first = best().next()?;
    let name = |option: usize| option_name(results.sweep.scenario(), option);
    if best().all(|option| option == first) {
        return Some(format!("{} earns the highest gross profit at every point.", name(first)));
    }
    let mut options: Vec<usize> = best().collect();
    options.sort_unstable();
    options.dedup();
    let times = |option: usize| best().filter(|best| *best == option).count();
    let told: Vec<String> = options.iter().map(|option| format!("{} at {}", name(*option), times(*option))).collect();
    Some(format!("Of {} points, the highest gross profit is earned by {}.", best().count(), told.join(", ")))
}

/// Which option costs least.
fn cheapest(results: &SweepResults<'_>, words: Words) -> Vec<String> {
    let scenario = results.sweep.scenario();
    let cheapest = cheapest_options(results);
    match cheapest.as_slice() {
        [] if results.points.iter().all(Option::is_none) => vec!["The scenario is valid at no point.".to_owned()],
        [] => vec!["Every option hands clients off, so costs are not compared.".to_owned()],
        [only] => {
            let valid = if results.points.iter().any(Option::is_none) { "valid " } else { "" };
            vec![format!("{} is the cheapest at every {valid}point.", option_name(scenario, *only))]
        }
        _ if results.sweep.axes.len() == 1 => vec![runs(results, words)],
        several => vec![counts(results, several)],
    }
}

/// The cheapest option from value to value: `The cheapest is Spot from 1 to 4, then Retainer from 5 to 28.`
fn runs(results: &SweepResults<'_>, words: Words) -> String {
    let mut runs: Vec<(usize, u64, u64)> = Vec::new();
    for (point, standing) in points(results) {
        let Some(cheapest) = standing.and_then(|standing| standing.cheapest) else { continue };
        match runs.last_mut() {
            Some((option, _, to)) if *option == cheapest => *to = point,
            _ => runs.push((cheapest, point, point)),
        }
    }
    let at = |point: u64| {
        let axis = results.sweep.axes.first();
        axis.map_or_else(String::new, |axis| value(results, 0, axis.value(point), words))
    };
    let told = runs.iter().map(|(option, from, to)| {
        let name = option_name(results.sweep.scenario(), *option);
        if from == to {
            format!("{name} at {}", at(*from))
        } else {
            format!("{name} from {} to {}", at(*from), at(*to))
        }
    });
    format!("The cheapest is {}.", told.collect::<Vec<_>>().join(", then "))
}

/// At how many points each is the cheapest: `Of 30 points, Retainer is the cheapest at 20, Spot at 10.`
fn counts(results: &SweepResults<'_>, options: &[usize]) -> String {
    let scenario: &Scenario = results.sweep.scenario();
    let standings = || results.points.iter().flatten();
    let mut counts: Vec<(usize, usize)> = options
        .iter()
        .map(|option| (*option, standings().filter(|standing| standing.cheapest == Some(*option)).count()))
        .collect();
    // Stable: of equals the file's order stands.
    counts.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    let told = counts.iter().enumerate().map(|(position, (option, count))| {
        let verb = if position == 0 { " is the cheapest" } else { "" };
        format!("{}{verb} at {count}", option_name(scenario, *option))
    });
    format!("Of {} points, {}.", standings().count(), told.collect::<Vec<_>>().join(", "))
}
