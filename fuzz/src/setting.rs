//! `--set`, `--vary` and addresses: any text is one, or is refused in words. What is read is what was written, what is set
//! is what is used, and an address leads to its term.

use std::sync::OnceLock;

use smarthands::scenario::path::TermPath;
use smarthands::scenario::variation::{Values, Variation};
use smarthands::scenario::{Loaded, Scenario, load};
use smarthands::{Number, Setting};

use super::generator::Draw;
use super::vocabulary::VALUES;
use super::{edit, gallery, message, sweep};

/// A line of the text is one argument.
const MOST_LINES: usize = 3;

/// How many arguments were understood.
#[derive(Clone, Copy, Debug, Default)]
pub struct Understood {
    /// As `--set`, by a scenario.
    pub settings: usize,
    /// As `--vary`, by a scenario.
    pub variations: usize,
    /// As the address of a term.
    pub addresses: usize,
}

/// Holds the property over two scenarios.
pub fn holds(text: &str) -> Understood {
    let mut understood = Understood::default();
    for (file, scenario) in scenarios() {
        let mut variations: Vec<Variation> = Vec::new();
        for line in text.lines().take(MOST_LINES) {
            understood.settings += usize::from(set(line, file));
            understood.addresses += usize::from(looked_up(line, scenario));
            variations.extend(varied(line));
        }
        understood.variations +=
            usize::from(!variations.is_empty() && sweep::holds(file, &[], &variations, false).is_ok());
    }
    understood
}

/// What `--vary` may be given for a term.
const VARIED: [&str; 10] = [
    "±20%/5%",
    "±100%/25%",
    "0..40/0.5",
    "1,2,3.5",
    "0%..90%/7.5%",
    "-1..1/0.25",
    "0.001..0.009/0.001",
    "1000..100000/9000",
    "60..1/-1",
    "0,10000000,1e12",
];

/// Holds the property for some terms of a drawn scenario, set to values at the edge of something, and varied.
pub fn holds_drawn(seed: u64) -> Understood {
    let mut draw = Draw::new(seed);
    let file = edit::fresh(&mut draw);
    let scenario = load("fuzz.toml", file.as_bytes(), &[]).unwrap_or_else(|refusal| panic!("{refusal}")).scenario;
    let terms: Vec<_> = scenario.term_ids().collect();
    let (mut understood, mut variations) = (Understood::default(), Vec::new());
    for _ in 0..draw.whole(1, 2) {
        let address = scenario.address(&scenario.term(draw.pick(&terms)).address);
        understood.settings += usize::from(set(&format!("{address}={}", draw.pick(&VALUES)), &file));
        understood.addresses += usize::from(looked_up(&address, &scenario));
        let varied_term = if draw.in_hundred(25) { draw.pick(&["visits", "hours", "clients"]) } else { &address };
        variations.extend(varied(&format!("{varied_term}={}", draw.pick(&VARIED))));
    }
    understood.variations += usize::from(sweep::holds(&file, &[], &variations, draw.in_hundred(20)).is_ok());
    understood
}

/// A plain scenario, and one with segments, parts and extras.
fn scenarios() -> &'static [(&'static str, Scenario)] {
    static SCENARIOS: OnceLock<Vec<(&str, Scenario)>> = OnceLock::new();
    SCENARIOS.get_or_init(|| {
        let load = |file: &'static str| load("fuzz.toml", file.as_bytes(), &[]).map(|loaded| (file, loaded.scenario));
        let files = ["guide", "five-hubs"].map(gallery::named);
        files.into_iter().map(|file| load(file).unwrap_or_else(|refusal| panic!("{refusal}"))).collect()
    })
}

fn set(text: &str, file: &str) -> bool {
    let setting: Setting = match text.parse() {
        Ok(setting) => setting,
        Err(error) => {
            refused_in_words(&error.to_string());
            return false;
        }
    };
    assert_eq!(setting.as_str(), text);
    let Loaded { scenario, warnings, sources } = match load("fuzz.toml", file.as_bytes(), &[setting]) {
        Ok(loaded) => loaded,
        Err(refusal) => {
            message::refused(&refusal.problems, &refusal.sources);
            return false;
        }
    };
    message::suspected(&warnings, &sources);
    let (term, value) = halves(text);
    let found = term.parse().ok().and_then(|path: TermPath| scenario.find(&path).ok());
    let number = Number::parse(value).or_else(|_| Number::parse_percent(value));
    if let (Some(found), Ok(number)) = (found, number) {
        assert_eq!(scenario.term(found).base, number, "{text:?}");
    }
    true
}

/// What stands before and behind the first `=` that is in no quotes.
fn halves(text: &str) -> (&str, &str) {
    let mut quote = None;
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'=' if quote.is_none() => return (text[..at].trim(), text[at + 1..].trim()),
            b'"' | b'\'' if quote.is_none() => quote = Some(byte),
            _ if quote == Some(byte) => quote = None,
            _ => (),
        }
    }
    panic!("{text:?} is a setting without an equals sign")
}

fn looked_up(text: &str, scenario: &Scenario) -> bool {
    let path: TermPath = match text.parse() {
        Ok(path) => path,
        Err(error) => {
            refused_in_words(&format!("{error}"));
            return false;
        }
    };
    assert_eq!(path.as_str().parse(), Ok(path.clone()), "{text:?}");
    let id = match scenario.find(&path) {
        Ok(id) => id,
        Err(problem) => {
            message::refused(&[*problem], &smarthands::diagnostic::Sources::new("fuzz.toml".into(), String::new()));
            return false;
        }
    };
    let address = scenario.address(&scenario.term(id).address);
    let again = address.parse().ok().and_then(|path: TermPath| scenario.find(&path).ok());
    assert_eq!(again, Some(id), "{text:?} is {address:?}");
    true
}

fn varied(text: &str) -> Option<Variation> {
    let variation: Variation = match text.parse() {
        Ok(variation) => variation,
        Err(error) => {
            refused_in_words(&error.to_string());
            return None;
        }
    };
    let values = &variation.values;
    assert!((1..=10_000_000).contains(&values.count()), "{text:?}");
    let again: Values =
        written(values).parse().unwrap_or_else(|error| panic!("{text:?} as {}: {error}", written(values)));
    assert_eq!(again, *values, "{text:?} as {}", written(values));
    Some(variation)
}

/// The values as a command line could give them.
fn written(values: &Values) -> String {
    let shown = |value: Number, is_percent: bool| {
        let percent = || value.times(Number::whole(100)).unwrap_or(value);
        if is_percent { format!("{}%", percent()) } else { value.to_string() }
    };
    match values {
        Values::Listed { values, is_percent } => {
            let values: Vec<String> = values.iter().map(|value| shown(*value, *is_percent)).collect();
            values.join(",")
        }
        Values::Stepped { first, step, count, is_percent } => {
            let way = Number::whole(u32::try_from(count - 1).unwrap()).times(*step).unwrap();
            let last = first.plus(way).unwrap();
            format!("{}..{}/{}", shown(*first, *is_percent), shown(last, *is_percent), shown(*step, *is_percent))
        }
        Values::Around { step, side } => {
            let most = Number::whole(u32::try_from(*side).unwrap()).times(*step).unwrap();
            format!("±{}/{}", shown(most, true), shown(*step, true))
        }
    }
}

fn refused_in_words(words: &str) {
    assert!(!words.is_empty() && words.len() < 1_000, "{words:?}");
    message::shown(words);
}
