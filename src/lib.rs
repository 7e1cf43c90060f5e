//! What serving regional clients costs: hire, send staff, pay per incident, retain a partner, or hand over.
//!
//! A scenario file states a demand and the options for serving it. [`compare`] reads one and hands out a [`Comparison`]:
//! what every option costs, exactly, which is the cheapest, and at what volumes that changes.
//!
//! ```
//! use smarthands::{Driver, compare};
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let path = "scenarios/guide.toml";
//! let comparison = compare(path, &std::fs::read(path)?, &[])?;
//!
//! for option in comparison.options() {
//!     println!("{}: {}", option.name(), option.figures().annual_cost.base);
//! }
//! let cheapest = comparison.cheapest().ok_or("no costs to compare")?;
//! // 4 visits × (2 h × 130 + 80) × 12 months
//! assert_eq!(cheapest.figures().annual_cost.base.to_string(), "16320");
//!
//! let break_even = comparison.break_even(Driver::Visits, None)?.ok_or("no visits")?;
//! let next = &break_even.cheapest[1];
//! // Above 1,585 / 340 visits a month the retainer at 1,585 costs less than 340 a visit.
//! assert_eq!(next.from.to_trimmed(6), "4.661765");
//! assert_eq!(comparison.option(next.option).map(|option| option.id()), Some("retainer-partner"));
//! # Ok(())
//! # }
//! ```
//!
//! Programs to start from are in `examples/`: `compare` tells costs, ranges and problems, `report` writes a proposal over
//! several sites, `curve` writes the break-even curve for a plotting tool. The format of scenarios is in
//! `docs/scenario-format.md`, every figure with its formula in `docs/economics.md`.
//!
//! # What if?
//!
//! A [`Setting`] replaces a term before the file is read, as `--set` does, so a program asks "what if" by comparing again:
//!
//! ```
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! # let path = "scenarios/guide.toml";
//! # let bytes = std::fs::read(path)?;
//! let cheapest = |visits: u32| -> Result<Option<String>, Box<dyn std::error::Error>> {
//!     let setting = format!("demand.visits={visits}").parse()?;
//!     let comparison = smarthands::compare(path, &bytes, &[setting])?;
//!     Ok(comparison.cheapest().map(|option| option.id().to_owned()))
//! };
//! assert_eq!(cheapest(4)?.as_deref(), Some("per-incident-only"));
//! assert_eq!(cheapest(12)?.as_deref(), Some("retainer-partner"));
//! assert_eq!(cheapest(40)?.as_deref(), Some("hire-regional-fte"));
//! # Ok(())
//! # }
//! ```
//!
//! # Units
//!
//! | figure | unit |
//! |---|---|
//! | `annual_…` cost, revenue, profit, `revenue_needed`, `break_even_sales` | money a year, on average over the horizon |
//! | `total_cost`, `present_value`, the `total` of a line | money over the whole horizon |
//! | `cost_per_…`, `price_per_visit`, `price_per_hour` | money a visit, money an hour served |
//! | `price_per_client` | money a client and month |
//! | volumes on an axis ([`Driver`]) | visits a month, hours served a month, clients |
//! | margins, markups, utilisation, margins of safety | fractions of 1: 60 % is 0.6 |
//!
//! Money is in the scenario's [`Currency`], before recoverable tax.
//!
//! # Exactness and rounding
//!
//! Every figure is a [`Number`], an exact decimal of up to 28 significant digits, and comes unrounded. Sums and products
//! are exact within those digits, a division is carried to the 28th; binary floating point appears nowhere. To print
//! money, write [`to_fixed`](Number::to_fixed) with the [`places`](Currency::places) of its currency, which rounds half
//! away from zero, once: a printed total is the total, rounded, and may differ from the sum of printed parts. To compare
//! amounts as the library does, take them [`settled`](Number::settled) to 12 places.
//!
//! # Errors
//!
//! A file that is no usable scenario gives [`Problems`]: every independent problem of it, each with a stable code, a
//! sentence, its place and the way to mend it. Displayed, they look as they do on the command line:
//!
//! ```
//! let file = "name = \"Typing error\"\ntarget.gross_margin = 60\ndemand = { visits = 4, hours_per_visit = 2 }\n";
//! let problems = smarthands::compare("typo.toml", file.as_bytes(), &[]).unwrap_err();
//! let codes: Vec<&str> = problems.iter().map(|problem| problem.code()).collect();
//! assert_eq!(codes, ["no-options", "not-a-share"]);
//! assert!(problems.to_string().contains("--> typo.toml:2:23"));
//! ```
//!
//! What is allowed but suspicious is a warning: [`Comparison::warnings`]. Arithmetic of one's own gives an
//! [`ArithmeticError`] where it leaves the range. Nothing panics, whatever it is given; nothing is read but the bytes
//! that are passed, and nothing is written.
//!
//! # Threads
//!
//! There is no global state. Scenarios can be compared on as many threads as one likes, and a [`Comparison`] may be
//! shared between them; the same input gives the same figures to the last digit. The library starts no threads of its
//! own; the command line does, one file a thread.
//!
//! # What is stable and what is not
//!
//! Versions follow [Semantic Versioning](https://semver.org). A change that breaks one of these is a new major version
//! (below 1.0 a new minor one), and a change in any computed figure is told in the change log under *Figures*:
//!
//! - of the **command line**: verbs, options, exit codes;
//! - of the **output**: the columns of `csv`, the fields of `json` and `jsonl`, and how their figures are rounded;
//! - the **scenario format** 1: a file that is accepted stays so, with the same figures;
//! - the **codes** of problems;
//! - of the **library**: what stands at the root of this crate, listed below under *Structs*, *Enums* and *Functions*, with
//!   its public fields and methods. Of [`Totals`] and [`Spread`] that is the form with its default parameters.
//!
//! Within that, some things may come at any time: verbs, options, columns at the end of a row, fields, keys with a default,
//! problems and warnings; and fields of the structs marked as non-exhaustive, which is why they cannot be made outside
//! of the crate. [`Driver`], [`Goal`], [`How`] and [`Severity`] are complete: another variant is a breaking change.
//!
//! Not promised: the wording of messages, tables and pictures, and everything inside the **modules** below. They are public
//! so that the program, the tests and the curious can reach them, and change with any version. Where one of them holds
//! what a program cannot do without, ask for a place at the root.
//!
//! # Behind the front
//!
//! The rest of this page is for those who change the program, or look over the promise's edge at their own risk.
//!
//! ```text
//! bytes of a file, settings
//!     │  scenario::load            every problem of the file, or
//!     ▼
//! Scenario                         its shape (which keys there are) and its amounts (what stands there)
//!     │  model::build              looks at the shape alone
//!     ▼
//! Model                            every formula, once, as a graph of eight operations
//!     │
//!     ├─ evaluation::evaluate      read as exact amounts       ▶ Evaluation: costs, ranges, prices, margins
//!     ├─ break_even::analyse       read as piecewise lines     ▶ BreakEven: bands, crossings, margins of safety
//!     │  break_even::draw                                      ▶ Drawing: the curves themselves
//!     │  break_even::switching     of any one term             ▶ how far each term may move
//!     ├─ trace::Trace              read as steps               ▶ how a figure came about
//!     └─ sweep::Sweep              read again where it moves   ▶ the figures over a grid of values
//!             │  report            words, order, rounding
//!             ▼  output            CSV, JSON, tables, trees, SVG
//! ```
//!
//! Each step by itself, on the scenario of the first example:
//!
//! ```
//! use smarthands::break_even::{Driver, Question, Wanted, analyse};
//! use smarthands::{evaluation::evaluate, model::build, scenario::load};
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let loaded = load("guide.toml", &std::fs::read("scenarios/guide.toml")?, &[])?;
//! let scenario = &loaded.scenario;
//!
//! // The graph holds for every scenario of this shape, whatever its amounts.
//! let model = build(&scenario.shape);
//!
//! let evaluation = evaluate(scenario, &model)?;
//! assert_eq!(evaluation.cheapest, Some(2));
//!
//! let question = Question { driver: Driver::Visits, max: None, wanted: Wanted::Bands };
//! let break_even = analyse(scenario, &model, &evaluation, question)?.ok_or("no visits")?;
//! assert_eq!(break_even.cheapest.len(), 3);
//! # Ok(())
//! # }
//! ```
//!
//! A trace tells the graph beside its values, so it asks for a model whose steps have names, and for their units:
//!
//! ```
//! use smarthands::calc::{dimension::Dimensions, domain::fold, unit::Unit};
//! use smarthands::trace::{Question, Trace};
//! use smarthands::{evaluation::evaluate, model::build_named, scenario::load};
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! # let loaded = load("guide.toml", &std::fs::read("scenarios/guide.toml")?, &[])?;
//! # let scenario = &loaded.scenario;
//! let model = build_named(&scenario.shape);
//! let evaluation = evaluate(scenario, &model)?;
//! let inputs: Vec<Unit> = scenario.terms.iter().map(|term| term.unit).collect();
//! let units = fold(&model.graph, model.graph.nodes().len(), &mut Dimensions { inputs: &inputs });
//! let units = units.map_err(|failure| failure.error)?;
//!
//! let trace = Trace::new(&model, evaluation.values(), &units, None);
//! let question = Question { option: 2, subject: None, month: None, depth: None, is_cut: false };
//! let steps = trace.explain(&question)?;
//! // The annual cost, the total cost that it is an average of, and the lines of that: labour and travel are not zero.
//! let [annual] = steps.as_slice() else { return Err("one figure was asked for".into()) };
//! let lines = annual.children[0].children.iter().map(|line| line.mention.value.to_string());
//! let lines: Vec<String> = lines.filter(|value| value != "0").collect();
//! assert_eq!(annual.mention.value.to_string(), "16320");
//! assert_eq!(lines, ["12480", "3840"]);
//! # Ok(())
//! # }
//! ```
//!
//! A sweep reads the file once, and at each point only what depends on what moved:
//!
//! ```
//! use smarthands::scenario::{load, variation::Variation};
//! use smarthands::sweep::{Grid, Question, Sweep, Worker};
//! use smarthands::{evaluation::evaluate, model::build};
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! # let file = "guide.toml";
//! # let bytes = std::fs::read("scenarios/guide.toml")?;
//! let variations: [Variation; 1] = ["visits=4..12/4".parse()?];
//! let written = load(file, &bytes, &[])?;
//! let evaluation = evaluate(&written.scenario, &build(&written.scenario));
//! let question = Question { file, bytes: &bytes, settings: &[], variations: &variations };
//! let sweep = Sweep::new(question, Grid::new(&variations, false)?, &written, &evaluation)?;
//!
//! let mut worker = Worker::new(&sweep);
//! let points = 0..sweep.grid.len();
//! let cheapest = points.map(|point| worker.at(point, |_, evaluation| evaluation.cheapest));
//! // At 4 visits the third option, at 8 and 12 the second.
//! assert_eq!(cheapest.collect::<Result<Vec<_>, _>>()?, [Some(2), Some(1), Some(1)]);
//! # Ok(())
//! # }
//! ```

pub mod break_even;
pub mod calc;
// Not for users of the library: the binary is a crate of its own and reaches the verbs through this.
#[doc(hidden)]
pub mod commands;
pub mod completion;
pub mod diagnostic;
mod engagement;
pub mod evaluation;
mod file;
mod front;
pub mod model;
pub mod output;
pub mod report;
pub mod scenario;
mod starter;
pub mod sweep;
pub mod trace;

// The stable set: what is added here is promised, see "What is stable and what is not".
pub use front::{Alternative, Comparison, Problem, Problems, compare};

#[doc(inline)]
pub use break_even::{
    Band, BreakEven, Drawing, Driver, Goal, Indifference, MarginOfSafety, OptionDrawing, Outline, OutlineRange,
    RevenuePoint, Straight,
};
#[doc(inline)]
pub use calc::comparison::How;
#[doc(inline)]
pub use calc::number::{ArithmeticError, LiteralError, Number};
#[doc(inline)]
pub use diagnostic::Severity;
#[doc(inline)]
pub use evaluation::{Details, Figures, LineFigures, Spread, Totals};
#[doc(inline)]
pub use scenario::currency::Currency;
#[doc(inline)]
pub use scenario::setting::{Setting, SettingError};

/// The README's snippet is compiled and run with the examples of this page.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
