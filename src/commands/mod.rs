//! The verbs: arguments in, an exit code out.
//!
//! A verb stands in a file of its name; `break_even.rs` is `breakeven`, `complete.rs` is `completions`. The others hold what
//! verbs share: `batch.rs`, `desk.rs`, `problem.rs` and `aside.rs` for going over scenarios, `format.rs`, `request.rs` and
//! `text.rs` for results, `rehearsal.rs` for a verb without files, `scribe.rs` and `straight.rs` for a sweep's points,
//! `terminal.rs` and `dialogue.rs` for people, `exit.rs`, `signal.rs` and `bug.rs` for the end.

mod aside;
mod batch;
mod break_even;
mod bug;
mod check;
mod compare;
mod complete;
mod desk;
mod dialogue;
mod ending;
mod exit;
mod explain;
mod format;
mod man;
mod new;
mod problem;
mod rehearsal;
mod request;
mod schema;
mod scribe;
mod signal;
pub mod straight;
mod sweep;
mod terminal;
mod text;

pub use batch::{Batch, unprinted};
pub use break_even::{FindBreakEven, Within};
pub use bug::guarded;
pub use check::Check;
pub use compare::Compare;
pub use complete::{Completions, complete};
pub use exit::{EXIT_STATUS, Exit};
pub use explain::Explain;
pub use format::Format;
pub use man::{Man, Page};
pub use new::{New, Origin, gallery};
pub use rehearsal::Rehearsal;
pub use request::Request;
pub use schema::PrintSchema;
pub use signal::heed_limits;
pub use sweep::SweepGrid;
