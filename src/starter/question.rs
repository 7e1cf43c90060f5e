//! The questions of the interview, in their order.

use super::answer::Kind;

/// A question about one value of the starter.
#[derive(Clone, Copy, Debug)]
pub(super) struct Question {
    /// The address of the value.
    pub(super) address: &'static str,
    /// What is asked; `¤` stands for the currency.
    pub(super) text: &'static str,
    /// What the answer is.
    pub(super) kind: Kind,
}

/// Questions about one of the starter's options.
#[derive(Clone, Copy, Debug)]
pub(super) struct Offer {
    /// The table of the option.
    pub(super) table: &'static str,
    /// What it is.
    pub(super) text: &'static str,
    /// Its figures; where the first is not known, the others are not asked.
    pub(super) questions: &'static [Question],
}

const fn asks(address: &'static str, text: &'static str, kind: Kind) -> Question {
    Question { address, text, kind }
}

/// What is asked of everybody.
pub(super) static COMMON: &[Question] = &[
    asks("name", "Name of the region or project", Kind::Text),
    asks("currency", "Currency, as a code of three letters", Kind::Currency),
    asks("demand.clients", "Clients in the region", Kind::Figure),
    asks("demand.visits", "Visits a month, all clients together", Kind::Figure),
    asks("demand.hours_per_visit", "Hours on site for each visit", Kind::Figure),
    asks("demand.km_per_visit", "Kilometres for each visit, there and back", Kind::Figure),
    asks("target.gross_margin", "Gross margin you want, as a percentage", Kind::Figure),
];

/// What may well be unknown, and then stays out of the scenario.
pub(super) static REVENUE: Question =
    asks("revenue.per_hour", "What clients pay you for an hour on site, without GST or VAT, in ¤", Kind::Figure);

/// The options.
pub(super) static OFFERS: &[Offer] = &[
    Offer {
        table: "option.contractor-per-visit",
        text: "A contractor, paid for each visit (prices without GST or VAT)",
        questions: &[
            asks("option.contractor-per-visit.hourly_rate", "Price of an hour, in ¤", Kind::Figure),
            asks(
                "option.contractor-per-visit.travel_per_visit",
                "Travel or call-out fee for each visit, in ¤",
                Kind::Figure,
            ),
            asks("option.contractor-per-visit.minimum_hours", "Hours charged at least for each visit", Kind::Figure),
        ],
    },
    Offer {
        table: "option.partner-on-a-retainer",
        text: "A partner on a retainer, paid a fixed fee (prices without GST or VAT)",
        questions: &[
            asks("option.partner-on-a-retainer.monthly_fee", "Fee a month, in ¤", Kind::Figure),
            asks("option.partner-on-a-retainer.included_hours", "Hours a month inside the fee", Kind::Figure),
            asks("option.partner-on-a-retainer.overage_rate", "Price of an hour beyond those, in ¤", Kind::Figure),
        ],
    },
    Offer {
        table: "option.own-technician",
        text: "A technician of your own, employed in the region",
        questions: &[
            asks("option.own-technician.salary", "Salary a year, in ¤", Kind::Figure),
            asks("option.own-technician.on_costs", "On-costs, as a percentage of the salary", Kind::Figure),
        ],
    },
    Offer {
        table: "option.send-our-staff",
        text: "Your staff, sent out from where they are",
        questions: &[
            asks(
                "option.send-our-staff.hourly_cost",
                "Cost of an hour of theirs, on-costs included, in ¤",
                Kind::Figure,
            ),
            asks("option.send-our-staff.travel_hours_per_trip", "Hours on the road, there and back", Kind::Figure),
            asks("option.send-our-staff.km_per_trip", "Kilometres, there and back", Kind::Figure),
        ],
    },
];
