//! Section 3: a part of an option, its repeat visits, indexation and tax. The models are in `model`.

use crate::demand::{Demand, Segment, monthly, of_bands};
use crate::document::Terms;
use crate::exact::{self, Exact};
use crate::model::Model;

#[derive(Clone)]
pub(crate) struct Part {
    /// The segments served, by position.
    pub(crate) serves: Vec<usize>,
    first_time_fix: Exact,
    indexation: Exact,
    /// 1, or 1 and the tax that the prices include.
    divisor: Exact,
    pub(crate) breach_share: Exact,
    pub(crate) model: Model,
}

/// A cost line of a part, month by month.
pub(crate) struct Line {
    pub(crate) name: String,
    pub(crate) months: Vec<Exact>,
    /// Whether it is marked *once*, and so never indexed.
    is_once: bool,
}

impl Line {
    pub(crate) fn new(name: &str, months: Vec<Exact>) -> Self {
        Self { name: name.to_owned(), months, is_once: false }
    }

    /// An amount paid once, in month 0.
    pub(crate) fn once(name: &str, amount: &Exact, months: usize) -> Self {
        let mut line = vec![Exact::ZERO; months];
        line[0] = amount.clone();
        Self { name: name.to_owned(), months: line, is_once: true }
    }
}

/// What a part attends: `A_s(t)` of the segments that it serves.
pub(crate) struct Work<'s> {
    pub(crate) segments: Vec<&'s Segment>,
    attended: Vec<Vec<Exact>>,
    pub(crate) months: usize,
}

impl Work<'_> {
    /// `Σ A_s(t) z_s` in each month, from `z_s` of each segment.
    pub(crate) fn times(&self, of_segment: impl Fn(&Segment) -> Exact) -> Vec<Exact> {
        let each: Vec<Exact> = self.segments.iter().map(|segment| of_segment(segment)).collect();
        let products: Vec<Vec<Exact>> =
            self.attended.iter().zip(&each).map(|(visits, each)| exact::each(visits, |visits| visits * each)).collect();
        monthly(&products, self.months)
    }

    /// The same every month.
    pub(crate) fn level(&self, amount: &Exact) -> Vec<Exact> {
        vec![amount.clone(); self.months]
    }
}

impl Part {
    pub(crate) fn read(terms: &Terms<'_>, segments: &[Segment], indexation: &Exact, tax_rate: &Exact) -> Self {
        let position = |name: &str| segments.iter().position(|segment| segment.name == name).unwrap();
        let serves = match terms.texts("serves") {
            Some(names) => names.into_iter().map(position).collect(),
            None => (0..segments.len()).collect(),
        };
        let defaults = [exact::decimal("1.5"), exact::decimal("2"), exact::decimal("2.5")];
        let multipliers = of_bands(terms, "multiplier", [&defaults[0], &defaults[1], &defaults[2]]);
        let divisor = if terms.flag("prices_include_tax") { Exact::ONE + tax_rate } else { Exact::ONE };
        Self {
            serves,
            first_time_fix: terms.number_or("first_time_fix", &Exact::ONE),
            indexation: terms.number_or("indexation", indexation),
            divisor,
            breach_share: terms.number_or_zero("breach_share"),
            model: Model::read(terms, multipliers),
        }
    }

    pub(crate) fn work<'s>(&self, segments: &'s [Segment], demand: &Demand, months: usize) -> Work<'s> {
        let attended = |segment: &usize| exact::each(&demand.visits[*segment], |visits| visits / &self.first_time_fix);
        Work {
            segments: self.serves.iter().map(|segment| &segments[*segment]).collect(),
            attended: self.serves.iter().map(attended).collect(),
            months,
        }
    }

    /// The lines as charged: indexed but for what is paid once, and before tax.
    pub(crate) fn lines(&self, work: &Work<'_>) -> Vec<Line> {
        let indexation = exact::yearly(&self.indexation, work.months);
        let mut lines = self.model.lines(work);
        for line in &mut lines {
            line.months = exact::each(&line.months, |amount| amount / &self.divisor);
            if !line.is_once {
                line.months = exact::indexed(&line.months, &indexation);
            }
        }
        lines
    }
}
