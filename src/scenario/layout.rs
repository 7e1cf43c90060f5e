//! The layout of a table: which keys it has, and which of them go together.
//!
//! The reader refuses all other keys. What keys mean beside each other has messages of its own where it is read; the
//! rules here say the same to editors, through the JSON Schema, and tests hold the two against each other.

use super::key::Key;

/// The keys of a table.
#[derive(Debug)]
pub struct Layout {
    /// Its keys, in groups, in the order in which documents list them.
    pub groups: &'static [&'static [&'static Key]],
    /// What keys mean beside each other.
    pub rules: &'static [Rule],
    /// Further keys, as one of them says.
    pub variants: Option<Variants>,
}

/// Further keys of a table, by the word at one of its keys.
#[derive(Clone, Copy, Debug)]
pub struct Variants {
    /// The key whose word chooses.
    pub by: &'static Key,
    /// The layout for each of its words.
    pub layouts: &'static [(&'static str, &'static Layout)],
}

/// What keys mean beside each other. Keys are given by name.
#[derive(Debug)]
pub enum Rule {
    /// Exactly one of them stands.
    ExactlyOne(&'static [&'static str]),
    /// At least one of them stands.
    AtLeastOne(&'static [&'static str]),
    /// The two do not stand together.
    NotBoth(&'static str, &'static str),
    /// The first stands only with the second.
    Needs(&'static str, &'static str),
    /// Where the first stands, only the others may stand beside it.
    OnlyBeside(&'static str, &'static [&'static str]),
    /// The key stands.
    Required(&'static str),
    /// The key does not stand.
    Absent(&'static str),
    /// Where the key stands, the first rules hold; where it does not, the others.
    Where(&'static str, &'static [Rule], &'static [Rule]),
    /// Where a number stands at the key, the first rules hold; where a word or nothing does, the others.
    WhereNumber(&'static str, &'static [Rule], &'static [Rule]),
}

impl Layout {
    /// A table of these groups of keys, without rules.
    pub(crate) const fn of(groups: &'static [&'static [&'static Key]]) -> Self {
        Self { groups, rules: &[], variants: None }
    }

    /// With rules.
    pub(crate) const fn with(mut self, rules: &'static [Rule]) -> Self {
        self.rules = rules;
        self
    }

    /// With further keys, as the word at a key says.
    pub(crate) const fn by(mut self, key: &'static Key, layouts: &'static [(&'static str, &'static Layout)]) -> Self {
        self.variants = Some(Variants { by: key, layouts });
        self
    }

    /// All keys, those of variants apart.
    pub fn keys(&self) -> impl Iterator<Item = &'static Key> {
        self.groups.iter().copied().flatten().copied()
    }
}
