//! Scenarios whose two options change places and change back within a millionth of the axis, the places being known
//! beforehand.
//!
//! Every scenario has 150 billed hours, or 200 clients, at the end of its axis. Amounts are counted in whole
//! thousand-millionths, so that a place is worked out in whole numbers and compared to its last digit.

use std::fmt::Write as _;

use smarthands::break_even::Driver;
use smarthands::calc::comparison::How;

use super::draw::{Draw, scaled};

/// Thousand-millionths of an hour or a client.
const UNIT: u64 = 1_000_000_000;

/// A scenario of two options, and all points at which they change places.
pub(crate) struct Near {
    pub(crate) text: String,
    pub(crate) driver: Driver,
    pub(crate) points: Vec<Point>,
    /// How far neighbouring flips are apart, in thousand-millionths of a billed hour or a client; 0 where there is one.
    pub(crate) apart: u64,
}

/// A volume at which two options change places, in its exact digits.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Point {
    pub(crate) at: String,
    /// The options that are cheaper below and above, by position.
    pub(crate) cheaper: [usize; 2],
    pub(crate) how: How,
    /// The annual cost at a cross.
    pub(crate) cost: Option<String>,
}

/// The demand, and how billed hours lie on its axis.
struct Axis {
    demand: String,
    driver: Driver,
    /// Thousandths of the driver's unit for each billed hour.
    ratio: u64,
}

impl Axis {
    /// 15 billed hours as written. A visit has h hours and is attended 1 / f times, so a billed hour is f / h visits,
    /// or f hours served.
    fn of_hours(draw: &mut Draw) -> (Self, &'static str) {
        let (hours, fix, visits_per_hour, served_per_hour) = draw.pick(&[
            ("2", "0.8", 400, 800),
            ("2.5", "0.8", 320, 800),
            ("1.25", "0.9", 720, 900),
            ("4", "1", 250, 1_000),
            ("0.5", "0.9", 1_800, 900),
        ]);
        let visits = scaled(15 * visits_per_hour, 3);
        let demand = format!("visits = {visits}\nhours_per_visit = {hours}\n");
        let (driver, ratio) = draw.pick(&[(Driver::Visits, visits_per_hour), (Driver::Hours, served_per_hour)]);
        (Self { demand, driver, ratio }, fix)
    }

    fn point(&self, billed: u64, cheaper: [usize; 2], how: How) -> Point {
        Point { at: scaled(billed * self.ratio, 12), cheaper, how, cost: None }
    }

    fn near(self, options: &str, points: Vec<Point>, apart: u64) -> Near {
        let head = "name = \"Near\"\ntarget.gross_margin = 0.4\n[demand]\n";
        let text = format!("{head}{}{options}", self.demand);
        Near { text, driver: self.driver, points, apart }
    }
}

/// The near flips of a seed: four kinds in turn.
pub(crate) fn near(seed: u64) -> Near {
    let mut draw = Draw::new(seed);
    let apart = draw.pick(&[1, 7, 100, 1_000, 12_345]);
    match seed % 4 {
        0 => step_costs(&mut draw, apart),
        1 => head_and_tier(&mut draw, apart),
        2 => tiers(&mut draw, apart),
        _ => bends(&mut draw, apart),
    }
}

/// Two retainers, 1,000 and 995 a month. The second pays 10 more from N clients on, 10 less from the next N on, and so
/// forth: it costs 5 less, 5 more, 5 less … than the first, and changes places with it at each N.
fn step_costs(draw: &mut Draw, apart: u64) -> Near {
    let terms = "model = \"retainer\"\nincluded_hours = 10_000_000\noverage_rate = 0\n";
    let mut options = format!(
        "[[option]]\nname = \"A\"\nmonthly_fee = 1000\n{terms}[[option]]\nname = \"B\"\nmonthly_fee = 995\n{terms}"
    );
    let axis = Axis {
        demand: "clients = 20\nvisits_per_client = 1.3\nhours_per_visit = 0.9\n".to_owned(),
        driver: Driver::Clients,
        ratio: 1_000,
    };
    let first = draw.whole(UNIT, 199 * UNIT);
    let mut points = Vec::new();
    for number in 0..draw.whole(2, 6) {
        let clients = first + number * apart;
        let (amount, cheaper) = if number % 2 == 0 { ("10", [1, 0]) } else { ("-10", [0, 1]) };
        let extra = format!("name = \"{number}\"\namount = {amount}\nper = \"month\"\n");
        writeln!(options, "[[option.extra]]\n{extra}from_clients = {}", scaled(clients, 9)).unwrap();
        points.push(axis.point(clients, cheaper, How::Jump));
    }
    axis.near(&options, points, apart)
}

/// One employee has 1,200 / 12 = 100 hours a month and costs s; the contractor takes 50 an hour up to a bound just
/// above 100 hours and 120 for all hours beyond it, where 2,500 < s < 5,000.
///
/// They meet at s / 50 hours. The second employee costs 2 s in all, more than the contractor's 50 × 100. At the bound
/// the contractor passes 120 × 100, more than 2 s.
fn head_and_tier(draw: &mut Draw, apart: u64) -> Near {
    let (axis, fix) = Axis::of_hours(draw);
    let cost = draw.whole(2_501, 4_999);
    let bound = 100 * UNIT + apart;
    let options = format!(
        "[[option]]\nname = \"A\"\nmodel = \"hire\"\nsalary = {}\nproductive_hours_per_year = 1200\n\
         first_time_fix = {fix}\n[[option]]\nname = \"B\"\nmodel = \"per-incident\"\nfirst_time_fix = {fix}\n\
         rate_tiers = [{{ up_to_hours = {}, rate = 50 }}, {{ rate = 120 }}]\ntiering = \"whole-volume\"\n",
        cost * 12,
        scaled(bound, 9)
    );
    let meeting = axis.point(cost * UNIT / 50, [1, 0], How::Cross);
    let points = vec![
        Point { cost: Some((cost * 12).to_string()), ..meeting },
        axis.point(100 * UNIT, [0, 1], How::Jump),
        axis.point(bound, [1, 0], How::Jump),
    ];
    axis.near(&options, points, apart)
}

/// Two contractors with whole-volume tiers whose bounds alternate: 100 against 120 an hour; 140 against 120 once the
/// first has passed its bound; 140 against 160 once the second has; and so again, 40 higher.
fn tiers(draw: &mut Draw, apart: u64) -> Near {
    let (axis, fix) = Axis::of_hours(draw);
    let first = draw.whole(UNIT, 149 * UNIT);
    let bounds = [0, 1, 2, 3].map(|number| first + number * apart);
    let [a1, b1, a2, b2] = bounds.map(|bound| scaled(bound, 9));
    let mut options = String::new();
    for (name, bounds, rates) in [("A", [a1, a2], [100, 140, 180]), ("B", [b1, b2], [120, 160, 200])] {
        writeln!(
            options,
            "[[option]]\nname = \"{name}\"\nmodel = \"per-incident\"\nfirst_time_fix = {fix}\n\
             tiering = \"whole-volume\"\nrate_tiers = [{{ up_to_hours = {}, rate = {} }}, \
             {{ up_to_hours = {}, rate = {} }}, {{ rate = {} }}]",
            bounds[0], rates[0], bounds[1], rates[1], rates[2]
        )
        .unwrap();
    }
    let cheaper = [[0, 1], [1, 0], [0, 1], [1, 0]];
    let points = bounds.into_iter().zip(cheaper).map(|(bound, cheaper)| axis.point(bound, cheaper, How::Jump));
    let points = points.collect();
    axis.near(&options, points, apart)
}

/// 100 an hour and 100 (b - δ) a month, against 200 an hour up to b hours and 50 beyond.
///
/// Up to b they are 100 H - 100 (b - δ) apart, which is nothing at b - δ. Beyond b they are 100 δ - 50 (H - b) apart,
/// which is nothing at b + 2 δ. There they cost 200 (b - δ) and 200 b + 100 δ a month.
fn bends(draw: &mut Draw, apart: u64) -> Near {
    let (axis, fix) = Axis::of_hours(draw);
    let bound = draw.whole(UNIT, 149 * UNIT);
    let options = format!(
        "[[option]]\nname = \"A\"\nmodel = \"per-incident\"\nhourly_rate = 100\nfirst_time_fix = {fix}\n\
         [[option.extra]]\nname = \"Fee\"\namount = {}\nper = \"month\"\n\
         [[option]]\nname = \"B\"\nmodel = \"per-incident\"\nfirst_time_fix = {fix}\ntiering = \"marginal\"\n\
         rate_tiers = [{{ up_to_hours = {}, rate = 200 }}, {{ rate = 50 }}]\n",
        scaled(100 * (bound - apart), 9),
        scaled(bound, 9)
    );
    let annual = |month: u64| Some(scaled(month * 12, 9));
    let points = vec![
        Point { cost: annual(200 * (bound - apart)), ..axis.point(bound - apart, [1, 0], How::Cross) },
        Point { cost: annual(200 * bound + 100 * apart), ..axis.point(bound + 2 * apart, [0, 1], How::Cross) },
    ];
    axis.near(&options, points, apart)
}

/// One employee has 100 hours a month and costs s; a retainer costs s and c for each of 100 hours, and pays c back for
/// each hour.
///
/// They are c (100 - H) apart up to 100 hours, where they are equal, because a head holds its own bound: the change is
/// a cross, although the second employee costs s beyond it.
pub(crate) fn met_at_its_bound(seed: u64) -> Near {
    let mut draw = Draw::new(seed);
    let (axis, fix) = Axis::of_hours(&mut draw);
    let (cost, credit) = (draw.whole(2_501, 4_999), draw.whole(1, 20));
    // The credit is paid on hours served, of which there are f, here in thousandths, for each billed hour.
    let served = if fix == "1" { 1_000 } else { 100 * u64::from(fix.as_bytes()[2] - b'0') };
    let options = format!(
        "[[option]]\nname = \"A\"\nmodel = \"hire\"\nsalary = {}\nproductive_hours_per_year = 1200\n\
         first_time_fix = {fix}\n[[option]]\nname = \"B\"\nmodel = \"retainer\"\nmonthly_fee = {}\n\
         included_hours = 10_000_000\noverage_rate = 0\n[[option.extra]]\nname = \"Credit\"\n\
         amount = -{credit}\nper = \"hour\"\n",
        cost * 12,
        cost + credit * served / 10,
    );
    let point = axis.point(100 * UNIT, [0, 1], How::Cross);
    axis.near(&options, vec![Point { cost: Some((cost * 12).to_string()), ..point }], 0)
}
