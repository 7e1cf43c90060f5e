//! Terms that several models share: repeats, bands, tax, travel and billed hours.

use std::fmt::Write as _;

use super::{Sketch, Table};

impl Sketch {
    pub(super) fn common(&mut self, terms: &mut Table) {
        if self.draw.in_hundred(45) {
            terms.put("first_time_fix", self.draw.pick(&["0.9", "0.85", "0.742", "\"95%\"", "0.7"]));
        }
        if self.demand.has_bands && self.draw.in_hundred(35) {
            terms.put("after_hours_multiplier", self.draw.decimal(1, 3, 2));
            terms.put("weekend_multiplier", self.draw.decimal(1, 3, 1));
            terms.put("holiday_multiplier", "2.75");
        }
        if self.draw.in_hundred(20) {
            terms.put("indexation", self.draw.share(0, 80));
        }
        if self.has_tax && self.draw.in_hundred(50) {
            terms.put("prices_include_tax", "true");
        }
        if self.has_sla && self.draw.in_hundred(60) {
            terms.put("breach_share", self.draw.share(10, 300));
        }
    }

    pub(super) fn travel(&mut self, terms: &mut Table) {
        if self.draw.in_hundred(35) {
            return;
        }
        let visits = self.demand.visits;
        terms.put("travel_per_visit", self.term(10, 120, 2));
        if self.draw.in_hundred(35) {
            terms.put("km_rate", self.draw.decimal(0, 2, 2));
            terms.put("free_km", self.draw.whole(0, 80).to_string());
        }
        if self.draw.in_hundred(30) {
            let [near, far, beyond] =
                [(10, 60), (60, 120), (120, 210)].map(|(low, high)| self.draw.decimal(low, high, 2));
            let last = if self.also(30) { "up_to_km = 320, " } else { "" };
            let zones = format!(
                "[{{ up_to_km = 20, fee = {near} }}, {{ up_to_km = 70.5, fee = {far} }}, {{ {last}fee = {beyond} }}]"
            );
            terms.put("travel_zones", zones);
        }
        if self.draw.in_hundred(20) {
            terms.put("km_per_visit", self.draw.decimal(5, 200, 1));
        }
        if self.draw.in_hundred(30) {
            terms.put("travel_allowance", self.draw.decimal(visits * 10, visits * 150, 2));
        }
        if self.draw.in_hundred(30) {
            terms.put("travel_cap", self.draw.decimal(visits * 40, visits * 500, 2));
        }
    }

    pub(super) fn billed_hours(&mut self, terms: &mut Table) {
        if self.draw.in_hundred(30) {
            terms.put("minimum_hours", self.draw.pick(&["0.5", "1", "1.35", "2"]));
        }
        if self.draw.in_hundred(20) {
            terms.put("out_of_hours_minimum", self.draw.pick(&["2", "1.75", "4"]));
        }
        if self.draw.in_hundred(30) {
            terms.put("billing_increment", self.draw.pick(&["0.25", "0.1", "0.4", "1"]));
        }
    }

    /// Prices by the month's hours, the bounds being such that the axis passes them.
    pub(super) fn tiers(&mut self, terms: &mut Table) {
        let hours = self.demand.hours;
        let first = self.draw.whole(hours * 20, hours * 300) + 7;
        let mut rows = String::new();
        let mut bound = first;
        for _ in 0..self.draw.whole(1, 2) {
            let (up_to, rate) = (super::scaled(bound, 2), self.draw.decimal(90, 190, 2));
            write!(rows, "{{ up_to_hours = {up_to}, rate = {rate} }}, ").unwrap();
            bound += self.draw.whole(hours * 20 + 1, hours * 400);
        }
        let last = self.draw.decimal(60, 170, 2);
        terms.put("rate_tiers", format!("[{rows}{{ rate = {last} }}]"));
        terms.put("tiering", self.draw.pick(&["\"marginal\"", "\"whole-volume\""]));
    }
}
