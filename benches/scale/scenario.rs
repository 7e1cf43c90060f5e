//! One scenario as a provider might write it: about 60 lines, four options, twelve months, no two alike.
//!
//! The text depends on its number alone, so that a folder of 1,000 holds the first of a folder of 10,000.
//! Included hours follow from the demand, as they would in a quote: otherwise every retainer would draw a warning.

use std::fmt::Display;

use crate::draw::{Draw, decimal, money};

const PLACES: [&str; 24] = [
    "Bendigo",
    "Ballarat",
    "Shepparton",
    "Wodonga",
    "Morwell",
    "Mildura",
    "Horsham",
    "Echuca",
    "Colac",
    "Warrnambool",
    "Sale",
    "Wangaratta",
    "Dubbo",
    "Orange",
    "Tamworth",
    "Wagga",
    "Griffith",
    "Armidale",
    "Toowoomba",
    "Roma",
    "Emerald",
    "Mackay",
    "Geraldton",
    "Bunbury",
];
const PARTNERS: [&str; 12] = [
    "Calder", "Loddon", "Murray", "Pyrenees", "Goulburn", "Mallee", "Otway", "Kiewa", "Darling", "Lachlan", "Burnett",
    "Swan",
];
const TRADES: [&str; 8] =
    ["clinics", "accountants", "schools", "builders", "law firms", "dealers", "wineries", "councils"];
const SEGMENTS: [(&str, &str); 4] =
    [("flagship", "rest"), ("town", "district"), ("contract", "ad-hoc"), ("clinics", "shops")];

/// The text of one scenario, and the name of its file.
pub(crate) struct Scenario {
    pub(crate) file_name: String,
    pub(crate) text: String,
}

/// The scenario of this number.
pub(crate) fn scenario(number: u64) -> Scenario {
    let mut draw = Draw::new(number);
    let place = draw.pick(&PLACES);
    let mut sheet =
        Sheet { text: String::with_capacity(4_096), draw, number, place, segments: None, hours: Vec::new() };
    sheet.head();
    sheet.demand();
    sheet.hire();
    sheet.retainer();
    sheet.per_incident();
    match sheet.draw.whole(0, 2) {
        0 => sheet.dedicated(),
        1 => sheet.fly_in(),
        _ => match sheet.segments {
            Some(segments) => sheet.blend(segments),
            None => sheet.dedicated(),
        },
    }
    Scenario { file_name: format!("{number:07}-{}.toml", slug(place)), text: sheet.text }
}

fn slug(name: &str) -> String {
    name.to_lowercase()
}

struct Sheet {
    text: String,
    draw: Draw,
    number: u64,
    place: &'static str,
    segments: Option<(&'static str, &'static str)>,
    /// Hours on site in an average month, rounded up, for each segment.
    hours: Vec<u64>,
}

impl Sheet {
    fn line(&mut self, line: impl Display) {
        self.text.push_str(&line.to_string());
        self.text.push('\n');
    }

    fn key(&mut self, key: &str, value: impl Display, comment: &str) {
        let pair = format!("{key} = {value}");
        self.line(if comment.is_empty() { pair } else { format!("{pair:<32} # {comment}") });
    }

    fn option(&mut self, name: &str, id: &str, model: &str) {
        self.line("\n[[option]]");
        self.key("name", format!("\"{name}\""), "");
        // Without one, it follows from the name.
        if model.is_empty() || self.draw.once_in(2) {
            self.key("id", format!("\"{id}\""), "");
        }
        if !model.is_empty() {
            self.key("model", format!("\"{model}\""), "");
        }
    }

    fn head(&mut self) {
        let (trade, quarter) = (self.draw.pick(&TRADES), self.draw.whole(1, 4));
        let Self { place, number, .. } = *self;
        self.line(format!("# {trade} around {place}: quote {number:07}, quarter {quarter}"));
        self.line("# Our own technician, a partner, or somebody sent out? All money is before GST.\n");
        self.key("name", format!("\"{place}, {trade} (quote {number:07})\""), "");
        if self.draw.once_in(2) {
            self.key("description", format!("\"Own technician or partner for the {trade} around {place}\""), "");
        }
        if self.draw.once_in(2) {
            let rate = self.draw.percent(40, 120);
            self.line("\n[horizon]");
            self.key("months", 12, "");
            self.key("discount_rate", rate, "a year");
        }
        self.line("\n[target]");
        if self.draw.once_in(5) {
            let markup = self.draw.percent(300, 950);
            self.key("markup", markup, "share of cost");
        } else {
            let margin = self.draw.percent(250, 600);
            self.key("gross_margin", margin, "share of the client's price left after cost");
        }
        self.line("");
    }

    fn demand(&mut self) {
        let quarters = self.draw.whole(4, 14);
        let after_hours = self.draw.percent(10, 150);
        let distance = self.draw.whole(12, 160);
        let is_seasonal = matches!(self.number % 16, 3 | 10);
        self.line("[demand]");
        self.key("hours_per_visit", decimal(quarters * 25, 2), "hours on site");
        self.key("after_hours_share", after_hours, "share of visits on weekday evenings");
        self.key("km_per_visit", distance, "there and back");
        if self.number.is_multiple_of(2) {
            let pair = self.draw.pick(&SEGMENTS);
            self.segments = Some(pair);
            self.line(format!("\n[demand.segment.{}]", pair.0));
            self.volume((2, 6), (6, 14), quarters);
            self.line(format!("\n[demand.segment.{}]", pair.1));
            self.volume((5, 18), (1, 5), quarters);
            let farther = distance + self.draw.whole(8, 90);
            self.key("km_per_visit", farther, "");
        } else {
            self.volume((4, 22), (2, 9), quarters);
        }
        if is_seasonal {
            self.seasonality();
        }
        if self.number.is_multiple_of(3) {
            self.line("\n[revenue]");
            let (hour, client) = (self.draw.whole(150, 210), self.draw.whole(80, 260));
            self.key("per_hour", hour, "what clients pay for an hour on site");
            self.key("per_client", client, "a month");
            if self.draw.once_in(3) {
                let share = self.draw.percent(5, 25);
                self.key("bad_debt_share", share, "never collected");
            }
        }
    }

    /// Clients, and their visits in quarters of a visit a month.
    fn volume(&mut self, clients: (u64, u64), visits: (u64, u64), quarters: u64) {
        let clients = self.draw.whole(clients.0, clients.1);
        let visits = self.draw.whole(visits.0, visits.1);
        self.key("clients", clients, "");
        self.key("visits_per_client", decimal(visits * 25, 2), "a month");
        self.hours.push((clients * visits * quarters).div_ceil(16));
    }

    /// Twelve multipliers of mean one: what one half-year month has more, its twin has less.
    fn seasonality(&mut self) {
        let mut months = [0; 12];
        for twin in 0..6 {
            let more = self.draw.whole(0, 45);
            let (up, down) = if self.draw.once_in(2) { (twin, twin + 6) } else { (twin + 6, twin) };
            months[up] = 100 + more;
            months[down] = 100 - more;
        }
        let months: Vec<String> = months.iter().map(|&month| decimal(month, 2)).collect();
        self.line("# Each month against an average one, January first; the twelve average exactly 1.");
        self.key("seasonality", format!("[{}]", months.join(", ")), "");
    }

    fn hire(&mut self) {
        self.option(&format!("Technician in {}", self.place), &format!("hire-{}", slug(self.place)), "hire");
        let salary = self.draw.whole(248, 330) * 250;
        let base = money(salary * 100);
        let value = if self.draw.once_in(2) {
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
        if self.draw.once_in(2) {
            let recruitment = money(self.draw.whole(60, 160) * 10_000);
            self.key("recruitment_cost", recruitment, "once for each person");
        }
    }

    fn retainer(&mut self) {
        let partner = self.draw.pick(&PARTNERS);
        self.option(&format!("{partner} IT on a retainer"), &format!("{}-retainer", slug(partner)), "retainer");
        let included = (self.hours.iter().sum::<u64>() * self.draw.whole(85, 110)).div_ceil(100);
        self.retainer_terms(included);
        let flat = money(self.draw.whole(20, 75) * 100);
        self.key("travel_per_visit", flat, "flat");
        if self.draw.once_in(3) {
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
        if self.draw.once_in(3) {
            let carried = (included / self.draw.whole(4, 8)).max(1);
            self.key("rollover_hours", carried, "carried into the next month, at most");
        }
    }

    fn per_incident(&mut self) {
        let partner = self.draw.pick(&PARTNERS);
        self.option(
            &format!("{partner} Field Services per incident"),
            &format!("{}-spot", slug(partner)),
            "per-incident",
        );
        self.spot_terms();
        if self.draw.once_in(4) {
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
        if self.draw.once_in(2) {
            let increment = self.draw.pick(&["0.25", "0.5"]);
            self.key("billing_increment", increment, "hours are rounded up to this");
        }
        let rate = money(self.draw.whole(78, 118));
        self.key("km_rate", rate, "a kilometre");
        if self.draw.once_in(2) {
            let free = self.draw.whole(10, 40);
            self.key("free_km", free, "of every visit");
        }
    }

    fn dedicated(&mut self) {
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

    fn fly_in(&mut self) {
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
        if self.draw.once_in(2) {
            let (share, night) = (self.draw.percent(50, 500), self.draw.whole(150, 240));
            self.key("overnight_share", share, "of trips");
            self.key("overnight_cost", night, "a night");
        }
    }

    fn blend(&mut self, segments: (&str, &str)) {
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
}
