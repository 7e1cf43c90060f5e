//! Scenarios whose figures were worked out independently of this code, exact to twelve places.
#![allow(missing_docs, clippy::unwrap_used, clippy::panic)]

use std::path::{Path, PathBuf};

use serde_json::Value;
mod present;

use present::assert_present;
use smarthands::break_even::{BreakEven, Driver, Goal, Question, Wanted, analyse};
use smarthands::calc::comparison::How;
use smarthands::calc::number::Number;
use smarthands::evaluation::{Evaluation, Figures, evaluate};
use smarthands::model::build;
use smarthands::scenario::{Scenario, load};

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests").join(name)
}

fn scenario(number: usize) -> Scenario {
    let path = folder("cases").join(format!("{number:03}.toml"));
    let bytes = std::fs::read(&path).unwrap();
    let loaded = load(&path.display().to_string(), &bytes, &[]);
    loaded.unwrap_or_else(|refusal| panic!("{number:03}: {:#?}", refusal.problems)).scenario
}

fn json(path: &Path) -> Value {
    serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap()
}

/// A true tie at the thirteenth place may have been rounded to even there: one unit in the twelfth place is allowed.
fn agrees(actual: Number, expected: &Value) -> bool {
    let expected = Number::parse(expected.as_str().unwrap()).unwrap();
    actual.rounded(12).minus(expected).unwrap().magnitude() <= Number::unit_in_place(12)
}

fn agree(what: &str, actual: Option<Number>, expected: &Value) {
    match (actual, expected) {
        (None, Value::Null) => (),
        (Some(actual), expected) if agrees(actual, expected) => (),
        (actual, expected) => panic!("{what}: {actual:?} and {expected}"),
    }
}

fn agree_all(what: &str, actual: &[Number], expected: &Value) {
    let expected = expected.as_array().unwrap();
    assert_eq!(actual.len(), expected.len(), "{what}");
    for (index, (actual, expected)) in actual.iter().zip(expected).enumerate() {
        agree(&format!("{what} {index}"), Some(*actual), expected);
    }
}

fn check_option(what: &str, figures: &Figures, expected: &Value) {
    for (end, value) in
        [("base", figures.annual_cost.base), ("low", figures.annual_cost.low), ("high", figures.annual_cost.high)]
    {
        agree(&format!("{what} annual cost {end}"), Some(value), &expected["annual_cost"][end]);
    }
    for (field, value) in [
        ("total_cost", Some(figures.total_cost)),
        ("present_value", Some(figures.present_value)),
        ("revenue_needed", Some(figures.revenue_needed.base)),
        ("break_even_sales", figures.break_even_sales.map(|sales| sales.base)),
        ("cost_per_visit", figures.cost_per_visit),
        ("cost_per_hour", figures.cost_per_hour),
        ("price_per_visit", figures.price_per_visit),
        ("price_per_hour", figures.price_per_hour),
        ("price_per_client", figures.price_per_client),
        ("annual_revenue", figures.annual_revenue),
        ("annual_gross_profit", figures.annual_gross_profit),
        ("gross_margin", figures.gross_margin),
        ("utilisation", figures.utilisation),
    ] {
        agree(&format!("{what} {field}"), value, &expected[field]);
    }
    agree_all(&format!("{what} yearly"), &figures.details.yearly_costs, &expected["yearly_costs"]);
    agree_all(&format!("{what} monthly"), &figures.details.monthly_costs, &expected["monthly_costs"]);
    let mut lines: Vec<(Option<u64>, &str, Number)> =
        figures.details.lines.iter().map(|line| (line.part.map(u64::from), line.name.as_str(), line.total)).collect();
    let mut wanted: Vec<(Option<u64>, &str, &Value)> = expected["lines"]
        .as_array()
        .unwrap()
        .iter()
        .map(|line| (line["part"].as_u64(), line["name"].as_str().unwrap(), &line["total"]))
        .collect();
    lines.sort_by_key(|(part, name, _)| (*part, name.to_string()));
    wanted.sort_by_key(|(part, name, _)| (*part, name.to_string()));
    assert_eq!(lines.len(), wanted.len(), "{what}: {lines:?} and {wanted:?}");
    for (line, wanted) in lines.iter().zip(&wanted) {
        assert_eq!((line.0, line.1), (wanted.0, wanted.1), "{what}");
        agree(&format!("{what} line {}", line.1), Some(line.2), wanted.2);
    }
}

#[test]
fn every_figure_of_every_case_agrees() {
    let mut options = 0;
    for number in 0..80 {
        let scenario = scenario(number);
        let evaluation = evaluate(&scenario, &build(&scenario)).unwrap();
        let expected = json(&folder("cases").join(format!("{number:03}.expected.json")));
        let expected = expected["options"].as_array().unwrap();
        assert_eq!(evaluation.options.len(), expected.len());
        for ((option, figures), expected) in scenario.options.iter().zip(&evaluation.options).zip(expected) {
            assert_eq!(*option.id, expected["option"].as_str().unwrap());
            check_option(&format!("{number:03} {}", option.id), figures, expected);
            options += 1;
        }
    }
    assert_eq!(options, 328);
}

fn check_break_even(what: &str, scenario: &Scenario, evaluation: &Evaluation, found: &BreakEven, expected: &Value) {
    let id = |option: usize| scenario.options[option].id.as_str();
    let list = |field: &str| expected[field].as_array().unwrap().clone();
    agree(&format!("{what} now"), Some(found.now), &expected["now"]);
    agree(&format!("{what} max"), Some(found.max), &expected["max"]);
    let bands = list("cheapest");
    assert_eq!(found.cheapest.len(), bands.len(), "{what}: {:?} and {bands:?}", found.cheapest);
    for (band, expected) in found.cheapest.iter().zip(&bands) {
        agree(&format!("{what} band from"), Some(band.from), &expected["from"]);
        agree(&format!("{what} band to"), Some(band.to), &expected["to"]);
        assert_eq!(id(band.option), expected["option"], "{what}");
    }
    let points = list("indifference");
    assert_eq!(found.indifference.len(), points.len(), "{what}");
    for (point, expected) in found.indifference.iter().zip(&points) {
        assert_eq!(
            (id(point.a), id(point.b)),
            (expected["a"].as_str().unwrap(), expected["b"].as_str().unwrap()),
            "{what}"
        );
        agree(&format!("{what} indifference of {} and {}", id(point.a), id(point.b)), Some(point.at), &expected["at"]);
        agree(&format!("{what} to"), point.to, &expected["to"]);
        agree(&format!("{what} cost"), point.cost, &expected["cost"]);
        assert_eq!(point.below.map(id), expected["below"].as_str(), "{what}");
        assert_eq!(point.above.map(id), expected["above"].as_str(), "{what}");
        let how = match point.how {
            How::Cross => "cross",
            How::Jump => "jump",
            How::Stretch => "stretch",
        };
        assert_eq!(how, expected["how"], "{what} at {}", point.at);
    }
    let revenue = list("revenue");
    assert_eq!(found.revenue.len(), revenue.len(), "{what}: {:?}", found.revenue);
    for (point, expected) in found.revenue.iter().zip(&revenue) {
        assert_eq!(id(point.option), expected["option"], "{what}");
        let (goal, words) = match point.goal {
            Goal::Profit => ("profit", ["loss", "profit"]),
            Goal::Target => ("target", ["short", "met"]),
        };
        assert_eq!(goal, expected["goal"], "{what}");
        agree(&format!("{what} revenue"), Some(point.at), &expected["at"]);
        assert_eq!(words[usize::from(point.is_covered_above)], expected["above"], "{what}");
    }
    let margins = list("margin_of_safety");
    assert_eq!(found.margins_of_safety.len(), margins.len(), "{what}");
    for (margin, expected) in found.margins_of_safety.iter().zip(&margins) {
        assert_eq!(id(margin.option), expected["option"], "{what}");
        agree(&format!("{what} margin of safety"), Some(margin.share), &expected["share"]);
    }
    let _ = evaluation;
}

/// The break-even volumes of the cases were marched exactly along the axis by other code, in rational numbers.
#[test]
fn every_break_even_volume_of_every_case_agrees() {
    for number in 0..80 {
        let scenario = scenario(number);
        let model = build(&scenario);
        let evaluation = evaluate(&scenario, &model).unwrap();
        for driver in [Driver::Visits, Driver::Hours, Driver::Clients] {
            let expected = json(&folder("break_even").join(format!("{number:03}.{driver}.json")));
            let question = Question { driver, max: None, wanted: Wanted::All };
            let found = analyse(&scenario, &model, &evaluation, question).unwrap();
            let what = format!("{number:03} by {driver}");
            match found {
                None => assert_eq!(expected, Value::Null, "{what}"),
                Some(found) => {
                    assert_present(&scenario, &model, &evaluation, &found, &what);
                    check_break_even(&what, &scenario, &evaluation, &found, &expected);
                }
            }
        }
    }
}
