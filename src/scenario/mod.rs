//! A scenario file, read: a demand and the options for serving it.
//!
//! This is the only room that knows TOML. [`load`] turns text into a [`Scenario`], which holds only meaningful values,
//! or into every independent problem of the file. Numbers are read from their digits.
//!
//! Unstable: no part of what [the front page](crate#what-is-stable-and-what-is-not) promises.

mod amount;
mod check;
pub mod currency;
pub mod demand;
mod document;
mod extent;
pub mod extra;
pub mod general;
mod header;
pub mod key;
pub mod layout;
pub mod limit;
mod opening;
pub mod option;
pub mod path;
mod plain;
mod quantity;
mod reader;
pub mod schema;
pub mod setting;
pub mod shape;
pub(crate) mod slip;
pub mod structure;
mod syntax;
pub mod term;
pub mod terms;
pub mod variation;

use currency::Currency;
use demand::Segment;
use document::Kind;
pub use general::{Horizon, Revenue, Sla, Target};
use key::{Form, Key};
use layout::Layout;
pub use option::{Engagement, Part};
use reader::{Cursor, Reader};
use setting::Setting;
pub use shape::Shape;
use term::{Address, Names, Scope, Term, TermId};

use crate::calc::number::Number;
use crate::diagnostic::{Diagnostic, Sources, nearest, quoted};

/// The most bytes of a scenario file.
pub const MOST_BYTES: usize = 1 << 20;
/// The version of the format that is read.
const FORMAT: u32 = 1;
/// About as many terms as the demand or an option has.
const TERMS_OF_A_TABLE: usize = 32;
/// The most problems of a file that are told.
pub const MOST_PROBLEMS: usize = 20;
/// The most problems of a file that are looked for: a hostile one has tens of thousands, and their number tells no more.
const MOST_NOTED: usize = 1_000;

static FORMAT_KEY: Key = Key::count("format", 1, 1, "the version of the format").default(Number::ONE).example("1");
static NAME: Key =
    Key::name("name", "what the scenario is called").required().example("\"Central Victoria, 14 clients\"");
static DESCRIPTION: Key =
    Key::text("description", "what the scenario is about").example("\"Hire, or partner, for the Calder corridor?\"");
static CURRENCY: Key = Key::new("currency", Form::Currency, "the currency of every amount, as an ISO 4217 code")
    .otherwise("\"AUD\"")
    .example("\"NZD\"");
static HORIZON: Key =
    Key::table("horizon", &general::HORIZON, "how long the scenario runs, and what time does to money")
        .otherwise("12 months, nothing rises")
        .example("[horizon]");
static TARGET: Key =
    Key::table("target", &general::TARGET, "a [target] table with the margin to hold, such as gross_margin = \"45%\"")
        .required()
        .example("[target]");
static TAX: Key = Key::table("tax", &general::TAX, "the recoverable tax, such as GST, that some prices include")
    .otherwise("required where a part has `prices_include_tax`")
    .example("[tax]");
static DEMAND: Key = Key::table("demand", &demand::DEMAND, "a [demand] table with `visits` and `hours_per_visit`")
    .required()
    .example("[demand]");
static REVENUE: Key =
    Key::table("revenue", &general::REVENUE, "what the clients pay").otherwise("not known").example("[revenue]");
static SLA: Key =
    Key::table("sla", &general::SLA, "what missed critical visits cost").otherwise("nothing").example("[sla]");
static EXTRA: Key = Key::rows("extra", &extra::EXTRA, 0, extra::MOST_EXTRAS, "cost items on every option")
    .otherwise("none")
    .example("[[extra]]");
static OPTION: Key = Key::rows("option", &option::OPTION, 1, option::MOST_OPTIONS, "the options to compare")
    .required()
    .example("[[option]]");

static ROOT_KEYS: &[&Key] =
    &[&FORMAT_KEY, &NAME, &DESCRIPTION, &CURRENCY, &HORIZON, &TARGET, &TAX, &DEMAND, &REVENUE, &SLA, &EXTRA, &OPTION];
/// The file itself.
pub(crate) static ROOT: Layout = Layout::of(&[ROOT_KEYS]);

/// A demand, and the options for serving it.
#[derive(Clone, Debug)]
pub struct Scenario {
    /// Its name.
    pub name: String,
    /// The currency of every amount.
    pub currency: Currency,
    /// Its demand, its options and what else its formulas depend on.
    pub shape: Shape,
    /// Every numeric input.
    pub terms: Vec<Term>,
    names: Names,
}

impl Scenario {
    /// A term's address, as `--set` takes it.
    pub fn address(&self, address: &Address) -> String {
        self.names.address(address)
    }

    /// The name of a named amount, where the address is of one.
    pub fn entry_name(&self, address: &Address) -> Option<&str> {
        match address.entry {
            Some(term::Item::Named(name)) => self.names.entries.get(name as usize).map(String::as_str),
            Some(term::Item::Row(..)) | None => None,
        }
    }

    /// A term.
    pub fn term(&self, term: TermId) -> &Term {
        &self.terms[term.index()]
    }

    /// Every term, in the order of the file's reading.
    pub fn term_ids(&self) -> impl Iterator<Item = TermId> + use<> {
        (0..u32::try_from(self.terms.len()).unwrap_or(u32::MAX)).map(TermId)
    }

    /// The base value of every term, by position.
    pub fn base_values(&self) -> Vec<Number> {
        self.terms.iter().map(|term| term.base).collect()
    }
}

/// A scenario is read as its shape, with amounts.
impl std::ops::Deref for Scenario {
    type Target = Shape;

    fn deref(&self) -> &Shape {
        &self.shape
    }
}

/// A scenario and what is suspicious about it.
#[derive(Clone, Debug)]
pub struct Loaded {
    /// The scenario.
    pub scenario: Scenario,
    /// Suspicions, in the order of the file.
    pub warnings: Vec<Diagnostic>,
    /// The texts that spans point into.
    pub sources: Sources,
}

impl Loaded {
    /// The suspicions, each with the line of the file that it stands on.
    pub fn placed_warnings(&self) -> Vec<(Diagnostic, Option<usize>)> {
        let line = |warning: &Diagnostic| warning.place_in_file(&self.sources).map(|(line, _)| line);
        self.warnings.iter().map(|warning| (warning.clone(), line(warning))).collect()
    }
}

/// A file that is no usable scenario.
#[derive(Clone, Debug)]
pub struct Refusal {
    /// Why: at least one error, and warnings, in the order of the file.
    pub problems: Vec<Diagnostic>,
    /// The texts that spans point into.
    pub sources: Sources,
}

/// The messages alone, a line each.
impl std::fmt::Display for Refusal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let messages: Vec<&str> = self.problems.iter().map(|problem| problem.message.as_str()).collect();
        f.write_str(&messages.join("\n"))
    }
}

impl std::error::Error for Refusal {}

/// Reads a scenario from the bytes of its file, after the settings of a command line.
///
/// # Errors
/// Every independent problem of the file.
pub fn load(name: &str, bytes: &[u8], settings: &[Setting]) -> Result<Loaded, Box<Refusal>> {
    let text = match as_text(bytes) {
        Ok(text) => text,
        Err(problem) => {
            let sources = Sources::new(name.to_owned(), String::new());
            return Err(Box::new(Refusal { problems: vec![*problem], sources }));
        }
    };
    let mut sources = Sources::new(name.to_owned(), text.to_owned());
    let numbers: Vec<u16> = settings.iter().map(|setting| setting.register(&mut sources)).collect();
    let read = read(&sources, settings, &numbers);
    match read {
        Ok((scenario, warnings)) => Ok(Loaded { scenario, warnings, sources }),
        Err(problems) => Err(Box::new(Refusal { problems, sources })),
    }
}

/// The text of a file that may be a scenario; its content is never quoted where it is not.
fn as_text(bytes: &[u8]) -> Result<&str, Box<Diagnostic>> {
    let refuse = |code, message: String, help: &str| Err(Box::new(Diagnostic::error(code, message).help(help)));
    if bytes.len() > MOST_BYTES {
        let message = "the file is larger than 1 MiB, the most that a scenario may have".to_owned();
        return refuse("too-large-file", message, "split the scenario into several files");
    }
    let looks_like = match bytes {
        [0xff, 0xfe, ..] | [0xfe, 0xff, ..] => Some("UTF-16 text"),
        [b'P', b'K', 3, 4, ..] => Some("a ZIP archive or a spreadsheet"),
        [b'%', b'P', b'D', b'F', ..] => Some("a PDF document"),
        [0x1f, 0x8b, ..] => Some("a gzip archive"),
        _ if bytes.contains(&0) => Some("binary data"),
        _ => None,
    };
    if let Some(kind) = looks_like {
        return refuse(
            "not-a-scenario",
            format!("the file is {kind}, not a scenario"),
            "a scenario is a TOML text in UTF-8",
        );
    }
    let text = std::str::from_utf8(bytes).or_else(|error| {
        let (byte, line) =
            (error.valid_up_to(), 1 + bytes.iter().take(error.valid_up_to()).filter(|b| **b == b'\n').count());
        refuse("not-utf8", format!("the file is not UTF-8: byte {byte}, on line {line}"), "save the file as UTF-8 text")
    })?;
    let content = text.trim_start_matches('\u{feff}').lines().map(str::trim_start);
    if content.clone().all(|line| line.is_empty() || line.starts_with('#')) {
        return refuse(
            "empty-file",
            "there is no scenario in this file".to_owned(),
            "start with name = \"…\" and [demand]",
        );
    }
    // A file that was meant to be something else, such as one that a link leads to, is not quoted line by line.
    let other = match content.clone().find(|line| !line.is_empty() && !line.starts_with('#')) {
        Some(line) if line.starts_with('<') => Some("a web page or XML"),
        Some(line) if line.starts_with('{') => Some("JSON"),
        Some(line) if !line.starts_with('[') && !line.contains('=') => Some("text of another kind"),
        _ => None,
    };
    if let Some(other) = other {
        let message = format!("the file is {other}, not a scenario");
        return refuse("not-a-scenario", message, "a scenario is a TOML text");
    }
    Ok(text)
}

type Problems = Vec<Diagnostic>;

fn read(sources: &Sources, settings: &[Setting], numbers: &[u16]) -> Result<(Scenario, Problems), Problems> {
    let mut document = document::parse(sources)?;
    let unplaced: Problems = settings
        .iter()
        .zip(numbers)
        .filter_map(|(setting, number)| setting.apply(&mut document, sources, *number).err())
        .map(|problem| *problem)
        .collect();
    let mut reader = Reader::new(sources);
    let options = document.get(OPTION.name).map_or(0, |value| match &value.kind {
        Kind::Array(rows) => rows.len().min(option::MOST_OPTIONS),
        _ => 0,
    });
    reader.terms.reserve(TERMS_OF_A_TABLE * (1 + options));
    reader.diagnostics = unplaced;
    let root = Cursor { table: &document, scope: Scope::Root, span: None };
    check_format(&mut reader, &root)?;
    reader.refuse_unknown(&root, ROOT.groups, |_| Vec::new());
    let scenario = read_root(&mut reader, &root);
    check::rules(&mut reader, &scenario);
    if !reader.has_errors() {
        check::suspicions(&mut reader, &scenario);
    }
    let has_errors = reader.has_errors();
    let mut diagnostics = reader.diagnostics;
    diagnostics.sort_by_key(Diagnostic::order);
    if has_errors {
        return Err(diagnostics);
    }
    let given = reader.terms.iter().map(|term| term.span.is_some()).collect();
    let shape = Shape { given, ..scenario.shape };
    Ok((Scenario { shape, terms: reader.terms, names: reader.names, ..scenario }, diagnostics))
}

/// A later format is told in a line, since nothing else can be judged.
fn check_format(reader: &mut Reader<'_>, root: &Cursor<'_>) -> Result<(), Problems> {
    let Some(value) = root.table.get(FORMAT_KEY.name) else { return Ok(()) };
    let format = match &value.kind {
        // Digits beyond 64 bits are a later format all the same.
        Kind::Integer { digits, radix: 10 } if !digits.starts_with('-') => Some(digits.parse().unwrap_or(u64::MAX)),
        _ => None,
    };
    let problem = match format {
        Some(1) => return Ok(()),
        Some(later) if later > u64::from(FORMAT) => {
            let message = format!("the file is for format {later}, and this program reads format {FORMAT}");
            let problem = Diagnostic::error("later-format", message).key(FORMAT_KEY.name);
            return Err(vec![problem.help("use a later version of smarthands")]);
        }
        _ => Diagnostic::error("format", format!("`format` must be {FORMAT} (got {})", reader.written(value.span)))
            .help("write format = 1, or leave it out"),
    };
    Err(vec![problem.key(FORMAT_KEY.name).at(Some(value.span), "")])
}

fn read_root(reader: &mut Reader<'_>, root: &Cursor<'_>) -> Scenario {
    let empty = document::Table::default();
    let table = |reader: &mut Reader<'_>, key: &'static Key| reader.table(root, key, Scope::Table(key.name));
    let name = reader.name(root, &NAME).unwrap_or_default();
    reader.text(root, &DESCRIPTION);
    let currency = currency(reader, root);
    let absent = |key: &'static Key| Cursor { table: &empty, scope: Scope::Table(key.name), span: None };
    let horizon = table(reader, &HORIZON);
    let horizon = Horizon::read(reader, &horizon.unwrap_or_else(|| absent(&HORIZON)));
    let target = match table(reader, &TARGET) {
        Some(target) => Target::read(reader, &target),
        None => Target::GrossMargin(reader.add(stand_in(&TARGET))),
    };
    let tax_rate = table(reader, &TAX).map(|tax| general::read_tax(reader, &tax));
    let segments = match table(reader, &DEMAND) {
        Some(demand) => demand::read(reader, &demand),
        None => Vec::new(),
    };
    let revenue = table(reader, &REVENUE).map(|revenue| Revenue::read(reader, &revenue));
    let sla = table(reader, &SLA).map(|sla| Sla::read(reader, &sla));
    let extras = extra::read_all(reader, root, &EXTRA, Scope::Extra, |reader, names| reader.names.extras = names);
    let options = option::read_all(reader, root, &OPTION, &segments);
    let shape = Shape { horizon, target, tax_rate, segments, revenue, sla, extras, options, given: Vec::new() };
    Scenario { name, currency, shape, terms: Vec::new(), names: Names::default() }
}

/// A term in place of one whose table is missing; the scenario is refused.
fn stand_in(key: &'static Key) -> Term {
    let address = Address { scope: Scope::Root, key: key.name, entry: None };
    Term { base: Number::ZERO, range: None, unit: crate::calc::unit::Unit::NONE, key, address, span: None }
}

fn currency(reader: &mut Reader<'_>, root: &Cursor<'_>) -> Currency {
    let Some(value) = root.table.get(CURRENCY.name) else { return Currency::AUD };
    let Some(code) = reader.name(root, &CURRENCY) else { return Currency::AUD };
    Currency::from_code(&code).unwrap_or_else(|| {
        let near = nearest(&code.to_uppercase(), Currency::codes());
        let help = near.map_or_else(
            || "write an ISO 4217 code such as \"AUD\"".to_owned(),
            |near| format!("did you mean \"{near}\"? write an ISO 4217 code in capitals"),
        );
        let message = format!("there is no currency {}", quoted(&code));
        reader.problem(root, CURRENCY.name, value.span, "unknown-currency", message, help);
        Currency::AUD
    })
}
