//! The options of a generated scenario: what an own technician costs, and what partners ask.

use crate::draw::{decimal, money};
use crate::scenario::{Sheet, slug};

const PARTNERS: [&str; 12] = [
    "Calder", "Loddon", "Murray", "Pyrenees", "Goulburn", "Mallee", "Otway", "Kiewa", "Darling", "Lachlan", "Burnett",
    "Swan",
];

impl Sheet {
    pub(crate) fn hire(&mut self) {
        self.option(&format!("Technician in {}", self.place), &format!("hire-{}", slug(self.place)), "hire");
        let salary = self.draw.whole(248, 330) * 250;
        let base = money(salary * 100);
        let value = if self.form.once_in(4) {
            let (low, high) = (salary - self.draw.whole(2, 12) * 250, salary + self.draw.whole(4, 30) * 250);
            format!("{{ low = {}, likely = {base}, high = {} }}", money(low * 100), money(high * 100))
        } else {
            base
        };
        self.key("salary", value, "a year");
        let (fund, cover) = (self.draw.percent(110, 125), self.draw.percent(8, 34));
        self.key("on_costs", format!("{{ superannuation = {fund}, workcover = {cover} }}"), "");
        let vehicle = money(self.draw.whole(96, 168) * 10_000);
        let tools = money(self.draw.whole(12, 38) * 10_000);
        let training = money(self.draw.whole(5, 25) * 10_000);
        self.key("yearly_costs", format!("{{ vehicle = {vehicle}, tools = {tools}, training = {training} }}"), "");
        let (hours, share) = (self.draw.whole(3_200, 3_340) * 5, self.draw.percent(650, 850));
        self.key("productive_hours_per_year", decimal(hours, 1), "after leave and holidays");
        self.key("utilisation", share, "of those, on visits and driving");
        let travel = decimal(self.draw.whole(1, 5) * 25, 2);
        self.key("travel_hours_per_visit", travel, "there and back");
        if self.form.once_in(2) {
            let recruitment = money(self.draw.whole(60, 160) * 10_000);
            self.key("recruitment_cost", recruitment, "once for each person");
        }
    }

    pub(crate) fn retainer(&mut self) {
        let partner = self.draw.pick(&PARTNERS);
        self.option(&format!("{partner} IT on a retainer"), &format!("{}-retainer", slug(partner)), "retainer");
        let included = (self.hours.iter().sum::<u64>() * self.draw.whole(85, 110)).div_ceil(100);
        self.retainer_terms(included);
        let flat = money(self.draw.whole(20, 75) * 100);
        self.key("travel_per_visit", flat, "flat");
        if self.form.once_in(3) {
            let setup = money(self.draw.whole(4, 24) * 10_000);
            self.key("setup_fee", setup, "once");
        }
    }

    fn retainer_terms(&mut self, included: u64) {
        let fee = included * self.draw.whole(98, 138);
        let more = fee * self.draw.whole(4, 22) / 100;
        let range = format!("{{ low = {}, high = {} }}", money(fee * 100), money((fee + more) * 100));
        self.key("monthly_fee", range, "still being negotiated");
        self.key("included_hours", included, "a month");
        let overage = money(self.draw.whole(240, 330) * 50);
        self.key("overage_rate", overage, "an hour beyond them");
        if self.form.once_in(8) {
            let carried = (included / self.draw.whole(4, 8)).max(1);
            self.key("rollover_hours", carried, "carried into the next month, at most");
        }
    }

    pub(crate) fn per_incident(&mut self) {
        let partner = self.draw.pick(&PARTNERS);
        self.option(
            &format!("{partner} Field Services per incident"),
            &format!("{}-spot", slug(partner)),
            "per-incident",
        );
        self.spot_terms();
        if self.form.once_in(4) {
            self.line("\n[[option.extra]]");
            self.key("name", "\"Ticket-system seats for the partner\"", "");
            let seats = money(self.draw.whole(40, 260) * 100);
            self.key("amount", seats, "");
            self.key("per", "\"month\"", "");
        }
    }

    fn spot_terms(&mut self) {
        let rate = money(self.draw.whole(250, 350) * 50);
        self.key("hourly_rate", rate, "");
        let minimum = self.draw.pick(&["1", "1.5", "2"]);
        self.key("minimum_hours", minimum, "charged at least");
        if self.form.once_in(2) {
            let increment = self.draw.pick(&["0.25", "0.5"]);
            self.key("billing_increment", increment, "hours are rounded up to this");
        }
        let rate = money(self.draw.whole(78, 118));
        self.key("km_rate", rate, "a kilometre");
        if self.form.once_in(2) {
            let free = self.draw.whole(10, 40);
            self.key("free_km", free, "of every visit");
        }
    }

    pub(crate) fn dedicated(&mut self) {
        let partner = self.draw.pick(&PARTNERS);
        self.option(&format!("{partner} technician by the day"), &format!("{}-days", slug(partner)), "dedicated");
        let travel = self.draw.whole(1, 4);
        let hours: u64 = self.hours.iter().sum();
        let days = (hours + hours * travel / 8).div_ceil(8).max(1);
        self.key("days_per_month", days, "reserved");
        let rate = money(self.draw.whole(76, 104) * 1_000);
        self.key("day_rate", rate, "");
        let overage = money(self.draw.whole(260, 340) * 50);
        self.key("overage_rate", overage, "an hour beyond those days");
        self.key("travel_hours_per_visit", decimal(travel * 25, 2), "of each day lost to driving");
    }

    pub(crate) fn fly_in(&mut self) {
        self.option("Our people, sent out", "fly-in", "fly-in");
        let cost = money(self.draw.whole(116, 180) * 50);
        self.key("hourly_cost", cost, "loaded");
        let visits = decimal(self.draw.whole(4, 12) * 25, 2);
        self.key("visits_per_trip", visits, "on average");
        let hours = decimal(self.draw.whole(4, 14) * 50, 2);
        self.key("travel_hours_per_trip", hours, "");
        let distance = self.draw.whole(140, 620);
        self.key("km_per_trip", distance, "");
        let rate = money(self.draw.whole(78, 99));
        self.key("km_rate", rate, "a kilometre");
        if self.form.once_in(2) {
            let (share, night) = (self.draw.percent(50, 500), self.draw.whole(150, 240));
            self.key("overnight_share", share, "of trips");
            self.key("overnight_cost", night, "a night");
        }
    }

    pub(crate) fn blend(&mut self, segments: (&str, &str)) {
        let partner = self.draw.pick(&PARTNERS);
        self.option(&format!("{partner} IT: a retainer for {}, spot work for {}", segments.0, segments.1), "blend", "");
        self.line("\n[[option.part]]");
        self.key("model", "\"retainer\"", "");
        self.key("serves", format!("[\"{}\"]", segments.0), "");
        let included = (self.hours[0] * self.draw.whole(85, 110)).div_ceil(100);
        self.retainer_terms(included);
        self.line("\n[[option.part]]");
        self.key("model", "\"per-incident\"", "");
        self.key("serves", format!("[\"{}\"]", segments.1), "");
        self.spot_terms();
    }

    fn option(&mut self, name: &str, id: &str, model: &str) {
        self.line("\n[[option]]");
        self.key("name", format!("\"{name}\""), "");
        // Without one, it follows from the name.
        if model.is_empty() || self.form.once_in(2) {
            self.key("id", format!("\"{id}\""), "");
        }
        if !model.is_empty() {
            self.key("model", format!("\"{model}\""), "");
        }
    }
}
