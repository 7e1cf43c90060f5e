//! Reading values by their declared keys: every problem is noted and reading goes on.
//!
//! A value that is missing or wrong becomes a stand-in, so that the rest of the file is read all the same; a scenario
//! with any error is never used.

use super::document::{Entry, Kind, Table, Value};
use super::key::{Form, Key, Limits, MOST_NAME_CHARACTERS, Notation, Quantity};
use super::term::{Address, Names, Scope, Term, TermId};
use super::{MOST_NOTED, ROOT, terms};
use crate::calc::number::Number;
use crate::calc::unit::Unit;
use crate::diagnostic::{Diagnostic, Severity, Sources, Span, escaped, nearest, quoted};

/// Collects what a file says and what is wrong with it.
pub(crate) struct Reader<'s> {
    pub(crate) sources: &'s Sources,
    pub(crate) diagnostics: Vec<Diagnostic>,
    pub(crate) terms: Vec<Term>,
    pub(crate) names: Names,
    /// Keys that an unknown one was taken for: that they are missing is no problem of its own.
    meant: Vec<(Scope, &'static str)>,
}

/// A table that is being read, and how it is addressed.
#[derive(Clone, Copy)]
pub(crate) struct Cursor<'d> {
    pub(crate) table: &'d Table<'d>,
    pub(crate) scope: Scope,
    /// The place to point at where a key is missing.
    pub(crate) span: Option<Span>,
}

impl<'s> Reader<'s> {
    pub(crate) fn new(sources: &'s Sources) -> Self {
        Self { sources, diagnostics: Vec::new(), terms: Vec::new(), names: Names::default(), meant: Vec::new() }
    }

    pub(crate) fn has_errors(&self) -> bool {
        self.diagnostics.iter().any(|diagnostic| diagnostic.severity == Severity::Error)
    }

    /// Notes a problem. Of the errors of a hostile file, which may be a hundred thousand, those beyond [`MOST_NOTED`] are
    /// dropped: the file is refused whatever they are.
    pub(crate) fn report(&mut self, diagnostic: Diagnostic) {
        if diagnostic.severity == Severity::Warning || !self.has_enough() {
            self.diagnostics.push(diagnostic);
        }
    }

    /// Whether the file is refused, with as many problems as are noted.
    fn has_enough(&self) -> bool {
        self.diagnostics.len() >= MOST_NOTED && self.has_errors()
    }

    /// A problem with a value.
    pub(crate) fn problem(
        &mut self,
        at: &Cursor<'_>,
        key: &str,
        span: Span,
        code: &'static str,
        message: String,
        help: impl Into<String>,
    ) {
        let key = self.names.key(at.scope, key);
        self.report(Diagnostic::error(code, message).key(key).at(Some(span), "").help(help));
    }

    /// The value as written, quoted.
    pub(crate) fn written(&self, span: Span) -> String {
        quoted(self.sources.slice(span).trim())
    }

    /// The table in words, for messages: `option.hire`, or `the file`.
    pub(crate) fn place(&self, scope: Scope) -> String {
        match self.names.scope(scope) {
            name if name.is_empty() => "the file".to_owned(),
            name => quoted(&name),
        }
    }

    /// Refuses keys that a table does not have; it has those of all groups.
    pub(crate) fn refuse_unknown(
        &mut self,
        at: &Cursor<'_>,
        known: &[&[&'static Key]],
        other: impl Fn(&str) -> Vec<String>,
    ) {
        // No key is known twice, so that to find as many as there are is to find all.
        let found = known.iter().copied().flatten().filter(|key| at.table.entry(key.name).is_some()).count();
        if found == at.table.entries().len() {
            return;
        }
        for entry in at.table.entries() {
            if self.has_enough() {
                return;
            }
            if !known.iter().copied().flatten().any(|key| key.name == entry.key) {
                let diagnostic = self.unknown(at, entry, known, &other(&entry.key));
                self.report(diagnostic);
            }
        }
    }

    /// The problem of a key that a table does not have.
    pub(crate) fn unknown(
        &mut self,
        at: &Cursor<'_>,
        entry: &Entry<'_>,
        known: &[&[&'static Key]],
        owners: &[String],
    ) -> Diagnostic {
        let (name, place) = (quoted(&entry.key), self.place(at.scope));
        let address = self.names.key(at.scope, &entry.key);
        if !owners.is_empty() {
            let owners = owners.join(", ");
            return Diagnostic::error("wrong-model", format!("the key {name} in {place} is a key of {owners}"))
                .key(address)
                .at(Some(entry.key_span), "not of this model")
                .help("take the key out, or choose a model that has it");
        }
        let known = || known.iter().copied().flatten().map(|key| key.name);
        let near = nearest(&entry.key, known());
        self.meant.extend(near.map(|near| (at.scope, near)));
        let help = match (Self::home_of(at.scope, &entry.key), near) {
            (Some(home), _) => home,
            (None, Some(near)) => format!("did you mean `{near}`?"),
            (None, None) => format!("the keys here are {}", listed(known())),
        };
        Diagnostic::error("unknown-key", format!("unknown key {name} in {place}"))
            .key(address)
            .at(Some(entry.key_span), "")
            .help(help)
    }

    /// Where a key belongs that stands outside of all tables, as with `--set visits=4`, or in a table of another kind.
    fn home_of(scope: Scope, name: &str) -> Option<String> {
        let models = terms::owners(name);
        let of_option = match models.len() {
            0 => None,
            1..=3 => Some(format!("`{name}` is a key of an [[option]] of the model {}", models.join(", "))),
            _ => Some(format!("`{name}` is a key of each [[option]]: `option.ID.{name}`")),
        };
        match scope {
            Scope::Root => (),
            Scope::Table(_) | Scope::Segment(_) => return of_option,
            Scope::Extra(_) | Scope::Option(_) | Scope::Part(..) | Scope::OptionExtra(..) => return None,
        }
        let has = |table: &&'static Key| matches!(table.form, Form::Table(layout) if layout.keys().any(|key| key.name == name));
        if let Some(home) = ROOT.keys().find(has).map(|table| table.name) {
            return Some(format!("`{name}` is a key of [{home}]: write it there, or as `{home}.{name}`"));
        }
        of_option
    }

    /// Refuses two keys of which one alone may stand.
    pub(crate) fn refuse_both(&mut self, at: &Cursor<'_>, one: &'static Key, other: &'static Key) {
        let span = |key: &'static Key| at.table.entry(key.name).map(|entry| entry.key_span);
        let message = format!("{} has both `{}` and `{}`", self.place(at.scope), one.name, other.name);
        let problem = Diagnostic::error("exclusive-keys", message)
            .key(self.names.key(at.scope, one.name))
            .at(span(one), "this one")
            .at(span(other), "or this one")
            .help("keep one of the two");
        self.report(problem);
    }

    /// Reports that a table lacks a key.
    pub(crate) fn missing(&mut self, at: &Cursor<'_>, key: &'static Key) {
        if self.meant.contains(&(at.scope, key.name)) {
            return;
        }
        let message = format!("{} lacks the key `{}`", self.place(at.scope), key.name);
        let address = self.names.key(at.scope, key.name);
        let words = match key.form {
            Form::Choice(words) => format!(", one of {}", listed(words.iter().copied())),
            _ => String::new(),
        };
        let help = format!("add `{}`: {}{words}", key.name, key.doc);
        self.report(Diagnostic::error("missing-key", message).key(address).at(at.span, "").help(help));
    }

    /// A numeric term, where it is given.
    pub(crate) fn given(&mut self, at: &Cursor<'_>, key: &'static Key) -> Option<TermId> {
        let value = at.table.get(key.name)?;
        let address = Address { scope: at.scope, key: key.name, entry: None };
        Some(self.quantity(at, address, value, key))
    }

    /// A numeric term, or its default where it has one.
    pub(crate) fn term(&mut self, at: &Cursor<'_>, key: &'static Key) -> TermId {
        self.given(at, key).unwrap_or_else(|| {
            self.needed(at, key);
            self.default_term(at.scope, key)
        })
    }

    /// The term of a key that is missing here, whether or not its table needs it everywhere.
    pub(crate) fn missing_term(&mut self, at: &Cursor<'_>, key: &'static Key) -> TermId {
        self.missing(at, key);
        self.default_term(at.scope, key)
    }

    /// The value of a key; that it is missing is a problem where the table needs it.
    fn needed<'d>(&mut self, at: &Cursor<'d>, key: &'static Key) -> Option<&'d Value<'d>> {
        let value = at.table.get(key.name);
        if value.is_none() && key.is_required {
            self.missing(at, key);
        }
        value
    }

    /// The term of an absent key: its default, or a stand-in.
    pub(crate) fn default_term(&mut self, scope: Scope, key: &'static Key) -> TermId {
        let unit = key.as_quantity().map_or(Unit::NONE, |quantity| quantity.unit);
        let address = Address { scope, key: key.name, entry: None };
        let base = key.default.unwrap_or(Number::ONE);
        self.add(Term { base, range: None, unit, key, address, span: None })
    }

    pub(crate) fn add(&mut self, term: Term) -> TermId {
        self.terms.push(term);
        TermId(u32::try_from(self.terms.len() - 1).unwrap_or(u32::MAX))
    }

    /// A whole number, or its default.
    pub(crate) fn count_or_default(&mut self, at: &Cursor<'_>, key: &'static Key) -> u32 {
        self.count(at, key).or_else(|| key.default.and_then(Number::to_count)).unwrap_or(1)
    }

    /// A whole number, where it is given.
    pub(crate) fn count(&mut self, at: &Cursor<'_>, key: &'static Key) -> Option<u32> {
        let value = self.needed(at, key)?;
        let Form::Count(limits) = key.form else { return None };
        let quantity = Quantity { unit: Unit::NONE, limits, notation: Notation::Number, rangeable: false };
        if let Kind::Table(_) = value.kind {
            let message = format!("`{}` does not take a range (got {})", key.name, self.written(value.span));
            self.problem(at, key.name, value.span, "no-range", message, "write one whole number");
            return None;
        }
        let number = self.number(at, key.name, value, &quantity)?;
        let count = number.to_count();
        if count.is_none() {
            let message = format!("`{}` must be a whole number (got {})", key.name, self.written(value.span));
            let words = limits.in_words(Notation::Number);
            self.problem(at, key.name, value.span, "not-whole", message, format!("write a whole number {words}"));
        }
        count
    }

    /// A name, where it is given.
    pub(crate) fn name(&mut self, at: &Cursor<'_>, key: &'static Key) -> Option<String> {
        let text = self.text(at, key)?;
        let value = at.table.get(key.name)?;
        let characters = text.chars().count();
        let problem = if text.trim().is_empty() {
            Some(("empty-name", format!("`{}` is empty", key.name)))
        } else if characters > MOST_NAME_CHARACTERS {
            let message =
                format!("`{}` has {characters} characters, and the most are {MOST_NAME_CHARACTERS}", key.name);
            Some(("long-name", message))
        } else {
            None
        };
        if let Some((code, message)) = problem {
            let help = format!("write a name of 1 to {MOST_NAME_CHARACTERS} characters");
            self.problem(at, key.name, value.span, code, message, help);
            return None;
        }
        Some(text)
    }

    /// Text without control characters, where it is given.
    pub(crate) fn text(&mut self, at: &Cursor<'_>, key: &'static Key) -> Option<String> {
        let value = self.needed(at, key)?;
        let Kind::Text(text) = &value.kind else {
            self.wrong_type(at, key.name, value, "text", "write it in double quotes");
            return None;
        };
        // The line ends of the file make no difference.
        let text = if text.contains('\r') { text.replace("\r\n", "\n") } else { text.to_string() };
        self.is_printable(at, key.name, value.span, &text).then_some(text)
    }

    /// Refuses control characters other than tab and newline.
    pub(crate) fn is_printable(&mut self, at: &Cursor<'_>, name: &str, span: Span, text: &str) -> bool {
        if text.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
            return true;
        }
        let control = text.chars().find(|c| c.is_control() && !matches!(c, '\t' | '\n'));
        if let Some(control) = control {
            let message = format!("`{}` holds the control character {}", escaped(name), control.escape_default());
            self.problem(at, name, span, "control-character", message, "take the character out");
        }
        control.is_none()
    }

    /// One of the key's words, where it is given.
    pub(crate) fn choice(&mut self, at: &Cursor<'_>, key: &'static Key) -> Option<&'static str> {
        let value = self.needed(at, key)?;
        let Form::Choice(words) = key.form else { return None };
        let Kind::Text(text) = &value.kind else {
            let help = format!("write one of {}", listed(words.iter().copied()));
            self.wrong_type(at, key.name, value, "text", &help);
            return None;
        };
        let known = words.iter().find(|word| *word == text).copied();
        if known.is_none() {
            let message = format!("`{}` has no value {}", key.name, self.written(value.span));
            let help = nearest(text, words.iter().copied()).map_or_else(
                || format!("the values are {}", listed(words.iter().copied())),
                |near| format!("did you mean \"{near}\"?"),
            );
            self.problem(at, key.name, value.span, "unknown-value", message, help);
        }
        known
    }

    /// A flag, false where it is absent.
    pub(crate) fn flag(&mut self, at: &Cursor<'_>, key: &'static Key) -> bool {
        match at.table.get(key.name) {
            None => false,
            Some(Value { kind: Kind::Boolean(value), .. }) => *value,
            Some(value) => {
                self.wrong_type(at, key.name, value, "true or false", "write true or false, without quotes");
                false
            }
        }
    }

    /// A table below this one, where it is given.
    pub(crate) fn table<'d>(&mut self, at: &Cursor<'d>, key: &'static Key, scope: Scope) -> Option<Cursor<'d>> {
        self.needed(at, key)?;
        let entry = at.table.entry(key.name)?;
        if let Kind::Table(table) = &entry.value.kind {
            Some(Cursor { table, scope, span: Some(entry.key_span) })
        } else {
            self.wrong_type(at, key.name, &entry.value, "a table", &format!("write it as [{}]", key.name));
            None
        }
    }

    /// The rows of a list of tables, such as `[[option]]`; empty where it is absent.
    pub(crate) fn rows<'d>(&mut self, at: &Cursor<'d>, key: &'static Key, shape: &str) -> Vec<(&'d Table<'d>, Span)> {
        let Some(value) = at.table.get(key.name) else { return Vec::new() };
        let Kind::Array(values) = &value.kind else {
            self.wrong_type(at, key.name, value, "a list of tables", shape);
            return Vec::new();
        };
        let mut rows = Vec::with_capacity(values.len());
        for row in values {
            match &row.kind {
                Kind::Table(table) => rows.push((table, row.span)),
                _ => self.wrong_type(at, key.name, row, "a table", shape),
            }
        }
        rows
    }

    pub(crate) fn wrong_type(&mut self, at: &Cursor<'_>, name: &str, value: &Value<'_>, wanted: &str, help: &str) {
        let message = format!(
            "`{}` must be {wanted}, not {} (got {})",
            escaped(name),
            value.kind.name(),
            self.written(value.span)
        );
        self.problem(at, name, value.span, "wrong-type", message, help);
    }

    /// Refuses more of something than a scenario may have.
    pub(crate) fn at_most(&mut self, at: &Cursor<'_>, what: &str, count: usize, most: usize) {
        if count > most {
            let message = format!("{count} {what}, and the most are {most}");
            let place = self.names.scope(at.scope);
            let help = "split the scenario into several files";
            self.report(Diagnostic::error("too-many", message).key(place).at(at.span, "").help(help));
        }
    }

    /// Whether a term was given, as opposed to a default.
    pub(crate) fn is_given(&self, term: TermId) -> bool {
        self.terms.get(term.index()).is_some_and(|term| term.span.is_some())
    }

    /// The term.
    pub(crate) fn get(&self, term: TermId) -> &Term {
        &self.terms[term.index()]
    }
}

/// Words in back quotes, separated by commas.
pub(crate) fn listed<'w>(words: impl Iterator<Item = &'w str>) -> String {
    words.map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ")
}

/// The limits of a count, for keys that are read in more than one way.
pub(crate) const MONTH_NUMBERS: Limits = Limits::to(1, 120);
