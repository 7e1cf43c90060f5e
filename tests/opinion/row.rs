//! The same figures in CSV and JSON, and those of break-even rounded and unrounded.

use serde_json::Value as Json;

use crate::exact;
use crate::figure::Value;
use crate::option::Considered;
use crate::program::Row;
use crate::record::Record;

/// A JSON figure as a cell.
fn cell(json: &Json) -> String {
    match json {
        Json::String(text) => text.clone(),
        Json::Null => String::new(),
        other => other.to_string(),
    }
}

/// Where JSON has the figure of a column.
pub(crate) fn field<'j>(option: &'j Json, column: &str) -> &'j Json {
    let end_of = |figure: &'j Json, end: &str| if figure.is_null() { figure } else { &figure[end] };
    match column.rsplit_once('_') {
        Some((name, end @ ("low" | "high"))) => end_of(&option[name], end),
        _ if option[column].is_object() => &option[column]["base"],
        _ => &option[column],
    }
}

/// Holds the rows of a file against its document, which was printed in the same way.
pub(crate) fn check(rows: &[Row], document: &Json, options: &[Considered], record: &mut Record) {
    let printed = document["options"].as_array().unwrap();
    assert_eq!(rows.len(), printed.len());
    for ((row, printed), option) in rows.iter().zip(printed).zip(options) {
        let mut same = |column: &str, expected: &str| {
            let found = row[column].as_str();
            record.holds("cells", found == expected, || format!("{column}: {found} in CSV, {expected} in JSON"));
        };
        for (name, _) in &option.figures {
            same(name, &cell(field(printed, name)));
        }
        for name in ["option", "model"] {
            same(name, printed[name].as_str().unwrap());
        }
        for name in ["scenario", "currency", "months"] {
            same(name, &cell(&document[name]));
        }
        for name in ["visits_per_month", "hours_per_month"] {
            same(name, &cell(&document["demand"][name]));
        }
        same("target_gross_margin", &cell(&document["target"]["gross_margin"]));
        let id = &printed["option"];
        same("is_cheapest", &(document["cheapest"] == *id).to_string());
        let best = &document["most_profitable"];
        same("is_most_profitable", &if best.is_null() { String::new() } else { (best == id).to_string() });
        same("driver", &cell(&document["breakeven"]["driver"]));
        let band = [row["cheapest_from"].as_str(), row["cheapest_to"].as_str()];
        let is_band = |of: &Json| of["option"] == *id && [cell(&of["from"]), cell(&of["to"])] == band;
        let number = |json: &Json| exact::decimal(json.as_str().unwrap());
        let now = &document["breakeven"]["now"];
        let is_around =
            |of: &Json| of["option"] == *id && (number(&of["from"])..number(&of["to"])).contains(&number(now));
        let is_right = match document["breakeven"]["cheapest"].as_array() {
            // Where a step is within the 12th place of the volume as written, no band is around it.
            Some(bands) if document["cheapest"] == *id => bands.iter().any(is_band) || !bands.iter().any(is_around),
            _ => band == ["", ""],
        };
        record.holds("bands in CSV", is_right, || format!("{id} is the cheapest over {band:?}"));
    }
}

/// Holds rounded break-even figures against the same unrounded.
pub(crate) fn check_rounding(key: &str, unrounded: &Json, rounded: &Json, places: i32, record: &mut Record) {
    match (unrounded, rounded) {
        (Json::Object(fields), _) => {
            for (name, value) in fields {
                check_rounding(name, value, &rounded[name], places, record);
            }
        }
        (Json::Array(values), Json::Array(others)) if values.len() == others.len() => {
            for (value, other) in values.iter().zip(others) {
                check_rounding(key, value, other, places, record);
            }
        }
        (Json::String(digits), Json::String(printed)) => {
            let expected = match key {
                "at" | "to" | "from" | "now" | "max" | "share" => Value::Share(exact::decimal(digits)).printed(places),
                "cost" => Value::Money(exact::decimal(digits)).printed(places),
                _ => digits.clone(),
            };
            record.holds("rounded break-even", *printed == expected, || {
                format!("{key}: {digits} is rounded to {printed}")
            });
        }
        _ => record.holds("alike", unrounded == rounded, || format!("{key}: {unrounded} is rounded to {rounded}")),
    }
}
