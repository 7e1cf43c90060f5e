//! Every exact figure of a scenario under a label, so that two scenarios can be held against each other.

use std::collections::BTreeMap;

use smarthands::break_even::{BreakEven, Driver, Question, Wanted, analyse};
use smarthands::calc::number::Number;
use smarthands::evaluation::Spread;

use crate::case::Figured;
use crate::hold::ensure;

/// What a figure is an amount of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Money,
    /// A share or a volume.
    Plain,
    /// A volume on the axis, which is computed to fewer digits.
    Place,
}

/// The figures of a scenario.
#[derive(Debug, Default)]
pub(crate) struct Figures {
    pub(crate) numbers: BTreeMap<String, (Kind, Number)>,
    words: BTreeMap<String, String>,
}

/// How options and lines are labelled.
pub(crate) struct Labels<'l> {
    pub(crate) option: &'l dyn Fn(usize) -> String,
    /// Whether lines are known by their names, or else by their size alone.
    pub(crate) has_line_names: bool,
    /// Whether break-even volumes are looked at.
    pub(crate) has_axis: bool,
}

/// Options by their ids, lines by their names.
pub(crate) fn by_id(figured: &Figured, has_axis: bool) -> Figures {
    let option = |option: usize| figured.scenario.options[option].id.to_string();
    Figures::of(figured, &Labels { option: &option, has_line_names: true, has_axis })
}

impl Figures {
    pub(crate) fn of(figured: &Figured, labels: &Labels<'_>) -> Self {
        let mut all = Self::default();
        let evaluation = &figured.evaluation;
        all.put("visits", Kind::Plain, Some(evaluation.visits_per_month));
        all.put("hours", Kind::Plain, Some(evaluation.hours_per_month));
        all.put("clients", Kind::Plain, evaluation.clients);
        all.put("margin", Kind::Plain, Some(evaluation.target_margin));
        all.put("markup", Kind::Plain, Some(evaluation.target_markup));
        for position in 0..figured.scenario.options.len() {
            all.option(figured, position, labels);
        }
        let costs = evaluation.options.iter().map(|of| of.annual_cost.base);
        let profits = evaluation.options.iter().filter_map(|of| of.annual_gross_profit);
        let name = |option: Option<usize>| option.map(labels.option).unwrap_or_default();
        // Of equals the first in the file has the name, which is all that may differ.
        if !has_ties(costs.collect()) {
            all.words.insert("cheapest".to_owned(), name(evaluation.cheapest));
        }
        if !has_ties(profits.collect()) {
            all.words.insert("most profitable".to_owned(), name(evaluation.most_profitable));
        }
        if labels.has_axis {
            for driver in [Driver::Visits, Driver::Hours, Driver::Clients] {
                all.axis(figured, driver, labels);
            }
        }
        all
    }

    fn put(&mut self, label: impl Into<String>, kind: Kind, number: Option<Number>) {
        let label = label.into();
        if let Some(number) = number {
            self.numbers.insert(label.clone(), (kind, number));
        }
        // A line of nothing is left out.
        if !is_line(&label) {
            self.words.insert(label, if number.is_some() { "is known" } else { "is none" }.to_owned());
        }
    }

    fn spread(&mut self, label: &str, spread: Option<Spread>) {
        self.put(format!("{label}, base"), Kind::Money, spread.map(|spread| spread.base));
        self.put(format!("{label}, low"), Kind::Money, spread.map(|spread| spread.low));
        self.put(format!("{label}, high"), Kind::Money, spread.map(|spread| spread.high));
    }

    fn option(&mut self, figured: &Figured, position: usize, labels: &Labels<'_>) {
        let (of, scenario) = (&figured.evaluation.options[position], &figured.scenario);
        let option = (labels.option)(position);
        let label = |what: &str| format!("{option}: {what}");
        self.spread(&label("annual cost"), Some(of.annual_cost));
        self.spread(&label("revenue needed"), Some(of.revenue_needed));
        self.spread(&label("break-even sales"), of.break_even_sales);
        for (what, number) in [
            ("total cost", Some(of.total_cost)),
            ("present value", Some(of.present_value)),
            ("cost per visit", of.cost_per_visit),
            ("cost per hour", of.cost_per_hour),
            ("price per visit", of.price_per_visit),
            ("price per hour", of.price_per_hour),
            ("price per client", of.price_per_client),
            ("annual revenue", of.annual_revenue),
            ("annual gross profit", of.annual_gross_profit),
            ("spendable", of.spendable),
        ] {
            self.put(label(what), Kind::Money, number);
        }
        self.put(label("gross margin"), Kind::Plain, of.gross_margin);
        self.put(label("utilisation"), Kind::Plain, of.utilisation);
        self.words.insert(label("meets target"), format!("{:?}", of.meets_target));
        for (number, cost) in of.details.yearly_costs.iter().enumerate() {
            self.put(label(&format!("year {number}")), Kind::Money, Some(*cost));
        }
        for (number, cost) in of.details.monthly_costs.iter().enumerate() {
            self.put(label(&format!("month {number}")), Kind::Money, Some(*cost));
        }
        let mut amounts: Vec<(String, Number)> = Vec::new();
        for line in &of.details.lines {
            // A part is known by what it serves, which nothing else serves.
            let part = line.part.map(|part| &scenario.options[position].parts[part as usize - 1]);
            let mut served: Vec<String> = Vec::new();
            for segment in part.iter().flat_map(|part| &part.serves) {
                served.push(scenario.segments[*segment].name().unwrap_or_default().to_owned());
            }
            served.sort();
            for (year, amount) in line.yearly.iter().enumerate() {
                amounts.push((format!("line {} of {served:?}, year {year}", line.name), *amount));
            }
        }
        if !labels.has_line_names {
            amounts.retain(|(_, amount)| !amount.is_zero());
            amounts.sort_by_key(|(_, amount)| *amount);
            for (position, (label, _)) in amounts.iter_mut().enumerate() {
                *label = format!("amount {position}");
            }
        }
        for (what, amount) in amounts {
            self.put(label(&what), Kind::Money, Some(amount));
        }
    }

    fn axis(&mut self, figured: &Figured, driver: Driver, labels: &Labels<'_>) {
        let question = Question { driver, max: None, wanted: Wanted::All };
        match analyse(&figured.scenario, &figured.model, &figured.evaluation, question) {
            Err(problem) => drop(self.words.insert(format!("along {driver}"), problem.code.to_owned())),
            Ok(None) => drop(self.words.insert(format!("along {driver}"), "nothing".to_owned())),
            Ok(Some(found)) => self.found(&found, labels),
        }
    }

    fn found(&mut self, found: &BreakEven, labels: &Labels<'_>) {
        let driver = found.driver;
        let name = |option: Option<usize>| option.map_or("neither".to_owned(), labels.option);
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        let mut next = |label: String| {
            let count = counts.entry(label.clone()).or_default();
            *count += 1;
            format!("{label} {count}")
        };
        for point in &found.indifference {
            let mut pair = [name(Some(point.a)), name(Some(point.b))];
            pair.sort();
            let label = next(format!("along {driver}, {} against {}", pair[0], pair[1]));
            let sides = format!("{} {} {:?}", name(point.below), name(point.above), point.how);
            self.words.insert(format!("{label}, sides"), sides);
            self.put(format!("{label}, at"), Kind::Place, Some(point.at));
            self.put(format!("{label}, to"), Kind::Place, point.to);
            self.put(format!("{label}, cost"), Kind::Money, point.cost);
        }
        for point in &found.revenue {
            let label = next(format!("along {driver}, {} for {:?}", name(Some(point.option)), point.goal));
            self.words.insert(format!("{label}, sides"), format!("{} {:?}", point.is_covered_above, point.how));
            self.put(format!("{label}, at"), Kind::Place, Some(point.at));
        }
        for margin in &found.margins_of_safety {
            let label = format!("along {driver}, safety of {}", name(Some(margin.option)));
            self.put(label, Kind::Place, Some(margin.share));
        }
        // Of equals the first in the file has the band.
        if found.indifference.iter().any(|point| point.to.is_some()) {
            return;
        }
        for (number, band) in found.cheapest.iter().enumerate() {
            self.words.insert(format!("along {driver}, band {number}"), name(Some(band.option)));
            self.put(format!("along {driver}, band {number} to"), Kind::Place, Some(band.to));
        }
    }

    /// Keeps what has a label that is wanted.
    pub(crate) fn retain(&mut self, is_wanted: impl Fn(&str) -> bool) {
        self.numbers.retain(|label, _| is_wanted(label));
        self.words.retain(|label, _| is_wanted(label));
    }

    /// The largest amount of money.
    fn largest(&self) -> Number {
        let money = self.numbers.values().filter(|(kind, _)| *kind == Kind::Money);
        money.map(|(_, number)| number.magnitude()).fold(Number::ONE, Number::max)
    }

    /// Holds each figure against that of the same label: money times a factor, all else as it is.
    pub(crate) fn assert_same(&self, other: &Self, factor: Number) -> Result<usize, String> {
        let room = self.largest().times(factor).map_err(|error| error.to_string())?.max(other.largest());
        let lines = |figures: &Self| figures.numbers.keys().filter(|label| is_line(label)).cloned().collect::<Vec<_>>();
        for label in lines(other).into_iter().filter(|label| !self.numbers.contains_key(label)) {
            let (_, found) = other.numbers[&label];
            ensure!(is_near(found, Number::ZERO, room, 18), "there is {label} of {found} besides");
        }
        for (label, (kind, number)) in &self.numbers {
            let found = other.numbers.get(label).map(|(_, number)| number);
            let found = found.or(is_line(label).then_some(&Number::ZERO));
            let Some(found) = found else { return Err(format!("there is no {label}")) };
            let (expected, scale) = match kind {
                Kind::Money => (number.times(factor).map_err(|error| error.to_string())?, room),
                Kind::Plain | Kind::Place => (*number, number.magnitude().max(Number::ONE)),
            };
            ensure!(
                is_near(expected, *found, scale, if *kind == Kind::Place { 15 } else { 18 }),
                "{label} is {found} and not {expected}"
            );
        }
        for (label, word) in &self.words {
            let found = other.words.get(label);
            ensure!(found == Some(word), "{label} is {found:?} and not {word:?}");
        }
        let more = other.words.keys().find(|label| !self.words.contains_key(*label));
        ensure!(more.is_none(), "there is {more:?} besides");
        Ok(self.numbers.len())
    }
}

/// Whether two amounts are one whose last digits were lost in two ways: they differ by less than so small a part of a
/// larger one.
pub(crate) fn is_near(a: Number, b: Number, scale: Number, places: u32) -> bool {
    let room = scale.magnitude().max(Number::ONE).times(Number::unit_in_place(places)).unwrap();
    a.minus(b).unwrap().magnitude() <= room
}

/// Whether a label is that of a cost line.
pub(crate) fn is_line(label: &str) -> bool {
    label.contains(": line ")
}

fn has_ties(mut amounts: Vec<Number>) -> bool {
    amounts.sort();
    amounts.windows(2).any(|pair| pair[0].settles_to(pair[1]))
}
