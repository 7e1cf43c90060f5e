//! Contracts with partners: rate cards, retainers, work that is passed on.

use crate::document::{assert_figures, bands, document, figure, line, option};

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
