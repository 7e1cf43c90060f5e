//! That a wrong figure is noticed at all: documents of the program, each with one figure, place or entry changed.

use serde_json::{Value as Json, json};
use toml::de::DeTable;

use crate::break_even::{BreakEven, Question};
use crate::document::Corner;
use crate::exact;
use crate::option::Opinion;
use crate::printed::Document;
use crate::program::{self, Printing};
use crate::record::Record;
use crate::scenario::Scenario;
use crate::volume::Driver;

/// What clients pay, so that there is a profit and a target, and a retainer that carries hours.
const SCENARIO: &str = include_str!("../../scenarios/growth-three-years.toml");

fn disagreements(document: &Json) -> usize {
    let file = DeTable::parse(SCENARIO).unwrap();
    let scenario = Scenario::read(file.get_ref(), &Corner::new());
    let mut record = Record::default();
    let printed = Document { json: document, printing: Printing::Unrounded, places: scenario.places };
    printed.check(&scenario, &Opinion::new(file.get_ref(), &scenario), &mut record);
    let question = Question { driver: Driver::Visits, max: None, grid: 5 };
    BreakEven::check(&scenario, &document["breakeven"], &question, &mut record);
    record.disagreements()
}

/// The document with what stands at a place changed.
fn with(document: &Json, place: &str, change: impl Fn(&mut Json)) -> Json {
    let mut document = document.clone();
    change(document.pointer_mut(place).unwrap_or_else(|| panic!("there is no {place}")));
    document
}

#[test]
fn wrong_figures_and_places_are_noticed() {
    let folder = crate::folder(&[("growth".to_owned(), SCENARIO.to_owned())]);
    let document = program::documents(folder.path(), Printing::Unrounded, &[]).remove(0);
    assert_eq!(disagreements(&document), 0);

    // A unit or two of the 12th decimal place.
    let figures = [
        "/options/0/annual_cost/base",
        "/options/1/annual_cost/low",
        "/options/1/revenue_needed/high",
        "/options/2/present_value",
        "/options/2/monthly_costs/35",
        "/options/0/yearly_costs/2",
        "/options/0/lines/1/total",
        "/options/0/lines/1/yearly/2",
        "/options/0/gross_margin",
        "/options/0/utilisation",
        "/breakeven/margin_of_safety/0/share",
        "/breakeven/max",
    ];
    for place in figures {
        let wrong = with(&document, place, |figure| {
            let more = exact::decimal(figure.as_str().unwrap()) + exact::decimal("2e-12");
            *figure = json!(exact::short(&more, 28));
        });
        assert_ne!(disagreements(&wrong), 0, "{place}");
    }

    // Places that are a thousand-millionth of the axis off, and entries that are not there or the wrong way round.
    for place in ["/breakeven/indifference/0/at", "/breakeven/revenue/0/at", "/breakeven/cheapest/1/from"] {
        let wrong = with(&document, place, |at| *at = json!(format!("{}5", &at.as_str().unwrap()[..10])));
        assert_ne!(disagreements(&wrong), 0, "{place}");
    }
    for list in ["options/0/lines", "breakeven/indifference", "breakeven/revenue", "breakeven/margin_of_safety"] {
        let shorter = with(&document, &format!("/{list}"), |list| drop(list.as_array_mut().unwrap().pop()));
        assert_ne!(disagreements(&shorter), 0, "{list}");
    }
    for (place, sides) in [("indifference", ["below", "above"]), ("revenue", ["below", "above"])] {
        let turned = with(&document, &format!("/breakeven/{place}/0"), |point| {
            let [below, above] = sides.map(|side| point[side].clone());
            point[sides[0]] = above;
            point[sides[1]] = below;
        });
        assert_ne!(disagreements(&turned), 0, "{place}");
    }
    let swapped = with(&document, "/breakeven/cheapest/0/option", |option| *option = json!("technician"));
    assert_ne!(disagreements(&swapped), 0, "a band of another option");
    let merged = with(&document, "/breakeven/cheapest", |bands| drop(bands.as_array_mut().unwrap().remove(1)));
    assert_ne!(disagreements(&merged), 0, "a band left out");
}
