//! The break-even as a chart: what is drawn, what is marked, and every word of it. Encoders place, and say nothing.

mod scale;
mod sight;

pub(crate) use scale::Scale;
#[cfg(test)]
pub(crate) use scale::Tick;
use scale::rounded_up;
use sight::{alternative, cheapest_where, volume};

use super::naming::option_name;
use super::{Results, Words};
use crate::break_even::{BreakEven, Drawing, Goal, Outline, OutlineRange};
use crate::calc::number::Number;
use crate::diagnostic::escaped;

/// The most points of pairs beside those of the cheapest: with more of them nothing else would be seen.
const MOST_PAIRS: usize = 12;
/// The letter of revenue; no option has it.
const REVENUE: char = 'R';

/// A chart of costs over volumes.
#[derive(Clone, Debug)]
pub(crate) struct Chart<'d> {
    /// The scenario's name.
    pub title: String,
    /// What is drawn.
    pub heading: String,
    /// Volumes, from left to right.
    pub x: Scale,
    /// Money, upwards.
    pub y: Scale,
    /// The lines: options in the order of the file, then revenue.
    pub series: Vec<Series<'d>>,
    /// The cheapest option by volume.
    pub cheapest: Vec<Stretch>,
    /// What the stretches of the cheapest show.
    pub cheapest_label: &'static str,
    /// The present volume, where the axis has it.
    pub now: Option<Now>,
    /// The points to look at, from left to right.
    pub marks: Vec<Mark>,
    /// What the shaded ranges are, where there are any.
    pub range_note: Option<&'static str>,
    /// The chart in words, a sentence an entry.
    pub alternative: Vec<String>,
}

/// A line of a chart.
#[derive(Clone, Debug)]
pub(crate) struct Series<'d> {
    /// One character that no other line has.
    pub letter: char,
    /// Its name.
    pub name: String,
    /// What else is to be said of it.
    pub detail: String,
    /// Whether it is the revenue and not a cost.
    pub is_revenue: bool,
    /// The line.
    pub outline: &'d Outline,
    /// Its range, where it has one.
    pub range: Option<&'d OutlineRange>,
}

/// A stretch of volumes in which a line is the lowest.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Stretch {
    /// Its lower end.
    pub from: Number,
    /// Its upper end.
    pub to: Number,
    /// The line, by its position.
    pub series: usize,
}

/// The present volume.
#[derive(Clone, Debug)]
pub(crate) struct Now {
    /// The volume.
    pub at: Number,
    /// The volume in words.
    pub label: String,
}

/// A point to look at.
#[derive(Clone, Debug)]
pub(crate) struct Mark {
    /// Its volume.
    pub x: Number,
    /// Its money.
    pub y: Number,
    /// Its volume in words.
    pub label: String,
    /// What happens there.
    pub kind: MarkKind,
}

/// What happens at a point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum MarkKind {
    /// Another option becomes the cheapest.
    Cheapest,
    /// Two options change places, neither being the cheapest.
    Pair,
    /// Revenue begins or ceases to cover an option.
    Covered,
}

impl MarkKind {
    /// In a legend.
    pub(crate) fn meaning(self) -> &'static str {
        match self {
            Self::Cheapest => "another option becomes the cheapest",
            Self::Pair => "two other options change places",
            Self::Covered => "revenue begins or ceases to cover a cost",
        }
    }
}

impl Chart<'_> {
    /// The kinds of marks that there are.
    pub(crate) fn mark_kinds(&self) -> impl Iterator<Item = MarkKind> {
        let kinds = [MarkKind::Cheapest, MarkKind::Pair, MarkKind::Covered];
        kinds.into_iter().filter(|kind| self.marks.iter().any(|mark| mark.kind == *kind))
    }
}

/// Where a picture's axis may end so that what matters fills it: a round volume beyond the present one twice over, the
/// last change of the cheapest option, and the volume from which revenue covers the option that is the cheapest now.
///
/// A [`draw`](crate::break_even::draw) that is given this volume leaves out nothing but a long, eventless tail.
pub(crate) fn telling_end(found: &BreakEven) -> Number {
    let turns = found.cheapest.iter().skip(1).map(|band| band.from);
    let present = found.cheapest.iter().find(|band| band.from <= found.now && found.now <= band.to);
    let is_present = |option: usize| present.is_some_and(|present| present.option == option);
    let covered = found.revenue.iter().filter(|point| point.goal == Goal::Profit && point.is_covered_above);
    let covered = covered.filter(|point| is_present(point.option));
    let last = turns.chain(covered.map(|point| point.at)).max().unwrap_or(Number::ZERO);
    let room = last.times(Number::scaled(12, 1)).unwrap_or(found.max);
    let twice = found.now.times(Number::whole(2)).unwrap_or(found.max);
    rounded_up(room.max(twice)).min(found.max)
}

/// The chart of a scenario's drawing, with its break-even volumes where the results have them.
pub(crate) fn chart<'d>(results: &Results<'_>, drawing: &'d Drawing, words: Words) -> Chart<'d> {
    let series = series(results, drawing);
    let code = results.scenario.currency.code();
    let what = if drawing.revenue.is_some() { "Annual cost and revenue" } else { "Annual cost" };
    let ranges = || drawing.options.iter().filter_map(|option| option.range.as_ref());
    let outlines = ranges().flat_map(|range| [&range.low, &range.high]);
    let (least, greatest) = series
        .iter()
        .map(|series| series.outline)
        .chain(outlines)
        .map(Outline::extent)
        .fold((Number::ZERO, Number::ZERO), |extent, (least, greatest)| (extent.0.min(least), extent.1.max(greatest)));
    let unit = drawing.driver.in_words();
    let now = Now { at: drawing.now, label: format!("now {}", volume(drawing.now)) };
    Chart {
        title: escaped(&results.scenario.name).into_owned(),
        heading: format!("{what} by {unit}"),
        x: Scale::of_volume(unit.to_owned(), drawing.max, words),
        y: Scale::of_money(format!("{}, {code}", what.to_lowercase()), least, greatest, words),
        series,
        cheapest: stretches(results, drawing),
        cheapest_label: "cheapest",
        now: Some(now).filter(|now| now.at <= drawing.max),
        marks: marks(results, drawing),
        range_note: ranges().next().map(|_| "least to greatest cost over all ends of the ranges in the file"),
        alternative: alternative(results, drawing),
    }
}

/// Letters for as many options as a scenario may have, without the revenue's and those that look like a mark.
fn letters() -> impl Iterator<Item = char> {
    let letters = ('A'..='Z').chain('a'..='z').filter(|letter| !matches!(letter, 'R' | 'r' | 'o' | 'x'));
    letters.chain('0'..='9').chain("#%&=@$".chars())
}

fn series<'d>(results: &Results<'_>, drawing: &'d Drawing) -> Vec<Series<'d>> {
    let options = drawing.options.iter().zip(letters()).map(|(option, letter)| Series {
        letter,
        name: option_name(results.scenario, option.option),
        detail: cheapest_where(results, drawing, option.option),
        is_revenue: false,
        outline: &option.cost,
        range: option.range.as_ref(),
    });
    let revenue = drawing.revenue.as_ref().map(|outline| Series {
        letter: REVENUE,
        name: "Collected revenue".to_owned(),
        detail: "what the clients pay".to_owned(),
        is_revenue: true,
        outline,
        range: None,
    });
    options.chain(revenue).collect()
}

fn stretches(results: &Results<'_>, drawing: &Drawing) -> Vec<Stretch> {
    let bands = results.break_even.map_or(&[][..], |found| &found.cheapest);
    bands
        .iter()
        .filter_map(|band| {
            let series = drawing.options.iter().position(|option| option.option == band.option)?;
            Some(Stretch { from: band.from, to: band.to.min(drawing.max), series })
        })
        .filter(|stretch| stretch.from < stretch.to)
        .collect()
}

fn marks(results: &Results<'_>, drawing: &Drawing) -> Vec<Mark> {
    let Some(found) = results.break_even else { return Vec::new() };
    let cost = |option: usize| drawing.options.iter().find(|drawn| drawn.option == option).map(|drawn| &drawn.cost);
    let mark = |x: Number, y: Number, kind| Mark { x, y, label: volume(x), kind };
    let turns = found.cheapest.windows(2).filter_map(|pair| {
        let [below, above] = pair else { return None };
        let (before, after) = (cost(below.option)?.before(above.from), cost(above.option)?.after(above.from));
        // Where one of them jumps across the other, the other's line passes through the greater of both.
        Some(mark(above.from, before.max(after), MarkKind::Cheapest))
    });
    let covered = found.revenue.iter().filter_map(|point| {
        let revenue =
            drawing.revenue.as_ref().filter(|_| point.goal == Goal::Profit && cost(point.option).is_some())?;
        Some(mark(point.at, revenue.before(point.at), MarkKind::Covered))
    });
    let is_turn = |at: Number| found.cheapest.iter().any(|band| band.from == at);
    let pairs = found.indifference.iter().filter(|point| point.to.is_none() && !is_turn(point.at));
    let pairs = pairs.filter_map(|point| {
        let (below, above) = (cost(point.below?)?.before(point.at), cost(point.above?)?.after(point.at));
        Some(mark(point.at, below.max(above), MarkKind::Pair))
    });
    let mut pairs: Vec<Mark> = pairs.filter(|mark| mark.x <= drawing.max).collect();
    if pairs.len() > MOST_PAIRS {
        pairs.clear();
    }
    let mut marks: Vec<Mark> = turns.chain(covered).filter(|mark| mark.x <= drawing.max).chain(pairs).collect();
    marks.sort_by_key(|mark| mark.x);
    marks
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::break_even::{Driver, Question, Wanted, analyse, draw};
    use crate::evaluation::evaluate;
    use crate::model::build;
    use crate::report::Words;

    const FILE: &str = r#"
name = "Two \u202Eways"
target.gross_margin = "50%"
demand = { visits = 4, hours_per_visit = 1 }
revenue = { per_hour = 150 }
[[option]]
name = "Fixed"
model = "retainer"
monthly_fee = 1_000
included_hours = 10
overage_rate = 90
[[option]]
name = "Spot"
model = "per-incident"
hourly_rate = 200
[[option]]
name = "Elsewhere"
model = "hand-off"
referral_share = "10%"
"#;

    #[test]
    fn a_chart_says_what_it_shows() {
        let scenario = crate::scenario::load("two.toml", FILE.as_bytes(), &[]).unwrap().scenario;
        let model = build(&scenario);
        let evaluation = evaluate(&scenario, &model).unwrap();
        let question = Question { driver: Driver::Visits, max: None, wanted: Wanted::All };
        let found = analyse(&scenario, &model, &evaluation, question).unwrap();
        let drawing = draw(&scenario, &model, &evaluation, Driver::Visits, None).unwrap().unwrap();
        let results = Results {
            file: "two.toml",
            scenario: &scenario,
            evaluation: &evaluation,
            break_even: found.as_ref(),
            warnings: &[],
        };
        let chart = chart(&results, &drawing, Words::new(scenario.currency, true));
        assert_eq!(chart.title, "Two \\u{202e}ways");
        assert_eq!(chart.y.label, "annual cost and revenue, AUD");
        let series: Vec<(char, &str, &str)> =
            chart.series.iter().map(|series| (series.letter, series.name.as_str(), series.detail.as_str())).collect();
        // 200 x = 1,000 at 5 visits; 150 x = 1,000 at 6.67, and 150 x never covers 200 x.
        assert_eq!(
            series,
            [
                ('A', "Fixed", "cheapest from 5 on"),
                ('B', "Spot", "cheapest up to 5"),
                ('R', "Collected revenue", "what the clients pay"),
            ]
        );
        // Twice the present 4, which is beyond 1.2 x 5; revenue does not cover what is the cheapest now.
        assert_eq!(telling_end(found.as_ref().unwrap()).to_string(), "8");
        let marks: Vec<(&str, String, MarkKind)> =
            chart.marks.iter().map(|mark| (mark.label.as_str(), mark.y.to_fixed(2), mark.kind)).collect();
        assert_eq!(
            marks,
            [("5", "12000.00".to_owned(), MarkKind::Cheapest), ("6.67", "12000.00".to_owned(), MarkKind::Covered),]
        );
        assert_eq!(chart.now.map(|now| now.label), Some("now 4".to_owned()));
        assert_eq!(
            chart.alternative,
            [
                "Annual cost of 2 options and the revenue collected, in AUD, from 0 to 40 visits a month.",
                "The cheapest is Spot up to 5 and Fixed from 5 on; at the present 4 it is Spot.",
                "Revenue covers Fixed from 6.67 on and Spot nowhere.",
            ]
        );
    }

    #[test]
    fn every_option_has_a_letter_of_its_own() {
        let mut letters: Vec<char> = letters().collect();
        assert_eq!(letters.len(), 64);
        letters.sort_unstable();
        letters.dedup();
        assert_eq!(letters.len(), 64);
        assert!(!letters.contains(&REVENUE));
    }
}
