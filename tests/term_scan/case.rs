//! A scenario with its model and evaluation, and what is said of its terms.

use smarthands::break_even::Band;
use smarthands::break_even::switching::{Refusal, Scope, Switching, TermSwitching, switching};
use smarthands::calc::number::Number;
use smarthands::evaluation::{Evaluation, evaluate};
use smarthands::model::{Model, build_complete};
use smarthands::scenario::key::Notation;
use smarthands::scenario::limit::Interval;
use smarthands::scenario::setting::Setting;
use smarthands::scenario::term::TermId;
use smarthands::scenario::{Scenario, load};

use super::kind::is_never_offered;
use super::{Along, Reading, Tally, check, number, scan};

pub(crate) struct Case {
    pub(crate) name: String,
    pub(crate) scenario: Scenario,
    pub(crate) model: Model,
    pub(crate) evaluation: Evaluation,
}

/// The setting that gives a term a value.
pub(crate) fn set(scenario: &Scenario, term: TermId, value: Number) -> Setting {
    let term = scenario.term(term);
    let address = scenario.address(&term.address);
    let is_share = term.key.as_quantity().is_some_and(|quantity| quantity.notation == Notation::Share);
    let text = if is_share {
        format!("{address}={}%", value.times(Number::whole(100)).unwrap())
    } else {
        format!("{address}={value}")
    };
    text.parse().unwrap()
}

/// A value just beside a change, within the band there; none where that has no length.
pub(crate) fn beside(at: Number, band: Band, is_above: bool) -> Option<Number> {
    let half = band.to.minus(band.from).unwrap().over(Number::whole(2)).unwrap();
    let step = at.magnitude().times(Number::unit_in_place(9)).unwrap().min(half);
    let value = if is_above { at.plus(step) } else { at.minus(step) }.unwrap().significant(24);
    (band.from < value && value < band.to).then_some(value)
}

impl Case {
    pub(crate) fn new(name: &str, text: &str, settings: &[Setting]) -> Self {
        let scenario = match load(name, text.as_bytes(), settings) {
            Ok(loaded) => loaded.scenario,
            Err(refusal) => panic!("{name} is refused: {refusal}"),
        };
        let model = build_complete(&scenario);
        let evaluation = evaluate(&scenario, &model).unwrap();
        Self { name: name.to_owned(), scenario, model, evaluation }
    }

    pub(crate) fn found(&self, scope: Scope) -> Switching {
        switching(&self.scenario, &self.model, &self.evaluation, scope).unwrap()
    }

    /// Holds what is said of a term against a scan of it, or a refusal against its reason.
    pub(crate) fn looked_at(&self, term: TermId, within: Option<Interval>) -> Option<(TermSwitching, Tally)> {
        let (scenario, written) = (&self.scenario, self.scenario.term(term));
        let found = self.found(Scope { term: Some(term), within });
        let what = format!("{}: {} within {within:?}", self.name, scenario.address(&written.address));
        assert_eq!(Some(found.cheapest), self.evaluation.cheapest, "{what}");
        let mut reading = Reading::new(scenario, &self.model, found.cheapest, term);
        let interval = self.interval(&reading, term, within);
        if let Some((_, refusal)) = found.refused.first() {
            assert!(found.terms.is_empty() && found.refused.len() == 1, "{what}");
            self.assert_true(*refusal, &mut reading, term, within, interval, &what);
            return None;
        }
        assert!(!is_never_offered(scenario, term), "{what}");
        let of = found.terms.into_iter().next().unwrap();
        assert_eq!((of.term, of.value, Some(of.interval)), (term, written.base, interval), "{what}");
        let scan = scan(&mut reading, of.interval);
        if within.is_none() && of.interval.low.is_zero() {
            assert!(scan.is_lead_affected(), "{what}: without influence");
        }
        let tally = check(scenario, &of, &scan, &mut reading, &what);
        Some((of, tally))
    }

    /// The values that are to be looked at, after the documents; none where the term may have none of them.
    fn interval(&self, reading: &Reading<'_>, term: TermId, within: Option<Interval>) -> Option<Interval> {
        let value = self.scenario.term(term).base;
        let far = value.times(Number::whole(10)).unwrap();
        let asked = within.unwrap_or(Interval { low: far.min(Number::ZERO), high: far.max(Number::ZERO) });
        let limits = self.scenario.limits(term);
        let (low, high) = (asked.low.max(limits.low), asked.high.min(limits.high));
        if high <= low {
            return None;
        }
        if reading.along == Along::Value || low.is_positive() {
            return Some(Interval { low, high });
        }
        let share = if within.is_none() && reading.has_steps() { "10" } else { "1_000" };
        Some(Interval { low: value.min(high).over(number(share)).unwrap(), high })
    }

    fn assert_true(
        &self,
        refusal: Refusal,
        reading: &mut Reading<'_>,
        term: TermId,
        within: Option<Interval>,
        interval: Option<Interval>,
        what: &str,
    ) {
        let written = self.scenario.term(term);
        let is_true = match refusal {
            Refusal::NotOffered(_) => is_never_offered(&self.scenario, term),
            Refusal::Zero => written.base.is_zero() && within.is_none(),
            Refusal::NoInterval(_) => interval.is_none(),
            // Without a rival there is no lead.
            Refusal::NoInfluence if reading.options.len() < 2 => true,
            Refusal::NoInfluence => {
                let scanned = interval.filter(|_| !reading.varying.is_empty()).map(|interval| scan(reading, interval));
                scanned.map_or(reading.varying.is_empty(), |scan| !scan.is_lead_affected())
            }
            Refusal::NotLinear | Refusal::TooManyPieces(_) | Refusal::OutOfRange => false,
        };
        assert!(is_true, "{what}: {refusal:?}");
    }
}
