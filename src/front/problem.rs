//! What is wrong with a scenario, as the library tells it.

use std::fmt;

use crate::diagnostic::{Diagnostic, Palette, Severity, Sources, escaped, render};
use crate::scenario::{MOST_PROBLEMS, Refusal};

/// Why there is no result: at least one error, and warnings, in the order of the file.
///
/// Displayed, each problem is told with the line and the marked place, as the command line tells it; what comes from the
/// file is escaped, so that it cannot drive a terminal. After 20 problems, the rest is counted.
#[derive(Clone)]
pub struct Problems {
    // In a box, so that a result with problems is as small as one without.
    refusal: Box<Refusal>,
}

impl Problems {
    pub(super) fn of(problem: Diagnostic, sources: Sources) -> Self {
        Self { refusal: Box::new(Refusal { problems: vec![problem], sources }) }
    }

    /// The problems, one by one.
    pub fn iter(&self) -> impl Iterator<Item = Problem<'_>> {
        Problem::all(&self.refusal.problems, &self.refusal.sources)
    }
}

impl From<Box<Refusal>> for Problems {
    fn from(refusal: Box<Refusal>) -> Self {
        Self { refusal }
    }
}

impl fmt::Display for Problems {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut told: Vec<String> = self.iter().take(MOST_PROBLEMS).map(|problem| problem.to_string()).collect();
        if let Some(more) = self.refusal.problems.len().checked_sub(MOST_PROBLEMS).filter(|more| *more > 0) {
            told.push(format!("and {more} more problems in {}", escaped(self.refusal.sources.name(0))));
        }
        f.write_str(&told.join("\n\n"))
    }
}

/// As displayed: a program that returns it from `main` shows it so.
impl fmt::Debug for Problems {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl std::error::Error for Problems {}

/// One problem: an error, or a warning.
///
/// Displayed, it is told with its line and the marked place, without a line break at its end.
#[derive(Clone, Copy, Debug)]
pub struct Problem<'p> {
    diagnostic: &'p Diagnostic,
    sources: &'p Sources,
}

impl<'p> Problem<'p> {
    pub(super) fn all(diagnostics: &'p [Diagnostic], sources: &'p Sources) -> impl Iterator<Item = Self> {
        diagnostics.iter().map(move |diagnostic| Self { diagnostic, sources })
    }

    /// Whether it refuses the scenario or only warns.
    pub fn severity(&self) -> Severity {
        self.diagnostic.severity
    }

    /// Its code in kebab-case, which stays the same where the message is reworded.
    pub fn code(&self) -> &'static str {
        self.diagnostic.code
    }

    /// What is wrong: one plain sentence, in lower case and without a full stop. It may hold text of the file.
    pub fn message(&self) -> &'p str {
        &self.diagnostic.message
    }

    /// How to mend it; empty where there is nothing to say.
    pub fn help(&self) -> &'p str {
        &self.diagnostic.help
    }

    /// The address of the key that it is about, such as `option.hire.salary`; empty where it is about none.
    pub fn key(&self) -> &'p str {
        &self.diagnostic.key
    }

    /// The file, by the name that it was read under.
    pub fn file(&self) -> &'p str {
        self.sources.name(0)
    }

    /// Line and column in the file, in characters from 1; none where the file as a whole is meant, or a setting.
    pub fn place(&self) -> Option<(usize, usize)> {
        self.diagnostic.place_in_file(self.sources)
    }
}

impl fmt::Display for Problem<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(render(self.diagnostic, self.sources, Palette::Plain).trim_end())
    }
}

#[cfg(test)]
mod tests {
    use crate::{Severity, compare};

    #[test]
    fn problems_have_their_places() {
        let file = "name = \"a\"\ndemand = { visits = 4, hours_per_visit = 2 }\n[[option]]\nname = \"Spot\"\n\
                    model = \"per-incident\"\nhourly_rat = 100\n";
        let wrong = ["demand.visits=-1".parse().unwrap()];
        let problems = compare("a.toml", file.as_bytes(), &wrong).unwrap_err();
        let told: Vec<_> = problems.iter().map(|problem| (problem.code(), problem.place())).collect();
        // The missing [target] is about the whole file; what a setting gives stands in no line of it and comes last.
        assert_eq!(told, [("missing-key", None), ("unknown-key", Some((6, 1))), ("out-of-range", None)]);
        assert!(problems.iter().all(|problem| problem.severity() == Severity::Error && problem.file() == "a.toml"));
        let text = problems.to_string();
        assert!(text.contains("--> a.toml:6:1") && text.contains("did you mean"), "{text}");
        assert!(!text.ends_with('\n') && format!("{problems:?}") == text);
    }

    /// A program names a file as it is called, and a file may be called anything.
    #[test]
    fn names_of_files_are_escaped() {
        let many = (0..30).map(|number| format!("colour{number} = 1\n")).collect::<Vec<_>>().concat();
        for (file, said) in [("name = \"a\"\ncolour = 1\n", "--> "), ("\u{0}", "--> "), (&many, "problems in ")] {
            let text = compare("\u{1b}[2J.toml", file.as_bytes(), &[]).unwrap_err().to_string();
            let said = format!("{said}\\u{{1b}}[2J.toml");
            assert!(text.contains(&said) && !text.contains('\u{1b}'), "{text}");
        }
    }
}
