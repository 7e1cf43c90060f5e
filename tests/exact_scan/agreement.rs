//! The points, bands and margins of an analysis against those of an exact scan, one by one.

use std::cmp::Ordering;

use smarthands::break_even::{BreakEven, Goal};
use smarthands::calc::comparison::How;
use smarthands::calc::number::Number;
use smarthands::scenario::Scenario;

use super::stretch::{Change, Stretch, changes, order, stretches};
use super::{END, Gap, NEAR, Reading, Sample, Scan, Tally, number};

/// The comparison of an analysis with a scan of its axis.
struct Agreement<'a, 'm> {
    scenario: &'a Scenario,
    found: &'a BreakEven,
    scan: &'a Scan,
    reading: &'a mut Reading<'m>,
    what: &'a str,
    tally: Tally,
}

/// Holds everything that an analysis says against a scan of its axis.
pub(crate) fn check(
    scenario: &Scenario,
    found: &BreakEven,
    scan: &Scan,
    reading: &mut Reading<'_>,
    what: &str,
) -> Tally {
    assert_eq!(found.max, found.now.times(END).unwrap(), "{what}");
    let mut agreement = Agreement { scenario, found, scan, reading, what, tally: Tally::default() };
    let comparable: Vec<usize> = (0..scenario.options.len()).filter(|o| !scenario.options[*o].hands_off()).collect();
    let mut pairs = 0;
    for (position, a) in comparable.iter().enumerate() {
        for b in &comparable[position + 1..] {
            pairs += agreement.indifference(*a, *b);
        }
    }
    assert_eq!(pairs, found.indifference.len(), "{what}: points of pairs that are not compared");
    agreement.bands(&comparable);
    let mut points = 0;
    for option in 0..scenario.options.len() {
        for goal in [Goal::Profit, Goal::Target] {
            points += agreement.revenue(option, goal);
        }
        agreement.margin_of_safety(option);
    }
    assert_eq!(points, found.revenue.len(), "{what}: points of revenue that is not known");
    agreement.tally
}

impl Agreement<'_, '_> {
    /// Asserts that a volume lies between two multiples; mostly they are one.
    fn assert_within(&self, at: Number, from: Number, to: Number, what: &str) {
        let room = number("0.000000000000001");
        let multiple = at.over(self.found.now).unwrap();
        let is_within = multiple >= from.minus(room).unwrap() && multiple <= to.plus(room).unwrap();
        assert!(is_within, "{what}: {at}, {multiple} times the volume, is not from {from} to {to}");
    }

    /// The points of a pair: how many there are.
    fn indifference(&mut self, a: usize, b: usize) -> usize {
        let (scan, found) = (self.scan, self.found);
        let what = format!("{}: {a} against {b}", self.what);
        let cost = |sample: &Sample| sample.totals[a].cost.minus(sample.totals[b].cost).unwrap();
        let cheaper = |stretch: &Stretch| match stretch.order {
            Ordering::Less => Some(a),
            Ordering::Greater => Some(b),
            Ordering::Equal => None,
        };
        let mut points = found.indifference.iter().filter(|point| (point.a, point.b) == (a, b));
        let mut count = 0;
        let stretches = stretches(scan, cost);
        for Change { before, here, after } in changes(&stretches) {
            let end = before.map_or(Number::ZERO, |before| before.to);
            let Some(point) = points.next() else { panic!("{what}: there is no point at {end} times the volume") };
            count += 1;
            self.assert_within(point.at, end, here.from, &what);
            assert_eq!(point.below, before.and_then(cheaper), "{what}: below {}", point.at);
            if here.order == Ordering::Equal {
                assert_eq!((point.how, point.cost), (How::Stretch, None), "{what}: at {}", point.at);
                self.assert_within(point.to.unwrap(), here.to, after.map_or(here.to, |after| after.from), &what);
                assert_eq!(point.above, after.and_then(cheaper), "{what}: above {}", point.at);
                self.tally.stretches += 1;
                continue;
            }
            assert_eq!((point.above, point.to), (cheaper(here), None), "{what}: above {}", point.at);
            let sample = self.reading.at(point.at, found.now);
            assert_eq!(point.how, how(cost(&sample)), "{what}: at {}", point.at);
            self.beside(point.at, end, here.from, cost, &what);
            match point.cost {
                Some(annual) => {
                    let months = Number::whole(self.scenario.horizon.months);
                    let exact = sample.totals[a].cost.times(Number::whole(12)).unwrap().over(months).unwrap();
                    assert!(exact.settles_to(annual), "{what}: {annual} at {}, not {exact}", point.at);
                    self.tally.crosses += 1;
                }
                None => self.tally.jumps += 1,
            }
            assert_eq!(point.how == How::Cross, point.cost.is_some(), "{what}: at {}", point.at);
        }
        assert!(points.next().is_none(), "{what}: more than {count} points");
        count
    }

    /// Asserts that a difference changes its sign at a volume, by the exact reading on both sides of it. The scan has
    /// looked beside every bend and jump already; in a straight gap it only concluded.
    fn beside(&mut self, at: Number, from: Number, to: Number, difference: impl Fn(&Sample) -> Number, what: &str) {
        let beside = self.found.now.times(number("0.00000001")).unwrap();
        let is_near = |sample: &&Sample| {
            let apart = sample.multiple.minus(from).unwrap().magnitude();
            apart < number("0.00000002")
        };
        if from != to || self.scan.samples.iter().any(|sample| is_near(&sample)) {
            return;
        }
        let mut sign = |volume: Number| difference(&self.reading.at(volume, self.found.now));
        let (below, above) = (sign(at.minus(beside).unwrap()), sign(at.plus(beside).unwrap()));
        assert!(below.times(above).unwrap().is_negative(), "{what}: {below} below {at} and {above} above");
    }

    /// The bands cover the axis, and inside each gap its option is the first of the cheapest.
    fn bands(&mut self, comparable: &[usize]) {
        let (found, what) = (self.found, self.what);
        let bands = &found.cheapest;
        assert_eq!(bands.first().map(|band| band.from), Some(Number::ZERO), "{what}");
        assert_eq!(bands.last().map(|band| band.to), Some(found.max), "{what}");
        for pair in bands.windows(2) {
            assert_eq!(pair[0].to, pair[1].from, "{what}: bands share their ends");
            assert!(pair[0].to > pair[0].from && pair[1].to > pair[1].from, "{what}: a band has a length");
            assert_ne!(pair[0].option, pair[1].option, "{what}: neighbours differ");
        }
        let multiple = |volume: Number| volume.over(found.now).unwrap();
        for (gap, left, right) in self.scan.gaps() {
            if gap != Gap::Straight {
                continue;
            }
            for band in bands {
                let (from, to) = (multiple(band.from).max(left.multiple), multiple(band.to).min(right.multiple));
                if to.minus(from).unwrap() <= NEAR.times(Number::whole(4)).unwrap() {
                    continue;
                }
                let middle = from.plus(to).unwrap().over(Number::whole(2)).unwrap();
                let cost = |option: usize, place: Number| between(left, right, option, place).settled();
                let least = |place: Number| comparable.iter().map(|option| cost(*option, place)).min().unwrap();
                let first = comparable.iter().find(|option| cost(**option, middle) == least(middle));
                assert_eq!(first, Some(&band.option), "{what}: the cheapest at {middle} times the volume");
                // Straight lines that are the least at both ends are the least between them.
                for end in [from, to] {
                    let over = cost(band.option, end).minus(least(end)).unwrap();
                    assert!(over < number("0.000000001"), "{what}: {} is not the cheapest at {end}", band.option);
                }
                self.tally.bands += 1;
            }
        }
    }

    /// The revenue points of an option and a goal: how many there are.
    fn revenue(&mut self, option: usize, goal: Goal) -> usize {
        let what = format!("{}: revenue of {option}, {goal:?}", self.what);
        let (scan, found) = (self.scan, self.found);
        if scan.samples[0].totals[option].income.is_none() {
            return 0;
        }
        let left_over = |sample: &Sample| {
            let totals = &sample.totals[option];
            let income = totals.income.unwrap();
            let covers = if goal == Goal::Profit { income.collected } else { income.spendable };
            covers.minus(totals.cost).unwrap()
        };
        let mut points = found.revenue.iter().filter(|point| point.option == option && point.goal == goal);
        let mut count = 0;
        for pair in stretches(scan, left_over).windows(2) {
            let [below, above] = [&pair[0], &pair[1]].map(|stretch| stretch.order != Ordering::Less);
            if below == above {
                continue;
            }
            let Some(point) = points.next() else { panic!("{what}: there is no point at {}", pair[0].to) };
            count += 1;
            self.assert_within(point.at, pair[0].to, pair[1].from, &what);
            assert_eq!(point.is_covered_above, above, "{what}: above {}", point.at);
            let here = left_over(&self.reading.at(point.at, found.now));
            assert_eq!(point.how, how(here), "{what}: at {}", point.at);
            if pair.iter().all(|stretch| stretch.order != Ordering::Equal) {
                self.beside(point.at, pair[0].to, pair[1].from, left_over, &what);
            }
            match goal {
                Goal::Profit => self.tally.profit_points += 1,
                Goal::Target => self.tally.target_points += 1,
            }
        }
        assert!(points.next().is_none(), "{what}: more than {count} points");
        count
    }

    /// The fall of the volume to the nearest point below at which loss turns into profit.
    fn margin_of_safety(&mut self, option: usize) {
        let what = format!("{}: margin of safety of {option}", self.what);
        let said =
            self.found.margins_of_safety.iter().find(|margin| margin.option == option).map(|margin| margin.share);
        let profit = |sample: &Sample| {
            let totals = &sample.totals[option];
            totals.income.map(|income| income.collected.minus(totals.cost).unwrap())
        };
        let now = profit(&self.reading.at(Number::ONE, Number::ONE));
        if now.is_none_or(|profit| order(profit) != Ordering::Greater) {
            assert_eq!(said, None, "{what}");
            return;
        }
        let stretches = stretches(self.scan, |sample| profit(sample).unwrap());
        let turn = stretches.windows(2).rfind(|pair| {
            pair[0].order == Ordering::Less && pair[1].order != Ordering::Less && pair[1].from < Number::ONE
        });
        match (turn, said) {
            (Some(pair), Some(said)) => {
                let at = Number::ONE.minus(said).unwrap().times(self.found.now).unwrap();
                self.assert_within(at, pair[0].to, pair[1].from, &what);
                self.tally.margins_of_safety += 1;
            }
            (None, None) => (),
            (expected, said) => panic!("{what}: {said:?}, not that of {:?}", expected.map(|pair| pair[1].from)),
        }
    }
}

fn how(difference: Number) -> How {
    if order(difference) == Ordering::Equal { How::Cross } else { How::Jump }
}

/// An option's cost in a straight gap.
fn between(left: &Sample, right: &Sample, option: usize, place: Number) -> Number {
    let (start, end) = (left.totals[option].cost, right.totals[option].cost);
    let width = right.multiple.minus(left.multiple).unwrap();
    let rise = end.minus(start).unwrap().times(place.minus(left.multiple).unwrap()).unwrap().over(width).unwrap();
    start.plus(rise).unwrap()
}
