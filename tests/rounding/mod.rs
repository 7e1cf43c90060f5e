//! What CSV, JSON and tables say against the unrounded JSON: the same figures, rounded once.

use std::collections::BTreeMap;
use std::str::FromStr as _;

use rust_decimal::{Decimal, RoundingStrategy};
use serde_json::Value as Json;

use crate::collection::{compare, decimal};

/// Files by name.
type Files = BTreeMap<String, String>;

/// Holds the CSV of some files against their unrounded documents, and returns how many rows there were.
pub(crate) fn assert_csv(files: &Files, driver: &str) -> usize {
    let csv = compare(files, &["--format", "csv", "--driver", driver]);
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    let mut rows = reader.records().map(Result::unwrap);
    let mut count = 0;
    for document in exact_documents(files, &["--driver", driver]) {
        for option in document["options"].as_array().unwrap() {
            let row = rows.next().unwrap();
            let what = format!("{} {}", document["file"], option["option"]);
            let head: Vec<&str> = row.iter().take(6).collect();
            let expected = [
                &document["file"],
                &document["scenario"],
                &option["option"],
                &option["name"],
                &option["model"],
                &document["currency"],
            ];
            assert_eq!(head, expected.map(|text| text.as_str().unwrap()), "{what}");
            let figures: Vec<&str> = row.iter().skip(6).collect();
            assert_eq!(figures, cells(&document, option), "{what} by {driver}");
            count += 1;
        }
    }
    assert!(rows.next().is_none());
    count
}

/// Holds the rounded documents of some files against the unrounded ones, and returns how many figures there were: every
/// text that is a figure is the figure of the unrounded one, rounded.
pub(crate) fn assert_json(files: &Files) -> usize {
    let rounded = compare(files, &["--format", "jsonl"]);
    let exact = exact_documents(files, &[]);
    assert_eq!(rounded.lines().count(), exact.len());
    let documents = rounded.lines().zip(exact).map(|(line, exact)| {
        let document: Json = serde_json::from_str(line).unwrap();
        assert_rounded(exact["file"].as_str().unwrap(), places(&exact), &document, &exact)
    });
    documents.sum()
}

/// Holds the tables of some files against their unrounded documents, and returns how many figures there were.
pub(crate) fn assert_tables(files: &Files) -> usize {
    let table = compare(files, &[]);
    let pages: Vec<&str> = table.split("\n\n\n").collect();
    let documents = exact_documents(files, &[]);
    assert_eq!(pages.len(), documents.len());
    let mut figures = 0;
    for (page, document) in pages.iter().zip(&documents) {
        figures += assert_options(page, document);
        figures += assert_revenue(page, document);
        figures += assert_bands(page, document);
        assert_verdict(page, document);
    }
    figures
}

/// Unrounded documents, in the order of the files and options.
fn exact_documents(files: &Files, options: &[&str]) -> Vec<Json> {
    let lines = compare(files, &[&["--format", "jsonl", "--exact"], options].concat());
    lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// Rounded half away from zero, after twelve places.
fn rounded(exact: &str, places: u32) -> Decimal {
    let round = |value: Decimal, places| value.round_dp_with_strategy(places, RoundingStrategy::MidpointAwayFromZero);
    round(round(decimal(exact), 12), places)
}

/// As CSV and JSON print money: all its places.
fn money(exact: &Json, places: u32) -> String {
    let Some(exact) = exact.as_str() else { return String::new() };
    let rounded = rounded(exact, places);
    // Zero has no sign, whatever was rounded to it.
    let rounded = if rounded.is_zero() { Decimal::ZERO } else { rounded };
    format!("{rounded:.*}", places as usize)
}

/// As CSV and JSON print volumes and shares: at most six places.
fn quantity(exact: &Json) -> String {
    let rounded = |exact: &str| rounded(exact, 6).normalize();
    exact.as_str().map(|exact| rounded(exact).to_string()).unwrap_or_default()
}

fn places(document: &Json) -> u32 {
    match document["currency"].as_str().unwrap() {
        "JPY" | "KRW" | "VND" | "CLP" => 0,
        "KWD" | "BHD" | "OMR" | "JOD" | "TND" => 3,
        _ => 2,
    }
}

fn flag(value: &Json) -> String {
    value.as_bool().map(|flag| flag.to_string()).unwrap_or_default()
}

fn plain(value: &Json) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

/// The cells of CSV that the unrounded document says an option should have, but for the first six.
fn cells(document: &Json, option: &Json) -> Vec<String> {
    let places = places(document);
    let of = |figure: &str| money(&option[figure], places);
    let spread = |figure: &str| ["base", "low", "high"].map(|end| money(&option[figure][end], places));
    let is_cheapest = document["cheapest"] == option["option"];
    let found = &document["breakeven"];
    let now = || decimal(found["now"].as_str().unwrap());
    let end = |band: &Json, end: &str| decimal(band[end].as_str().unwrap());
    // At an edge the band above counts.
    let band = found["cheapest"].as_array().into_iter().flatten().rfind(|band| {
        is_cheapest && band["option"] == option["option"] && end(band, "from") <= now() && now() <= end(band, "to")
    });
    let mut cells = vec![
        document["months"].to_string(),
        quantity(&document["demand"]["visits_per_month"]),
        quantity(&document["demand"]["hours_per_month"]),
    ];
    cells.extend(spread("annual_cost"));
    cells.extend([of("total_cost"), of("present_value"), quantity(&document["target"]["gross_margin"])]);
    cells.extend(spread("revenue_needed"));
    cells.extend(spread("break_even_sales"));
    cells.extend(["cost_per_visit", "cost_per_hour", "price_per_visit", "price_per_hour", "price_per_client"].map(of));
    cells.extend(["annual_revenue", "annual_gross_profit"].map(of));
    cells.extend([
        quantity(&option["gross_margin"]),
        flag(&option["meets_target"]),
        quantity(&option["utilisation"]),
        is_cheapest.to_string(),
        document["most_profitable"].as_str().map(|best| (best == option["option"]).to_string()).unwrap_or_default(),
        plain(&found["driver"]),
    ]);
    cells.extend(["from", "to"].map(|end| band.map(|band| quantity(&band[end])).unwrap_or_default()));
    cells
}

fn assert_rounded(place: &str, places: u32, printed: &Json, exact: &Json) -> usize {
    match (printed, exact) {
        (Json::Object(printed), Json::Object(exact)) => {
            assert!(printed.keys().eq(exact.keys()), "{place}");
            printed
                .iter()
                .map(|(key, value)| assert_rounded(&format!("{place} {key}"), places, value, &exact[key]))
                .sum()
        }
        (Json::Array(printed), Json::Array(exact)) => {
            assert_eq!(printed.len(), exact.len(), "{place}");
            printed.iter().zip(exact).map(|(printed, exact)| assert_rounded(place, places, printed, exact)).sum()
        }
        (Json::String(text), Json::String(digits)) if Decimal::from_str(digits).is_ok() => {
            assert!(*text == money(exact, places) || *text == quantity(exact), "{place}: {text} and {digits}");
            1
        }
        _ => {
            assert_eq!(printed, exact, "{place}");
            0
        }
    }
}

/// The lines of a block of a page: those below its rule and above its notes, split at the gaps.
fn block<'a>(page: &'a str, heading: &str) -> Option<Vec<Vec<&'a str>>> {
    let start = page.find(heading)?;
    let block = page[start..].split("\n\n").next().unwrap();
    let lines = block.lines().skip_while(|line| !line.starts_with('─')).skip(1);
    // Notes are sentences: without a gap of two spaces but where a wrapped name stands.
    Some(lines.map(|line| line.split("  ").map(str::trim).filter(|cell| !cell.is_empty()).collect()).collect())
}

/// An amount of a table, such as `-A$1,234.50`, as CSV has it; a dash is no amount.
fn amount(cell: &str) -> String {
    if cell == "–" {
        return String::new();
    }
    cell.chars().filter(|character| matches!(character, '0'..='9' | '.' | '-')).collect()
}

/// As the table prints a share: in percent, at most two places.
fn percent(exact: &Json) -> String {
    let Some(exact) = exact.as_str() else { return String::new() };
    let percent = rounded(exact, 12) * Decimal::ONE_HUNDRED;
    percent.round_dp_with_strategy(2, RoundingStrategy::MidpointAwayFromZero).normalize().to_string()
}

fn assert_options(page: &str, document: &Json) -> usize {
    let places = places(document);
    let mut expected: Vec<Vec<String>> = Vec::new();
    for option in document["options"].as_array().unwrap() {
        let end = |end: &str| {
            ["annual_cost", "revenue_needed", "break_even_sales"]
                .map(|figure| money(&option[figure][end], places))
                .to_vec()
        };
        let per_unit = ["cost_per_visit", "cost_per_hour"].map(|figure| money(&option[figure], places));
        expected.push([end("base"), per_unit.to_vec()].concat());
        let [low, high] = ["low", "high"].map(|end| &option["annual_cost"][end]);
        let [low_revenue, high_revenue] = ["low", "high"].map(|end| &option["revenue_needed"][end]);
        if low != high || low_revenue != high_revenue {
            expected.extend([end("low"), end("high")]);
        }
    }
    let rows = block(page, "\nOptions, per year\n").unwrap();
    let found: Vec<Vec<String>> = rows
        .iter()
        .filter_map(|cells| {
            let figures = if cells[0].starts_with('└') { 3 } else { 5 };
            let start = cells.len().checked_sub(figures).filter(|start| *start > 0)?;
            Some(cells[start..].iter().map(|cell| amount(cell)).collect())
        })
        .collect();
    assert_eq!(found, expected, "{page}");
    found.iter().map(Vec::len).sum()
}

fn assert_revenue(page: &str, document: &Json) -> usize {
    let options = document["options"].as_array().unwrap();
    let is_known = options.iter().any(|option| !option["annual_revenue"].is_null());
    let rows = block(page, "\nWhat the clients pay, per year\n");
    assert_eq!(rows.is_some(), is_known, "{page}");
    let Some(rows) = rows else { return 0 };
    let target = percent(&document["target"]["gross_margin"]);
    let expected: Vec<[String; 4]> = options
        .iter()
        .map(|option| {
            let verdict = match option["meets_target"].as_bool() {
                Some(true) => format!("✓ meets {target}%"),
                Some(false) => format!("✗ misses {target}%"),
                None => "–".to_owned(),
            };
            let [revenue, profit] =
                ["annual_revenue", "annual_gross_profit"].map(|figure| money(&option[figure], places(document)));
            [revenue, profit, percent(&option["gross_margin"]), verdict]
        })
        .collect();
    let found: Vec<[String; 4]> = rows
        .iter()
        .filter(|cells| cells.len() == 5)
        .map(|cells| [amount(cells[1]), amount(cells[2]), amount(cells[3]), cells[4].to_owned()])
        .collect();
    assert_eq!(found, expected, "{page}");
    found.len() * 3
}

fn assert_bands(page: &str, document: &Json) -> usize {
    let found = &document["breakeven"];
    let rows = block(page, "\nCheapest by volume, in ");
    assert_eq!(rows.is_some(), !found.is_null(), "{page}");
    let Some(rows) = rows else { return 0 };
    assert!(page.contains(&format!(" visits a month (now {})\n", quantity(&found["now"]))), "{page}");
    let bands = found["cheapest"].as_array().unwrap();
    let expected: Vec<[String; 2]> = bands.iter().map(|band| ["from", "to"].map(|end| quantity(&band[end]))).collect();
    let rows: Vec<[String; 2]> = rows
        .iter()
        .filter(|cells| cells.len() == 3)
        .map(|cells| [cells[1], cells[2]].map(|cell| cell.replace(',', "")))
        .collect();
    assert_eq!(rows, expected, "{page}");
    rows.len() * 2
}

/// The verdict names the cheapest option, its cost and its lead over the next.
fn assert_verdict(page: &str, document: &Json) {
    let Some(cheapest) = document["cheapest"].as_str() else { return };
    let options = document["options"].as_array().unwrap();
    let option = options.iter().find(|option| option["option"] == cheapest).unwrap();
    let words = page.split_whitespace().collect::<Vec<_>>().join(" ");
    let name = option["name"].as_str().unwrap();
    let Some((_, rest)) = words.rsplit_once(&format!("{name} is the cheapest: ")) else {
        assert!(words.contains(" cost the same, ") || words.contains("; there is no other option "), "{page}");
        return;
    };
    let (cost, rest) = rest.split_once(" a year, ").unwrap();
    assert_eq!(amount(cost), money(&option["annual_cost"]["base"], places(document)), "{page}");
    let (lead, rest) = rest.split_once(" less than ").unwrap();
    let lead = lead.split(" (").next().unwrap();
    let rival = options.iter().find(|option| rest.starts_with(option["name"].as_str().unwrap())).unwrap();
    let base = |option: &Json| decimal(option["annual_cost"]["base"].as_str().unwrap());
    let difference = (base(rival) - base(option)).to_string().into();
    assert_eq!(amount(lead), money(&difference, places(document)), "{page}");
}
