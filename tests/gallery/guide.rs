//! The guide, in the formats that machines read.

use crate::document::{assert_figures, bands, document};
use crate::program::run;

#[test]
fn the_guide() {
    let guide = document("guide", &[]);
    assert_figures(
        &guide,
        &[
            // 65,000 + 13 % of it, 8,450, + 15,000 = 88,450; / 0.4 = 221,125; / 0.6 = 147,416.67.
            ("hire-regional-fte", "annual_cost.base", "88450.00"),
            ("hire-regional-fte", "revenue_needed.base", "221125.00"),
            ("hire-regional-fte", "break_even_sales.base", "147416.67"),
            // 48 visits of two hours a year, 96 hours: 88,450 / 48 and / 96; 221,125 / 48 and / 96.
            ("hire-regional-fte", "cost_per_visit", "1842.71"),
            ("hire-regional-fte", "cost_per_hour", "921.35"),
            ("hire-regional-fte", "price_per_visit", "4606.77"),
            ("hire-regional-fte", "price_per_hour", "2303.39"),
            // Eight hours are inside the twelve: 12 × 1,340 = 16,080, 12 × 1,830 = 21,960, 12 × 1,585 = 19,020.
            ("retainer-partner", "annual_cost.low", "16080.00"),
            ("retainer-partner", "annual_cost.base", "19020.00"),
            ("retainer-partner", "annual_cost.high", "21960.00"),
            ("retainer-partner", "revenue_needed.low", "40200.00"),
            ("retainer-partner", "revenue_needed.base", "47550.00"),
            ("retainer-partner", "revenue_needed.high", "54900.00"),
            ("retainer-partner", "break_even_sales.low", "26800.00"),
            ("retainer-partner", "break_even_sales.base", "31700.00"),
            ("retainer-partner", "break_even_sales.high", "36600.00"),
            ("retainer-partner", "utilisation", "0.666667"),
            // 4 × (2 × 130 + 80) = 1,360 a month.
            ("per-incident-only", "annual_cost.base", "16320.00"),
            ("per-incident-only", "revenue_needed.base", "40800.00"),
            ("per-incident-only", "break_even_sales.base", "27200.00"),
            ("per-incident-only", "cost_per_visit", "340.00"),
            ("per-incident-only", "monthly_costs.11", "1360.00"),
        ],
    );
    assert_eq!(guide["target"], serde_json::json!({ "gross_margin": "0.6", "markup": "1.5" }));
    assert_eq!(guide["cheapest"], "per-incident-only");
    // 1,585 / 340 = 4.661765. Above six visits the retainer costs 1,585 + (2 x - 12) × 130 = 25 + 260 x, which is
    // 88,450 / 12 at 28.253205.
    assert_eq!(
        bands(&guide),
        [
            ["0", "4.661765", "per-incident-only"],
            ["4.661765", "28.253205", "retainer-partner"],
            ["28.253205", "40", "hire-regional-fte"],
        ]
    );
    // 88,450 / 12 / 340 = 21.678922.
    let points = guide["breakeven"]["indifference"].as_array().unwrap();
    let hire_and_spot =
        points.iter().find(|point| point["a"] == "hire-regional-fte" && point["b"] == "per-incident-only");
    assert_eq!(hire_and_spot.unwrap()["at"], "21.678922");
    assert_eq!(hire_and_spot.unwrap()["cost"], "88450.00");
}

/// The same headline figures in the other format that machines read.
#[test]
fn the_guide_as_csv() {
    let run = run(&["compare", "scenarios/guide.toml", "--format", "csv"]);
    let mut reader = csv::Reader::from_reader(run.stdout.as_slice());
    let header = reader.headers().unwrap().clone();
    let at = |name: &str| header.iter().position(|column| column == name).unwrap();
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    let columns = |name: &str| -> Vec<&str> { rows.iter().map(|row| &row[at(name)]).collect() };
    assert_eq!(columns("annual_cost"), ["88450.00", "19020.00", "16320.00"]);
    assert_eq!(columns("annual_cost_low"), ["88450.00", "16080.00", "16320.00"]);
    assert_eq!(columns("annual_cost_high"), ["88450.00", "21960.00", "16320.00"]);
    assert_eq!(columns("revenue_needed"), ["221125.00", "47550.00", "40800.00"]);
    assert_eq!(columns("break_even_sales"), ["147416.67", "31700.00", "27200.00"]);
    assert_eq!(columns("is_cheapest"), ["false", "false", "true"]);
    assert_eq!(columns("cheapest_from"), ["", "", "0"]);
    assert_eq!(columns("cheapest_to"), ["", "", "4.661765"]);
}
