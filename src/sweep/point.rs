//! The figures of one point, by either of two ways that come to the same.

use super::Sweep;
use crate::calc::domain::{fold, refold};
use crate::calc::exact::Exact;
use crate::calc::number::Number;
use crate::diagnostic::{Diagnostic, Severity};
use crate::evaluation::{Evaluation, evaluate, evaluate_from};
use crate::model::build;
use crate::scenario::setting::Setting;
use crate::scenario::term::TermId;
use crate::scenario::{Loaded, Refusal, Scenario, load};

/// How the figures of a point come about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// The values are put into the terms of the scenario that is read already, and what depends on them is read again.
    Known,
    /// The file is read with the values, as `compare --set` reads it.
    Read,
}

/// Goes from point to point of a sweep.
#[derive(Debug)]
pub struct Worker<'s> {
    sweep: &'s Sweep<'s>,
    /// The scenario; its varied terms have the values of the last point.
    scenario: Scenario,
    /// The value of every term.
    inputs: Vec<Number>,
    /// Where the last point stood on each axis, and the value of every node there; none where nothing is known.
    last: Option<(Vec<u64>, Vec<Number>)>,
}

impl<'s> Worker<'s> {
    /// A worker that has seen no point.
    pub fn new(sweep: &'s Sweep<'s>) -> Self {
        let scenario = sweep.scenario.clone();
        Self { sweep, inputs: scenario.base_values(), scenario, last: None }
    }

    /// The way by which a point is reached.
    pub fn way(&self, point: u64) -> Way {
        if self.sweep.certified(&self.sweep.grid.places(point)).is_some() { Way::Known } else { Way::Read }
    }

    /// What is to be read of a point.
    ///
    /// # Errors
    /// Where the scenario is refused at the point: its errors, which name the point.
    pub fn at<T>(&mut self, point: u64, read: impl FnOnce(&Scenario, &Evaluation) -> T) -> Result<T, Box<Refusal>> {
        let places = self.sweep.grid.places(point);
        let Some(evaluation) = self.sweep.certified(&places).and_then(|values| self.evaluated(&places, &values)) else {
            return self.read(point, read);
        };
        let result = read(&self.scenario, &evaluation);
        self.last = Some((places, evaluation.values));
        Ok(result)
    }

    /// What is to be read of a point, by the way that is always right.
    ///
    /// # Errors
    /// As [`Worker::at`].
    pub fn read<T>(&self, point: u64, read: impl FnOnce(&Scenario, &Evaluation) -> T) -> Result<T, Box<Refusal>> {
        let sweep = self.sweep;
        let places = sweep.grid.places(point);
        let varied = sweep.axes.iter().zip(places).flat_map(|(axis, place)| axis.settings(place));
        let settings: Vec<Setting> = sweep.question.settings.iter().cloned().chain(varied).collect();
        let Loaded { scenario, sources, .. } = load(sweep.question.file, sweep.question.bytes, &settings)
            .map_err(|refusal| Box::new(named(*refusal, &sweep.named(point))))?;
        match evaluate(&scenario, &build(&scenario)) {
            Ok(evaluation) => Ok(read(&scenario, &evaluation)),
            Err(problem) => Err(Box::new(named(Refusal { problems: vec![*problem], sources }, &sweep.named(point)))),
        }
    }

    /// The figures with the terms at these values; none where there are none, for whatever reason.
    fn evaluated(&mut self, places: &[u64], values: &[(TermId, Number)]) -> Option<Evaluation> {
        for (id, value) in values {
            *self.inputs.get_mut(id.index())? = *value;
            self.scenario.terms.get_mut(id.index())?.base = *value;
        }
        let graph = &self.sweep.model.graph;
        let mut exact = Exact { inputs: &self.inputs };
        let values = match self.last.take() {
            None => fold(graph, graph.nodes().len(), &mut exact).ok()?,
            Some((before, mut values)) => {
                // All axes after the first that moved may have moved as well.
                let first = before.iter().zip(places).position(|(before, now)| before != now);
                if let Some(nodes) = first.and_then(|axis| self.sweep.moved.get(axis)) {
                    refold(graph, nodes, &mut exact, &mut values).ok()?;
                }
                values
            }
        };
        evaluate_from(&self.scenario, &self.sweep.model, self.inputs.clone(), values).ok()
    }
}

/// A refusal whose errors name their point. Suspicions are told once, of the scenario as written.
fn named(refusal: Refusal, point: &str) -> Refusal {
    let is_error = |problem: &Diagnostic| problem.severity == Severity::Error;
    let problems = refusal.problems.into_iter().filter(is_error).map(|mut problem| {
        problem.message = format!("at {point}: {}", problem.message);
        problem
    });
    Refusal { problems: problems.collect(), ..refusal }
}
