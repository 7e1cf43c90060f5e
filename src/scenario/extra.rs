//! Extras: named cost items on one option or on all (`docs/economics.md` section 10).

use super::document::Table;
use super::key::{Key, Limits};
use super::layout::{Layout, Rule};
use super::reader::{Cursor, MONTH_NUMBERS, Reader};
use super::shape::Aside;
use super::term::{Scope, TermId};
use crate::calc::number::Number;
use crate::calc::unit::{Dimension, Unit};
use crate::diagnostic::{Diagnostic, Span};

/// The most extras of a scenario, or of an option.
pub(super) const MOST_EXTRAS: usize = 64;

static NAME: Key = Key::name("name", "what the cost is for").required().example("\"PSA seats\"");
static AMOUNT: Key = Key::quantity("amount", Unit::MONEY, Limits::CREDIT, "money; a credit where it is negative")
    .otherwise("one of the shares")
    .example("70");
static SHARE_OF_COST: Key = Key::share(
    "share_of_cost",
    Unit::NONE,
    Limits::to(-1, 1),
    "a share of the cost of the option's parts in the month",
)
.otherwise("`amount`")
.example("\"5%\"");
static SHARE_OF_REVENUE: Key = Key::share(
    "share_of_revenue",
    Unit::NONE,
    Limits::to(-1, 1),
    "a share of the revenue collected in the month; needs `[revenue]`",
)
.otherwise("`amount`")
.example("\"3%\"");
static PER: Key = Key::choice("per", &["once", "month", "year", "visit", "hour", "client"], "what the amount is for")
    .otherwise("required with `amount`")
    .example("\"month\"");
static FROM_MONTH: Key = Key::count(
    "from_month",
    MONTH_NUMBERS.low,
    MONTH_NUMBERS.high,
    "the first month in which it applies, counted from 1",
)
.default(Number::ONE)
.example("13");
static TO_MONTH: Key = Key::count(
    "to_month",
    MONTH_NUMBERS.low,
    MONTH_NUMBERS.high,
    "the last month in which it applies, itself included",
)
.otherwise("the end of the horizon")
.example("24");
static FROM_CLIENTS: Key =
    Key::quantity("from_clients", Unit::CLIENTS, Limits::VOLUME, "the number of clients from which on it applies")
        .otherwise("no condition")
        .example("18");

/// The keys of an extra.
pub(crate) static EXTRA: Layout =
    Layout::of(&[&[&NAME, &AMOUNT, &SHARE_OF_COST, &SHARE_OF_REVENUE, &PER, &FROM_MONTH, &TO_MONTH, &FROM_CLIENTS]])
        .with(&[
            Rule::ExactlyOne(&["amount", "share_of_cost", "share_of_revenue"]),
            Rule::Where("amount", &[Rule::Required("per")], &[Rule::Absent("per")]),
        ]);

/// A named cost item.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Extra {
    /// What it is for.
    pub name: String,
    /// How much.
    pub charge: Charge,
    /// The first month in which it applies, from 0.
    pub first_month: u32,
    /// The last month in which it applies, from 0; none for the horizon's last.
    pub last_month: Option<u32>,
    /// The number of clients from which on it applies.
    pub from_clients: Option<TermId>,
    /// Where its name stands.
    pub(crate) span: Aside<Option<Span>>,
}

/// How an extra is charged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Charge {
    /// Money, for something.
    Amount(TermId, Per),
    /// A share of the month's lines of the option's parts.
    ShareOfCost(TermId),
    /// A share of the month's collected revenue.
    ShareOfRevenue(TermId),
}

/// What an extra's amount is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Per {
    /// Once, in the first month in which it applies.
    Once,
    /// A month.
    Month,
    /// A year.
    Year,
    /// A visit.
    Visit,
    /// An hour served.
    Hour,
    /// A client, a month.
    Client,
}

impl Per {
    fn from_word(word: &str) -> Self {
        match word {
            "once" => Self::Once,
            "year" => Self::Year,
            "visit" => Self::Visit,
            "hour" => Self::Hour,
            "client" => Self::Client,
            _ => Self::Month,
        }
    }

    /// The unit of the amount.
    fn unit(self) -> Unit {
        match self {
            Self::Once | Self::Month => Unit::MONEY,
            Self::Year => Unit::MONEY.per(Dimension::Year),
            Self::Visit => Unit::MONEY.per(Dimension::Visit),
            Self::Hour => Unit::MONEY.per(Dimension::Hour),
            Self::Client => Unit::MONEY.per(Dimension::Client),
        }
    }
}

/// Reads the rows of `[[extra]]` or `[[option.extra]]`.
pub(crate) fn read_all(
    reader: &mut Reader<'_>,
    owner: &Cursor<'_>,
    key: &'static Key,
    scope: impl Fn(u32) -> Scope,
    remember: impl Fn(&mut Reader<'_>, Vec<String>),
) -> Vec<Extra> {
    let rows = reader.rows(owner, key, "write each as [[extra]] or [[option.extra]]");
    reader.at_most(owner, "extras", rows.len(), MOST_EXTRAS);
    let name = |table: &Table<'_>| match table.get(NAME.name).map(|value| &value.kind) {
        Some(super::document::Kind::Text(name)) => name.to_string(),
        _ => String::new(),
    };
    remember(reader, rows.iter().map(|(table, _)| name(table)).collect());
    let rows = (0..).zip(rows).take(MOST_EXTRAS);
    rows.map(|(position, (table, span))| read(reader, &Cursor { table, scope: scope(position), span: Some(span) }))
        .collect()
}

fn read(reader: &mut Reader<'_>, at: &Cursor<'_>) -> Extra {
    reader.refuse_unknown(at, EXTRA.groups, |_| Vec::new());
    let name = reader.name(at, &NAME).unwrap_or_default();
    let charge = charge(reader, at);
    let (first, last) = (reader.count_or_default(at, &FROM_MONTH), reader.count(at, &TO_MONTH));
    if let (Some(last), Some(value)) = (last.filter(|last| *last < first), at.table.get(TO_MONTH.name)) {
        let message = format!("`to_month` {last} is before `from_month` {first}, so the extra never applies");
        reader.problem(at, TO_MONTH.name, value.span, "broken-range", message, "from_month ≤ to_month");
    }
    Extra {
        name,
        charge,
        first_month: first - 1,
        last_month: last.map(|last| last.saturating_sub(1)),
        from_clients: reader.given(at, &FROM_CLIENTS),
        span: Aside(at.table.get(NAME.name).map(|value| value.span).or(at.span)),
    }
}

fn charge(reader: &mut Reader<'_>, at: &Cursor<'_>) -> Charge {
    let given: Vec<(&'static Key, Span)> = [&AMOUNT, &SHARE_OF_COST, &SHARE_OF_REVENUE]
        .into_iter()
        .filter_map(|key| at.table.entry(key.name).map(|entry| (key, entry.key_span)))
        .collect();
    if given.len() != 1 {
        let place = reader.place(at.scope);
        let problem = match given.as_slice() {
            [] => Diagnostic::error(
                "missing-key",
                format!("{place} lacks an `amount`, `share_of_cost` or `share_of_revenue`"),
            )
            .at(at.span, ""),
            several => several.iter().fold(
                Diagnostic::error("exclusive-keys", format!("{place} has more than one kind of charge")),
                |problem, (key, span)| problem.at(Some(*span), format!("`{}`", key.name)),
            ),
        };
        let key = reader.names.key(at.scope, AMOUNT.name);
        reader.report(problem.key(key).help("an extra has exactly one of amount, share_of_cost and share_of_revenue"));
    }
    let per = reader.choice(at, &PER).map(Per::from_word);
    let key = given.first().map_or(&AMOUNT, |(key, _)| *key);
    if key.name == AMOUNT.name {
        if at.table.entry(PER.name).is_none() && !given.is_empty() {
            reader.missing(at, &PER);
        }
        let per = per.unwrap_or(Per::Month);
        let amount = reader.term(at, &AMOUNT);
        reader.terms[amount.index()].unit = per.unit();
        return Charge::Amount(amount, per);
    }
    if let Some(entry) = at.table.entry(PER.name) {
        let place = reader.place(at.scope);
        let message = format!("{place} has `per` beside `{}`, and only an `amount` is per something", key.name);
        reader.problem(at, PER.name, entry.key_span, "needless-key", message, "take `per` out");
    }
    let share = reader.term(at, key);
    if key.name == SHARE_OF_COST.name { Charge::ShareOfCost(share) } else { Charge::ShareOfRevenue(share) }
}
