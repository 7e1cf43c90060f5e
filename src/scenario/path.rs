//! A term's path, as a command line gives it (`docs/scenario-format.md`, addressing).

use super::Scenario;
use super::document::parse_path;
use super::term::TermId;
use crate::diagnostic::{Diagnostic, nearest, quoted};

/// A well-formed path of a term, such as `option.hire.salary`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TermPath {
    text: String,
    pub(super) path: Vec<String>,
}

impl TermPath {
    /// The path as typed.
    pub fn as_str(&self) -> &str {
        &self.text
    }
}

/// A text that is no path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TermPathError;

impl std::fmt::Display for TermPathError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("the TERM is a dotted path, such as option.hire.salary or extra.\"PSA seats\".amount")
    }
}

impl std::error::Error for TermPathError {}

impl std::str::FromStr for TermPath {
    type Err = TermPathError;

    fn from_str(text: &str) -> Result<Self, TermPathError> {
        let path = parse_path(text.trim()).ok_or(TermPathError)?;
        Ok(Self { text: text.trim().to_owned(), path })
    }
}

impl Scenario {
    /// The term at a path.
    ///
    /// # Errors
    /// Where the scenario has no such term.
    pub fn find(&self, wanted: &TermPath) -> Result<TermId, Box<Diagnostic>> {
        let addresses: Vec<String> = self.terms.iter().map(|term| self.address(&term.address)).collect();
        let found = self.term_ids().zip(&addresses).find(|(_, address)| {
            **address == wanted.text || parse_path(address).is_some_and(|path| path == wanted.path)
        });
        found.map(|(term, _)| term).ok_or_else(|| {
            let near = nearest(&wanted.text, addresses.iter().map(String::as_str));
            // A key alone, such as `monthly_fee`, is meant as that of an option.
            let ending = format!(".{}", wanted.text);
            let near = near.or_else(|| addresses.iter().map(String::as_str).find(|known| known.ends_with(&ending)));
            let help = near.map_or_else(
                || "a term is addressed as in `demand.visits` or `option.hire.salary`".to_owned(),
                |near| format!("did you mean `{near}`?"),
            );
            let message = format!("the scenario has no term {}", quoted(&wanted.text));
            Box::new(Diagnostic::error("unknown-term", message).key(wanted.text.clone()).help(help))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_read_as_toml_keys() {
        for text in ["demand.visits", " extra.\"PSA seats\".amount", "option.a.part.1.monthly_fee"] {
            assert!(text.parse::<TermPath>().is_ok(), "{text}");
        }
        for text in ["", "a..b", "a b", "a=1", "[a]"] {
            assert_eq!(text.parse::<TermPath>(), Err(TermPathError), "{text}");
        }
    }
}
