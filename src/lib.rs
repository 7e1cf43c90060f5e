//! What serving regional clients costs: hire, send staff, pay per incident, retain a partner, or hand over.
//!
//! A scenario file states a demand and the options for serving it. [`scenario::load`] reads it, [`model::build`]
//! writes its formulas as a graph, [`evaluation::evaluate`] reads the graph exactly, and [`break_even::analyse`]
//! reads it as piecewise-linear functions of a volume, [`trace::Trace`] as the steps by which a figure came about.
//! [`sweep::Sweep`] reads it over a grid of values. [`report`] turns results into rows, documents and pages, and
//! [`output`] encodes them.
//!
//! ```
//! use smarthands::{evaluation::evaluate, model::build, scenario::load};
//!
//! let file = r#"
//! name = "Two visits a month"
//! target.gross_margin = "60%"
//! demand = { visits = 2, hours_per_visit = 2 }
//! [[option]]
//! name = "Spot"
//! model = "per-incident"
//! hourly_rate = 130
//! travel_per_visit = 80
//! "#;
//! let loaded = load("example.toml", file.as_bytes(), &[]).expect("a valid scenario");
//! let figures = evaluate(&loaded.scenario, &build(&loaded.scenario)).expect("figures in range");
//! // 2 visits × (2 h × 130 + 80) × 12 months
//! assert_eq!(figures.options[0].annual_cost.base.to_string(), "8160");
//! ```

pub mod break_even;
pub mod calc;
pub mod commands;
pub mod diagnostic;
mod engagement;
pub mod evaluation;
mod file;
mod front;
pub mod model;
pub mod output;
pub mod report;
pub mod scenario;
pub mod sweep;
pub mod trace;

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
