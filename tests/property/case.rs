//! A drawn scenario, what is read of it, and how it looks in a message.

use std::collections::HashMap;
use std::sync::{Arc, LazyLock, RwLock};

use smarthands::break_even::{Driver, Question, Wanted, analyse};
use smarthands::calc::number::Number;
use smarthands::diagnostic::Diagnostic;
use smarthands::evaluation::{Evaluation, evaluate};
use smarthands::model::{Model, build};
use smarthands::scenario::setting::Setting;
use smarthands::scenario::{Scenario, load};

use crate::awkward::{make_awkward, number};
use crate::generator::{self, Draw};
use crate::rewriting::{Table, Value, parsed, text};

/// How many cases are kept for the properties that draw the same: a usual run draws fewer.
const KEPT: u64 = 600;

/// A scenario of a seed.
#[derive(Clone, Debug)]
pub(crate) struct Case {
    pub(crate) seed: u64,
    pub(crate) tree: Table,
}

/// A scenario that has figures.
pub(crate) struct Figured {
    pub(crate) scenario: Scenario,
    pub(crate) model: Model,
    pub(crate) evaluation: Evaluation,
}

impl Figured {
    /// Whether there is less than a thousandth of a visit, hour or client. What is worked out from that has hardly any of its
    /// digits within 28 places, and two roads to it need not meet.
    pub(crate) fn has_hardly_any_volume(&self) -> bool {
        let is_tiny = |volume: Number| is_below(volume, "0.001");
        let volumes =
            [Some(self.evaluation.visits_per_month), Some(self.evaluation.hours_per_month), self.evaluation.clients];
        volumes.into_iter().flatten().any(is_tiny)
    }

    /// The same, or a term of less than a billionth.
    pub(crate) fn has_few_digits(&self) -> bool {
        let is_tiny = |amount: Number| is_below(amount.magnitude(), "0.000000001");
        self.has_hardly_any_volume() || self.scenario.terms.iter().any(|term| is_tiny(term.base))
    }

    /// Whether the points along each axis are told: an option with very many steps has none, and leaves the others none.
    pub(crate) fn is_told(&self) -> bool {
        [Driver::Visits, Driver::Hours, Driver::Clients].into_iter().all(|driver| {
            let question = Question { driver, max: None, wanted: Wanted::All };
            analyse(&self.scenario, &self.model, &self.evaluation, question).is_ok()
        })
    }
}

fn is_below(amount: Number, least: &str) -> bool {
    amount.is_positive() && amount < number(least)
}

impl Case {
    pub(crate) fn of(seed: u64) -> Arc<Self> {
        static CASES: LazyLock<RwLock<HashMap<u64, Arc<Case>>>> = LazyLock::new(RwLock::default);
        if let Some(known) = CASES.read().unwrap().get(&seed) {
            return Arc::clone(known);
        }
        let mut tree = parsed(&generator::anything(seed));
        make_awkward(&mut Draw::new(!seed), &mut tree);
        let case = Arc::new(Self { seed, tree });
        if seed < KEPT {
            CASES.write().unwrap().insert(seed, Arc::clone(&case));
        }
        case
    }

    /// Numbers for a property's own choices.
    pub(crate) fn draw(&self) -> Draw {
        Draw::new(self.seed.rotate_left(32))
    }

    pub(crate) fn text(&self) -> String {
        text(&self.tree, false)
    }

    pub(crate) fn figured(&self) -> Option<Figured> {
        figured(&self.text(), &[]).ok()
    }
}

/// The figures of a scenario's text, or the codes of what is wrong with it.
pub(crate) fn figured(text: &str, settings: &[String]) -> Result<Figured, Vec<&'static str>> {
    let settings: Vec<Setting> = settings.iter().map(|setting| setting.parse().unwrap()).collect();
    let codes = |problems: &[Diagnostic]| -> Vec<&'static str> {
        let errors = problems.iter().filter(|problem| problem.severity.name() == "error");
        errors.map(|problem| problem.code).collect()
    };
    let loaded = load("drawn.toml", text.as_bytes(), &settings).map_err(|refusal| codes(&refusal.problems))?;
    let scenario = loaded.scenario;
    let model = build(&scenario);
    let evaluation = evaluate(&scenario, &model).map_err(|problem| codes(&[*problem]))?;
    Ok(Figured { scenario, model, evaluation })
}

/// A scenario nearly as a person would write it.
pub(crate) fn readable(tree: &Table) -> String {
    let is_header = |value: &Value| match value {
        Value::Table(_) => true,
        Value::List(rows) => rows.iter().all(|row| matches!(row, Value::Table(_))),
        Value::Text(_) | Value::Number(_) | Value::Truth(_) => false,
    };
    let mut root = tree.clone();
    root.retain(|_, value| !is_header(value));
    let mut blocks = vec![text(&root, false)];
    for (key, value) in tree.iter().filter(|(_, value)| is_header(value)) {
        let (header, tables) = match value {
            Value::List(rows) => (format!("[[{key}]]"), rows.iter().collect()),
            _ => (format!("[{key}]"), vec![value]),
        };
        for table in tables {
            if let Value::Table(table) = table {
                blocks.push(format!("{header}\n{}", text(table, false)));
            }
        }
    }
    blocks.join("\n")
}
