//! Valid scenarios from a seed: everything in the format that bends or moves a cost curve, in awkward numbers.

mod charge;
mod demand;
mod draw;
mod extra;
pub(crate) mod feature;
pub(crate) mod near;
mod option;
mod part;

use std::fmt::Write as _;

use demand::Demand;
pub(crate) use draw::{Draw, scaled};

/// The scenario of a seed, as the text of its file: what bends or moves a cost curve.
pub(crate) fn scenario(seed: u64) -> String {
    text(Sketch::new(seed, Reach::Curves))
}

/// As [`scenario`], with everything else that the format has.
#[allow(dead_code, reason = "most tests are about cost curves")]
pub(crate) fn anything(seed: u64) -> String {
    text(Sketch::new(seed, Reach::Everything))
}

fn text(mut sketch: Sketch) -> String {
    sketch.file();
    sketch.general();
    sketch.demand();
    sketch.revenue();
    sketch.sla();
    sketch.shared_extras();
    sketch.options();
    sketch.text
}

/// What of the format is drawn.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Reach {
    /// What a scan of the axis is to meet.
    Curves,
    /// Every key and every form.
    Everything,
}

/// A scenario while it is being written.
struct Sketch {
    reach: Reach,
    draw: Draw,
    text: String,
    /// How many more terms may be ranges: an evaluation visits every corner of them.
    ranges_left: u8,
    months: u64,
    has_tax: bool,
    has_revenue: bool,
    has_sla: bool,
    demand: Demand,
}

/// The keys of a table and their values, as they are written.
#[derive(Clone, Default)]
struct Table(Vec<(&'static str, String)>);

impl Table {
    fn put(&mut self, key: &'static str, value: impl Into<String>) {
        self.0.push((key, value.into()));
    }
}

impl Sketch {
    fn new(seed: u64, reach: Reach) -> Self {
        let mut draw = Draw::new(seed);
        let ranges_left = draw.pick(&[0, 0, 1, 2]);
        // Long horizons are rare: every month of its own is one more curve to scan.
        let mut months =
            if draw.in_hundred(4) { draw.pick(&[36, 60]) } else { draw.pick(&[1, 6, 12, 12, 12, 12, 13, 18, 24, 36]) };
        if reach == Reach::Everything && draw.in_hundred(10) {
            months = draw.pick(&[2, 5, 11, 23, 25, 47, 120]);
        }
        let [has_tax, has_revenue, has_sla] = [30, 65, 35].map(|times| draw.in_hundred(times));
        let text = format!("name = \"Seed {seed}\"\n");
        Self { reach, draw, text, ranges_left, months, has_tax, has_revenue, has_sla, demand: Demand::default() }
    }

    /// True in so many of a hundred draws where everything is to be reached: what moves no curve is left out elsewhere,
    /// and takes nothing from the numbers that are drawn there.
    fn also(&mut self, times: u64) -> bool {
        self.reach == Reach::Everything && self.draw.in_hundred(times)
    }

    /// The keys of the file itself.
    fn file(&mut self) {
        let mut head = Table::default();
        if self.also(10) {
            head.put("format", "1");
        }
        if self.also(20) {
            head.put("description", "\"Drawn, not written:\\n\u{00a0}\\\"odd\\\" – 東京\"");
        }
        if self.also(40) {
            head.put("currency", self.draw.pick(&["\"AUD\"", "\"JPY\"", "\"KWD\"", "\"EUR\"", "\"CLP\"", "\"NZD\""]));
        }
        for (key, value) in &head.0 {
            writeln!(self.text, "{key} = {value}").unwrap();
        }
    }

    fn write(&mut self, header: &str, table: &Table) {
        writeln!(self.text, "\n{header}").unwrap();
        for (key, value) in &table.0 {
            writeln!(self.text, "{key} = {value}").unwrap();
        }
    }

    /// A decimal, or now and then a range around one.
    fn term(&mut self, low: u64, high: u64, places: u32) -> String {
        let value = self.draw.decimal(low, high, places);
        if self.ranges_left == 0 || !self.draw.in_hundred(12) {
            return value;
        }
        self.ranges_left -= 1;
        let above = self.draw.decimal(high, high + (high - low), places);
        if self.draw.in_hundred(50) {
            format!("{{ low = {low}, high = {above} }}")
        } else {
            format!("{{ low = {low}, likely = {value}, high = {above} }}")
        }
    }

    fn general(&mut self) {
        let mut horizon = Table::default();
        horizon.put("months", self.months.to_string());
        if self.draw.in_hundred(40) {
            horizon.put("indexation", self.draw.share(5, 60));
        }
        if self.also(50) {
            horizon.put("discount_rate", self.draw.share(0, 150));
        }
        self.write("[horizon]", &horizon);
        let mut target = Table::default();
        if self.draw.in_hundred(60) {
            target.put("gross_margin", self.draw.share(100, 600));
        } else {
            target.put("markup", self.draw.decimal(0, 2, 2));
        }
        self.write("[target]", &target);
        if self.has_tax {
            let rate = self.draw.pick(&["\"10%\"", "0.15", "\"8.1%\""]);
            self.write("[tax]", &Table(vec![("rate", rate.to_owned())]));
        }
    }

    fn revenue(&mut self) {
        if !self.has_revenue {
            return;
        }
        let mut revenue = Table::default();
        if self.draw.in_hundred(75) {
            revenue.put("per_hour", self.term(110, 260, 2));
        }
        if self.draw.in_hundred(35) {
            revenue.put("per_visit", self.draw.decimal(20, 160, 2));
        }
        if self.draw.in_hundred(35) {
            revenue.put("per_client", self.draw.decimal(20, 180, 2));
        }
        if self.draw.in_hundred(25) {
            revenue.put("per_month", self.draw.decimal(100, 4_000, 2));
        }
        if self.draw.in_hundred(25) {
            revenue.put("after_hours_multiplier", "1.45");
            revenue.put("weekend_multiplier", "1.9");
        }
        if self.also(25) {
            revenue.put("holiday_multiplier", self.draw.decimal(0, 4, 2));
        }
        if self.draw.in_hundred(30) {
            revenue.put("indexation", self.draw.share(5, 50));
        }
        if self.draw.in_hundred(50) {
            revenue.put("bad_debt_share", self.draw.share(3, 60));
        }
        self.write("[revenue]", &revenue);
    }

    fn sla(&mut self) {
        if !self.has_sla {
            return;
        }
        let mut sla = Table::default();
        sla.put("penalty_per_breach", self.draw.decimal(80, 900, 2));
        if self.draw.in_hundred(70) {
            sla.put("monthly_cap", self.draw.decimal(50, 1_500, 2));
        }
        self.write("[sla]", &sla);
    }
}
