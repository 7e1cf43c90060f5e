//! What verbs write: every format can be read by whoever it is for, and has the figures of the library's front.

use std::path::PathBuf;

use smarthands::break_even::Driver;
use smarthands::commands::{Batch, Compare, Explain, FindBreakEven, Format, Rehearsal, Request};
use smarthands::scenario::Refusal;
use smarthands::{Comparison, Number};

use super::{markup, message};

/// The columns of `compare` as CSV.
const COLUMNS: usize = 36;

/// What is asked of a verb, as though it wrote into a file.
fn request(format: Format, driver: Driver, is_exact: bool) -> Request {
    let batch = Batch { paths: vec![PathBuf::from("fuzz.toml")], ..Batch::default() };
    Request { batch, format, output: Some(PathBuf::from("fuzz.out")), driver, max: None, is_exact }
}

/// The text of a rehearsal; empty where the verb refuses what the front took, as it may where it computes more.
pub(crate) fn delivered(rehearsal: Result<Rehearsal, Box<Refusal>>, format: Format) -> Rehearsal {
    match rehearsal {
        Ok(rehearsal) => {
            message::suspected(&rehearsal.warnings, &rehearsal.sources);
            readable(&rehearsal.text, format);
            rehearsal.picture.iter().for_each(|picture| markup::holds(picture));
            rehearsal
        }
        Err(refusal) => {
            message::refused(&refusal.problems, &refusal.sources);
            let Refusal { sources, .. } = *refusal;
            Rehearsal { text: String::new(), picture: None, warnings: Vec::new(), sources }
        }
    }
}

fn readable(text: &str, format: Format) {
    match format {
        Format::Table | Format::Markdown => message::shown(text),
        Format::Csv => {
            rows(text);
        }
        Format::Json => {
            json(text);
        }
        Format::JsonLines => {
            assert!(text.ends_with('\n') && text.matches('\n').count() == 1, "{text:?}");
            json(text);
        }
    }
}

fn json(text: &str) -> serde_json::Value {
    let control = text.chars().find(|c| c.is_control() && *c != '\n');
    assert!(control.is_none(), "{control:?} in {text}");
    serde_json::from_str(text).unwrap_or_else(|error| panic!("{error}: {text}"))
}

fn rows(text: &str) -> Vec<Vec<String>> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
    let rows: Vec<Vec<String>> = reader
        .records()
        .map(|row| row.unwrap_or_else(|error| panic!("{error}: {text}")).iter().map(str::to_owned).collect())
        .collect();
    for cell in rows.iter().flatten() {
        let is_formula =
            cell.starts_with(['=', '+', '@', '\t', '\r']) || (cell.starts_with('-') && number(cell).is_none());
        assert!(!is_formula, "{cell:?} is a formula in a spreadsheet");
    }
    rows
}

fn number(text: &str) -> Option<Number> {
    // Figures may be larger than what files may say.
    let is_number = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit() || b"-.".contains(&byte));
    is_number.then_some(Number::ZERO)
}

/// `compare` in a format, against the front.
pub(crate) fn compared(comparison: &Comparison, bytes: &[u8], format: Format, driver: Driver, is_exact: bool) {
    let verb = Compare { request: request(format, driver, is_exact) };
    let text = delivered(verb.rehearsed("fuzz.toml", bytes), format).text;
    if text.is_empty() {
        return;
    }
    let places = comparison.currency().places();
    let money = |amount: Number| if is_exact { amount.to_string() } else { amount.to_fixed(places) };
    let costs = comparison.options().map(|option| {
        let annual = option.figures().annual_cost;
        [option.id().to_owned(), money(annual.base), money(annual.low), money(annual.high)]
    });
    let costs: Vec<[String; 4]> = costs.collect();
    match format {
        Format::Table | Format::Markdown => {
            assert!(comparison.options().count() > 0 && text.lines().count() > 5, "{text}");
        }
        Format::Csv => {
            let rows = rows(&text);
            assert!(rows.iter().all(|row| row.len() == COLUMNS), "{text}");
            let cells = [2, 9, 10, 11];
            let found: Vec<[String; 4]> = rows.iter().map(|row| cells.map(|cell| row[cell].clone())).collect();
            assert_eq!(found, costs);
        }
        Format::Json | Format::JsonLines => {
            let document = json(&text);
            assert_eq!(document["scenario"], comparison.name());
            let options = document["options"].as_array().expect("options");
            let found: Vec<[String; 4]> = options
                .iter()
                .map(|option| {
                    let cost = |end: &str| option["annual_cost"][end].as_str().expect("a figure").to_owned();
                    [option["option"].as_str().expect("an id").to_owned(), cost("base"), cost("low"), cost("high")]
                })
                .collect();
            assert_eq!(found, costs);
        }
    }
}

/// `breakeven` in a format, with its chart and picture beside the table.
pub(crate) fn searched(bytes: &[u8], format: Format, driver: Driver) {
    let has_chart = format == Format::Table;
    let picture = has_chart.then(|| PathBuf::from("fuzz.svg"));
    let request = request(format, driver, false);
    let verb = FindBreakEven { request, term: None, within: None, has_chart, picture };
    let delivery = delivered(verb.rehearsed("fuzz.toml", bytes), format);
    assert!(delivery.picture.is_some() || !has_chart || delivery.text.is_empty());
}

/// `explain` in a format, of all options or one.
pub(crate) fn explained(bytes: &[u8], format: Format, option: Option<&str>) {
    let Request { batch, output, .. } = request(format, Driver::Visits, false);
    let option = option.map(str::to_owned);
    let verb = Explain {
        batch,
        option,
        line: None,
        month: None,
        depth: None,
        is_complete: false,
        format,
        output,
        is_exact: false,
    };
    delivered(verb.rehearsed("fuzz.toml", bytes), format);
}
