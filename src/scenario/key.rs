//! The declaration of a key: one place for its name, form, unit, limits, default, meaning and an example.
//!
//! Reading, messages, suggestions, the JSON Schema and the tables of `docs/scenario-format.md` all use it, so that none
//! can know another format than the rest.

use super::layout::Layout;
pub use super::quantity::{Limits, Notation, Quantity};
use crate::calc::number::Number;
use crate::calc::unit::Unit;

/// A key of a table.
#[derive(Debug)]
pub struct Key {
    /// Its name.
    pub name: &'static str,
    /// What may stand there.
    pub form: Form,
    /// What it is, in a few words.
    pub doc: &'static str,
    /// A value as it may stand in a file; for tables, the line that begins one.
    pub example: &'static str,
    /// Whether the table lacks something without it.
    pub is_required: bool,
    /// The number that an absent key means, where it means one.
    pub default: Option<Number>,
    /// What an absent key means, where that is no number.
    pub otherwise: &'static str,
    /// Whether the amount is one of every month. A month is the step of every calculation, so it is no part of the unit.
    pub is_monthly: bool,
    /// Why no switching value of the term is sought, where none is (`docs/economics.md` section 14).
    pub fixed_because: Option<&'static str>,
}

/// What may stand at a key.
#[derive(Clone, Copy, Debug)]
pub enum Form {
    /// A number with a unit.
    Quantity(Quantity),
    /// A number with a unit, or one of these words.
    QuantityOr(Quantity, &'static [&'static str]),
    /// A number with a unit, or a table of named ones, which add up.
    QuantityOrNamed(Quantity),
    /// A table of named numbers.
    Named(Quantity),
    /// A list of twelve numbers.
    Months(Quantity),
    /// A whole number within limits.
    Count(Limits),
    /// A name: text of 1 to 200 characters.
    Name,
    /// A name of a-z, 0-9 and hyphens.
    Id,
    /// A code of ISO 4217.
    Currency,
    /// Text.
    Text,
    /// One of these words.
    Choice(&'static [&'static str]),
    /// `true` or `false`.
    Flag,
    /// A list of names.
    Names,
    /// A table.
    Table(&'static Layout),
    /// Tables under names of the user's choice.
    NamedTables(Tables),
    /// A list of tables.
    Rows(Tables),
}

/// Several tables of the same keys.
#[derive(Clone, Copy, Debug)]
pub struct Tables {
    /// The keys of each.
    pub each: &'static Layout,
    /// The fewest.
    pub fewest: usize,
    /// The most.
    pub most: usize,
}

/// The most characters of a name.
pub(crate) const MOST_NAME_CHARACTERS: usize = 200;

impl Key {
    /// A key of a form.
    pub(crate) const fn new(name: &'static str, form: Form, doc: &'static str) -> Self {
        Self {
            name,
            form,
            doc,
            example: "",
            is_required: false,
            default: None,
            otherwise: "",
            is_monthly: false,
            fixed_because: None,
        }
    }

    /// A numeric term.
    pub(crate) const fn quantity(name: &'static str, unit: Unit, limits: Limits, doc: &'static str) -> Self {
        let quantity = Quantity { unit, limits, notation: Notation::Number, rangeable: true };
        Self::new(name, Form::Quantity(quantity), doc)
    }

    /// A share or rate, written as a percentage or a fraction.
    pub(crate) const fn share(name: &'static str, unit: Unit, limits: Limits, doc: &'static str) -> Self {
        let quantity = Quantity { unit, limits, notation: Notation::Share, rangeable: true };
        Self::new(name, Form::Quantity(quantity), doc)
    }

    /// An amount of money in a unit such as per hour.
    pub(crate) const fn money(name: &'static str, unit: Unit, doc: &'static str) -> Self {
        Self::quantity(name, unit, Limits::MONEY, doc)
    }

    /// A whole number.
    pub(crate) const fn count(name: &'static str, low: i64, high: i64, doc: &'static str) -> Self {
        Self::new(name, Form::Count(Limits::to(low, high)), doc)
    }

    /// A name.
    pub(crate) const fn name(name: &'static str, doc: &'static str) -> Self {
        Self::new(name, Form::Name, doc)
    }

    /// Text.
    pub(crate) const fn text(name: &'static str, doc: &'static str) -> Self {
        Self::new(name, Form::Text, doc)
    }

    /// One of several words.
    pub(crate) const fn choice(name: &'static str, words: &'static [&'static str], doc: &'static str) -> Self {
        Self::new(name, Form::Choice(words), doc)
    }

    /// True or false.
    pub(crate) const fn flag(name: &'static str, doc: &'static str) -> Self {
        Self::new(name, Form::Flag, doc)
    }

    /// A table.
    pub(crate) const fn table(name: &'static str, layout: &'static Layout, doc: &'static str) -> Self {
        Self::new(name, Form::Table(layout), doc)
    }

    /// A list of tables.
    pub(crate) const fn rows(
        name: &'static str,
        each: &'static Layout,
        fewest: usize,
        most: usize,
        doc: &'static str,
    ) -> Self {
        Self::new(name, Form::Rows(Tables { each, fewest, most }), doc)
    }

    /// With a value as it may stand in a file.
    pub(crate) const fn example(mut self, example: &'static str) -> Self {
        self.example = example;
        self
    }

    /// A key that its table needs.
    pub(crate) const fn required(mut self) -> Self {
        self.is_required = true;
        self
    }

    /// With what an absent key means, in words.
    pub(crate) const fn otherwise(mut self, meaning: &'static str) -> Self {
        self.otherwise = meaning;
        self
    }

    /// An amount of every month.
    pub(crate) const fn monthly(mut self) -> Self {
        self.is_monthly = true;
        self
    }

    /// With the value that an absent key means.
    pub(crate) const fn default(mut self, value: Number) -> Self {
        self.default = Some(value);
        self
    }

    /// Without switching values, for a reason that ends "not offered: …".
    pub(crate) const fn without_switching(mut self, reason: &'static str) -> Self {
        self.fixed_because = Some(reason);
        self
    }

    /// Without ranges.
    pub(crate) const fn fixed(mut self) -> Self {
        if let Form::Quantity(quantity) = self.form {
            self.form = Form::Quantity(Quantity { rangeable: false, ..quantity });
        }
        self
    }

    /// Also one of several words.
    pub(crate) const fn or_words(mut self, words: &'static [&'static str]) -> Self {
        if let Form::Quantity(quantity) = self.form {
            self.form = Form::QuantityOr(quantity, words);
        }
        self
    }

    /// Also a table of named ones.
    pub(crate) const fn or_named(mut self) -> Self {
        if let Form::Quantity(quantity) = self.form {
            self.form = Form::QuantityOrNamed(quantity);
        }
        self
    }

    /// A table of named ones in its place.
    pub(crate) const fn named(mut self) -> Self {
        if let Form::Quantity(quantity) = self.form {
            self.form = Form::Named(quantity);
        }
        self
    }

    /// Twelve of them in its place.
    pub(crate) const fn of_twelve_months(mut self) -> Self {
        if let Form::Quantity(quantity) = self.form {
            self.form = Form::Months(Quantity { rangeable: false, ..quantity });
        }
        self
    }

    /// Whether it is one list for twelve months, whose terms share its address.
    pub(crate) fn is_of_months(&self) -> bool {
        matches!(self.form, Form::Months(_))
    }

    /// The numeric term, where it is one or holds some.
    pub fn as_quantity(&self) -> Option<Quantity> {
        match self.form {
            Form::Quantity(quantity)
            | Form::QuantityOr(quantity, _)
            | Form::QuantityOrNamed(quantity)
            | Form::Named(quantity)
            | Form::Months(quantity) => Some(quantity),
            Form::Count(_)
            | Form::Name
            | Form::Id
            | Form::Currency
            | Form::Text
            | Form::Choice(_)
            | Form::Flag
            | Form::Names
            | Form::Table(_)
            | Form::NamedTables(_)
            | Form::Rows(_) => None,
        }
    }
}
