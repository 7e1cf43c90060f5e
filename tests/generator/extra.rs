//! Extras of generated scenarios: every way to charge one, credits and step costs among them.

use super::draw::scaled;
use super::{Sketch, Table};

/// What an amount is per, and between which it is drawn.
const AMOUNTS: [(&str, u64, u64); 6] = [
    ("once", 500, 15_000),
    ("month", 40, 2_500),
    ("year", 1_000, 45_000),
    ("visit", 4, 60),
    ("hour", 2, 30),
    ("client", 4, 90),
];

impl Sketch {
    pub(super) fn shared_extras(&mut self) {
        for number in 0..self.draw.pick(&[0, 0, 0, 1]) {
            let extra = self.extra(&format!("Shared {number}"), 35);
            self.write("[[extra]]", &extra);
        }
    }

    pub(super) fn own_extras(&mut self) {
        for number in 0..self.draw.pick(&[0, 0, 1, 1, 2]) {
            let extra = self.extra(&format!("Own {number}"), 45);
            self.write("[[option.extra]]", &extra);
        }
    }

    /// An extra; `steps` in a hundred are step costs.
    fn extra(&mut self, name: &str, steps: u64) -> Table {
        let mut extra = Table::default();
        extra.put("name", format!("\"{name}\""));
        let sign = if self.draw.in_hundred(20) { "-" } else { "" };
        if self.draw.in_hundred(75) {
            let (per, low, high) = self.draw.pick(&AMOUNTS);
            extra.put("amount", format!("{sign}{}", self.draw.decimal(low, high, 2)));
            extra.put("per", format!("\"{per}\""));
        } else {
            let key = if self.has_revenue && self.draw.in_hundred(50) { "share_of_revenue" } else { "share_of_cost" };
            extra.put(key, format!("{sign}{}", scaled(self.draw.whole(5, 150), 3)));
        }
        if self.draw.in_hundred(20) {
            extra.put("from_month", self.draw.whole(2, 8).to_string());
        }
        if self.draw.in_hundred(15) {
            extra.put("to_month", self.draw.whole(9, 30).to_string());
        }
        if self.draw.in_hundred(steps) {
            let clients = self.demand.clients * self.draw.whole(20, 900);
            extra.put("from_clients", scaled(clients, 2));
        }
        extra
    }

    /// An extra that sets an option apart from its twin from some number of clients on.
    pub(super) fn step(&mut self) {
        let from_clients = scaled(self.demand.clients * self.draw.whole(100, 900), 2);
        let sign = self.draw.pick(&["", "-"]);
        let amount = format!("{sign}{}", self.draw.decimal(20, 400, 2));
        let step = [("name", "\"Step\"".to_owned()), ("amount", amount), ("per", "\"month\"".to_owned())];
        let mut step = Table(step.into());
        step.put("from_clients", from_clients);
        self.write("[[option.extra]]", &step);
    }
}
