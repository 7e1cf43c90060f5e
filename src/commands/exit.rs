//! How a run ends: the codes for the system, and when each is given.

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

/// Every exit code and when it is given, as `docs/command-line.md` has it.
pub const EXIT_STATUS: [(u8, &str); 8] = [
    (
        0,
        "everything asked for was done, and all output was accepted. A reader that goes away (a closed pipe) ends the \
         program quietly, also with 0",
    ),
    (2, "the command line is wrong; nothing was read. Also: `new` is to write a file that exists"),
    (3, "the input was refused; no result was produced"),
    (4, "partial: some scenarios were refused and are listed, all others were delivered"),
    (5, "the system failed: cannot read, cannot write, no space left"),
    (70, "a bug in the program. It is named as one, with a request to report it; the other files of a batch go on"),
    (130, "interrupted; or the questions of `new` ended before the last"),
    (143, "terminated"),
];
