//! What is wrong with a scenario, where, and how to mend it.
//!
//! A [`Diagnostic`] says *what*; its labels say *where*, as spans into the [`Sources`] that were read. Words are
//! chosen where the problem is found; this room only carries, renders and lists them.
//!
//! Unstable: no part of what [the front page](crate#what-is-stable-and-what-is-not) promises.

mod escape;
mod render;
mod suggestion;

pub use escape::escaped;
pub(crate) use escape::{escaped_path, is_hidden, quoted};
pub use render::{Palette, render};
pub(crate) use suggestion::nearest;

/// A stretch of a source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// Which text of [`Sources`].
    pub source: u16,
    /// The first byte.
    pub start: u32,
    /// The byte after the last.
    pub end: u32,
}

impl Span {
    /// A span of source `source` from byte offsets; sources are far below 4 GiB.
    pub fn new(source: u16, range: &std::ops::Range<usize>) -> Self {
        let offset = |byte: usize| u32::try_from(byte).unwrap_or(u32::MAX);
        Self { source, start: offset(range.start), end: offset(range.end) }
    }
}

/// The texts that a scenario was read from: its file, then one a `--set`.
#[derive(Clone, Debug)]
pub struct Sources {
    texts: Vec<(String, String)>,
}

impl Sources {
    /// The file, by the name that messages use for it.
    pub fn new(name: String, text: String) -> Self {
        Self { texts: vec![(name, text)] }
    }

    /// Adds a text and returns its number for spans.
    pub fn add(&mut self, name: String, text: String) -> u16 {
        self.texts.push((name, text));
        u16::try_from(self.texts.len() - 1).unwrap_or(u16::MAX)
    }

    /// The name of a source.
    pub fn name(&self, source: u16) -> &str {
        self.texts.get(usize::from(source)).map_or("", |(name, _)| name)
    }

    /// The text of a source.
    pub fn text(&self, source: u16) -> &str {
        self.texts.get(usize::from(source)).map_or("", |(_, text)| text)
    }

    /// The text that a span covers.
    pub fn slice(&self, span: Span) -> &str {
        let range = self.clamped(span);
        self.text(span.source).get(range).unwrap_or_default()
    }

    /// Line and column (in characters) of a span's start, from 1. A byte-order mark takes no column.
    pub fn position(&self, span: Span) -> (usize, usize) {
        let start = self.clamped(span).start;
        let before = self.text(span.source).get(..start).unwrap_or_default();
        let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
        let column = before.get(line_start..).unwrap_or_default().trim_start_matches('\u{feff}').chars().count() + 1;
        (before.matches('\n').count() + 1, column)
    }

    /// A span's bytes, moved inwards to the text and to character boundaries.
    fn clamped(&self, span: Span) -> std::ops::Range<usize> {
        let text = self.text(span.source);
        let boundary = |offset: u32| {
            let mut offset = (offset as usize).min(text.len());
            while !text.is_char_boundary(offset) {
                offset -= 1;
            }
            offset
        };
        let start = boundary(span.start);
        start..boundary(span.end).max(start)
    }
}

/// How much a diagnostic matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The scenario is refused.
    Error,
    /// The scenario is allowed, but suspicious.
    Warning,
}

impl Severity {
    /// As messages and tables call it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
        }
    }
}

/// A place and what is to be said of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// Where.
    pub span: Span,
    /// What; may be empty.
    pub text: String,
}

/// One problem.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// A stable kebab-case code.
    pub code: &'static str,
    /// Whether it refuses the scenario.
    pub severity: Severity,
    /// One plain sentence: lower case, no full stop.
    pub message: String,
    /// The address of the key that it is about, or empty.
    pub key: String,
    /// The places, the main one first; none where the file as a whole is meant.
    pub labels: Vec<Label>,
    /// How to mend it, or empty.
    pub help: String,
}

impl Diagnostic {
    /// A problem that refuses the scenario.
    pub fn error(code: &'static str, message: impl Into<String>) -> Self {
        Self {
            code,
            severity: Severity::Error,
            message: message.into(),
            key: String::new(),
            labels: Vec::new(),
            help: String::new(),
        }
    }

    /// A suspicion.
    pub fn warning(code: &'static str, message: impl Into<String>) -> Self {
        Self { severity: Severity::Warning, ..Self::error(code, message) }
    }

    /// With the key's address.
    #[must_use]
    pub fn key(mut self, key: impl Into<String>) -> Self {
        self.key = key.into();
        self
    }

    /// With a place; the first one is the main one.
    #[must_use]
    pub fn at(mut self, span: impl Into<Option<Span>>, text: impl Into<String>) -> Self {
        self.labels.extend(span.into().map(|span| Label { span, text: text.into() }));
        self
    }

    /// With the way to mend it.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = help.into();
        self
    }

    /// Line and column in the file itself, from 1; none where the file as a whole is meant, or one of the settings.
    pub fn place_in_file(&self, sources: &Sources) -> Option<(usize, usize)> {
        let label = self.labels.first().filter(|label| label.span.source == 0)?;
        Some(sources.position(label.span))
    }

    /// Where it stands in the order of its file: by source, then by place; what has no place comes first.
    pub fn order(&self) -> (u16, u32) {
        self.labels.first().map_or((0, 0), |label| (label.span.source, label.span.start))
    }
}

/// The message alone.
impl std::fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&escaped(&self.message))
    }
}

impl std::error::Error for Diagnostic {}
