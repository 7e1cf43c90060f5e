//! One scenario as a provider might write it: about 60 lines, four options, twelve months, on one of a few forms and
//! with figures of its own.
//!
//! The text depends on its number alone, so that a folder of 1,000 holds the first of a folder of 10,000.
//! Included hours follow from the demand, as they would in a quote: otherwise every retainer would draw a warning.

use std::fmt::Display;

use crate::draw::{Draw, decimal};

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
const TRADES: [&str; 8] =
    ["clinics", "accountants", "schools", "builders", "law firms", "dealers", "wineries", "councils"];
const SEGMENTS: [(&str, &str); 4] =
    [("flagship", "rest"), ("town", "district"), ("contract", "ad-hoc"), ("clinics", "shops")];

/// How many forms the scenarios are written on.
const FORMS: u64 = 32;

/// The text of one scenario, and the name of its file.
pub(crate) struct Scenario {
    pub(crate) file_name: String,
    pub(crate) text: String,
}

/// The scenario of this number.
pub(crate) fn scenario(number: u64) -> Scenario {
    // A folder of that size is filled from forms: which keys a file has is its form's, what stands there its own.
    let form_number = number % FORMS;
    let (mut draw, form) = (Draw::new(number), Draw::new(u64::MAX - form_number));
    let place = draw.pick(&PLACES);
    let mut sheet = Sheet {
        text: String::with_capacity(4_096),
        draw,
        form,
        form_number,
        number,
        place,
        segments: None,
        hours: Vec::new(),
    };
    sheet.head();
    sheet.demand();
    sheet.hire();
    sheet.retainer();
    sheet.per_incident();
    match sheet.form.whole(0, 2) {
        0 => sheet.dedicated(),
        1 => sheet.fly_in(),
        _ => match sheet.segments {
            Some(segments) => sheet.blend(segments),
            None => sheet.dedicated(),
        },
    }
    Scenario { file_name: format!("{number:07}-{}.toml", slug(place)), text: sheet.text }
}

pub(crate) fn slug(name: &str) -> String {
    name.to_lowercase()
}

/// A scenario that is being written.
pub(crate) struct Sheet {
    text: String,
    /// The amounts of this scenario.
    pub(crate) draw: Draw,
    /// The keys of its form.
    pub(crate) form: Draw,
    form_number: u64,
    number: u64,
    pub(crate) place: &'static str,
    segments: Option<(&'static str, &'static str)>,
    /// Hours on site in an average month, rounded up, for each segment.
    pub(crate) hours: Vec<u64>,
}

impl Sheet {
    pub(crate) fn line(&mut self, line: impl Display) {
        self.text.push_str(&line.to_string());
        self.text.push('\n');
    }

    pub(crate) fn key(&mut self, key: &str, value: impl Display, comment: &str) {
        let pair = format!("{key} = {value}");
        self.line(if comment.is_empty() { pair } else { format!("{pair:<32} # {comment}") });
    }

    fn head(&mut self) {
        let (trade, quarter) = (self.draw.pick(&TRADES), self.draw.whole(1, 4));
        let Self { place, number, .. } = *self;
        self.line(format!("# {trade} around {place}: quote {number:07}, quarter {quarter}"));
        self.line("# Our own technician, a partner, or somebody sent out? All money is before GST.\n");
        self.key("name", format!("\"{place}, {trade} (quote {number:07})\""), "");
        if self.form.once_in(2) {
            self.key("description", format!("\"Own technician or partner for the {trade} around {place}\""), "");
        }
        if self.form.once_in(8) {
            let rate = self.draw.percent(40, 120);
            self.line("\n[horizon]");
            self.key("months", 12, "");
            self.key("discount_rate", rate, "a year");
        }
        self.line("\n[target]");
        if self.form.once_in(5) {
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
        let is_seasonal = matches!(self.form_number % 16, 3 | 10);
        self.line("[demand]");
        self.key("hours_per_visit", decimal(quarters * 25, 2), "hours on site");
        self.key("after_hours_share", after_hours, "share of visits on weekday evenings");
        self.key("km_per_visit", distance, "there and back");
        if self.form_number.is_multiple_of(2) {
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
        if self.form_number.is_multiple_of(3) {
            self.line("\n[revenue]");
            let (hour, client) = (self.draw.whole(150, 210), self.draw.whole(80, 260));
            self.key("per_hour", hour, "what clients pay for an hour on site");
            self.key("per_client", client, "a month");
            if self.form.once_in(3) {
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
}
