//! The tables of `docs/scenario-format.md` are the declarations, written out.
//!
//! Run with `SNAPSHOTS=overwrite` to write them anew, and read the difference.

use std::fs;
use std::path::Path;

use super::words;
use crate::scenario::key::{Form, Key};
use crate::scenario::layout::{Layout, Rule};
use crate::scenario::{ROOT, demand, extra, general, option, terms};

const HEAD: &str = "| key | meaning | unit | default | limits | example |\n|---|---|---|---|---|---|\n";

/// The tables of the page, by the words of the comments above them.
fn tables() -> Vec<(&'static str, Vec<&'static Key>)> {
    let all = |layout: &'static Layout| layout.keys().collect::<Vec<_>>();
    let group = |model: &str, group: usize| terms::layout(model).groups[group].to_vec();
    let mut tables = vec![
        ("the file", all(&ROOT)),
        ("horizon", all(&general::HORIZON)),
        ("target", all(&general::TARGET)),
        ("tax", all(&general::TAX)),
        ("demand", all(&demand::DEMAND)),
        ("revenue", all(&general::REVENUE)),
        ("sla", all(&general::SLA)),
        ("extra", all(&extra::EXTRA)),
        ("option", all(&option::OPTION)),
        ("every part", all(&option::PART_TABLE)),
        ("all models but hand-off", group("retainer", 1)),
        ("travel", group("retainer", 2)),
        ("billing", group("retainer", 3)),
    ];
    tables.extend(terms::MODELS.map(|model| (model, group(model, 0))));
    tables
}

#[test]
fn the_page_lists_every_key_as_declared() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/scenario-format.md");
    let page = fs::read_to_string(&path).unwrap();
    let mut written = page.clone();
    for (name, keys) in tables() {
        let comment = format!("<!-- keys of {name} -->\n\n");
        let (before, rest) = written.split_once(&comment).unwrap_or_else(|| panic!("the page lacks {comment}"));
        let after = rest.split_once("\n\n").map_or("", |(_, after)| after);
        let rows: String = keys.into_iter().map(rows).collect();
        written = format!("{before}{comment}{HEAD}{rows}\n{after}");
    }
    assert_eq!(written.matches(HEAD).count(), tables().len(), "a table of the page has no comment above it");
    if std::env::var("SNAPSHOTS").is_ok_and(|mode| mode == "overwrite") {
        fs::write(&path, written).unwrap();
    } else {
        assert!(written == page, "the tables are not as declared: SNAPSHOTS=overwrite cargo test --lib schema");
    }
}

/// A key's row, and those of the keys in its rows.
fn rows(key: &'static Key) -> String {
    let own = row(&name(key), key);
    match key.form {
        Form::Rows(tables) if !is_header(key) => {
            let inner = tables.each.keys();
            own + &inner.map(|inner| row(&format!("`{}` … `{}`", key.name, inner.name), inner)).collect::<String>()
        }
        _ => own,
    }
}

fn row(name: &str, key: &Key) -> String {
    let example = if is_header(key) { String::new() } else { format!("`{}`", key.example) };
    let cells = [name, key.doc, &kind(key), &words::default(key), &words::limits(key), &example];
    format!("| {} |\n", cells.join(" | ")).replace("|  |", "| |").replace("|  |", "| |")
}

fn name(key: &Key) -> String {
    format!("`{}`", if is_header(key) { key.example } else { key.name })
}

fn is_header(key: &Key) -> bool {
    let is_table = matches!(key.form, Form::Table(_) | Form::NamedTables(_) | Form::Rows(_));
    is_table && !key.example.contains('{')
}

fn kind(key: &Key) -> String {
    let words = match key.form {
        Form::Name | Form::Id | Form::Text => "text",
        Form::Currency => "code",
        Form::Choice(_) => "word",
        Form::Flag => "true or false",
        Form::Names => "list of names",
        Form::Table(_) => "table",
        Form::NamedTables(_) => "tables",
        Form::Rows(_) => "list of tables",
        Form::Months(_) => return format!("list of 12, {}", words::unit(key)),
        Form::Quantity(_) | Form::QuantityOr(..) | Form::QuantityOrNamed(_) | Form::Named(_) | Form::Count(_) => {
            return words::unit(key);
        }
    };
    words.to_owned()
}

/// Every layout of the format.
fn layouts() -> Vec<&'static Layout> {
    fn below(layout: &'static Layout, found: &mut Vec<&'static Layout>) {
        if found.iter().any(|known| std::ptr::eq(*known, layout)) {
            return;
        }
        found.push(layout);
        for key in layout.keys() {
            match key.form {
                Form::Table(inner) => below(inner, found),
                Form::NamedTables(tables) | Form::Rows(tables) => below(tables.each, found),
                _ => (),
            }
        }
        for (_, variant) in layout.variants.iter().flat_map(|variants| variants.layouts) {
            below(variant, found);
        }
    }
    let mut found = Vec::new();
    below(&ROOT, &mut found);
    found
}

/// Keys that several models have are one key to an editor that does not know the model yet.
#[test]
fn models_agree_about_the_keys_that_they_share() {
    for (_, layout) in terms::LAYOUTS {
        for key in layout.keys() {
            for (other, same) in
                terms::LAYOUTS.iter().flat_map(|(name, layout)| layout.keys().map(move |key| (name, key)))
            {
                if same.name == key.name {
                    assert_eq!(format!("{:?}", same.form), format!("{:?}", key.form), "{} of {other}", key.name);
                }
            }
        }
    }
}

/// Unknown keys are seen by counting the known ones.
#[test]
fn no_table_knows_a_key_twice_and_rules_name_keys() {
    fn names(rule: &Rule) -> Vec<&'static str> {
        match rule {
            Rule::ExactlyOne(names) | Rule::AtLeastOne(names) => names.to_vec(),
            Rule::NotBoth(one, other) | Rule::Needs(one, other) => vec![one, other],
            Rule::OnlyBeside(name, others) => [&[*name], *others].concat(),
            Rule::Required(name) | Rule::Absent(name) => vec![name],
            Rule::Where(name, there, elsewhere) | Rule::WhereNumber(name, there, elsewhere) => {
                let inner = there.iter().chain(*elsewhere).flat_map(names);
                std::iter::once(*name).chain(inner).collect()
            }
        }
    }
    let layouts = layouts();
    assert!(layouts.len() > terms::LAYOUTS.len());
    for layout in layouts {
        let variants = layout.variants.iter().flat_map(|variants| variants.layouts).map(|(_, variant)| *variant);
        let tables = if layout.variants.is_some() { variants.map(Some).collect() } else { vec![None] };
        for variant in tables {
            let keys: Vec<&str> =
                layout.keys().chain(variant.iter().flat_map(|v| v.keys())).map(|key| key.name).collect();
            let mut once = keys.clone();
            once.sort_unstable();
            once.dedup();
            assert_eq!(once.len(), keys.len(), "{keys:?}");
            let rules = layout.rules.iter().chain(variant.iter().flat_map(|variant| variant.rules));
            for name in rules.flat_map(names) {
                assert!(keys.contains(&name), "{name} is no key of {keys:?}");
            }
        }
        assert!(layout.keys().all(|key| !key.example.is_empty() && !key.doc.is_empty()));
    }
}
