//! `--set TERM=VALUE`: replaces a value of the document before it is read (`docs/scenario-format.md`, addressing).

use std::borrow::Cow;

use super::document::{Entry, Kind, Table, Value, parse_path, parse_value};
use super::option::slug;
use crate::diagnostic::{Diagnostic, Sources, Span, escaped, nearest, quoted};

/// A well-formed `TERM=VALUE`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Setting {
    text: String,
    path: Vec<String>,
    /// Where the equals sign stands in the text.
    equals: usize,
    /// Where the value begins in the text.
    value_start: usize,
    /// The option of the command line that it comes of.
    option: &'static str,
}

/// Why a text is no setting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SettingError {
    message: String,
}

impl std::fmt::Display for SettingError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for SettingError {}

impl std::str::FromStr for Setting {
    type Err = SettingError;

    fn from_str(text: &str) -> Result<Self, SettingError> {
        let error = |message: &str| SettingError { message: message.to_owned() };
        let equals = split_at_equals(text).ok_or_else(|| error("write TERM=VALUE, such as demand.visits=12"))?;
        let (term, value) = (&text[..equals], &text[equals + 1..]);
        let value_start = text.len() - value.trim_start().len();
        let value = value.trim();
        let path = parse_path(term.trim()).ok_or_else(|| {
            error("the TERM is a dotted path, such as option.hire.salary or extra.\"PSA seats\".amount")
        })?;
        if parse_value(value, 0, 0).is_none() {
            return Err(error("the VALUE is a number, a percentage, a word, or any TOML value"));
        }
        Ok(Self { text: text.to_owned(), path, equals, value_start, option: "--set" })
    }
}

/// The first `=` outside quotes.
pub(super) fn split_at_equals(text: &str) -> Option<usize> {
    let mut quote = None;
    for (offset, character) in text.char_indices() {
        match (quote, character) {
            (None, '=') => return Some(offset),
            (None, '"' | '\'') => quote = Some(character),
            (Some(open), _) if open == character => quote = None,
            _ => (),
        }
    }
    None
}

impl Setting {
    /// The setting as typed.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The setting that `--vary` comes to at one of its values; none where the address is no path.
    pub(crate) fn varied(address: &str, value: &str) -> Option<Self> {
        let path = parse_path(address)?;
        let value_start = address.len() + 1;
        let text = format!("{address}={value}");
        Some(Self { text, path, equals: address.len(), value_start, option: "--vary" })
    }

    /// Adds the setting to the sources and returns its number there.
    pub(crate) fn register(&self, sources: &mut Sources) -> u16 {
        sources.add(format!("{} ({})", sources.name(0), self.option), self.text.clone())
    }

    /// Puts the value into the document, as source `source`.
    pub(crate) fn apply<'t>(
        &self,
        document: &mut Table<'t>,
        sources: &'t Sources,
        source: u16,
    ) -> Result<(), Box<Diagnostic>> {
        let text = sources.text(source).get(self.value_start..).unwrap_or_default().trim_end();
        let span = Span::new(source, &(0..self.equals));
        let Some(value) = parse_value(text, source, self.value_start) else { return Ok(()) };
        place(document, &self.path, &[], span, value).map_err(|(path, known)| {
            let address = path.join(".");
            let help = match nearest(path.last().map_or("", String::as_str), known.iter().map(String::as_str)) {
                Some(near) => format!("did you mean `{near}`?"),
                None if known.is_empty() => "the value there has no parts".to_owned(),
                None => format!("there is {}", known.iter().map(|name| quoted(name)).collect::<Vec<_>>().join(", ")),
            };
            let message = format!("the scenario has no `{}`", escaped(&address));
            Box::new(Diagnostic::error("unknown-term", message).key(address).at(Some(span), "").help(help))
        })
    }
}

/// The path that is not there, and the names that are.
type NotThere = (Vec<String>, Vec<String>);

/// The file's own tables that a setting may add.
const OWN_TABLES: [&str; 5] = ["horizon", "target", "tax", "revenue", "sla"];
/// Tables of named amounts, to which a setting may add the first.
const NAMED_AMOUNTS: [&str; 2] = ["on_costs", "yearly_costs"];

fn place<'t>(
    table: &mut Table<'t>,
    path: &[String],
    above: &[String],
    span: Span,
    value: Value<'t>,
) -> Result<(), NotThere> {
    let Some((name, rest)) = path.split_first() else { return Ok(()) };
    let here: Vec<String> = above.iter().chain([name]).cloned().collect();
    let missing = |known: Vec<String>| Err((here.clone(), known));
    if rest.is_empty() {
        match table.entry_mut(name) {
            Some(entry) => entry.value = value,
            None => table.push(Entry { key: Cow::Owned(name.clone()), key_span: span, value }),
        }
        return Ok(());
    }
    let may_add = if above.is_empty() {
        OWN_TABLES.contains(&name.as_str())
    } else {
        rest.len() == 1 && NAMED_AMOUNTS.contains(&name.as_str()) && above.first().is_some_and(|top| top == "option")
    };
    if may_add && table.entry(name).is_none() {
        let value = Value { kind: Kind::Table(Table::default()), span };
        table.push(Entry { key: Cow::Owned(name.clone()), key_span: span, value });
    }
    if table.entry(name).is_none() {
        return missing(table.entries().iter().map(|entry| entry.key.to_string()).collect());
    }
    let Some(entry) = table.entry_mut(name) else { return Ok(()) };
    match &mut entry.value.kind {
        Kind::Table(inner) => place(inner, rest, &here, span, value),
        Kind::Array(rows) => {
            let Some((row, rest)) = rest.split_first() else { return missing(Vec::new()) };
            let known: Vec<String> = rows.iter().enumerate().map(|(n, value)| row_name(name, n, value)).collect();
            let here: Vec<String> = here.iter().chain([row]).cloned().collect();
            match (known.iter().position(|known| known == row), rest.is_empty()) {
                (Some(position), false) => match &mut rows[position].kind {
                    Kind::Table(inner) => place(inner, rest, &here, span, value),
                    _ => Err((here, Vec::new())),
                },
                (Some(position), true) => {
                    rows[position] = value;
                    Ok(())
                }
                (None, _) => Err((here, known)),
            }
        }
        _ => Err((here.iter().chain(rest).cloned().collect(), Vec::new())),
    }
}

/// What a row of a list is called in an address: options by id, extras by name, others by their number from 1.
fn row_name(list: &str, position: usize, row: &Value<'_>) -> String {
    let text = |key: &str| match &row.kind {
        Kind::Table(table) => match table.get(key).map(|value| &value.kind) {
            Some(Kind::Text(text)) => Some(text.to_string()),
            _ => None,
        },
        _ => None,
    };
    let name = match list {
        "option" => text("id").or_else(|| text("name").map(|name| slug(&name))),
        "extra" => text("name"),
        _ => None,
    };
    name.unwrap_or_else(|| (position + 1).to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settings_are_terms_and_values() {
        for text in [
            "demand.visits=12",
            "target.gross_margin=60%",
            "option.hire.salary={ low = 1, high = 2 }",
            "extra.\"a = b\".amount = 3",
            "currency=NZD",
            "option.x.model=per-incident",
            "demand.visits = { low = 1, high = 2 } ",
            "target.gross_margin = 60%",
        ] {
            assert!(text.parse::<Setting>().is_ok(), "{text}");
        }
        for text in ["", "demand.visits", "=3", "a..b=3", "a b=3", "a=", "a=[1", "a=\"x", "a=\n"] {
            assert!(text.parse::<Setting>().is_err(), "{text}");
        }
    }
}
