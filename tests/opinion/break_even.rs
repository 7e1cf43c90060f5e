//! The program's break-even volumes, held against the evaluator at other volumes.

use std::cmp::Ordering;

use serde_json::Value as Json;

use crate::change::{Axis, Change, sign};
use crate::exact::{self, Exact};
use crate::printed::is_near;
use crate::record::Record;
use crate::scenario::{Scenario, annual};
use crate::volume::{Driver, Volumes};

/// What was asked of the program, and how closely the answer is looked at.
pub(crate) struct Question {
    pub(crate) driver: Driver,
    /// The end of the axis, where it is not left to the program.
    pub(crate) max: Option<&'static str>,
    /// How many places are looked at in any case.
    pub(crate) grid: usize,
}

pub(crate) struct BreakEven<'s> {
    scenario: &'s Scenario,
    volumes: Volumes<'s>,
    axis: Axis,
    json: &'s Json,
}

fn number(json: &Json) -> Exact {
    exact::decimal(json.as_str().unwrap())
}

fn list(json: &Json) -> &[Json] {
    json.as_array().unwrap()
}

impl<'s> BreakEven<'s> {
    /// Holds the unrounded `breakeven` of a document against the evaluator.
    pub(crate) fn check(scenario: &'s Scenario, json: &'s Json, question: &Question, record: &mut Record) {
        let driver = question.driver;
        let volumes = Volumes::new(scenario, driver);
        record.holds("axis", json.is_null() == volumes.now.is_zero(), || format!("{json} at {:?}", volumes.now));
        if json.is_null() || volumes.now.is_zero() {
            return;
        }
        assert_eq!(json["driver"], driver.name());
        let max = question.max.map_or_else(|| &volumes.now * exact::whole(10), exact::decimal);
        let is_axis = is_near(&number(&json["now"]), &volumes.now) && is_near(&number(&json["max"]), &max);
        record.holds("axis", is_axis, || format!("{} to {}, of {:?}", json["now"], json["max"], volumes.now));
        let mut held = Self { scenario, volumes, axis: Axis::new(max, question.grid), json };
        held.bands(record);
        held.pairs(record);
        held.revenue(record);
        held.safety(record);
    }

    fn position(&self, id: &Json) -> usize {
        self.scenario.options.iter().position(|option| id == option.id.as_str()).unwrap()
    }

    /// The options whose costs are compared.
    fn served(&self) -> Vec<usize> {
        let options = self.scenario.options.iter().enumerate();
        options.filter(|(_, option)| !option.hands_off()).map(|(position, _)| position).collect()
    }

    fn cost(&mut self, x: &Exact, option: usize) -> Exact {
        self.volumes.level(x, option).cost.clone()
    }

    /// In each band its option costs no more than the others, and less than those before it.
    fn bands(&mut self, record: &mut Record) {
        let served = self.served();
        let json = self.json;
        let mut from = Exact::ZERO;
        for band in list(&json["cheapest"]) {
            let (begin, end, option) = (number(&band["from"]), number(&band["to"]), self.position(&band["option"]));
            record.holds("bands", begin == from && begin < end, || format!("band {band} begins at {from:?}"));
            for place in self.axis.places(&begin, &end) {
                let cost = self.cost(&place, option);
                for other in &served {
                    let order = sign(&(&cost - self.cost(&place, *other)));
                    let is_right = if *other < option { order == Ordering::Less } else { order != Ordering::Greater };
                    record.holds("cheapest", is_right, || {
                        format!("{band}: {order:?} to {other} at {}", exact::short(&place, 24))
                    });
                }
            }
            from = end;
        }
        let is_whole = if served.is_empty() { from.is_zero() } else { is_near(&from, &self.axis.max) };
        record.holds("bands reach the end", is_whole, || format!("bands end at {from:?}"));
    }

    fn pairs(&mut self, record: &mut Record) {
        let served = self.served();
        let json = self.json;
        let mut looked_at = 0;
        for (number, a) in served.iter().enumerate() {
            for b in &served[number + 1..] {
                let ids = [*a, *b].map(|option| self.scenario.options[option].id.as_str());
                let points =
                    list(&json["indifference"]).iter().filter(|point| point["a"] == ids[0] && point["b"] == ids[1]);
                let points: Vec<&Json> = points.collect();
                looked_at += points.len();
                self.pair([*a, *b], &points, record);
            }
        }
        let all = list(&json["indifference"]).len();
        record.holds("points of pairs", looked_at == all, || format!("{looked_at} of {all} points are of two options"));
    }

    fn pair(&mut self, [a, b]: [usize; 2], points: &[&Json], record: &mut Record) {
        let ids = [a, b].map(|option| self.scenario.options[option].id.clone());
        let what = format!("{} and {} by {}", ids[0], ids[1], self.json["driver"]);
        // The sign of K_a - K_b where an option is the cheaper one.
        let side = |id: &Json| match id.as_str()? {
            id if id == ids[0] => Some(Ordering::Less),
            id => Some(if id == ids[1] { Ordering::Greater } else { panic!("{id} is none of two") }),
        };
        let mut changes = Vec::new();
        for point in points {
            let at = number(&point["at"]);
            let to = if point["to"].is_null() { at.clone() } else { number(&point["to"]) };
            let difference = self.cost(&at, a) - self.cost(&at, b);
            let apart = difference.absolute();
            let is_equal = apart <= exact::decimal("1e-9");
            let how = point["how"].as_str().unwrap();
            let is_right = match how {
                "cross" => is_equal && self.is_cost(&point["cost"], &at, [a, b]) && to == at,
                "jump" => sign(&difference) != Ordering::Equal && point["cost"].is_null() && to == at,
                // What steps at an end of a stretch may have stepped there already.
                "stretch" => {
                    let places = self.axis.places(&at, &to);
                    let mut is_equal = |x: &Exact| sign(&(self.cost(x, a) - self.cost(x, b))) == Ordering::Equal;
                    at < to && places.iter().all(&mut is_equal)
                }
                other => panic!("{other}"),
            };
            record.holds(how, is_right, || format!("{what}: {point} with {} between them", exact::short(&apart, 24)));
            let [below, above] = [side(&point["below"]), side(&point["above"])];
            let changes_sides = how == "stretch" || (below.is_some() && above.is_some() && below != above);
            record.holds("changes sides", changes_sides, || format!("{what}: {point}"));
            let reaches = (below.is_some() || at.is_zero()) && (above.is_some() || is_near(&to, &self.axis.max));
            record.holds("reaches the end", reaches, || format!("{what}: {point}"));
            changes.push(Change { at, to, below, above });
        }
        let volumes = &mut self.volumes;
        let difference = |x: &Exact| &volumes.level(x, a).cost - &volumes.level(x, b).cost;
        self.axis.check(&what, &changes, difference, record);
    }

    fn is_cost(&mut self, printed: &Json, at: &Exact, options: [usize; 2]) -> bool {
        let cost = number(printed);
        options.into_iter().all(|option| {
            let annual = annual(&self.cost(at, option), self.scenario.months);
            (annual - &cost).absolute() <= exact::decimal("1e-9")
        })
    }

    fn revenue(&mut self, record: &mut Record) {
        let json = self.json;
        let mut looked_at = 0;
        for option in 0..self.scenario.options.len() {
            let kept = [("profit", Exact::ONE), ("target", Exact::ONE - &self.scenario.margin)];
            for (goal, kept) in kept {
                let id = self.scenario.options[option].id.as_str();
                let points =
                    list(&json["revenue"]).iter().filter(|point| point["option"] == id && point["goal"] == goal);
                let changes: Vec<Change> = points.map(revenue_change).collect();
                looked_at += changes.len();
                record.many(goal, changes.len() as u64);
                if self.volumes.level(&self.axis.max, option).collected.is_none() {
                    record.holds("unknown revenue", changes.is_empty(), || format!("{id}: {goal} without revenue"));
                    continue;
                }
                let volumes = &mut self.volumes;
                // Revenue that equals the cost covers it, so that nothing left counts as something left.
                let left = |x: &Exact| {
                    let level = volumes.level(x, option);
                    level.collected.as_ref().unwrap() * &kept - &level.cost
                };
                self.axis.check_covered(&format!("{id} by {}, {goal}", json["driver"]), &changes, left, record);
            }
        }
        let all = list(&json["revenue"]).len();
        record.holds("points of revenue", looked_at == all, || format!("{looked_at} of {all} points are of a goal"));
    }

    /// `(x_now - x*) / x_now`, of options that make a profit at `x_now` and have a loss below.
    fn safety(&mut self, record: &mut Record) {
        let json = self.json;
        let now = self.volumes.now.clone();
        for option in 0..self.scenario.options.len() {
            let id = self.scenario.options[option].id.as_str();
            let is_begin = |point: &&Json| {
                point["option"] == id
                    && point["goal"] == "profit"
                    && point["above"] == "profit"
                    && number(&point["at"]) < now
            };
            let begin = list(&json["revenue"]).iter().filter(is_begin).map(|point| number(&point["at"])).max();
            let level = self.volumes.level(&now, option);
            let profit = level.collected.as_ref().map(|collected| collected - &level.cost);
            let makes_profit = profit.is_some_and(|profit| sign(&profit) == Ordering::Greater);
            let expected = begin.filter(|_| makes_profit).map(|begin| (&now - begin) / &now);
            let printed = list(&json["margin_of_safety"]).iter().find(|margin| margin["option"] == id);
            let printed = printed.map(|margin| number(&margin["share"]));
            let is_right = match (&printed, &expected) {
                (Some(printed), Some(expected)) => is_near(printed, expected),
                (printed, expected) => printed.is_none() && expected.is_none(),
            };
            record.many("margin of safety", u64::from(expected.is_some()));
            record.holds("safety", is_right, || {
                format!("{id}: a margin of safety of {printed:?}, expected {expected:?}")
            });
        }
    }
}

fn revenue_change(point: &Json) -> Change {
    let side = |side: &Json| match side.as_str().unwrap() {
        "loss" | "short" => Some(Ordering::Less),
        "profit" | "met" => Some(Ordering::Greater),
        other => panic!("{other}"),
    };
    let at = number(&point["at"]);
    Change { to: at.clone(), at, below: side(&point["below"]), above: side(&point["above"]) }
}
