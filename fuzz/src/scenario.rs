//! The loader: any bytes are a scenario, or are refused with messages that can be shown. How the same is written makes no
//! difference: a mark or a comment around it, other line ends, or a letter escaped, which leads past the quick reader.

use smarthands::scenario::{Loaded, Refusal, Scenario, load};

use super::message;

/// Holds the property; whether the bytes are a scenario.
pub fn holds(bytes: &[u8]) -> bool {
    let loaded = load("fuzz.toml", bytes, &[]);
    match &loaded {
        Ok(Loaded { scenario, warnings, sources }) => {
            message::suspected(warnings, sources);
            valid(scenario);
            addressed(scenario, bytes.len());
        }
        Err(refusal) => {
            message::refused(&refusal.problems, &refusal.sources);
            let problems = smarthands::Problems::from(refusal.clone()).to_string();
            message::shown(&problems);
            assert!(problems.len() < 200_000, "{} bytes", problems.len());
        }
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        written_otherwise(text, &loaded);
    }
    loaded.is_ok()
}

/// Every term is within its limits and its range.
fn valid(scenario: &Scenario) {
    assert!(!scenario.options.is_empty() && !scenario.name.is_empty());
    for term in &scenario.terms {
        let (low, high) = term.ends();
        assert!(low <= term.base && term.base <= high, "{term:?}");
        let limits = term.key.as_quantity().map(|quantity| quantity.limits);
        let holds = limits.is_none_or(|limits| limits.hold(low) && limits.hold(high));
        assert!(holds || term.span.is_none(), "{term:?}");
    }
}

/// A term's address leads back to it. To look one up is slow, so one stands for all.
fn addressed(scenario: &Scenario, chance: usize) {
    let id = scenario.term_ids().nth(chance % scenario.terms.len()).expect("a term");
    let address = scenario.address(&scenario.term(id).address);
    message::shown(&address);
    let path = address.parse().unwrap_or_else(|error| panic!("{address}: {error}"));
    let found = scenario.find(&path).unwrap_or_else(|problem| panic!("{address}: {problem}"));
    assert_eq!(scenario.address(&scenario.term(found).address), address);
}

fn written_otherwise(text: &str, loaded: &Result<Loaded, Box<Refusal>>) {
    let same = |other: &str, what: &str| {
        let again = load("fuzz.toml", other.as_bytes(), &[]);
        assert_eq!(summary(&again), summary(loaded), "{what}:\n{other}");
    };
    let has_long_text = text.contains("\"\"\"") || text.contains("'''");
    if loaded.is_ok() {
        match text.len() % 3 {
            0 if !text.starts_with('\u{feff}') => same(&format!("\u{feff}{text}"), "with a mark"),
            1 if !text.contains('\r') => same(&text.replace('\n', "\r\n"), "with other line ends"),
            _ => same(&format!("{text}\n# an end\n"), "with a comment"),
        }
    }
    if let Some(escaped) = escaped(text).filter(|_| !has_long_text) {
        same(&escaped, "with an escaped letter");
    }
}

/// The first letter of a name as an escape, at which the quick reader gives the file back.
fn escaped(text: &str) -> Option<String> {
    let before = "name = \"";
    let line = if text.starts_with(before) { 0 } else { text.find(&format!("\n{before}"))? + 1 };
    let (head, tail) = text.split_at(line + before.len());
    let letter = tail.chars().next().filter(char::is_ascii_alphabetic)?;
    Some(format!("{head}\\u{:04X}{}", u32::from(letter), &tail[1..]))
}

/// What does not depend on how a file is written: its terms by their addresses, or the codes of its errors.
fn summary(loaded: &Result<Loaded, Box<Refusal>>) -> (bool, Vec<String>) {
    match loaded {
        Ok(Loaded { scenario, warnings, .. }) => {
            let terms = scenario.terms.iter().map(|term| {
                let given = term.span.is_some();
                format!("{} {} {:?} {given}", scenario.address(&term.address), term.base, term.range)
            });
            let names = [scenario.name.clone(), scenario.currency.code().to_owned()];
            let codes = warnings.iter().map(|warning| warning.code.to_owned());
            (true, names.into_iter().chain(terms).chain(codes).collect())
        }
        Err(refusal) => (false, refusal.problems.iter().map(|problem| problem.code.to_owned()).collect()),
    }
}
