//! The gallery's files, as scenarios to start from.

/// A file's name without its ending, and its text.
type File = (&'static str, &'static str);

macro_rules! files {
    ($($name:literal),+ $(,)?) => {
        [$(($name, include_str!(concat!("../../scenarios/", $name, ".toml")))),+]
    };
}

/// All of them.
pub(crate) const GALLERY: [File; 9] = files![
    "guide",
    "call-out-card",
    "zone-card",
    "blend-flagships",
    "peer-subcontract",
    "hire-loaded-cost",
    "growth-three-years",
    "five-hubs",
    "hand-off",
];

/// The text of a name, or of the first.
pub(crate) fn named(name: &str) -> &'static str {
    GALLERY.iter().find(|(known, _)| *known == name).unwrap_or(&GALLERY[0]).1
}
