//! The terms of a part, model by model, sized so that the options of a scenario meet on its axis.

use super::{Sketch, Table, scaled};

impl Sketch {
    /// A part under a model that has costs.
    pub(super) fn part(&mut self, model: &'static str) -> Table {
        let mut terms = Table::default();
        terms.put("model", format!("\"{model}\""));
        match model {
            "per-incident" => self.per_incident(&mut terms),
            "retainer" => self.retainer(&mut terms),
            "dedicated" => self.dedicated(&mut terms),
            "hire" => self.hire(&mut terms),
            _ => self.fly_in(&mut terms),
        }
        self.common(&mut terms);
        if model != "fly-in" {
            self.travel(&mut terms);
        }
        if ["per-incident", "retainer", "dedicated"].contains(&model) {
            self.billed_hours(&mut terms);
        }
        terms
    }

    fn per_incident(&mut self, terms: &mut Table) {
        let is_tiered = self.draw.in_hundred(50);
        if !is_tiered || self.demand.has_bands || self.draw.in_hundred(30) {
            terms.put("hourly_rate", self.term(85, 180, 2));
        }
        if self.draw.in_hundred(25) {
            terms.put("visit_fee", self.term(60, 220, 2));
            terms.put("hours_in_visit_fee", self.draw.pick(&["0.5", "1", "0.36"]));
        }
        if is_tiered {
            self.tiers(terms);
        }
    }

    fn retainer(&mut self, terms: &mut Table) {
        // In hundredths of an hour, from a third of the hours as written to four times as many.
        let included = self.demand.hours * self.draw.whole(30, 400) + self.draw.pick(&[0, 25, 33, 50]);
        terms.put("monthly_fee", {
            let fee = included * self.draw.whole(65, 125) / 100;
            self.term(fee, fee + fee / 8 + 1, 2)
        });
        terms.put("included_hours", scaled(included, 2));
        terms.put("overage_rate", self.term(80, 190, 2));
        if self.draw.in_hundred(45) {
            terms.put("rollover_hours", scaled(included * self.draw.whole(2, 12) / 10, 2));
            if self.draw.in_hundred(50) {
                terms.put("rollover_months", self.draw.pick(&["1", "2", "3"]));
            }
        }
        if self.draw.in_hundred(25) {
            terms.put("setup_fee", self.draw.decimal(200, 4_000, 2));
        }
    }

    fn dedicated(&mut self, terms: &mut Table) {
        let days = self.demand.hours * self.draw.whole(5, 40) / 40 + 2;
        terms.put("days_per_month", scaled(days * 5, 1));
        if self.draw.in_hundred(50) {
            terms.put("day_rate", self.term(550, 990, 2));
        } else {
            terms.put("monthly_fee", self.draw.decimal(days * 280, days * 480, 2));
        }
        if self.draw.in_hundred(60) {
            terms.put("hours_per_day", self.draw.pick(&["7.5", "7.6", "6"]));
        }
        terms.put("overage_rate", self.term(80, 190, 2));
        if self.draw.in_hundred(60) {
            terms.put("travel_hours_per_visit", self.draw.decimal(0, 2, 2));
        }
        if self.draw.in_hundred(25) {
            terms.put("setup_fee", self.draw.decimal(200, 4_000, 2));
        }
    }

    fn hire(&mut self, terms: &mut Table) {
        terms.put("salary", self.term(52_000, 88_000, 0));
        if self.draw.in_hundred(60) {
            terms.put("on_costs", "{ superannuation = \"12%\", workcover = 0.0175 }");
        } else {
            terms.put("on_costs", self.draw.share(50, 250));
        }
        if self.draw.in_hundred(60) {
            let vehicle = self.draw.decimal(5_000, 16_000, 2);
            terms.put("yearly_costs", format!("{{ vehicle = {vehicle}, tools = 2500 }}"));
        }
        terms.put("productive_hours_per_year", self.draw.pick(&["1672", "1650", "1591.3", "1700"]));
        if self.also(40) {
            terms.put("hours_per_week", self.draw.pick(&["35", "37.5", "40", "36.25"]));
        }
        if self.draw.in_hundred(60) {
            terms.put("utilisation", self.draw.pick(&["0.75", "0.8", "0.683", "\"90%\""]));
        }
        if self.draw.in_hundred(60) {
            terms.put("travel_hours_per_visit", self.draw.decimal(0, 2, 2));
        }
        if self.draw.in_hundred(65) {
            terms.put("headcount", "\"auto\"");
        } else {
            terms.put("headcount", self.draw.pick(&["1", "2", "0.5", "1.25"]));
            terms.put("overflow_rate", self.draw.decimal(85, 190, 2));
        }
        if self.draw.in_hundred(50) {
            terms.put("recruitment_cost", self.draw.decimal(2_000, 16_000, 2));
            terms.put("turnover_per_year", self.draw.share(50, 300));
        }
        if self.draw.in_hundred(35) {
            terms.put("cover_share", self.draw.share(20, 150));
            terms.put("cover_rate", self.draw.decimal(85, 170, 2));
        }
        if self.draw.in_hundred(35) {
            terms.put("on_call_per_month", self.draw.decimal(100, 700, 2));
        }
    }

    fn fly_in(&mut self, terms: &mut Table) {
        terms.put("hourly_cost", self.term(55, 110, 2));
        terms.put("visits_per_trip", self.draw.pick(&["1", "1.3", "2.5", "3"]));
        terms.put("travel_hours_per_trip", self.draw.decimal(1, 6, 2));
        if self.draw.in_hundred(60) {
            terms.put("km_per_trip", self.draw.decimal(60, 500, 1));
            terms.put("km_rate", self.draw.decimal(0, 1, 2));
        }
        if self.draw.in_hundred(50) {
            terms.put("overnight_share", self.draw.share(100, 990));
            terms.put("overnight_cost", self.draw.decimal(110, 320, 2));
        }
        if self.draw.in_hundred(40) {
            terms.put("lost_billing_rate", self.draw.decimal(20, 120, 2));
        }
    }
}
