//! The options of a generated scenario: single models, blends, and twins that differ in one term.

use std::fmt::Write as _;

use super::{Sketch, Table};

const MODELS: [&str; 5] = ["per-incident", "retainer", "dedicated", "hire", "fly-in"];

/// The terms in which a twin may differ, so that both cost the same on a stretch of volumes.
const TWIN_TERMS: [&str; 4] = ["overage_rate", "overflow_rate", "travel_cap", "turnover_per_year"];

impl Sketch {
    pub(super) fn options(&mut self) {
        let count = self.draw.pick(&[2, 2, 3, 3, 4]);
        for number in 1..=count {
            let is_split = self.demand.segments.len() > 1 && self.draw.in_hundred(30);
            // Something remains to be compared: the first option keeps its clients.
            let may_hand_off = number > 1;
            if is_split {
                self.head(number);
                self.blend(may_hand_off);
            } else if may_hand_off && self.draw.in_hundred(10) {
                self.head(number);
                let terms = self.hand_off(true);
                self.terms(&terms);
            } else {
                self.single(number);
            }
        }
    }

    fn head(&mut self, number: u64) {
        let name = format!("\"Option {number}\"");
        let mut head = Table(vec![("name", name)]);
        if self.also(30) {
            head.put("id", format!("\"{}{number}\"", self.draw.pick(&["o", "0-", "option-"])));
        }
        if self.also(20) {
            head.put("notes", "\"Costs = more; \\\"perhaps\\\"\"");
        }
        self.write("[[option]]", &head);
    }

    /// Every segment by name, where there are any: as it is without.
    fn serves_all(&mut self, terms: &mut Table) {
        if !self.demand.segments.is_empty() && self.also(30) {
            let names: Vec<String> = self.demand.segments.iter().rev().map(|name| format!("\"{name}\"")).collect();
            terms.put("serves", format!("[{}]", names.join(", ")));
        }
    }

    /// The terms of the table that was begun last.
    fn terms(&mut self, terms: &Table) {
        for (key, value) in &terms.0 {
            writeln!(self.text, "{key} = {value}").unwrap();
        }
    }

    fn single(&mut self, number: u64) {
        let model = self.draw.pick(&MODELS);
        let mut terms = self.part(model);
        self.serves_all(&mut terms);
        self.head(number);
        self.terms(&terms);
        self.own_extras();
        if self.draw.in_hundred(20) {
            self.twin(number, terms);
        }
    }

    /// The same option again but for one term, or for a step cost.
    fn twin(&mut self, number: u64, mut terms: Table) {
        let differing = terms.0.iter_mut().find(|(key, _)| TWIN_TERMS.contains(key));
        let is_stepped = differing.is_none();
        if let Some((key, value)) = differing {
            (if *key == "turnover_per_year" { "0.31" } else { "173.25" }).clone_into(value);
        }
        self.write("[[option]]", &Table(vec![("name", format!("\"Twin {number}\""))]));
        self.terms(&terms);
        if is_stepped {
            self.step();
        }
    }

    /// A part for every segment.
    fn blend(&mut self, may_hand_off: bool) {
        let handed_off =
            if may_hand_off && self.draw.in_hundred(20) { Some(self.demand.segments.len() - 1) } else { None };
        let segments = self.demand.segments.clone();
        // The last two may be served together.
        let together = if segments.len() > 2 && self.also(40) { segments.len() - 2 } else { segments.len() };
        for (position, segment) in segments.iter().enumerate().take(together + 1) {
            let mut terms = if handed_off == Some(position) {
                self.hand_off(self.demand.ends_with_clients)
            } else {
                let model = self.draw.pick(&MODELS);
                self.part(model)
            };
            let rest = if position == together { &segments[position..] } else { &[*segment][..] };
            let names: Vec<String> = rest.iter().map(|name| format!("\"{name}\"")).collect();
            terms.put("serves", format!("[{}]", names.join(", ")));
            self.write("[[option.part]]", &terms);
        }
        self.own_extras();
    }

    /// Clients handed over for a share of their billings, for a fee where there are any, or for nothing.
    fn hand_off(&mut self, has_clients: bool) -> Table {
        let mut terms = Table::default();
        terms.put("model", "\"hand-off\"");
        if self.has_revenue {
            terms.put("referral_share", self.draw.share(50, 300));
            if self.draw.in_hundred(50) {
                terms.put("referral_months", self.draw.whole(3, 24).to_string());
            }
        }
        if has_clients && self.also(50) {
            terms.put("referral_fee", self.term(0, 900, 2));
        }
        terms
    }
}
