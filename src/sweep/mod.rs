//! The comparison over a grid of values: what `compare --set` says of each point, worked out together.
//!
//! The scenario is read once with every varied term given, so that one graph holds at every point: building it looks at
//! no value. A [`Worker`] goes from point to point and reads again only the nodes that depend on what
//! moved. It does so where a certificate says that the point is valid; every other point is read from
//! the file as `compare --set` would read it, and ends in its figures or in the very diagnostics.
//!
//! Unstable: no part of what [the front page](crate#what-is-stable-and-what-is-not) promises.

mod axis;
mod certificate;
mod course;
mod figure;
mod grid;
mod plan;
mod point;

pub use axis::Axis;
pub(crate) use course::Courses;
pub(crate) use figure::{OptionCourse, Ratio, Volumes};
pub use grid::{Grid, GridError};
pub use point::{Way, Worker};

use certificate::Certificate;
use plan::Plan;

use crate::calc::dependent::Dependents;
use crate::calc::graph::NodeId;
use crate::calc::number::Number;
use crate::diagnostic::Diagnostic;
use crate::evaluation::Evaluation;
use crate::model::{Model, build};
use crate::scenario::path::TermPath;
use crate::scenario::setting::Setting;
use crate::scenario::term::TermId;
use crate::scenario::variation::Variation;
use crate::scenario::{Loaded, Refusal, Scenario, load};

/// What is swept.
#[derive(Clone, Copy, Debug)]
pub struct Question<'f> {
    /// The scenario's file, as messages name it.
    pub file: &'f str,
    /// Its bytes.
    pub bytes: &'f [u8],
    /// The settings that apply at every point.
    pub settings: &'f [Setting],
    /// The terms that are varied.
    pub variations: &'f [Variation],
}

/// A scenario and the points at which it is evaluated.
#[derive(Debug)]
pub struct Sweep<'f> {
    question: Question<'f>,
    /// The points.
    pub grid: Grid,
    /// What runs through them, the first slowest.
    pub axes: Vec<Axis>,
    /// The scenario with every varied term given.
    scenario: Scenario,
    model: Model,
    /// The varied terms of each axis in that scenario.
    ids: Vec<Vec<TermId>>,
    certificates: Vec<Vec<Certificate>>,
    /// For each axis, the nodes that depend on it or on one after it, in the order of evaluation.
    moved: Vec<Vec<NodeId>>,
    /// What is read along straight runs, where there may be any.
    plan: Option<Plan>,
}

impl<'f> Sweep<'f> {
    /// Prepares a sweep of a scenario, given it as written and its figures.
    ///
    /// # Errors
    /// Where a term cannot be varied so.
    pub fn new(
        question: Question<'f>,
        grid: Grid,
        written: &Loaded,
        evaluation: &Result<Evaluation, Box<Diagnostic>>,
    ) -> Result<Self, Box<Refusal>> {
        let refuse =
            |problem: Box<Diagnostic>| Box::new(Refusal { problems: vec![*problem], sources: written.sources.clone() });
        let axes = axes(question.variations, &written.scenario, evaluation).map_err(refuse)?;
        // A term that is given may have formulas that a default has not.
        let given: Vec<Setting> = axes.iter().flat_map(Axis::settings_as_written).collect();
        let settings: Vec<Setting> = question.settings.iter().cloned().chain(given).collect();
        let scenario = load(question.file, question.bytes, &settings)?.scenario;
        let ids = axes.iter().map(|axis| ids(axis, &scenario)).collect::<Result<Vec<_>, _>>().map_err(refuse)?;
        let counts: Vec<u64> = (0..axes.len()).map(|axis| grid.count(axis)).collect();
        let certificates = Certificate::of(&scenario, &axes, &ids, &counts);
        let model = build(&scenario);
        let moved = moved(&model, &ids);
        let plan = Plan::of(&scenario, &model, &grid, &axes, &ids);
        Ok(Self { question, grid, axes, scenario, model, ids, certificates, moved, plan })
    }

    /// The values of the axes at a point.
    pub fn values(&self, point: u64) -> Vec<Number> {
        let places = self.grid.places(point);
        self.axes.iter().zip(places).map(|(axis, place)| axis.value(place)).collect()
    }

    /// A point in words: `demand.visits=12, option.retainer.monthly_fee=900`.
    pub fn named(&self, point: u64) -> String {
        let places = self.grid.places(point);
        let values: Vec<String> = self.axes.iter().zip(places).map(|(axis, place)| axis.named(place)).collect();
        values.join(", ")
    }

    /// The values of the varied terms at some places, where they are certain to be valid.
    fn certified(&self, places: &[u64]) -> Option<Vec<(TermId, Number)>> {
        let mut values = Vec::with_capacity(places.len());
        for (((axis, place), ids), certificates) in self.axes.iter().zip(places).zip(&self.ids).zip(&self.certificates)
        {
            let value = axis.value(*place);
            for ((varied, id), certificate) in axis.terms.iter().zip(ids).zip(certificates) {
                let value = varied.at(value)?;
                if !certificate.holds(value) || axis.is_misread(varied, value) {
                    return None;
                }
                values.push((*id, value));
            }
        }
        Some(values)
    }

    /// The scenario with every varied term given; its values are those as written.
    pub fn scenario(&self) -> &Scenario {
        &self.scenario
    }

    /// The term of an axis, where it is no volume.
    pub fn term(&self, axis: usize) -> Option<TermId> {
        let is_term = self.axes.get(axis).is_some_and(|axis| axis.volume.is_none());
        self.ids.get(axis).and_then(|ids| ids.first()).copied().filter(|_| is_term)
    }
}

/// The axes, none of which varies what another does.
fn axes(
    variations: &[Variation],
    scenario: &Scenario,
    evaluation: &Result<Evaluation, Box<Diagnostic>>,
) -> Result<Vec<Axis>, Box<Diagnostic>> {
    let axes: Vec<Axis> =
        variations.iter().map(|variation| Axis::new(variation, scenario, evaluation)).collect::<Result<_, _>>()?;
    for (position, axis) in axes.iter().enumerate() {
        for other in axes.iter().skip(position + 1) {
            axis.beside(other)?;
            other.beside(axis)?;
        }
    }
    Ok(axes)
}

/// The terms of an axis in the scenario in which they are given.
fn ids(axis: &Axis, scenario: &Scenario) -> Result<Vec<TermId>, Box<Diagnostic>> {
    let find = |address: &str| {
        let path = address
            .parse::<TermPath>()
            .map_err(|error| Box::new(Diagnostic::error("unknown-term", error.to_string()).key(address.to_owned())))?;
        scenario.find_varied(&path).map(|variable| variable.term)
    };
    axis.terms.iter().map(|varied| find(&varied.address)).collect()
}

/// What has to be read again where an axis moves, and with it all that run faster.
fn moved(model: &Model, ids: &[Vec<TermId>]) -> Vec<Vec<NodeId>> {
    let all = model.graph.ids().map(|(id, _)| id);
    let mut dependents = Dependents::towards(&model.graph, model.graph.nodes().len(), all);
    let mut nodes: Vec<NodeId> = Vec::new();
    let mut moved: Vec<Vec<NodeId>> = Vec::with_capacity(ids.len());
    for terms in ids.iter().rev() {
        nodes.extend(terms.iter().flat_map(|term| dependents.of(term.input())));
        nodes.sort_unstable();
        nodes.dedup();
        moved.push(nodes.clone());
    }
    moved.reverse();
    moved
}
