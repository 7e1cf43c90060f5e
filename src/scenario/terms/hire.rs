//! Terms of `hire` (`docs/economics.md` section 7).

use super::shared::{COMMON_KEYS, Common, TRAVEL_KEYS, Travel};
use crate::calc::number::Number;
use crate::calc::unit::{Dimension, Unit};
use crate::diagnostic::Span;
use crate::scenario::document::{Kind, Table, Value};
use crate::scenario::key::{Key, Limits, MOST_NAME_CHARACTERS};
use crate::scenario::layout::{Layout, Rule};
use crate::scenario::reader::{Cursor, Reader};
use crate::scenario::shape::Aside;
use crate::scenario::term::{Address, Item, TermId};

const YEARLY_PER_HEAD: Unit = Unit::MONEY.per(Dimension::Head).per(Dimension::Year);

static SALARY: Key =
    Key::money("salary", YEARLY_PER_HEAD, "the yearly salary of one employee").required().example("70_000");
static ON_COSTS: Key = Key::share(
    "on_costs",
    Unit::NONE,
    Limits::to(0, 10),
    "superannuation, insurance and taxes as a share of salary; or a table of named shares, which add up",
)
.or_named()
.default(Number::ZERO)
.example("{ superannuation = \"12%\", workcover = \"1.5%\" }");
static YEARLY_COSTS: Key = Key::money("yearly_costs", YEARLY_PER_HEAD, "named amounts per employee and year")
    .named()
    .otherwise("none")
    .example("{ vehicle = 15_000, tools = 2_500 }");
static HOURS_PER_WEEK: Key = Key::quantity(
    "hours_per_week",
    Unit::HOURS.per(Dimension::Week).per(Dimension::Head),
    Limits::DIVISOR,
    "paid hours a week",
)
.default(Number::whole(38))
.example("40");
static PRODUCTIVE_HOURS: Key = Key::quantity(
    "productive_hours_per_year",
    Unit::HOURS.per(Dimension::Year).per(Dimension::Head),
    Limits::above_zero_to(8_784),
    "hours at work a year, less leave and public holidays",
)
.default(Number::whole(1_672))
.example("1_650");
static UTILISATION: Key = Key::share(
    "utilisation",
    Unit::NONE,
    Limits::above_zero_to(1),
    "the share of productive hours that goes to visits and travel",
)
.default(Number::ONE)
.example("\"75%\"");
static TRAVEL_HOURS: Key = Key::quantity(
    "travel_hours_per_visit",
    Unit::HOURS.per(Dimension::Visit),
    Limits::HOURS,
    "hours of travel a visit, which take capacity",
)
.default(Number::ZERO)
.example("0.5");
static HEADCOUNT: Key = Key::quantity(
    "headcount",
    Unit::HEADS,
    Limits::DIVISOR,
    "\"auto\", as many employees as the busiest month of a year needs, or how many there are",
)
.or_words(&["auto"])
.otherwise("\"auto\"")
.example("2");
static OVERFLOW_RATE: Key = Key::money(
    "overflow_rate",
    Unit::MONEY.per(Dimension::Hour),
    "the price of an hour beyond the employees' capacity, bought in; only where `headcount` is a number",
)
.otherwise("required where `headcount` is a number")
.example("140");
static RECRUITMENT_COST: Key =
    Key::money("recruitment_cost", Unit::MONEY.per(Dimension::Head), "the cost of hiring one employee")
        .default(Number::ZERO)
        .example("9_000");
static TURNOVER: Key =
    Key::share("turnover_per_year", Unit::PER_YEAR, Limits::to(0, 10), "the share of employees replaced in a year")
        .default(Number::ZERO)
        .example("\"20%\"");
static COVER_SHARE: Key =
    Key::share("cover_share", Unit::NONE, Limits::SHARE, "the share of business hours bought in while staff are away")
        .default(Number::ZERO)
        .example("\"8%\"");
static COVER_RATE: Key =
    Key::money("cover_rate", Unit::MONEY.per(Dimension::Hour), "the price of an hour of leave cover")
        .otherwise("required with `cover_share`")
        .example("95");
static ON_CALL: Key =
    Key::money("on_call_per_month", Unit::MONEY.per(Dimension::Head), "the on-call allowance of one employee")
        .monthly()
        .default(Number::ZERO)
        .example("250");

/// The keys of `hire`.
pub(super) static LAYOUT: Layout = Layout::of(&[
    &[
        &SALARY,
        &ON_COSTS,
        &YEARLY_COSTS,
        &HOURS_PER_WEEK,
        &PRODUCTIVE_HOURS,
        &UTILISATION,
        &TRAVEL_HOURS,
        &HEADCOUNT,
        &OVERFLOW_RATE,
        &RECRUITMENT_COST,
        &TURNOVER,
        &COVER_SHARE,
        &COVER_RATE,
        &ON_CALL,
    ],
    COMMON_KEYS,
    TRAVEL_KEYS,
])
.with(&[
    Rule::WhereNumber("headcount", &[Rule::Required("overflow_rate")], &[Rule::Absent("overflow_rate")]),
    Rule::Needs("cover_share", "cover_rate"),
    Rule::Needs("cover_rate", "cover_share"),
]);

/// Terms of regional employees.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Hire {
    /// Terms of every part.
    pub common: Common,
    /// Travel.
    pub travel: Travel,
    /// The yearly salary of one employee.
    pub salary: TermId,
    /// What comes on top of a salary.
    pub on_costs: OnCosts,
    /// Named amounts per employee and year.
    pub yearly_costs: Vec<NamedTerm>,
    /// Paid hours a week.
    pub hours_per_week: TermId,
    /// Hours at work a year.
    pub productive_hours_per_year: TermId,
    /// The share of them that goes to visits and travel.
    pub utilisation: TermId,
    /// Hours of travel a visit.
    pub travel_hours_per_visit: TermId,
    /// How many employees.
    pub headcount: Headcount,
    /// The cost of hiring one.
    pub recruitment_cost: TermId,
    /// The share replaced in a year.
    pub turnover_per_year: TermId,
    /// Work bought in while staff are away.
    pub cover: Option<Cover>,
    /// The on-call allowance.
    pub on_call_per_month: TermId,
}

/// What comes on top of a salary.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum OnCosts {
    /// One share.
    Share(TermId),
    /// Named shares, which add up.
    Named(Vec<NamedTerm>),
}

/// A term with a name of its own.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct NamedTerm {
    /// The name.
    pub name: String,
    /// The term.
    pub term: TermId,
    /// Where the name stands.
    pub(crate) span: Aside<Span>,
}

/// How many employees there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Headcount {
    /// As many as the busiest month of each contract year needs.
    Auto,
    /// A number, the rest being bought in.
    Fixed {
        /// How many.
        heads: TermId,
        /// The price of an hour beyond their capacity.
        overflow_rate: TermId,
    },
}

/// Work bought in while staff are away.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Cover {
    /// The share of business hours.
    pub share: TermId,
    /// The price of an hour.
    pub rate: TermId,
}

impl Hire {
    pub(super) fn read(reader: &mut Reader<'_>, at: &Cursor<'_>) -> Self {
        Self {
            common: Common::read(reader, at),
            travel: Travel::read(reader, at),
            salary: reader.term(at, &SALARY),
            on_costs: on_costs(reader, at),
            yearly_costs: yearly_costs(reader, at),
            hours_per_week: reader.term(at, &HOURS_PER_WEEK),
            productive_hours_per_year: reader.term(at, &PRODUCTIVE_HOURS),
            utilisation: reader.term(at, &UTILISATION),
            travel_hours_per_visit: reader.term(at, &TRAVEL_HOURS),
            headcount: headcount(reader, at),
            recruitment_cost: reader.term(at, &RECRUITMENT_COST),
            turnover_per_year: reader.term(at, &TURNOVER),
            cover: cover(reader, at),
            on_call_per_month: reader.term(at, &ON_CALL),
        }
    }
}

fn on_costs(reader: &mut Reader<'_>, at: &Cursor<'_>) -> OnCosts {
    if let Some(Kind::Table(table)) = at.table.get(ON_COSTS.name).map(|value| &value.kind) {
        let is_range = table.entries().iter().any(|entry| ["low", "likely", "high"].contains(&&*entry.key));
        if !is_range {
            return OnCosts::Named(named(reader, at, &ON_COSTS, table));
        }
    }
    OnCosts::Share(reader.term(at, &ON_COSTS))
}

fn yearly_costs(reader: &mut Reader<'_>, at: &Cursor<'_>) -> Vec<NamedTerm> {
    let Some(value) = at.table.get(YEARLY_COSTS.name) else { return Vec::new() };
    let Kind::Table(table) = &value.kind else {
        reader.wrong_type(
            at,
            YEARLY_COSTS.name,
            value,
            "a table of named amounts",
            "write { vehicle = 15_000, tools = 2_500 }",
        );
        return Vec::new();
    };
    named(reader, at, &YEARLY_COSTS, table)
}

fn named(reader: &mut Reader<'_>, at: &Cursor<'_>, of: &'static Key, table: &Table<'_>) -> Vec<NamedTerm> {
    let key = of.name;
    let mut terms = Vec::with_capacity(table.entries().len());
    for entry in table.entries() {
        let problem = match &*entry.key {
            "low" | "likely" | "high" => {
                Some(format!("`{}` is no name in `{key}`, where it would read like a range", entry.key))
            }
            name if name.trim().is_empty() || name.chars().count() > MOST_NAME_CHARACTERS => {
                Some(format!("a name in `{key}` must have 1 to 200 characters"))
            }
            _ => None,
        };
        if let Some(message) = problem {
            reader.problem(at, key, entry.key_span, "cost-name", message, "choose another name");
            continue;
        }
        reader.is_printable(at, key, entry.key_span, &entry.key);
        let position = u32::try_from(reader.names.entries.len()).unwrap_or(u32::MAX);
        reader.names.entries.push(entry.key.to_string());
        let address = Address { scope: at.scope, key, entry: Some(Item::Named(position)) };
        let term = reader.quantity(at, address, &entry.value, of);
        terms.push(NamedTerm { name: entry.key.to_string(), term, span: Aside(entry.key_span) });
    }
    terms
}

fn headcount(reader: &mut Reader<'_>, at: &Cursor<'_>) -> Headcount {
    let overflow = reader.given(at, &OVERFLOW_RATE);
    let is_auto = match at.table.get(HEADCOUNT.name) {
        None => true,
        Some(Value { kind: Kind::Text(word), span }) => {
            if word != "auto" {
                let message = format!("`headcount` has no value {}", reader.written(*span));
                let help = "write \"auto\", or a number beside `overflow_rate`";
                reader.problem(at, HEADCOUNT.name, *span, "unknown-value", message, help);
                return Headcount::Auto;
            }
            true
        }
        Some(_) => false,
    };
    if !is_auto {
        let heads = reader.term(at, &HEADCOUNT);
        let overflow_rate = overflow.unwrap_or_else(|| reader.missing_term(at, &OVERFLOW_RATE));
        return Headcount::Fixed { heads, overflow_rate };
    }
    if let Some(entry) = at.table.entry(OVERFLOW_RATE.name) {
        let message = "`overflow_rate` is given, but an automatic headcount never overflows".to_owned();
        let help = "give `headcount` a number, or take `overflow_rate` out";
        reader.problem(at, OVERFLOW_RATE.name, entry.key_span, "needless-key", message, help);
    }
    Headcount::Auto
}

fn cover(reader: &mut Reader<'_>, at: &Cursor<'_>) -> Option<Cover> {
    let (share, rate) = (reader.given(at, &COVER_SHARE), reader.given(at, &COVER_RATE));
    match (share, rate) {
        (Some(share), Some(rate)) => return Some(Cover { share, rate }),
        (Some(_), None) => reader.missing(at, &COVER_RATE),
        (None, Some(_)) => {
            if let Some(entry) = at.table.entry(COVER_RATE.name) {
                let message = "`cover_rate` is given without `cover_share`".to_owned();
                let help = "add `cover_share`, or take it out";
                reader.problem(at, COVER_RATE.name, entry.key_span, "needs-key", message, help);
            }
        }
        (None, None) => (),
    }
    None
}
