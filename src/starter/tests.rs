//! The starter keeps what it promises: it is valid, explained, complete, and every comment with a key in it is valid
//! without its "# ".

use std::collections::BTreeSet;

use super::STARTER;
use crate::evaluation::{evaluate, suspicions};
use crate::model::build;
use crate::scenario::key::Key;
use crate::scenario::terms::{LAYOUTS, MODELS};
use crate::scenario::{Loaded, ROOT, demand, extra, general, load, option};

/// Loads a scenario about which nothing is suspicious.
fn loaded(text: &str, what: &str) -> Loaded {
    let loaded =
        load("starter.toml", text.as_bytes(), &[]).unwrap_or_else(|refusal| panic!("{what}: {refusal}\n{text}"));
    assert!(loaded.warnings.is_empty(), "{what}: {:#?}", loaded.warnings);
    loaded
}

/// A line with a key or a heading.
struct Item {
    line: usize,
    /// `visits`, or `[demand]`.
    name: String,
    /// What stands behind "; instead of" and "; with" in its comment.
    instead_of: Vec<String>,
    with: Vec<String>,
}

fn items() -> Vec<Item> {
    let named = |line: &str| {
        let plain = line.strip_prefix("# ").unwrap_or(line);
        if plain.starts_with('[') {
            return plain.rfind(']').and_then(|end| plain.get(..=end)).map(str::to_owned);
        }
        let key = plain.split_once(" = ")?.0;
        key.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_').then(|| key.to_owned())
    };
    let clause = |comment: &str, word: &str| -> Vec<String> {
        let found = comment.split("; ").find_map(|clause| clause.strip_prefix(word));
        found.map(|names| names.split(" and ").map(str::to_owned).collect()).unwrap_or_default()
    };
    let item = |(line, text): (usize, &str)| {
        let comment = text.rsplit_once(" # ").map_or("", |(_, comment)| comment);
        let (instead_of, with) = (clause(comment, "instead of "), clause(comment, "with "));
        // A heading is found in a comment too; a comment is none.
        named(text.split(" # ").next()?).map(|name| Item { line, name, instead_of, with })
    };
    STARTER.lines().enumerate().filter_map(item).collect()
}

/// The starter while lines come into use and go.
struct Draft {
    items: Vec<Item>,
    lines: Vec<String>,
}

impl Draft {
    fn new() -> Self {
        Self { items: items(), lines: STARTER.lines().map(str::to_owned).collect() }
    }

    fn is_used(&self, item: usize) -> bool {
        !self.lines[self.items[item].line].starts_with('#')
    }

    /// The items of the stretch without empty lines around an item.
    fn stretch(&self, item: usize) -> Vec<usize> {
        let line = self.items[item].line;
        let is_empty = |line: &String| line.is_empty();
        let first = self.lines[..line].iter().rposition(is_empty).map_or(0, |empty| empty + 1);
        let end = self.lines[line..].iter().position(is_empty).map_or(self.lines.len(), |empty| line + empty);
        (0..self.items.len()).filter(|other| (first..end).contains(&self.items[*other].line)).collect()
    }

    /// Takes the "# " of an item away, and does what its comment says. A heading brings its keys, and a key its
    /// heading.
    fn take(&mut self, item: usize) {
        if self.is_used(item) {
            return;
        }
        let line = self.items[item].line;
        self.lines[line] = self.lines[line].strip_prefix("# ").unwrap().to_owned();
        let stretch = self.stretch(item);
        let is_heading = |item: &Item| item.name.starts_with('[');
        let first = &self.items[stretch[0]];
        let is_block = is_heading(first) && STARTER.lines().nth(first.line).unwrap().starts_with('#');
        let belongs = |other: &usize| is_heading(&self.items[*other]) || self.items[*other].instead_of.is_empty();
        let others: Vec<usize> = stretch.into_iter().filter(|other| is_block && belongs(other)).collect();
        for other in others {
            self.take(other);
        }
        for name in self.items[item].instead_of.clone() {
            let before = (0..item).rev().find(|other| self.items[*other].name == name && self.is_used(*other));
            let line = self.items[before.unwrap_or_else(|| panic!("{name} is not in use before"))].line;
            self.lines[line] = format!("# {}", self.lines[line]);
        }
        for name in self.items[item].with.clone() {
            let near = self.stretch(item).into_iter().find(|other| self.items[*other].name == name);
            let other = near.or_else(|| self.items.iter().position(|other| other.name == name));
            self.take(other.unwrap_or_else(|| panic!("there is no {name}")));
        }
    }

    fn text(&self) -> String {
        self.lines.join("\n")
    }
}

#[test]
fn it_is_a_valid_scenario_of_the_common_options() {
    let loaded = loaded(STARTER, "the starter");
    let scenario = &loaded.scenario;
    let evaluation = evaluate(scenario, &build(scenario)).unwrap();
    assert!(suspicions(scenario, &evaluation).is_empty());
    let models: Vec<&str> = scenario.options.iter().map(|option| option.parts[0].model.name()).collect();
    assert_eq!(models, ["per-incident", "retainer", "hire", "fly-in"]);
}

#[test]
fn it_is_short_narrow_and_begins_with_the_schema() {
    assert!(STARTER.starts_with("#:schema ./smarthands.schema.json\n# "));
    assert!(STARTER.lines().count() <= 200, "{}", STARTER.lines().count());
    for line in STARTER.lines() {
        assert!(line.chars().count() <= 100, "{line}");
        assert!(line.trim_end() == line && !line.contains('\t'), "{line}");
    }
}

#[test]
fn what_is_in_use_is_explained() {
    for item in items() {
        let line = STARTER.lines().nth(item.line).unwrap();
        let is_plain = ["[[option]]", "name", "model"].contains(&item.name.as_str());
        if !line.starts_with('#') && !is_plain {
            assert!(line.contains(" # "), "{line}");
        }
        let is_figure = !line.starts_with('#')
            && line.split(" = ").nth(1).is_some_and(|value| value.contains(|c: char| c.is_ascii_digit()));
        // The months are no figure that somebody has to find out.
        assert!(!is_figure || item.name == "months" || line.contains("; mostly "), "{line}");
    }
}

#[test]
fn every_comment_with_a_key_is_valid_without_its_hash() {
    let count = items().len();
    let mut taken = 0;
    for item in 0..count {
        let mut draft = Draft::new();
        if !draft.is_used(item) {
            draft.take(item);
            let line = STARTER.lines().nth(draft.items[item].line).unwrap();
            assert!(draft.is_used(item), "{line}");
            let loaded = loaded(&draft.text(), line);
            evaluate(&loaded.scenario, &build(&loaded.scenario)).unwrap();
            taken += 1;
        }
    }
    assert!(taken > 100, "{taken}");
}

#[test]
fn every_key_of_the_format_stands_in_it() {
    let mut named: BTreeSet<(String, String)> = BTreeSet::new();
    let mut table = String::new();
    for (number, line) in STARTER.lines().enumerate() {
        let Some(item) = items().into_iter().find(|item| item.line == number) else { continue };
        if item.name.starts_with('[') {
            table = item.name.trim_matches(['[', ']']).to_owned();
            continue;
        }
        if item.name == "model" {
            table = line.split('"').nth(1).unwrap().to_owned();
            named.insert(("option".to_owned(), item.name.clone()));
        }
        // Rows of zones and tiers stand on one line.
        for word in line.split([' ', '{', ',']) {
            named.insert((table.clone(), word.to_owned()));
        }
        named.insert((table.clone(), item.name));
    }
    let stands =
        |tables: &[&str], key: &str| tables.iter().any(|table| named.contains(&((*table).to_owned(), key.to_owned())));
    let require = |tables: &[&str], keys: &mut dyn Iterator<Item = &'static Key>| {
        for key in keys {
            assert!(stands(tables, key.name), "{tables:?} {}", key.name);
        }
    };
    for key in ROOT.keys() {
        let heading = [format!("[{}]", key.name), format!("[[{}]]", key.name)];
        assert!(stands(&[""], key.name) || items().iter().any(|item| heading.contains(&item.name)), "{}", key.name);
    }
    let segments = ["demand", "demand.segment.town", "demand.segment.country"];
    require(&["horizon"], &mut general::HORIZON.keys());
    require(&["target"], &mut general::TARGET.keys());
    require(&["tax"], &mut general::TAX.keys());
    require(&segments, &mut demand::SEGMENT_TABLE.keys());
    require(&["revenue"], &mut general::REVENUE.keys());
    require(&["sla"], &mut general::SLA.keys());
    require(&["extra"], &mut extra::EXTRA.keys());
    for (model, layout) in LAYOUTS {
        let [own, shared @ ..] = layout.groups else { panic!("{model} has no keys") };
        require(&[model], &mut own.iter().copied());
        // What models share stands in one of them.
        require(&MODELS, &mut shared.iter().copied().flatten().copied());
    }
    for key in option::OPTION.keys() {
        let heading = format!("[[option.{}]]", key.name);
        let is_there = stands(&MODELS, key.name) || stands(&["option"], key.name);
        assert!(is_there || items().iter().any(|item| item.name == heading), "{}", key.name);
    }
    for word in ["up_to_km", "fee", "up_to_hours", "rate", "low", "likely", "high"] {
        assert!(stands(&MODELS, word), "{word}");
    }
}
