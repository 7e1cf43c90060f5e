//! The scenario that a command line names, and what of it may stand there.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use super::Candidate;
use crate::calc::number::Number;
use crate::evaluation::evaluate;
use crate::file::{self, Source};
use crate::model::build;
use crate::report::{Words, grouped};
use crate::scenario::key::Notation;
use crate::scenario::term::Term;
use crate::scenario::variation::shown;
use crate::scenario::{MOST_BYTES, Scenario, load};
use crate::trace::{Figure, option_named, subject_names};

/// The most entries of a folder that are looked at.
const MOST_ENTRIES: usize = 10_000;

/// The scenario of a command line, and its words.
#[derive(Clone, Debug)]
pub struct Scene<'w> {
    words: &'w [OsString],
    scenario: Scenario,
}

impl<'w> Scene<'w> {
    /// The scene of a command line of these words, the last of which is being completed: its scenario is the first
    /// word that names a valid one, or a folder whose first file is one. None where no word does.
    pub fn of(words: &'w [OsString]) -> Option<Self> {
        let (_, before) = words.split_last()?;
        let named = before.iter().skip(1).filter(|word| !word.as_encoded_bytes().starts_with(b"-"));
        let scenario = named.map(Path::new).find_map(scenario_at)?;
        Some(Self { words, scenario })
    }

    /// The ids of its options.
    pub fn options(&self) -> Vec<Candidate> {
        self.scenario.options.iter().filter_map(|option| Candidate::new(option.id.as_str(), &option.name)).collect()
    }

    /// The lines and figures of the option that the words name.
    pub fn lines(&self) -> Vec<Candidate> {
        let before = self.words.split_last().map(|(_, before)| before).unwrap_or_default();
        let option = before.iter().find_map(|word| option_named(&self.scenario, word.to_str()?).ok());
        self.lines_of(option).unwrap_or_default()
    }

    fn lines_of(&self, option: Option<usize>) -> Option<Vec<Candidate>> {
        let model = build(&self.scenario);
        let evaluation = evaluate(&self.scenario, &model).ok()?;
        let figures = evaluation.options.get(option?)?;
        let (lines, known) = subject_names(model.options.get(option?)?, figures);
        let words = Words::new(self.scenario.currency, true);
        let cost = |name: &str| {
            let lines = figures.details.lines.iter().filter(|line| line.name == name);
            lines.map(|line| line.total).try_fold(Number::ZERO, Number::plus).map(|total| words.money(total))
        };
        let lines = lines.iter().filter_map(|name| Candidate::new(*name, &cost(name).unwrap_or_default()));
        Some(lines.chain(known.iter().filter_map(|figure| Candidate::new(figure.name(), in_words(*figure)))).collect())
    }

    /// The terms that have switching values, by their addresses.
    pub fn switchable(&self) -> Vec<Candidate> {
        self.addresses(|term| term.key.fixed_because.is_none() && !term.base.is_zero(), "")
    }

    /// The terms that can be replaced or varied, by their addresses and the `=` that goes before a value.
    pub fn settable(&self) -> Vec<Candidate> {
        self.addresses(|_| true, "=")
    }

    /// A term with its present value, for a word that gives the address already.
    pub fn valued(&self, word: &str) -> Option<Candidate> {
        let address = word.strip_suffix('=')?;
        let term = self.terms().find(|term| self.scenario.address(&term.address) == address)?;
        let is_share = term.key.as_quantity().is_some_and(|quantity| quantity.notation == Notation::Share);
        Candidate::new(format!("{word}{}", shown(term.base, is_share)), "the present value")
    }

    /// Terms with an address of their own, those of the file before the defaults.
    fn terms(&self) -> impl Iterator<Item = &Term> {
        // The twelve of a seasonality share one address.
        let single = self.scenario.terms.iter().filter(|term| !term.key.is_of_months());
        let (given, defaults): (Vec<&Term>, Vec<&Term>) = single.partition(|term| term.span.is_some());
        given.into_iter().chain(defaults)
    }

    fn addresses(&self, is_wanted: impl Fn(&Term) -> bool, ending: &str) -> Vec<Candidate> {
        let words = Words::new(self.scenario.currency, true);
        let terms = self.terms().filter(|term| is_wanted(term));
        let candidate = |term: &Term| {
            let value = match term.unit {
                _ if term.takes_percent() => words.term(term, term.base),
                count if count.is_countable() => grouped(&term.base.to_string()),
                unit => {
                    format!("{} {}", grouped(&term.base.to_string()), unit.in_currency(self.scenario.currency.code()))
                }
            };
            let address = self.scenario.address(&term.address);
            Candidate::new(format!("{address}{ending}"), &format!("{}, now {value}", term.key.doc))
        };
        terms.filter_map(candidate).collect()
    }
}

/// The volumes that `--vary` takes beside terms.
pub fn volumes() -> Vec<Candidate> {
    let volumes = [("visits=", "visits a month"), ("hours=", "hours served a month"), ("clients=", "clients")];
    volumes.into_iter().filter_map(|(text, help)| Candidate::new(text, help)).collect()
}

fn in_words(figure: Figure) -> &'static str {
    match figure {
        Figure::AnnualCost => "the cost of an average year",
        Figure::RevenueNeeded => "what to bill in a year to hold the target",
        Figure::BreakEvenSales => "how much other business pays for this cost",
        Figure::Markup => "the target as a share of cost",
        Figure::PresentValue => "the cost of each month, discounted",
        Figure::AnnualRevenue => "what is collected in a year",
        Figure::GrossProfit => "annual revenue less annual cost",
        Figure::GrossMargin => "gross profit as a share of annual revenue",
    }
}

/// The scenario of a file, or of the first file of a folder.
fn scenario_at(path: &Path) -> Option<Scenario> {
    // What the shell has yet to expand.
    let below_home = path.strip_prefix("~").ok().filter(|_| !path.exists());
    let path = below_home.and_then(|rest| Some(std::env::home_dir()?.join(rest))).unwrap_or_else(|| path.to_path_buf());
    let path = if path.is_dir() { first_of(&path)? } else { path };
    let mut bytes = Vec::new();
    // As a file that was found and not named: a pipe is not waited for.
    file::read(&Source::Found(path.into()), MOST_BYTES as u64, &mut bytes).ok()?;
    load("", &bytes, &[]).ok().map(|loaded| loaded.scenario)
}

fn first_of(folder: &Path) -> Option<PathBuf> {
    let entries = std::fs::read_dir(folder).ok()?.take(MOST_ENTRIES).filter_map(Result::ok).map(|entry| entry.path());
    let is_hidden = |path: &Path| path.file_name().is_none_or(|name| name.as_encoded_bytes().starts_with(b"."));
    entries.filter(|path| path.extension().is_some_and(|extension| extension == "toml") && !is_hidden(path)).min()
}
