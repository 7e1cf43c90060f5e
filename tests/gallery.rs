//! The gallery that users read, by figures worked out by hand from its files.
//!
//! Each comment is the sum as a management accountant would write it, a month at a time unless it says otherwise.
#![allow(missing_docs, clippy::unwrap_used, clippy::panic)]

mod program;

use program::run;
use std::path::Path;

use serde_json::Value;

const SCENARIOS: [&str; 9] = [
    "blend-flagships",
    "call-out-card",
    "five-hubs",
    "growth-three-years",
    "guide",
    "hand-off",
    "hire-loaded-cost",
    "peer-subcontract",
    "zone-card",
];

/// The JSON document of a scenario of the gallery, with these settings.
fn document(scenario: &str, settings: &[&str]) -> Value {
    let file = format!("scenarios/{scenario}.toml");
    let mut arguments = vec!["compare", &file, "--format", "json"];
    arguments.extend(settings.iter().flat_map(|setting| ["--set", setting]));
    let run = run(&arguments);
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    serde_json::from_slice(&run.stdout).unwrap()
}

fn option<'a>(document: &'a Value, id: &str) -> &'a Value {
    let options = document["options"].as_array().unwrap();
    options.iter().find(|option| option["option"] == id).unwrap_or_else(|| panic!("no option {id}"))
}

/// A figure of an option, such as `annual_cost.low`, as it is printed.
fn figure(document: &Value, id: &str, path: &str) -> String {
    let value = path.split('.').fold(option(document, id), |value, key| match key.parse::<usize>() {
        Ok(index) => &value[index],
        Err(_) => &value[key],
    });
    value.as_str().unwrap_or_else(|| panic!("{id} has no {path}: {value}")).to_owned()
}

/// The total of a line over the horizon.
fn line(document: &Value, id: &str, part: Option<u64>, name: &str) -> String {
    let lines = option(document, id)["lines"].as_array().unwrap();
    let line = lines.iter().find(|line| line["part"].as_u64() == part && line["name"] == name);
    line.unwrap_or_else(|| panic!("{id} has no line {name}"))["total"].as_str().unwrap().to_owned()
}

/// Asserts figures of options: the option, the path, the figure.
fn assert_figures(document: &Value, figures: &[(&str, &str, &str)]) {
    for (id, path, expected) in figures {
        assert_eq!(figure(document, id, path), *expected, "{}: {id} {path}", document["scenario"]);
    }
}

/// The bands of the cheapest option: from, to, option.
fn bands(document: &Value) -> Vec<[&str; 3]> {
    let bands = document["breakeven"]["cheapest"].as_array().unwrap();
    bands.iter().map(|band| ["from", "to", "option"].map(|key| band[key].as_str().unwrap())).collect()
}

#[test]
fn the_gallery_is_what_is_tested() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios");
    let mut names: Vec<String> =
        std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    assert_eq!(names, SCENARIOS.map(|name| format!("{name}.toml")));
}

#[test]
fn every_scenario_is_free_of_warnings() {
    for name in SCENARIOS {
        let file = format!("scenarios/{name}.toml");
        for driver in ["visits", "hours", "clients"] {
            for arguments in [&["compare", &file, "--driver", driver][..], &["check", &file]] {
                let run = run(arguments);
                assert_eq!(run.status.code(), Some(0), "{name}");
                assert_eq!(String::from_utf8(run.stderr).unwrap(), "", "{name}");
            }
        }
        assert_eq!(document(name, &[])["warnings"], serde_json::json!([]), "{name}");
    }
}

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

#[test]
fn the_loaded_cost_of_a_technician() {
    let scenario = document("hire-loaded-cost", &[]);
    // On-costs: 12 + 2.016 + 5.432 + 1.346 + 1.667 = 22.461 % of 70,000 = 15,722.70 a year, twice.
    assert_eq!(line(&scenario, "hire", Some(1), "on-costs"), "31445.40");
    let lines = option(&scenario, "hire")["lines"].as_array().unwrap();
    let on_costs = lines.iter().find(|line| line["name"] == "on-costs").unwrap();
    assert_eq!(on_costs["yearly"], serde_json::json!(["15722.70", "15722.70"]));
    assert_figures(
        &scenario,
        &[
            // 70,000 + 15,722.70 + 10,400 = 96,122.70; in the first year the agency's 14,000 besides.
            ("hire", "yearly_costs.0", "110122.70"),
            ("hire", "yearly_costs.1", "96122.70"),
            ("hire", "total_cost", "206245.40"),
            ("hire", "annual_cost.base", "103122.70"),
            // / 0.55 and / 0.45.
            ("hire", "revenue_needed.base", "187495.82"),
            ("hire", "break_even_sales.base", "229161.56"),
            // 64 hours: 6,800 + 8 × 140 + 32 × 40 = 9,200.
            ("retainer", "annual_cost.base", "110400.00"),
            // 64 × 150 + 32 × 45 = 11,040.
            ("spot", "annual_cost.base", "132480.00"),
        ],
    );
    assert_eq!(scenario["cheapest"], "hire");
    // One person has 1,664.4 × 75 % / 12 = 104.025 hours, at 2.75 hours a visit 37.827273 visits. Below, the hire costs
    // 103,122.70 / 12 = 8,593.558333 a month and the retainer 6,800 + 40 x + (2 x - 56) × 140 = 320 x - 1,040 above 28
    // visits: equal at 30.104870. Two people: 17,187.116667, met by 320 x - 1,040 at 56.959740. Three people, from
    // 75.654545 visits on, cost 25,780.675, which 320 x - 1,040 exceeds from 83.814609 on. A fourth, at
    // 113.481818, costs 34,374.23 with the others, less than the retainer's 35,274.18, and so does every one after.
    // A visit of spot work costs 345, the retainer 6,800 + 40 x up to 28 visits: equal at 6,800 / 305 = 22.295082.
    assert_eq!(
        &bands(&scenario)[..7],
        [
            ["0", "22.295082", "spot"],
            ["22.295082", "30.10487", "retainer"],
            ["30.10487", "37.827273", "hire"],
            ["37.827273", "56.95974", "retainer"],
            ["56.95974", "75.654545", "hire"],
            ["75.654545", "83.814609", "retainer"],
            ["83.814609", "320", "hire"],
        ]
    );
}

#[test]
fn a_call_out_card_by_the_single_visit() {
    let single = |after_hours: &str| {
        let share = format!("demand.after_hours_share={after_hours}");
        document("call-out-card", &["demand.visits=1", "demand.hours_per_visit=1", &share])
    };
    // In business hours an hour and the call-out: 170 + 127.50 = 297.50.
    let business = single("0");
    assert_figures(&business, &[("card", "annual_cost.base", "3570.00"), ("card", "monthly_costs.0", "297.50")]);
    assert_eq!(figure(&business, "card", "cost_per_visit"), "297.50");
    // After hours two hours at one and a half times the rate: 510 + 127.50 = 637.50.
    let after = single("1");
    assert_figures(&after, &[("card", "annual_cost.base", "7650.00"), ("card", "monthly_costs.0", "637.50")]);
    // The rival's two hours with GST inside: (340 + 127.50) / 1.1 = 425; after hours (510 + 127.50) / 1.1 = 579.545….
    assert_eq!(figure(&business, "rival", "monthly_costs.0"), "425.00");
    assert_eq!(figure(&after, "rival", "monthly_costs.0"), "579.55");
}

#[test]
fn call_out_cards() {
    let scenario = document("call-out-card", &[]);
    assert_figures(
        &scenario,
        &[
            // Hours: 7 × (0.85 × 1.5 + 0.15 × 2) = 11.025, × 170 = 1,874.25. Loading: 7 × 2 × 0.15 × 0.5 × 170 = 178.50.
            // Call-outs: 7 × 127.50 = 892.50. Together 2,945.25.
            ("card", "annual_cost.base", "35343.00"),
            // (14 × 170 + 178.50 + 892.50) / 1.1 = 3,451 / 1.1 = 3,137.2727….
            ("rival", "annual_cost.base", "37647.27"),
            // Used: 7 × (0.85 × 1.5 + 0.15 × 2 × 1.5) = 12.075 of 20 hours. 2,900 + 7 × 60 = 3,320.
            ("retainer", "annual_cost.base", "39840.00"),
            ("retainer", "utilisation", "0.60375"),
            // A markup of 40 %: 35,343 × 1.4; break-even sales 35,343 × 1.4 / 0.4.
            ("card", "revenue_needed.base", "49480.20"),
            ("card", "break_even_sales.base", "123700.50"),
        ],
    );
    assert_eq!(line(&scenario, "card", Some(1), "labour"), "22491.00");
    assert_eq!(line(&scenario, "card", Some(1), "out-of-hours loading"), "2142.00");
    assert_eq!(line(&scenario, "card", Some(1), "travel"), "10710.00");
    assert_eq!(scenario["cheapest"], "card");
    // A visit on the card costs 2,945.25 / 7 = 420.75; the retainer 2,900 + 60 x while 1.725 x < 20: 2,900 / 360.75.
    assert_eq!(bands(&scenario)[0], ["0", "8.038808", "card"]);
}

#[test]
fn subcontracting_to_a_peer() {
    let at = |rate: &str| document("peer-subcontract", &[&format!("option.peer.hourly_rate={rate}")]);
    for (rate, cost, margin, meets) in [("90", "25920.00", "0.28", true), ("95", "27360.00", "0.24", false)] {
        // 24 hours at the rate, of 24 × 125 = 3,000 that the client pays.
        let scenario = at(rate);
        assert_figures(
            &scenario,
            &[
                ("peer", "annual_cost.base", cost),
                ("peer", "annual_revenue", "36000.00"),
                ("peer", "gross_margin", margin),
            ],
        );
        assert_eq!(option(&scenario, "peer")["meets_target"], meets);
    }
    let scenario = document("peer-subcontract", &[]);
    assert_figures(
        &scenario,
        &[
            ("peer", "annual_cost.low", "25920.00"),
            ("peer", "annual_cost.base", "26640.00"),
            ("peer", "annual_cost.high", "27360.00"),
            ("peer", "gross_margin", "0.26"),
            ("peer", "annual_gross_profit", "9360.00"),
            // 30 hours a month are paid for and 24 used.
            ("peer-retainer", "annual_cost.base", "28800.00"),
            ("peer-retainer", "gross_margin", "0.2"),
            ("peer-retainer", "utilisation", "0.8"),
            // 0.3 × (72,000 + 16 % of it, 11,520, + 9,000) = 27,756; 12 × 2.5 = 30 hours of 33.44.
            ("part-time", "annual_cost.base", "27756.00"),
            ("part-time", "annual_gross_profit", "8244.00"),
            ("part-time", "gross_margin", "0.229"),
        ],
    );
    assert_eq!((&scenario["cheapest"], &scenario["most_profitable"]), (&"peer".into(), &"peer".into()));
}

#[test]
fn zones_and_kilometres() {
    let scenario = document("zone-card", &[]);
    assert_figures(
        &scenario,
        &[
            // Quarter hours: 8 × 0.75 + 5 × 1.25 + 3 × 1.75 + 2 × 2.5 = 22.5, × 138 = 3,105. Zones: 5 × 15 + 3 × 30 + 2 × 105
            // = 375. Together 3,480.
            ("zones", "annual_cost.base", "41760.00"),
            // An hour at least in town: 24.5 × 135 = 3,307.50. Kilometres: 24 + 45 + 60 + 110 = 239, × 0.95 = 227.05.
            ("kilometres", "annual_cost.base", "42414.60"),
            // 12.25 × 138 + 75 = 1,765.50, and 10.25 × 135 + 170 × 0.95 = 1,545.25. Together 3,310.75.
            ("split", "annual_cost.base", "39729.00"),
            // 3,250 + 0.5 × 140 = 3,320.
            ("retainer", "annual_cost.base", "39840.00"),
            // 39,729 / 0.65.
            ("split", "revenue_needed.base", "61121.54"),
        ],
    );
    assert_eq!(scenario["cheapest"], "split");
    assert_eq!(option(&scenario, "split")["model"], "blend");
}

#[test]
fn clients_that_are_handed_off() {
    let scenario = document("hand-off", &[]);
    assert_figures(
        &scenario,
        &[
            // Nine visits, 18 hours, 6 × 30 + 3 × 240 = 900 km: 18 × 135 + 900 + 400 = 3,730.
            ("keep-spot", "annual_cost.base", "44760.00"),
            // Collected: (18 × 165 + 6 × 220) × 98 % = 4,204.20.
            ("keep-spot", "annual_revenue", "50450.40"),
            ("keep-spot", "annual_gross_profit", "5690.40"),
            // 2,950 + 400.
            ("keep-retainer", "annual_cost.base", "40200.00"),
            ("keep-retainer", "annual_gross_profit", "10250.40"),
            // To be billed: 40,200 / 0.75 / 0.98.
            ("keep-retainer", "revenue_needed.base", "54693.88"),
            ("keep-retainer", "break_even_sales.base", "160800.00"),
            // Near: 12 × 135 + 180 + 250 = 2,050.
            ("split", "annual_cost.base", "24600.00"),
            // Near: (12 × 165 + 4 × 220) × 98 % × 12 = 33,633.60 a year. Far: 10 % of 6 × 165 + 2 × 220, 143 a month in the
            // first of two years, 858 a year.
            ("split", "annual_revenue", "34491.60"),
            ("split", "annual_gross_profit", "9891.60"),
            // 10 % of 4,290, for twelve of 24 months.
            ("hand-off", "annual_cost.base", "0.00"),
            ("hand-off", "annual_revenue", "2574.00"),
            ("hand-off", "gross_margin", "1"),
        ],
    );
    assert_eq!(
        (&scenario["cheapest"], &scenario["most_profitable"]),
        (&"keep-retainer".into(), &"keep-retainer".into())
    );
    // What the file says of a single year: 33,633.60 + 1,716 - 24,600 = 10,749.60 is more than 10,250.40.
    let year = document("hand-off", &["horizon.months=12"]);
    assert_figures(
        &year,
        &[("split", "annual_gross_profit", "10749.60"), ("keep-retainer", "annual_gross_profit", "10250.40")],
    );
    assert_eq!(year["most_profitable"], "split");
}

#[test]
fn flagships_on_a_retainer() {
    let scenario = document("blend-flagships", &[]);
    assert_figures(
        &scenario,
        &[
            // 24 hours of flagships and 7 × 1.5 = 10.5 of the rest: 34.5 × 135 = 4,657.50. Kilometres: 12 × 20 + 7 × 120 =
            // 1,080, × 0.90 = 972. Together 5,629.50 in an average month.
            ("spot", "annual_cost.base", "67554.00"),
            // 2,760, or 2,600 to 2,920, + 10.5 × 135 + 840 × 0.90 = 4,933.50.
            ("blend", "annual_cost.low", "57282.00"),
            ("blend", "annual_cost.base", "59202.00"),
            ("blend", "annual_cost.high", "61122.00"),
            // The pool lasts but for July: June's 40.8 hours leave 6 + 36 - 40.8 = 1.2, July's 38.7 are 1.5 too many, 187.50.
            // Fees 54,600; 80 km of each of 84 visits beyond the free ones, 6,048.
            ("retainer", "annual_cost.base", "60835.50"),
        ],
    );
    assert_eq!(line(&scenario, "retainer", Some(1), "overage"), "187.50");
    assert_eq!(line(&scenario, "retainer", Some(1), "travel"), "6048.00");
    assert_eq!(line(&scenario, "blend", Some(2), "labour"), "17010.00");
    assert_eq!(scenario["cheapest"], "blend");
}

#[test]
fn five_hubs() {
    let scenario = document("five-hubs", &[]);
    assert_figures(
        &scenario,
        &[
            // 27 visits, 18 + 12 + 8 + 9 + 10 = 57 hours: 57 × 138 = 7,866. Kilometres: 180 + 144 + 160 + 90 + 250 = 824, × 0.95
            // = 782.80. Seats 250. Critical visits 2.25 + 0.9 + 0.6 + 0.45 + 0.75 = 4.95, × 5 % × 400 = 99. 8,997.80.
            ("local-spot", "annual_cost.base", "107973.60"),
            // 5 × 860 = 4,300 for 15 × 2.5 = 37.5 of 40 hours; 27 × 138 + 500 × 0.95 = 4,201; seats 200; (3.15 × 8 % +
            // 1.8 × 5 %) × 400 = 136.80. 8,837.80.
            ("days-and-spot", "annual_cost.base", "106053.60"),
            // 8,850 + 50 + 4.95 × 2 % × 400 = 8,939.60, and 1,500 once.
            ("network", "annual_cost.base", "108775.20"),
            // Near: 20 / 3 trips: 40 × 58 + 20 / 3 × (4 × 58 + 290 × 0.88 + 4 × 45) = 6,768. Far: 3.5 trips: 17 × 58 + 3.5 × (6 × 58 +
            // 500 × 0.88 + 0.4 × 210 + 6 × 45) = 4,983. Late: (3.9 × 20 % + 1.05 × 35 %) × 400 = 459. 12,210.
            ("melbourne", "annual_cost.base", "146520.00"),
            // 57 × 175 + 22 × 240 = 15,255.
            ("melbourne", "annual_revenue", "183060.00"),
            // 183,060 - 106,053.60 = 77,006.40, 42.0662… %.
            ("days-and-spot", "annual_gross_profit", "77006.40"),
            ("days-and-spot", "gross_margin", "0.420662"),
            ("network", "utilisation", "0.95"),
        ],
    );
    for (id, penalties) in
        [("local-spot", "1188.00"), ("days-and-spot", "1641.60"), ("network", "475.20"), ("melbourne", "5508.00")]
    {
        assert_eq!(line(&scenario, id, None, "expected SLA penalties"), penalties);
    }
    assert_eq!(scenario["cheapest"], "days-and-spot");
    assert_eq!(option(&scenario, "melbourne")["meets_target"], false);
}

#[test]
fn three_years_of_growth() {
    let scenario = document("growth-three-years", &[]);
    assert_figures(
        &scenario,
        &[
            // 336, 420 and 525 visits at 2 × 140 + 45 = 325: 109,200; 136,500 × 1.03 = 140,595; 170,625 × 1.0609 =
            // 181,016.0625. The coordinator in the third year: 24,000 × 1.0609 = 25,461.60.
            ("spot", "yearly_costs.0", "109200.00"),
            ("spot", "yearly_costs.1", "140595.00"),
            ("spot", "yearly_costs.2", "206477.66"),
            ("spot", "annual_cost.base", "152090.89"),
            // 72,000 × 1.14 + 17,500 = 99,580 a year; 12,000 once and 15 % of it, 1,800, a year. Of 1,650 × 75 % / 12 =
            // 103.125 hours a month, 2.75 × 28 × 1.2 = 92.4 are enough in the first year. The second needs 77 × 1.25 = 96.25
            // in an average month: 2 × 2.75 + 2 × 12.375 = 30.25 too many. The third needs 120.3125: 5 × 17.1875 +
            // 2 × 29.21875 + 2 × 41.25 + 2 × 5.15625 = 237.1875 too many.
            ("technician", "yearly_costs.0", "113380.00"),
            // (99,580 + 1,800 + 30.25 × 145) × 1.03.
            ("technician", "yearly_costs.1", "108939.24"),
            // (99,580 + 1,800 + 237.1875 × 145 + 24,000) × 1.0609 = 169,502.31371875.
            ("technician", "yearly_costs.2", "169502.31"),
            ("technician", "annual_cost.base", "130607.18"),
            // Salaries of 70,000 and 78,000 instead of 72,000 move each year by -2,280 and 6,840, × (1 + 1.03 + 1.0609) / 3 =
            // 1.0303.
            ("technician", "annual_cost.low", "128258.10"),
            ("technician", "annual_cost.high", "137654.44"),
            // Hours by month, 56 in an average one of the first year: 15 hours carried at most cover 61.6 and 67.2. The second
            // year's 70 exceed 60 nearly always: 42 and 63 leave 12 for 77, then 5 + 10 + 17 + 24 + 40 + 24 + 3 = 123 are too
            // many. The third year's 87.5: 52.5 leave 7.5, then 11.25 + 36.25 + 27.5 + 36.25 + 45 + 110 + 45 + 18.75 = 330.
            // 86,400 + 10,080 of travel.
            ("retainer", "yearly_costs.0", "96480.00"),
            // (86,400 + 123 × 135 + 12,600) × 1.03.
            ("retainer", "yearly_costs.1", "119073.15"),
            // (86,400 + 330 × 135 + 15,750 + 24,000) × 1.0609.
            ("retainer", "yearly_costs.2", "181095.63"),
            ("retainer", "annual_cost.base", "132216.26"),
        ],
    );
    assert_eq!(scenario["cheapest"], "technician");
    for id in ["retainer", "technician", "spot"] {
        // The coordinator joins in month 25.
        assert_eq!(line(&scenario, id, None, "extra: Regional services coordinator"), "25461.60");
    }
}
