//! The verbs: arguments in, an exit code out.

mod batch;
mod break_even;
mod bug;
mod check;
mod compare;
mod complete;
mod desk;
mod explain;
mod format;
mod man;
mod new;
mod problem;
mod request;
mod schema;
mod scribe;
mod signal;
pub mod straight;
mod sweep;
mod terminal;

pub use batch::{Batch, unprinted};
pub use break_even::{FindBreakEven, Within};
pub use bug::guarded;
pub use check::Check;
pub use compare::Compare;
pub use complete::{Completions, complete};
pub use explain::Explain;
pub use format::Format;
pub use man::{EXIT_STATUS, Man, Page};
pub use new::{New, Origin, gallery};
pub use request::Request;
pub use schema::PrintSchema;
pub use sweep::SweepGrid;

/// How a run ended: the exit codes of `docs/command-line.md`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Exit {
    /// Everything asked for was done.
    Done,
    /// The command line is wrong.
    Usage,
    /// The input was refused, and there is no result.
    Refused,
    /// Some scenarios were refused, all others delivered.
    Partial,
    /// The system failed.
    System,
    /// A bug.
    Bug,
    /// Somebody ended it before it was done.
    Interrupted,
}

impl Exit {
    /// The code for the system.
    pub fn code(self) -> u8 {
        match self {
            Self::Done => 0,
            Self::Usage => 2,
            Self::Refused => 3,
            Self::Partial => 4,
            Self::System => 5,
            Self::Bug => 70,
            Self::Interrupted => 130,
        }
    }
}
