//! The gallery, inside the program: the scenarios of `scenarios/`, from which one's own may start.

/// A scenario of the gallery.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Exhibit {
    /// The name of its file, without `.toml`.
    pub(crate) name: &'static str,
    /// The file.
    pub(crate) text: &'static str,
}

macro_rules! exhibits {
    ($($name:literal),+ $(,)?) => {
        &[$(Exhibit { name: $name, text: include_str!(concat!("../../scenarios/", $name, ".toml")) }),+]
    };
}

/// All scenarios, in the order of the README: the simplest first.
pub(crate) static GALLERY: &[Exhibit] = exhibits![
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

impl Exhibit {
    /// The scenario of a name.
    pub(crate) fn named(name: &str) -> Option<&'static Self> {
        GALLERY.iter().find(|exhibit| exhibit.name == name)
    }

    /// What it asks, as its file says.
    pub(crate) fn description(&self) -> &'static str {
        let mut lines = self.text.lines();
        let value = lines.find_map(|line| line.strip_prefix("description = \""));
        value.map_or("", |value| value.trim_end_matches('"'))
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::fs;
    use std::path::Path;

    use super::*;

    #[test]
    fn the_gallery_is_the_folder() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios");
        let files: BTreeSet<String> =
            fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        let ours: BTreeSet<String> = GALLERY.iter().map(|exhibit| format!("{}.toml", exhibit.name)).collect();
        assert_eq!(ours, files);
        for exhibit in GALLERY {
            assert_eq!(exhibit.text, fs::read_to_string(folder.join(format!("{}.toml", exhibit.name))).unwrap());
        }
    }

    #[test]
    fn every_scenario_says_what_it_asks_on_one_line() {
        for exhibit in GALLERY {
            let description = exhibit.description();
            assert!(description.len() > 20 && !description.contains(['"', '\\']), "{}: {description}", exhibit.name);
            assert!(Exhibit::named(exhibit.name).is_some());
        }
        assert!(Exhibit::named("giude").is_none());
    }
}
