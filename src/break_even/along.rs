//! The axis, with every cost as a curve along it.

use rustc_hash::FxHashMap;

use super::Driver;
use super::problem::{failed, plain_error};
use crate::calc::curve::{Axis, Curve, Line};
use crate::calc::domain::Failure;
use crate::calc::graph::InputId;
use crate::calc::linear::{Linear, curves};
use crate::calc::number::Number;
use crate::diagnostic::Diagnostic;
use crate::evaluation::Evaluation;
use crate::model::Model;
use crate::scenario::Scenario;
use crate::scenario::demand::Visits;
use crate::scenario::term::TermId;

/// The axis, and the curves along it.
pub(super) struct Along {
    /// The volume as written.
    pub(super) now: Number,
    pub(super) axis: Axis,
    /// The curve of each node of costs, volumes and collected revenue in the base case.
    pub(super) curves: Vec<Curve>,
}

impl Along {
    /// None where the volume as written is 0.
    pub(super) fn read(
        scenario: &Scenario,
        model: &Model,
        evaluation: &Evaluation,
        driver: Driver,
        max: Option<Number>,
    ) -> Result<Option<Self>, Box<Diagnostic>> {
        let Some(now) = driver.present(evaluation) else { return Ok(None) };
        let ten_fold = || now.times(Number::whole(10)).map_err(|error| Box::new(plain_error(driver, error.into())));
        let axis = Axis::new(now, max.map_or_else(ten_fold, Ok)?);
        let inputs = scenario.base_values();
        let mut domain = Linear { axis, inputs: &inputs, varying: varying(scenario, &inputs, driver) };
        let failed = |failure| Box::new(failed(scenario, model, driver, &failure));
        let mut curves = curves(&model.graph, model.cost_nodes, &mut domain, &evaluation.values).map_err(failed)?;
        // Totals are compared many times, so they are drawn once.
        for option in &model.options {
            let collected = option.collected.map(|collected| [collected.total, collected.spendable]);
            for node in collected.into_iter().flatten().chain([option.total_cost]) {
                let drawn = axis.drawn(&curves[node.index()]).map_err(|error| failed(Failure { node, error }))?;
                curves[node.index()] = drawn.into();
            }
        }
        Ok(Some(Self { now, axis, curves }))
    }
}

/// The lines of the terms that the driver scales: each runs from 0, and is as written at the present volume.
pub(super) fn varying(scenario: &Scenario, inputs: &[Number], driver: Driver) -> FxHashMap<InputId, Line> {
    let lines = scaled_terms(scenario, driver).into_iter();
    lines.map(|term| (term.input(), Line { base: Number::ZERO, slope: inputs[term.index()] })).collect()
}

/// The terms that the driver scales in proportion, each once.
pub(crate) fn scaled_terms(scenario: &Scenario, driver: Driver) -> Vec<TermId> {
    let mut terms = Vec::new();
    for segment in &scenario.segments {
        let term = match (driver, segment.visits) {
            (Driver::Clients, Visits::PerClient { clients, .. }) => clients,
            (_, visits) => visits.term(),
        };
        let clients = segment.clients.filter(|_| driver == Driver::Clients);
        for term in [Some(term), clients].into_iter().flatten() {
            if !terms.contains(&term) {
                terms.push(term);
            }
        }
    }
    terms
}
