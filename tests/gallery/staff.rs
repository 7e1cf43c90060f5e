//! Employees, and what they are compared with: over headcounts, hubs and years.

use crate::document::{assert_figures, bands, document, line, option};

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
