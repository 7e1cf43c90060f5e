//! An axis of a sweep: the values that one `--vary` runs through, and the terms that take them.

use crate::break_even::{Driver, scaled_terms};
use crate::calc::graph::Operation;
use crate::calc::number::{ArithmeticError, Number};
use crate::calc::straight::{Course, apply};
use crate::diagnostic::{Diagnostic, quoted};
use crate::evaluation::Evaluation;
use crate::scenario::Scenario;
use crate::scenario::demand::Visits;
use crate::scenario::key::{Key, Notation};
use crate::scenario::limit::Interval;
use crate::scenario::setting::Setting;
use crate::scenario::structure::Variable;
use crate::scenario::term::TermId;
use crate::scenario::variation::{Values, Variation, shown};

/// What is written for a value that leaves the range of exact decimals: reading it refuses it as too large.
const TOO_LARGE: &str = "1e16";

/// What one `--vary` runs through.
#[derive(Clone, Debug)]
pub struct Axis {
    /// The address of the term, or the name of the volume.
    pub label: String,
    /// The volume, where it is one.
    pub volume: Option<Driver>,
    /// The terms that are varied: one, or those that a volume scales.
    pub(super) terms: Vec<Varied>,
    /// Whether the values are written as percentages.
    is_percent: bool,
    series: Series,
    /// Terms beside those varied on which the present volume depends.
    counted: Vec<TermId>,
}

/// A term that an axis varies.
#[derive(Clone, Debug)]
pub(super) struct Varied {
    pub(super) address: String,
    /// Its number in the scenario as written.
    term: TermId,
    pub(super) key: &'static Key,
    /// Its value as written.
    pub(super) written: Number,
    /// The present volume, where the term is in proportion to a volume.
    now: Option<Number>,
    /// Whether it is one value of the term's range: what the others leave of it, only reading the file tells.
    is_end: bool,
}

#[derive(Clone, Debug)]
enum Series {
    Listed(Vec<Number>),
    Stepped { first: Number, step: Number },
}

impl Axis {
    /// The axis of a variation of a scenario as written, whose figures are known or not.
    pub(super) fn new(
        variation: &Variation,
        scenario: &Scenario,
        evaluation: &Result<Evaluation, Box<Diagnostic>>,
    ) -> Result<Self, Box<Diagnostic>> {
        let volume = match variation.path.as_str() {
            "visits" => Some(Driver::Visits),
            "hours" => Some(Driver::Hours),
            "clients" => Some(Driver::Clients),
            _ => None,
        };
        let varied = |term: TermId, now: Option<Number>| {
            let of = scenario.term(term);
            Varied { address: scenario.address(&of.address), term, key: of.key, written: of.base, now, is_end: false }
        };
        let (label, written, terms, counted) = if let Some(driver) = volume {
            let now = present(driver, evaluation)?;
            let terms = scaled_terms(scenario, driver).into_iter().map(|term| varied(term, Some(now))).collect();
            (driver.name().to_owned(), now, terms, counted_terms(scenario, driver))
        } else {
            let Variable { term, end, written } = scenario.find_varied(&variation.path)?;
            let mut varied = Varied { written, is_end: end.is_some(), ..varied(term, None) };
            if let Some(end) = end {
                varied.address = format!("{}.{end}", varied.address);
            }
            (varied.address.clone(), varied.written, vec![varied], Vec::new())
        };
        let takes_percent =
            volume.is_none() && terms.iter().all(|varied: &Varied| notation(varied.key) != Notation::Number);
        let (series, is_percent) = series(&variation.values, written, &label, takes_percent)?;
        Ok(Self { label, volume, terms, is_percent, series, counted })
    }

    /// The value at a place.
    pub fn value(&self, place: u64) -> Number {
        match &self.series {
            Series::Listed(values) => {
                usize::try_from(place).ok().and_then(|place| values.get(place)).copied().unwrap_or(Number::ZERO)
            }
            Series::Stepped { first, step } => {
                let way = Number::whole(u32::try_from(place).unwrap_or(u32::MAX)).times(*step);
                way.and_then(|way| first.plus(way)).unwrap_or(*first)
            }
        }
    }

    /// What it adds from place to place, where its steps are equal.
    pub fn step(&self) -> Option<Number> {
        match self.series {
            Series::Listed(_) => None,
            Series::Stepped { step, .. } => Some(step),
        }
    }

    /// The values of a term from a place on, where the steps are equal.
    pub(super) fn course(&self, varied: &Varied, place: u64) -> Option<Course> {
        let along = Course::stepped(self.value(place), self.step()?);
        let Some(now) = varied.now else { return Some(along) };
        // As the term is scaled, and rounded as a file may give it.
        let product = apply(Operation::Mul(&Course::level(varied.written), &along)).ok()?;
        let scaled = apply(Operation::Div(&product, &Course::level(now))).ok()?;
        scaled.rounded_to(varied.at(along.at)?).ok()
    }

    /// The value as written, or the present volume.
    pub fn written(&self) -> Number {
        self.terms.first().map_or(Number::ZERO, |varied| varied.now.unwrap_or(varied.written))
    }

    /// `demand.visits=12`.
    pub(super) fn named(&self, place: u64) -> String {
        format!("{}={}", self.label, shown(self.value(place), self.is_percent))
    }

    /// The settings that come to the value at a place.
    pub(super) fn settings(&self, place: u64) -> impl Iterator<Item = Setting> {
        let value = self.value(place);
        self.terms.iter().filter_map(move |varied| {
            let text = varied.scaled(value).map_or_else(|| TOO_LARGE.to_owned(), |value| shown(value, self.is_percent));
            Setting::varied(&varied.address, &text)
        })
    }

    /// The settings that give each term the value that it has as written.
    pub(super) fn settings_as_written(&self) -> impl Iterator<Item = Setting> {
        let share = |varied: &Varied| notation(varied.key) == Notation::Share;
        self.terms
            .iter()
            .filter_map(move |varied| Setting::varied(&varied.address, &shown(varied.written, share(varied))))
    }

    /// Whether the value, though within the limits of its key, is refused for how it is written: a share above 1 that is
    /// no percentage.
    pub(super) fn is_misread(&self, varied: &Varied, value: Number) -> bool {
        !self.is_percent && notation(varied.key) == Notation::Share && value.magnitude() > Number::ONE
    }

    /// The least and the greatest value that a term takes at some of `count` places.
    pub(super) fn ends(&self, varied: &Varied, count: u64) -> Option<Interval> {
        let ends = match &self.series {
            Series::Listed(values) => (values.iter().copied().min()?, values.iter().copied().max()?),
            Series::Stepped { .. } => {
                let (a, b) = (self.value(0), self.value(count.saturating_sub(1)));
                (a.min(b), a.max(b))
            }
        };
        Some(Interval { low: varied.at(ends.0)?, high: varied.at(ends.1)? })
    }

    /// Refuses two axes that come into each other's way.
    pub(super) fn beside(&self, other: &Self) -> Result<(), Box<Diagnostic>> {
        for varied in &self.terms {
            let is_same = |beside: &Varied| {
                beside.term == varied.term && !(beside.is_end && varied.is_end && beside.address != varied.address)
            };
            let problem = if other.terms.iter().any(is_same) {
                let message = format!("{} is varied twice", quoted(&varied.address));
                let roads =
                    format!("{} and {} both vary it; take one of them out", quoted(&self.label), quoted(&other.label));
                Diagnostic::error("varied-twice", message).help(roads)
            } else if other.counted.contains(&varied.term) {
                let message =
                    format!("{} counts {}, which is varied too", quoted(&other.label), quoted(&varied.address));
                let help = "take one of them out, or vary terms of the demand in place of the volume";
                Diagnostic::error("varied-twice", message).help(help)
            } else {
                continue;
            };
            return Err(Box::new(problem.key(varied.address.clone())));
        }
        Ok(())
    }
}

impl Varied {
    /// The term's value where its axis has this one; none where it leaves the range of exact decimals.
    fn scaled(&self, value: Number) -> Option<Number> {
        let Some(now) = self.now else { return Some(value) };
        // In proportion, the division last, to as many digits as a file may give.
        let scaled = self.written.times(value).and_then(|product| product.over(now));
        scaled.ok().map(|scaled| scaled.significant(28))
    }

    /// The same in the digits that a file could have; none where it has too many, or is not the value of the term.
    pub(super) fn at(&self, value: Number) -> Option<Number> {
        if self.is_end {
            return None;
        }
        // As it would be read: what the steps left of trailing zeros is no part of it.
        Number::parse(&self.scaled(value)?.to_string()).ok()
    }
}

pub(super) fn notation(key: &Key) -> Notation {
    key.as_quantity().map_or(Notation::Number, |quantity| quantity.notation)
}

/// The present volume, which is scaled.
fn present(driver: Driver, evaluation: &Result<Evaluation, Box<Diagnostic>>) -> Result<Number, Box<Diagnostic>> {
    let evaluation = evaluation.as_ref().map_err(Clone::clone)?;
    driver.present(evaluation).ok_or_else(|| {
        let message = format!("the demand has no {driver}, so there is nothing to scale");
        let help = "vary the terms of the demand themselves, such as `demand.visits`";
        Box::new(Diagnostic::error("no-volume", message).key("demand").help(help))
    })
}

/// The terms that the present volume is worked out of.
fn counted_terms(scenario: &Scenario, driver: Driver) -> Vec<TermId> {
    let mut terms = Vec::new();
    for segment in &scenario.segments {
        if driver == Driver::Clients {
            terms.extend(segment.clients);
            continue;
        }
        terms.push(segment.visits.term());
        if let Visits::PerClient { clients, .. } = segment.visits {
            terms.push(clients);
        }
        if driver == Driver::Hours {
            terms.push(segment.hours_per_visit);
        }
    }
    terms
}

/// The values as numbers, and whether they are written as percentages.
fn series(
    values: &Values,
    written: Number,
    label: &str,
    takes_percent: bool,
) -> Result<(Series, bool), Box<Diagnostic>> {
    let (series, is_percent) = match values {
        Values::Listed { values, is_percent } => (Series::Listed(values.clone()), *is_percent),
        Values::Stepped { first, step, is_percent, .. } => {
            (Series::Stepped { first: *first, step: *step }, *is_percent)
        }
        Values::Around { step, side } => {
            if written.is_zero() {
                let message = format!("{} is 0, and so is every share of it", quoted(label));
                let help = if takes_percent {
                    "write its values, such as 0%..40%/5%"
                } else {
                    "write its values, such as 0..40/0.5"
                };
                return Err(Box::new(Diagnostic::error("no-share-of-zero", message).key(label).help(help)));
            }
            let around = stepped_around(written, *step, *side).map_err(|error| {
                let message = format!("the steps around the {written} of {} are not exact: {error}", quoted(label));
                let help = "take a percentage of fewer digits, or write the values";
                Box::new(Diagnostic::error("too-many-digits", message).key(label).help(help))
            })?;
            // A share of a share may pass 1, which only a percentage may be.
            return Ok((around, takes_percent));
        }
    };
    if is_percent && !takes_percent {
        let message = format!("{} is no share, so its values are numbers, not percentages", quoted(label));
        let problem = Diagnostic::error("wrong-type", message).key(label);
        return Err(Box::new(problem.help("write numbers such as 900..2200/100, or a share of it such as ±20%/5%")));
    }
    Ok((series, is_percent))
}

/// The values `written × (1 + k × step)` for k from `-side` to `side`, which are equal steps themselves.
fn stepped_around(written: Number, step: Number, side: u64) -> Result<Series, ArithmeticError> {
    let digits = |number: Number| number.to_string().bytes().filter(u8::is_ascii_digit).count();
    let side = Number::whole(u32::try_from(side).unwrap_or(u32::MAX));
    // A product of so many digits has lost none, nor has a sum of such products.
    if digits(written) + digits(step) + digits(side) > 26 {
        return Err(ArithmeticError::OutOfRange);
    }
    let step = written.times(step)?;
    Ok(Series::Stepped { first: written.minus(side.times(step)?)?, step })
}
