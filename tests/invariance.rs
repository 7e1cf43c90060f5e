//! What must not change a figure: order, notation, defaults written out, another option; and what scales with money.
//!
//! Every scenario of the gallery and of `tests/cases` is rewritten, the whole collection is compared in one run, and
//! the figures are held against those of the files as they are. The formats are held against each other.
#![allow(missing_docs, clippy::unwrap_used, clippy::panic)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::process::Command;
use std::str::FromStr as _;

use rust_decimal::{Decimal, RoundingStrategy};
use serde_json::Value as Json;
use toml::de::{DeTable, DeValue};

/// A value of a scenario, numbers in the digits of the file.
#[derive(Clone, Debug, PartialEq)]
enum Value {
    Text(String),
    Number(String),
    Truth(bool),
    List(Vec<Value>),
    Table(Table),
}

type Table = BTreeMap<String, Value>;

impl From<&DeTable<'_>> for Value {
    fn from(table: &DeTable<'_>) -> Self {
        let pairs = table.iter().map(|(key, value)| (key.get_ref().clone().into_owned(), value.get_ref().into()));
        Self::Table(pairs.collect())
    }
}

impl From<&DeValue<'_>> for Value {
    fn from(value: &DeValue<'_>) -> Self {
        match value {
            DeValue::String(text) => Self::Text(text.clone().into_owned()),
            DeValue::Integer(number) => Self::Number(number.as_str().replace('_', "")),
            DeValue::Float(number) => Self::Number(number.as_str().replace('_', "")),
            DeValue::Boolean(truth) => Self::Truth(*truth),
            DeValue::Array(items) => Self::List(items.iter().map(|item| item.get_ref().into()).collect()),
            DeValue::Table(table) => table.into(),
            DeValue::Datetime(_) => unreachable!("a scenario has no dates"),
        }
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<u8> for Value {
    fn from(number: u8) -> Self {
        Self::Number(number.to_string())
    }
}

impl From<bool> for Value {
    fn from(truth: bool) -> Self {
        Self::Truth(truth)
    }
}

impl Value {
    fn table(&mut self) -> &mut Table {
        let Self::Table(table) = self else { panic!("{self:?} is no table") };
        table
    }

    fn list(&mut self) -> &mut Vec<Value> {
        let Self::List(items) = self else { panic!("{self:?} is no list") };
        items
    }
}

fn table<'t>(scenario: &'t mut Table, key: &str) -> &'t mut Table {
    scenario.get_mut(key).unwrap().table()
}

fn list<'t>(scenario: &'t mut Table, key: &str) -> &'t mut Vec<Value> {
    scenario.get_mut(key).unwrap().list()
}

/// The scenarios by file name.
fn collection() -> BTreeMap<String, Table> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut scenarios = BTreeMap::new();
    for folder in ["scenarios", "tests/cases"] {
        for entry in fs::read_dir(root.join(folder)).unwrap() {
            let path = entry.unwrap().path();
            if path.extension().is_some_and(|extension| extension == "toml") {
                let name = path.file_name().unwrap().to_str().unwrap().to_owned();
                let text = fs::read_to_string(&path).unwrap();
                let mut scenario = Value::from(DeTable::parse(&text).unwrap().get_ref());
                scenarios.insert(name, std::mem::take(scenario.table()));
            }
        }
    }
    assert_eq!(scenarios.len(), 89);
    scenarios
}

/// A table in one line, its keys in the order of the alphabet or against it. Headers become inline tables on the way.
fn inline(value: &Value, is_reversed: bool) -> String {
    match value {
        Value::Text(text) => serde_json::to_string(text).unwrap(),
        Value::List(items) => {
            let items: Vec<String> = items.iter().map(|item| inline(item, is_reversed)).collect();
            format!("[{}]", items.join(", "))
        }
        Value::Table(table) => {
            let pairs: Vec<String> = pairs(table, is_reversed).collect();
            format!("{{ {} }}", pairs.join(", "))
        }
        Value::Number(number) => number.clone(),
        Value::Truth(truth) => truth.to_string(),
    }
}

fn pairs(table: &Table, is_reversed: bool) -> impl Iterator<Item = String> {
    let mut pairs: Vec<String> =
        table.iter().map(|(key, value)| format!("{key:?} = {}", inline(value, is_reversed))).collect();
    if is_reversed {
        pairs.reverse();
    }
    pairs.into_iter()
}

fn text(scenario: &Table, is_reversed: bool) -> String {
    pairs(scenario, is_reversed).fold(String::new(), |text, pair| text + &pair + "\n")
}

/// What `compare` prints of a folder with these files, and these options besides.
fn compare(files: &BTreeMap<String, String>, options: &[&str]) -> String {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        fs::write(folder.path().join(name), text).unwrap();
    }
    let run = Command::new(env!("CARGO_BIN_EXE_smarthands"))
        .args(["compare", ".", "--quiet"])
        .args(options)
        .current_dir(folder.path())
        .env_clear()
        .output()
        .unwrap();
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    String::from_utf8(run.stdout).unwrap()
}

/// The documents of the files, by name.
fn documents(files: &BTreeMap<String, String>, options: &[&str]) -> BTreeMap<String, Json> {
    let lines = compare(files, &[&["--format", "jsonl"], options].concat());
    let documents: BTreeMap<String, Json> = lines
        .lines()
        .map(|line| {
            let mut document: Json = serde_json::from_str(line).unwrap();
            settle(&mut document);
            (document["file"].as_str().unwrap().to_owned(), document)
        })
        .collect();
    assert_eq!(documents.len(), files.len());
    documents
}

/// The files as they are written by people.
fn as_written() -> BTreeMap<String, String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let read = |name: &String| {
        let folder = if name.starts_with(|first: char| first.is_ascii_digit()) { "tests/cases" } else { "scenarios" };
        fs::read_to_string(root.join(folder).join(name)).unwrap()
    };
    collection().keys().map(|name| (name.clone(), read(name))).collect()
}

fn rewritten(rewrite: impl Fn(&mut Table)) -> BTreeMap<String, String> {
    let mut scenarios = collection();
    scenarios.values_mut().for_each(rewrite);
    scenarios.iter().map(|(name, scenario)| (name.clone(), text(scenario, false))).collect()
}

/// Takes out of a document what depends on the order in the file.
fn settle(document: &mut Json) {
    let warnings = document["warnings"].as_array().unwrap();
    let mut codes: Vec<String> = warnings.iter().map(|warning| warning["code"].as_str().unwrap().to_owned()).collect();
    codes.sort();
    document["warnings"] = codes.into();
    let options = document["options"].as_array_mut().unwrap();
    options.sort_by_key(|option| option["option"].as_str().unwrap().to_owned());
    for option in options {
        // Named on-costs and yearly costs come in the order of the file.
        option["lines"].as_array_mut().unwrap().sort_by_key(Json::to_string);
    }
    let Some(found) = document["breakeven"].as_object_mut() else { return };
    for point in found["indifference"].as_array_mut().unwrap() {
        let mut pair = [point["a"].as_str().unwrap().to_owned(), point["b"].as_str().unwrap().to_owned()];
        pair.sort();
        point["a"] = pair[0].clone().into();
        point["b"] = pair[1].clone().into();
    }
    for list in ["indifference", "revenue", "margin_of_safety"] {
        found[list].as_array_mut().unwrap().sort_by_key(Json::to_string);
    }
}

/// Of options that cost the same, the first in the file is called the cheapest: its name is all that may differ.
fn forget_ties(document: &mut Json) {
    let ends = |document: &Json, figure: &str| -> Vec<String> {
        let options = document["options"].as_array().unwrap().iter();
        options
            .filter_map(|option| option[figure].as_str().or(option[figure]["base"].as_str()).map(str::to_owned))
            .collect()
    };
    let ties = |values: &[String]| values.iter().collect::<BTreeSet<_>>().len() < values.len();
    if ties(&ends(document, "annual_cost")) {
        document["cheapest"] = Json::Null;
    }
    if ties(&ends(document, "annual_gross_profit")) {
        document["most_profitable"] = Json::Null;
    }
    let is_level = |point: &Json| point["how"] == "stretch";
    if document["breakeven"]["indifference"].as_array().is_some_and(|points| points.iter().any(is_level)) {
        document["breakeven"]["cheapest"] = Json::Null;
    }
}

fn assert_same(expected: &BTreeMap<String, Json>, actual: &BTreeMap<String, Json>) {
    assert_eq!(expected.len(), actual.len());
    for (file, expected) in expected {
        assert_same_at(file, expected, &actual[file]);
    }
}

/// Compares piece by piece, so that a failure names the piece.
fn assert_same_at(place: &str, expected: &Json, actual: &Json) {
    match (expected, actual) {
        (Json::Object(expected), Json::Object(actual)) => {
            assert!(expected.keys().eq(actual.keys()), "{place}");
            for (key, value) in expected {
                assert_same_at(&format!("{place} {key}"), value, &actual[key]);
            }
        }
        (Json::Array(expected), Json::Array(actual)) => {
            assert_eq!(expected.len(), actual.len(), "{place}: {expected:?} and {actual:?}");
            for (index, (expected, actual)) in expected.iter().zip(actual).enumerate() {
                assert_same_at(&format!("{place} {index}"), expected, actual);
            }
        }
        _ => assert_eq!(expected, actual, "{place}"),
    }
}

#[test]
fn notation_and_the_order_of_keys_change_no_figure() {
    let expected = documents(&as_written(), &[]);
    for is_reversed in [false, true] {
        let files = collection().iter().map(|(name, scenario)| (name.clone(), text(scenario, is_reversed))).collect();
        assert_same(&expected, &documents(&files, &[]));
    }
}

#[test]
fn the_order_of_options_changes_no_figure() {
    let forgotten = |mut documents: BTreeMap<String, Json>| {
        documents.values_mut().for_each(forget_ties);
        documents
    };
    let reversed = rewritten(|scenario| list(scenario, "option").reverse());
    for driver in ["visits", "hours", "clients"] {
        let expected = forgotten(documents(&as_written(), &["--driver", driver]));
        // Most scenarios have no ties, or this test would say little.
        let known = expected.values().filter(|document| !document["breakeven"]["cheapest"].is_null()).count();
        assert!(known > 60, "{known}");
        assert_same(&expected, &forgotten(documents(&reversed, &["--driver", driver])));
    }
}

#[test]
fn line_ends_a_byte_order_mark_and_comments_change_no_figure() {
    let expected = documents(&as_written(), &[]);
    let edited = |edit: fn(&str) -> String| as_written().into_iter().map(|(name, text)| (name, edit(&text))).collect();
    assert_same(&expected, &documents(&edited(|text| text.replace('\n', "\r\n")), &[]));
    assert_same(&expected, &documents(&edited(|text| format!("\u{feff}{text}")), &[]));
    assert_same(&expected, &documents(&edited(|text| text.replace('\n', " # [demand]\n# visits = 99\n\n")), &[]));
}

/// Adds what is missing.
fn put(table: &mut Table, key: &str, value: impl Into<Value>) {
    table.entry(key.to_owned()).or_insert(value.into());
}

fn is_range(value: Option<&Value>) -> bool {
    matches!(value, Some(Value::Table(_)))
}

const BANDS: [(&str, &str); 3] =
    [("after_hours_multiplier", "1.5"), ("weekend_multiplier", "2"), ("holiday_multiplier", "2.5")];
const BAND_SHARES: [&str; 3] = ["after_hours_share", "weekend_share", "holiday_share"];

/// Every default of `docs/format.md` that can be written, written.
fn write_defaults(scenario: &mut Table) {
    put(scenario, "format", 1);
    put(scenario, "currency", "AUD");
    put(scenario, "horizon", Value::Table(Table::new()));
    let horizon = table(scenario, "horizon");
    put(horizon, "months", 12);
    put(horizon, "indexation", 0);
    put(horizon, "discount_rate", "0%");
    let indexation = horizon["indexation"].clone();
    let months = horizon["months"].clone();
    let demand = table(scenario, "demand");
    for share in BAND_SHARES.into_iter().chain(["critical_share", "growth_per_year", "km_per_visit"]) {
        put(demand, share, 0);
    }
    put(demand, "seasonality", Value::List(vec![1.into(); 12]));
    let segments = match demand.get("segment") {
        Some(Value::Table(segments)) => segments.keys().map(|name| name.as_str().into()).collect(),
        _ => Vec::new(),
    };
    let has_revenue = scenario.contains_key("revenue");
    let has_penalties = scenario.contains_key("sla");
    if has_revenue {
        for (multiplier, _) in BANDS {
            put(table(scenario, "revenue"), multiplier, 1);
        }
        for key in ["per_hour", "per_visit", "per_month", "indexation", "bad_debt_share"] {
            put(table(scenario, "revenue"), key, 0);
        }
    }
    let extras = |of: &mut Table| {
        for extra in of.get_mut("extra").map(Value::list).into_iter().flatten() {
            put(extra.table(), "from_month", 1);
            put(extra.table(), "to_month", months.clone());
        }
    };
    extras(scenario);
    for option in list(scenario, "option") {
        let option = option.table();
        extras(option);
        if option.contains_key("part") {
            for part in list(option, "part") {
                write_part(part.table(), &indexation, has_revenue, has_penalties);
            }
        } else {
            write_part(option, &indexation, has_revenue, has_penalties);
            if !segments.is_empty() {
                put(option, "serves", Value::List(segments.clone()));
            }
        }
    }
}

fn write_part(part: &mut Table, indexation: &Value, has_revenue: bool, has_penalties: bool) {
    let Value::Text(model) = part["model"].clone() else { panic!("a model is a name") };
    if model == "hand-off" {
        put(part, "referral_months", 12);
        if has_revenue {
            put(part, "referral_share", 0);
        }
        return;
    }
    put(part, "first_time_fix", 1);
    for (multiplier, default) in BANDS {
        put(part, multiplier, Value::Number(default.to_owned()));
    }
    // A range that every part repeats would no longer be one term.
    if !is_range(Some(indexation)) {
        put(part, "indexation", indexation.clone());
    }
    put(part, "prices_include_tax", false);
    if has_penalties {
        put(part, "breach_share", 0);
    }
    if model != "fly-in" {
        for key in ["travel_per_visit", "km_rate", "free_km", "travel_allowance"] {
            put(part, key, 0);
        }
    }
    if matches!(model.as_str(), "per-incident" | "retainer" | "dedicated") {
        put(part, "minimum_hours", 0);
        if !is_range(part.get("minimum_hours")) {
            let minimum = part["minimum_hours"].clone();
            put(part, "out_of_hours_minimum", minimum);
        }
    }
    match model.as_str() {
        "per-incident" => {
            put(part, "visit_fee", 0);
            put(part, "hours_in_visit_fee", 0);
            put(part, "hourly_rate", 0);
        }
        "retainer" => {
            put(part, "rollover_hours", 0);
            put(part, "setup_fee", 0);
        }
        "dedicated" => {
            put(part, "hours_per_day", 8);
            put(part, "travel_hours_per_visit", 0);
            put(part, "setup_fee", 0);
        }
        "hire" => {
            put(part, "on_costs", 0);
            put(part, "yearly_costs", Value::Table(Table::new()));
            put(part, "hours_per_week", 38);
            put(part, "productive_hours_per_year", Value::Number("1672".to_owned()));
            put(part, "utilisation", "100%");
            put(part, "headcount", "auto");
            for key in [
                "travel_hours_per_visit",
                "recruitment_cost",
                "turnover_per_year",
                "cover_share",
                "cover_rate",
                "on_call_per_month",
            ] {
                put(part, key, 0);
            }
        }
        "fly-in" => {
            put(part, "visits_per_trip", 1);
            for key in [
                "travel_hours_per_trip",
                "km_per_trip",
                "km_rate",
                "overnight_share",
                "overnight_cost",
                "lost_billing_rate",
            ] {
                put(part, key, 0);
            }
        }
        other => panic!("no such model: {other}"),
    }
}

#[test]
fn defaults_that_are_written_out_change_no_figure() {
    // Figures, not warnings: some of those are of keys that are written.
    let without_warnings = |mut documents: BTreeMap<String, Json>| {
        for document in documents.values_mut() {
            document["warnings"] = Json::Null;
        }
        documents
    };
    let expected = without_warnings(documents(&as_written(), &[]));
    let written = rewritten(write_defaults);
    let grown: usize = written.values().map(String::len).sum();
    let before: usize = rewritten(|_| ()).values().map(String::len).sum();
    assert!(grown > before * 3 / 2, "{before} and {grown}");
    assert_same(&expected, &without_warnings(documents(&written, &[])));
}

#[test]
fn another_option_changes_no_figure_of_the_others() {
    let expected = documents(&as_written(), &[]);
    let longer = rewritten(|scenario| {
        let options = list(scenario, "option");
        let mut twin = options[0].clone();
        twin.table().insert("name".to_owned(), "One more".into());
        twin.table().insert("id".to_owned(), "one-more".into());
        options.insert(0, twin);
    });
    for (file, document) in documents(&longer, &[]) {
        let options = document["options"].as_array().unwrap();
        let others: Json = options.iter().filter(|option| option["option"] != "one-more").cloned().collect();
        assert_same_at(&file, &expected[&file]["options"], &others);
        // It is the twin of another, under another name.
        let more = options.iter().find(|option| option["option"] == "one-more").unwrap();
        let twin = others.as_array().unwrap().iter().any(|other| {
            ["annual_cost", "monthly_costs", "lines", "revenue_needed", "gross_margin"]
                .iter()
                .all(|figure| other[figure] == more[figure])
        });
        assert!(twin, "{file}");
    }
}

const MONEY: [&str; 26] = [
    "amount",
    "cover_rate",
    "day_rate",
    "fee",
    "hourly_cost",
    "hourly_rate",
    "km_rate",
    "lost_billing_rate",
    "monthly_cap",
    "monthly_fee",
    "on_call_per_month",
    "overage_rate",
    "overflow_rate",
    "overnight_cost",
    "penalty_per_breach",
    "per_client",
    "per_hour",
    "per_month",
    "per_visit",
    "recruitment_cost",
    "referral_fee",
    "salary",
    "setup_fee",
    "travel_allowance",
    "travel_cap",
    "travel_per_visit",
];

/// Every amount of money times ten, in the digits of the file.
fn scale_money(table: &mut Table, path: &str) {
    for (key, value) in table.iter_mut() {
        // The rate of a tax is a share, and a tier's is money.
        let is_money = MONEY.contains(&key.as_str())
            || key == "visit_fee"
            || key == "rate" && path != "tax"
            || path == "yearly_costs";
        scale(value, key, is_money);
    }
}

fn scale(value: &mut Value, key: &str, is_money: bool) {
    match value {
        Value::Table(ends) if is_money => ends.values_mut().for_each(|end| scale(end, key, true)),
        Value::Table(table) => scale_money(table, key),
        Value::List(items) => items.iter_mut().for_each(|item| scale(item, key, is_money)),
        Value::Number(number) if is_money => *number = (decimal(number) * Decimal::TEN).to_string(),
        Value::Text(_) | Value::Number(_) | Value::Truth(_) => (),
    }
}

fn decimal(text: &str) -> Decimal {
    Decimal::from_str(text).unwrap_or_else(|error| panic!("{text}: {error}"))
}

/// Ten times the money, ten times each figure of money, and all else as it was, to twelve places.
fn assert_scaled(place: &str, is_money: bool, plain: &Json, scaled: &Json) {
    const VOLUMES_AND_SHARES: [&str; 14] = [
        "demand",
        "target",
        "gross_margin",
        "utilisation",
        "from",
        "to",
        "at",
        "share",
        "now",
        "max",
        "months",
        "warnings",
        "name",
        "option",
    ];
    match (plain, scaled) {
        (Json::Object(plain), Json::Object(scaled)) => {
            assert!(plain.keys().eq(scaled.keys()), "{place}");
            for (key, value) in plain {
                let is_money = is_money && !VOLUMES_AND_SHARES.contains(&key.as_str());
                assert_scaled(&format!("{place} {key}"), is_money, value, &scaled[key]);
            }
        }
        (Json::Array(plain), Json::Array(scaled)) => {
            assert_eq!(plain.len(), scaled.len(), "{place}");
            for (index, (plain, scaled)) in plain.iter().zip(scaled).enumerate() {
                assert_scaled(&format!("{place} {index}"), is_money, plain, scaled);
            }
        }
        (Json::String(plain), Json::String(scaled)) if Decimal::from_str(plain).is_ok() => {
            let factor = if is_money { Decimal::TEN } else { Decimal::ONE };
            let difference = decimal(plain) * factor - decimal(scaled);
            assert!(difference.abs() <= Decimal::new(1, 12), "{place}: {plain} and {scaled}");
        }
        _ => assert_eq!(plain, scaled, "{place}"),
    }
}

#[test]
fn money_scales_and_nothing_else() {
    let plain = documents(&rewritten(|_| ()), &["--exact"]);
    let scaled = documents(&rewritten(|scenario| scale_money(scenario, "")), &["--exact"]);
    for (file, document) in &plain {
        assert_scaled(file, true, document, &scaled[file]);
    }
}

/// Rounded half away from zero, after twelve places.
fn rounded(exact: &str, places: u32) -> Decimal {
    let round = |value: Decimal, places| value.round_dp_with_strategy(places, RoundingStrategy::MidpointAwayFromZero);
    round(round(decimal(exact), 12), places)
}

/// As CSV and JSON print money: all its places. The cases use two currencies of other places than two.
fn money(exact: &Json, places: u32) -> String {
    match exact.as_str() {
        Some(exact) => format!("{:.*}", places as usize, rounded(exact, places)).replace("-0.00", "0.00"),
        None => String::new(),
    }
}

/// As CSV and JSON print volumes and shares: at most six places.
fn quantity(exact: &Json) -> String {
    exact.as_str().map(|exact| rounded(exact, 6).normalize().to_string()).unwrap_or_default()
}

fn places(document: &Json) -> u32 {
    if document["currency"] == "JPY" { 0 } else { 2 }
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

/// Unrounded documents, in the order of the files and options.
fn exact_documents(options: &[&str]) -> Vec<Json> {
    let lines = compare(&as_written(), &[&["--format", "jsonl", "--exact"], options].concat());
    lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn csv_is_json_rounded() {
    for driver in ["visits", "hours", "clients"] {
        let csv = compare(&as_written(), &["--format", "csv", "--driver", driver]);
        let mut reader = csv::Reader::from_reader(csv.as_bytes());
        let mut rows = reader.records().map(Result::unwrap);
        let mut count = 0;
        for document in exact_documents(&["--driver", driver]) {
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
        assert!(count > 350, "{count}");
    }
}

/// Every text of a rounded document that is a figure is the figure of the unrounded one, rounded.
#[test]
fn json_is_exact_json_rounded() {
    let rounded = compare(&as_written(), &["--format", "jsonl"]);
    let mut figures = 0;
    for (line, exact) in rounded.lines().zip(exact_documents(&[])) {
        let document: Json = serde_json::from_str(line).unwrap();
        figures += assert_rounded(exact["file"].as_str().unwrap(), places(&exact), &document, &exact);
    }
    assert!(figures > 10_000, "{figures}");
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

#[test]
fn tables_are_json_rounded() {
    let table = compare(&as_written(), &[]);
    let pages: Vec<&str> = table.split("\n\n\n").collect();
    let documents = exact_documents(&[]);
    assert_eq!(pages.len(), documents.len());
    let mut figures = 0;
    for (page, document) in pages.iter().zip(&documents) {
        figures += assert_options(page, document);
        figures += assert_revenue(page, document);
        figures += assert_bands(page, document);
        assert_verdict(page, document);
    }
    assert!(figures > 3_000, "{figures}");
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
