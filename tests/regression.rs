//! Mistakes that were found and mended, each by the scenario that showed it.
#![allow(missing_docs, clippy::unwrap_used)]

use smarthands::break_even::{BreakEven, Driver, Question, Wanted, analyse, draw};
use smarthands::calc::number::Number;
use smarthands::evaluation::{Evaluation, evaluate, suspicions};
use smarthands::model::build;
use smarthands::scenario::{Scenario, load};

fn scenario(options: &str) -> Scenario {
    let file = format!("name = \"Case\"\n{options}");
    load("case.toml", file.as_bytes(), &[]).unwrap().scenario
}

fn evaluated(scenario: &Scenario) -> Evaluation {
    evaluate(scenario, &build(scenario)).unwrap()
}

fn analysed(scenario: &Scenario, max: Option<&str>) -> BreakEven {
    let model = build(scenario);
    let evaluation = evaluate(scenario, &model).unwrap();
    let max = max.map(|max| Number::parse(max).unwrap());
    let question = Question { driver: Driver::Visits, max, wanted: Wanted::All };
    analyse(scenario, &model, &evaluation, question).unwrap().unwrap()
}

/// Up to 4 hours revenue equals cost, beyond it each hour loses 50: the loss begins at 4.
#[test]
fn revenue_that_equals_cost_from_nothing_on_has_a_point_at_its_end() {
    let scenario = scenario(
        "target.gross_margin = 0\ndemand = { visits = 10, hours_per_visit = 1 }\nrevenue.per_hour = 100\n\
         [[option]]\nname = \"Spot\"\nmodel = \"per-incident\"\ntiering = \"marginal\"\n\
         rate_tiers = [{ up_to_hours = 4, rate = 100 }, { rate = 150 }]\n",
    );
    let points: Vec<(String, bool)> =
        analysed(&scenario, None).revenue.iter().map(|point| (point.at.to_string(), point.is_covered_above)).collect();
    assert_eq!(points, [("4".to_owned(), false), ("4".to_owned(), false)]);
}

/// 800.02 a month against 100 an hour for 8 hours and 50 beyond: they meet at 8 + 0.02 / 50, however long the axis is.
#[test]
fn a_long_axis_does_not_blur_near_points() {
    let scenario = scenario(
        "target.gross_margin = \"50%\"\ndemand = { visits = 10, hours_per_visit = 1 }\n\
         [[option]]\nname = \"Spot\"\nmodel = \"per-incident\"\ntiering = \"marginal\"\n\
         rate_tiers = [{ up_to_hours = 8, rate = 100 }, { rate = 50 }]\n\
         [[option]]\nname = \"Flat\"\nmodel = \"retainer\"\nmonthly_fee = 800.02\nincluded_hours = 10_000_000\noverage_rate = 0\n",
    );
    for max in ["100", "1000000000000000"] {
        assert_eq!(analysed(&scenario, Some(max)).indifference[0].at.to_string(), "8.0004", "{max}");
    }
}

/// Each curve has some 60,000 pieces, and both together more than a curve may have.
#[test]
fn curves_within_the_limit_are_compared() {
    let hire = |hours: &str| {
        format!(
            "[[option]]\nname = \"Hire {hours}\"\nmodel = \"hire\"\nsalary = 1000\nproductive_hours_per_year = {hours}\n"
        )
    };
    let scenario = scenario(&format!(
        "target.gross_margin = \"50%\"\ndemand = {{ visits = 1000, hours_per_visit = 10 }}\n{}{}",
        hire("20"),
        hire("20.1")
    ));
    assert!(analysed(&scenario, None).cheapest.len() > 1);
}

/// A markup of 50 % on 1,200 is 1,800, and the markup is the one that was written.
#[test]
fn a_markup_is_exact() {
    let scenario = scenario(
        "target.markup = 0.5\ndemand = { visits = 1, hours_per_visit = 1 }\n\
         [[option]]\nname = \"Spot\"\nmodel = \"per-incident\"\nhourly_rate = 100\n",
    );
    let evaluation = evaluated(&scenario);
    assert_eq!(evaluation.target_markup.to_string(), "0.5");
    assert_eq!(evaluation.options[0].revenue_needed.base.to_string(), "1800");
}

/// A retainer used to 10 % and another used to 160 % are both told, though the option is used to 85 %.
#[test]
fn each_retainer_of_a_blend_has_its_own_burn() {
    let part = |segment: &str| {
        format!(
            "[[option.part]]\nmodel = \"retainer\"\nserves = [\"{segment}\"]\nmonthly_fee = 1\nincluded_hours = 10\n\
             overage_rate = 1\n"
        )
    };
    let scenario = scenario(&format!(
        "target.gross_margin = \"50%\"\n[demand]\nhours_per_visit = 1\n[demand.segment.a]\nvisits = 1\n\
         [demand.segment.b]\nvisits = 16\n[[option]]\nname = \"Blend\"\n{}{}",
        part("a"),
        part("b")
    ));
    let evaluation = evaluated(&scenario);
    assert_eq!(evaluation.options[0].utilisation.unwrap().to_string(), "0.85");
    let codes: Vec<&str> = suspicions(&scenario, &evaluation).iter().map(|warning| warning.code).collect();
    assert_eq!(codes, ["retainer-burn", "retainer-burn"]);
}

/// The least over all ends of seven ranges takes lines that differ by what rounding lost, and would meet beyond any number.
#[test]
fn ranges_are_drawn_however_near_their_corners_are() {
    let scenario = scenario(
        "target.gross_margin = \"50%\"\n\
         demand = { visits = 20, hours_per_visit = { low = 1.5, high = 2.5 }, after_hours_share = { low = 0.05, high = 0.1 } }\n\
         [[option]]\nname = \"Hire\"\nmodel = \"hire\"\nsalary = { low = 54_180, high = 66_220 }\n\
         productive_hours_per_year = { low = 1_350, high = 1_650 }\nutilisation = { low = 0.63, high = 0.77 }\n\
         travel_hours_per_visit = 0.45\nfirst_time_fix = { low = 0.765, high = 0.935 }\n\
         cover_share = { low = 0.09, high = 0.11 }\ncover_rate = 100\n",
    );
    let model = build(&scenario);
    let evaluation = evaluate(&scenario, &model).unwrap();
    let max = Some(Number::whole(200));
    let drawing = draw(&scenario, &model, &evaluation, Driver::Visits, max).unwrap().unwrap();
    let (range, now) = (drawing.options[0].range.as_ref().unwrap(), Number::whole(20));
    let expected = evaluation.options[0].annual_cost;
    assert!(range.low.before(now).settles_to(expected.low) && range.high.before(now).settles_to(expected.high));
}

/// 256 combinations of eight ranges, at each of which every month has steps of its own: minutes of drawing.
#[test]
fn a_picture_of_too_many_pieces_is_refused_at_once() {
    let file = |visits: u32| {
        scenario(&format!(
            "target.gross_margin = \"50%\"\n[demand]\nvisits = {visits}\nhours_per_visit = 2\n\
             seasonality = [0.51, 1.47, 1.01, 1.34, 1.71, 0.52, 0.95, 1.1, 0.88, 1.11, 1.03, 0.37]\n\
             [[option]]\nname = \"Hire\"\nmodel = \"hire\"\nsalary = {{ low = 50_000, high = 60_000 }}\n\
             on_costs = {{ low = 0.1, high = 0.2 }}\nproductive_hours_per_year = {{ low = 1_500, high = 1_600 }}\n\
             utilisation = {{ low = 0.7, high = 0.8 }}\ntravel_hours_per_visit = {{ low = 0.4, high = 0.5 }}\n\
             first_time_fix = {{ low = 0.7, high = 0.9 }}\ncover_share = {{ low = 0.1, high = 0.2 }}\n\
             cover_rate = {{ low = 90, high = 100 }}\n"
        ))
    };
    let drawn = |scenario: &Scenario| {
        let model = build(scenario);
        draw(scenario, &model, &evaluate(scenario, &model).unwrap(), Driver::Visits, None)
    };
    let problem = drawn(&file(20_000)).unwrap_err();
    assert_eq!((problem.code, problem.key.as_str()), ("too-many-pieces", "option.hire"));
    assert!(problem.message.contains(" pieces at each of 256 combinations of its ranges"), "{}", problem.message);
    assert!(drawn(&file(20)).unwrap().is_some());
}
