//! What an amount is an amount of: a product of powers of base dimensions, such as AUD per hour.
//!
//! A month is the step of every calculation, so "per month" is no dimension, while "per year" is: adding a yearly
//! amount to a month's is an error that the units reading finds.

use std::fmt;

/// A base dimension.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dimension {
    /// The scenario's currency.
    Money,
    /// Hours of work.
    Hour,
    /// Visits to a client.
    Visit,
    /// Clients.
    Client,
    /// Kilometres.
    Kilometre,
    /// Employees.
    Head,
    /// Journeys of metro staff.
    Trip,
    /// Booked days.
    Day,
    /// Weeks.
    Week,
    /// Years of twelve months.
    Year,
}

impl Dimension {
    /// One of it, and several, in words.
    fn in_words(self) -> (&'static str, &'static str) {
        match self {
            Self::Money => ("money", "money"),
            Self::Hour => ("hour", "hours"),
            Self::Visit => ("visit", "visits"),
            Self::Client => ("client", "clients"),
            Self::Kilometre => ("km", "km"),
            Self::Head => ("employee", "employees"),
            Self::Trip => ("trip", "trips"),
            Self::Day => ("day", "days"),
            Self::Week => ("week", "weeks"),
            Self::Year => ("year", "years"),
        }
    }
}

const DIMENSIONS: [(Dimension, &str); 10] = [
    (Dimension::Money, "money"),
    (Dimension::Hour, "h"),
    (Dimension::Visit, "visit"),
    (Dimension::Client, "client"),
    (Dimension::Kilometre, "km"),
    (Dimension::Head, "head"),
    (Dimension::Trip, "trip"),
    (Dimension::Day, "day"),
    (Dimension::Week, "week"),
    (Dimension::Year, "year"),
];

/// A product of powers of [`Dimension`]s; shares, multipliers and counts of months are dimensionless.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Unit {
    powers: [i8; DIMENSIONS.len()],
}

impl Unit {
    /// Shares, multipliers, counts of months.
    pub const NONE: Self = Self { powers: [0; DIMENSIONS.len()] };
    /// The scenario's currency.
    pub const MONEY: Self = Self::NONE.times(Dimension::Money);
    /// Hours.
    pub const HOURS: Self = Self::NONE.times(Dimension::Hour);
    /// Visits.
    pub const VISITS: Self = Self::NONE.times(Dimension::Visit);
    /// Clients.
    pub const CLIENTS: Self = Self::NONE.times(Dimension::Client);
    /// Employees.
    pub const HEADS: Self = Self::NONE.times(Dimension::Head);
    /// Booked days.
    pub const DAYS: Self = Self::NONE.times(Dimension::Day);
    /// Kilometres.
    pub const KILOMETRES: Self = Self::NONE.times(Dimension::Kilometre);
    /// A count or share in a year.
    pub const PER_YEAR: Self = Self::NONE.per(Dimension::Year);

    /// The unit multiplied by a dimension.
    #[must_use]
    pub const fn times(mut self, dimension: Dimension) -> Self {
        self.powers[dimension as usize] += 1;
        self
    }

    /// The unit divided by a dimension.
    #[must_use]
    pub const fn per(mut self, dimension: Dimension) -> Self {
        self.powers[dimension as usize] -= 1;
        self
    }

    /// The unit of a product.
    #[must_use]
    pub fn product(self, other: Self) -> Self {
        let mut powers = self.powers;
        for (power, theirs) in powers.iter_mut().zip(other.powers) {
            *power = power.saturating_add(theirs);
        }
        Self { powers }
    }

    /// The unit of a quotient.
    #[must_use]
    pub fn quotient(self, other: Self) -> Self {
        let mut powers = self.powers;
        for (power, theirs) in powers.iter_mut().zip(other.powers) {
            *power = power.saturating_sub(theirs);
        }
        Self { powers }
    }

    /// Whether the unit is one of money: an amount of it, or an amount per something.
    pub fn is_money(self) -> bool {
        self.powers[Dimension::Money as usize] != 0
    }

    /// In a currency, for people: `AUD/head/year`, `h/visit`, `per year`; empty where dimensionless.
    pub(crate) fn in_currency(self, code: &str) -> String {
        let factors = |sign: i8, separator: &str| {
            let present = DIMENSIONS.iter().zip(self.powers).filter(|(_, power)| power.signum() == sign);
            let names = present.flat_map(|((dimension, name), power)| {
                let name = if *dimension == Dimension::Money { code } else { name };
                std::iter::repeat_n(name, usize::from(power.unsigned_abs()))
            });
            names.collect::<Vec<_>>().join(separator)
        };
        let (above, below) = (factors(1, "·"), factors(-1, "/"));
        match (above.is_empty(), below.is_empty()) {
            (_, true) => above,
            (false, false) => format!("{above}/{below}"),
            (true, false) => format!("per {below}"),
        }
    }

    /// In words: `money per hour`, `hours per visit`; empty where dimensionless.
    pub fn in_words(self) -> String {
        let above = DIMENSIONS.iter().zip(self.powers).filter(|(_, power)| *power > 0);
        let above: Vec<&str> = above.map(|((dimension, _), _)| dimension.in_words().1).collect();
        let below = DIMENSIONS.iter().zip(self.powers).filter(|(_, power)| *power < 0);
        let below = below.map(|((dimension, _), _)| dimension.in_words().0);
        below.fold(above.join(" "), |words, dimension| words + " per " + dimension)
    }

    /// Whether amounts of this unit come in whole pieces, so that rounding them up means something.
    pub(crate) fn is_countable(self) -> bool {
        [Self::NONE, Self::VISITS, Self::CLIENTS, Self::HEADS, Self::DAYS].contains(&self)
    }
}

/// `money/h`, `h/visit`, or `1` where dimensionless.
impl fmt::Display for Unit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let side = |sign: i8| -> String {
            let factors: Vec<String> = DIMENSIONS
                .iter()
                .zip(self.powers)
                .filter(|(_, power)| power.signum() == sign)
                .map(|((_, name), power)| match power.abs() {
                    1 => (*name).to_owned(),
                    power => format!("{name}^{power}"),
                })
                .collect();
            factors.join("·")
        };
        let (above, below) = (side(1), side(-1));
        match (above.is_empty(), below.is_empty()) {
            (true, true) => f.write_str("1"),
            (false, true) => f.write_str(&above),
            (true, false) => write!(f, "1/{below}"),
            (false, false) => write!(f, "{above}/{below}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_multiply_and_print() {
        let hourly = Unit::MONEY.per(Dimension::Hour);
        assert_eq!(hourly.to_string(), "money/h");
        assert_eq!(hourly.product(Unit::HOURS), Unit::MONEY);
        assert_eq!(Unit::MONEY.quotient(Unit::HOURS), hourly);
        assert_eq!(Unit::PER_YEAR.to_string(), "1/year");
        assert_eq!(Unit::NONE.to_string(), "1");
        assert_eq!(Unit::HOURS.product(Unit::HOURS).to_string(), "h^2");
        assert_eq!(hourly.per(Dimension::Year).in_currency("NZD"), "NZD/h/year");
        assert_eq!(Unit::PER_YEAR.in_currency("NZD"), "per year");
        assert_eq!(Unit::NONE.in_currency("NZD"), "");
        assert_eq!(Unit::MONEY.times(Dimension::Hour).in_currency("NZD"), "NZD·h");
        assert_eq!(Unit::HOURS.quotient(Unit::VISITS.product(Unit::VISITS)).to_string(), "h/visit^2");
    }

    #[test]
    fn units_are_told_in_words() {
        assert_eq!(Unit::MONEY.per(Dimension::Hour).in_words(), "money per hour");
        assert_eq!(Unit::HOURS.times(Dimension::Visit).in_words(), "hours visits");
        assert_eq!(Unit::NONE.in_words(), "");
    }

    #[test]
    fn money_and_what_is_counted_are_known() {
        let hourly = Unit::MONEY.per(Dimension::Hour);
        assert_eq!(
            [hourly, Unit::NONE.per(Dimension::Money), Unit::HOURS, Unit::NONE].map(Unit::is_money),
            [true, true, false, false]
        );
        assert_eq!([Unit::NONE, Unit::HEADS, Unit::HOURS, hourly].map(Unit::is_countable), [true, true, false, false]);
    }
}
