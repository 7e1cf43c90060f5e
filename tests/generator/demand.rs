//! The demand of a generated scenario: one segment or several, with growth, seasons and visits out of hours.

use super::draw::scaled;
use super::{Sketch, Table};

/// What the options are drawn for.
#[derive(Default)]
pub(super) struct Demand {
    /// The names of the segments; none where the demand is one.
    pub(super) segments: Vec<&'static str>,
    /// Visits a month, at least 1.
    pub(super) visits: u64,
    /// Hours a month, at least 1.
    pub(super) hours: u64,
    /// Clients, at least 1.
    pub(super) clients: u64,
    /// Whether the segment drawn last has clients.
    pub(super) ends_with_clients: bool,
    /// Whether some visits are out of hours.
    pub(super) has_bands: bool,
}

/// Most have few different months, because every month of its own is a curve of its own to scan.
const SEASONS: [&str; 5] = [
    "[0.8, 0.8, 1, 1, 1, 1, 1, 1, 1, 1, 1.2, 1.2]",
    "[0.5, 1.1, 1.1, 1.1, 1, 1, 1, 1, 1, 1, 1.1, 1.1]",
    "[1.35, 1, 1, 1, 1, 1, 0.65, 1, 1, 1, 1, 1]",
    "[0, 0, 1.2, 1.2, 1.2, 1.2, 1.2, 1.2, 1.2, 1.2, 1.2, 1.2]",
    "[0.51, 1.47, 1.01, 1.34, 1.71, 0.52, 0.95, 1.1, 0.88, 1.11, 1.03, 0.37]",
];

impl Sketch {
    pub(super) fn demand(&mut self) {
        let mut shared = Table::default();
        let hours = self.draw.pick(&[50, 75, 100, 125, 160, 200, 250, 375]);
        shared.put("hours_per_visit", scaled(hours, 2));
        self.details(&mut shared);
        // Tenths of visits of each client, for segments that state none.
        let inherited = if self.also(25) { Some(self.draw.whole(3, 18)) } else { None };
        if self.draw.in_hundred(35) {
            self.volume(&mut shared, hours, true, None);
            self.write("[demand]", &shared);
        } else {
            if let Some(each) = inherited {
                shared.put("visits_per_client", scaled(each, 1));
            }
            self.write("[demand]", &shared);
            let names = ["flagship", "ad-hoc", "bendigo"];
            let count = if self.draw.in_hundred(65) { 2 } else { 3 };
            for (position, name) in names.into_iter().take(count).enumerate() {
                let mut segment = Table::default();
                let hours = if self.draw.in_hundred(40) { self.draw.pick(&[40, 90, 150, 220]) } else { hours };
                segment.put("hours_per_visit", scaled(hours, 2));
                // The first has clients, so that there is an axis of clients.
                self.volume(&mut segment, hours, position == 0, inherited);
                if self.draw.in_hundred(30) {
                    self.details(&mut segment);
                }
                self.write(&format!("[demand.segment.{name}]"), &segment);
                self.demand.segments.push(name);
            }
        }
        let demand = &mut self.demand;
        for least in [&mut demand.visits, &mut demand.hours, &mut demand.clients] {
            *least = (*least).max(1);
        }
    }

    /// Visits of a segment and, where it has any, its clients.
    fn volume(&mut self, table: &mut Table, hours_in_hundredths: u64, has_clients: bool, inherited: Option<u64>) {
        let clients = self.draw.whole(2, 24);
        let has_clients = has_clients || self.draw.in_hundred(60);
        self.demand.ends_with_clients = has_clients;
        if has_clients {
            table.put("clients", clients.to_string());
            self.demand.clients += clients;
        }
        let inherited = inherited.filter(|_| has_clients && self.draw.in_hundred(60));
        let visits_in_tenths = if let Some(each) = inherited {
            each * clients
        } else if has_clients && self.draw.in_hundred(60) {
            let each = self.draw.whole(3, 18);
            table.put("visits_per_client", scaled(each, 1));
            each * clients
        } else {
            let visits = self.draw.whole(15, 300);
            table.put("visits", scaled(visits, 1));
            visits
        };
        self.demand.visits += visits_in_tenths / 10;
        self.demand.hours += visits_in_tenths * hours_in_hundredths / 1_000;
    }

    /// What visits are like, and how they change over the year and the years.
    fn details(&mut self, table: &mut Table) {
        if self.draw.in_hundred(45) {
            table.put("after_hours_share", self.draw.share(20, 250));
            self.demand.has_bands = true;
        }
        if self.draw.in_hundred(25) {
            table.put("weekend_share", self.draw.share(10, 150));
            table.put("holiday_share", self.draw.share(5, 50));
            self.demand.has_bands = true;
        }
        if self.draw.in_hundred(60) {
            table.put("km_per_visit", self.term(5, 160, 1));
        }
        if self.has_sla && self.draw.in_hundred(85) {
            table.put("critical_share", self.draw.share(50, 600));
        }
        if self.draw.in_hundred(40) {
            let growth = self.draw.share(30, 350);
            let shrinks = self.draw.in_hundred(25) && !growth.starts_with('"');
            let shrinks_by_percent = growth.starts_with('"') && self.also(25);
            let growth = if shrinks_by_percent { growth.replacen('"', "\"-", 1) } else { growth };
            table.put("growth_per_year", if shrinks { format!("-{growth}") } else { growth });
        }
        if self.draw.in_hundred(35) {
            let seasons = if self.draw.in_hundred(7) { SEASONS[4] } else { self.draw.pick(&SEASONS[..4]) };
            table.put("seasonality", seasons);
        }
    }
}
