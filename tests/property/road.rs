//! Other roads to the same figures: settings of a command line, formulas that were written for another file of the same
//! shape, and what the schema says of a file.

use std::sync::LazyLock;

use jsonschema::Validator;
use smarthands::calc::number::Number;
use smarthands::evaluation::evaluate;
use smarthands::model::Models;
use smarthands::scenario::Scenario;
use smarthands::scenario::key::Notation;
use smarthands::scenario::schema::schema;
use smarthands::scenario::term::TermId;

use crate::awkward::{number, place};
use crate::case::{Case, Figured, figured};
use crate::figures::by_id;
use crate::generator::Draw;
use crate::hold::{Outcome, ensure, hold};
use crate::json::of_toml;
use crate::price::setting;
use crate::rewriting::{Value, text};

#[test]
fn a_setting_is_what_the_file_might_say() {
    hold("settings", 80, 85, settings);
}

#[test]
fn formulas_of_a_shape_hold_for_all_its_files() {
    hold("shapes", 80, 85, shapes);
}

#[test]
fn drawn_scenarios_are_valid_by_the_schema() {
    hold("schema", 100, 100, valid);
}

/// A term that is written or could be, and another value for it.
fn change(draw: &mut Draw, scenario: &Scenario) -> Option<(TermId, Number)> {
    let terms: Vec<TermId> = scenario.term_ids().collect();
    let term = draw.pick(&terms);
    let of = scenario.term(term);
    if of.key.name == "seasonality" {
        return None;
    }
    let factor = number(draw.pick(&["0", "0.5", "1.25", "2"]));
    let value = if of.base.is_zero() { factor } else { of.base.times(factor).ok()?.significant(24) };
    Some((term, value))
}

/// Several terms replaced by settings, and the same in the file: figures, or a refusal for the same reason.
fn settings(case: &Case) -> Outcome {
    let Some(drawn) = case.figured() else { return Ok(0) };
    let mut draw = case.draw();
    let (mut tree, mut settings) = (case.tree.clone(), Vec::new());
    for _ in 0..4 {
        let Some((term, value)) = change(&mut draw, &drawn.scenario) else { continue };
        let of = drawn.scenario.term(term);
        let Some((table, key)) = place(&mut tree, &drawn.scenario, &of.address) else { continue };
        let is_share = of.key.as_quantity().is_some_and(|quantity| quantity.notation == Notation::Share);
        let percent = || Value::Text(format!("{}%", value.times(Number::whole(100)).unwrap()));
        table.insert(key, if is_share { percent() } else { Value::Number(value.to_string()) });
        settings.push(setting(&drawn.scenario, term, value));
    }
    match (figured(&case.text(), &settings), figured(&text(&tree, false), &[])) {
        (Ok(set), Ok(written)) => by_id(&set, true).assert_same(&by_id(&written, true), Number::ONE),
        (Err(mut set), Err(mut written)) => {
            // Problems come by their places, which are others.
            set.sort_unstable();
            written.sort_unstable();
            ensure!(set == written, "{set:?} of {settings:?}, and {written:?} in the file");
            Ok(1)
        }
        (Ok(_), Err(codes)) => Err(format!("refused in the file alone: {codes:?}, {settings:?}")),
        (Err(codes), Ok(_)) => Err(format!("refused of settings alone: {codes:?}, {settings:?}")),
    }
}

/// Files that differ in amounts, one after another on one desk: each has the figures that it has alone.
fn shapes(case: &Case) -> Outcome {
    let mut draw = case.draw();
    let mut models = Models::default();
    let mut looked = 0;
    let Some(drawn) = case.figured() else { return Ok(0) };
    models.of(&drawn.scenario.shape);
    for _ in 0..6 {
        let changes: Vec<_> = (0..2).filter_map(|_| change(&mut draw, &drawn.scenario)).collect();
        let settings: Vec<String> =
            changes.into_iter().map(|(term, value)| setting(&drawn.scenario, term, value)).collect();
        let Ok(alone) = figured(&case.text(), &settings) else { continue };
        let is_known = alone.scenario.shape == drawn.scenario.shape;
        let model = models.of(&alone.scenario.shape);
        let evaluation = evaluate(&alone.scenario, model).map_err(|problem| problem.message.clone())?;
        ensure!(model.graph.nodes() == alone.model.graph.nodes(), "another graph with {settings:?}");
        let model = smarthands::model::build(&alone.scenario);
        let shared = Figured { scenario: alone.scenario.clone(), model, evaluation };
        looked += by_id(&alone, false).assert_same(&by_id(&shared, false), Number::ONE)? * usize::from(is_known);
    }
    Ok(looked)
}

/// What the reader takes, an editor does not mark.
fn valid(case: &Case) -> Outcome {
    static VALIDATOR: LazyLock<Validator> = LazyLock::new(|| jsonschema::draft202012::new(&schema()).unwrap());
    let file = of_toml(&case.text()).ok_or("no JSON")?;
    let complaints: Vec<String> = VALIDATOR.iter_errors(&file).map(|error| error.to_string()).collect();
    ensure!(complaints.is_empty(), "{complaints:?}");
    Ok(1)
}
