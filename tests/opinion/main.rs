//! A second opinion: an evaluator of its own, in exact rationals, written from `docs/economics.md` and
//! `docs/scenario-format.md` alone. It works month by month, as these documents say it, and knows nothing of the program but
//! what that prints.
#![allow(missing_docs, clippy::unwrap_used, clippy::panic, clippy::print_stdout)]

mod break_even;
mod change;
mod costing;
mod demand;
mod document;
#[path = "../effort/mod.rs"]
mod effort;
mod exact;
mod extra;
mod figure;
#[path = "../files/mod.rs"]
mod files;
#[allow(dead_code, reason = "what is asked of generated scenarios, and near flips, are for other tests")]
#[path = "../generator/mod.rs"]
mod generator;
mod least;
mod model;
mod noticed;
mod option;
mod part;
mod printed;
mod program;
mod range;
mod record;
mod revenue;
mod row;
mod scenario;
mod volume;

use std::path::Path;

use rayon::prelude::*;
use tempfile::TempDir;
use toml::de::DeTable;

use break_even::{BreakEven, Question};
use document::Corner;
use option::Opinion;
use printed::Document;
use program::Printing;
use record::Record;
use scenario::Scenario;
use volume::Driver;

/// Scenarios by name.
type Texts = [(String, String)];

/// A folder of scenarios, in their order.
fn folder(texts: &Texts) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (number, (_, text)) in texts.iter().enumerate() {
        std::fs::write(folder.path().join(format!("{number:05}.toml")), text).unwrap();
    }
    folder
}

/// What is found of each scenario, by its position, once its file has been read.
fn each(texts: &Texts, found: impl Fn(usize, &DeTable<'_>, &Scenario, &mut Record) + Sync) -> Record {
    let records = texts.par_iter().enumerate().map(|(number, (name, text))| {
        let file = DeTable::parse(text.trim_start_matches('\u{feff}')).unwrap();
        let scenario = Scenario::read(file.get_ref(), &Corner::new());
        let mut record = Record::default();
        record.one("scenarios");
        found(number, file.get_ref(), &scenario, &mut record);
        record.of(name, text)
    });
    records.reduce(Record::default, Record::plus)
}

/// Holds the figures that the program prints of scenarios against the second opinion.
fn figures(texts: &Texts) -> Record {
    let folder = folder(texts);
    let ways = [Printing::Rounded, Printing::Unrounded].map(|printing| {
        let documents = program::documents(folder.path(), printing, &[]);
        let rows = program::rows(folder.path(), printing);
        assert_eq!([documents.len(), rows.len()], [texts.len(); 2]);
        (printing, documents, rows)
    });
    each(texts, |number, file, scenario, record| {
        let opinion = Opinion::new(file, scenario);
        record.many("several ranges", opinion.several_ranges);
        for (printing, documents, rows) in &ways {
            let json = &documents[number];
            Document { json, printing: *printing, places: scenario.places }.check(scenario, &opinion, record);
            row::check(&rows[number], json, &opinion.options, record);
        }
        let [rounded, unrounded] = [0, 1].map(|way| &ways[way].1[number]["breakeven"]);
        row::check_rounding("breakeven", unrounded, rounded, scenario.places, record);
    })
}

/// Holds the break-even volumes that the program prints of scenarios against the second opinion.
fn volumes(texts: &Texts, question: &Question) -> Record {
    let folder = folder(texts);
    let mut options = vec!["--driver", question.driver.name()];
    options.extend(question.max.iter().flat_map(|max| ["--max", *max]));
    let documents = program::documents(folder.path(), Printing::Unrounded, &options);
    assert_eq!(documents.len(), texts.len());
    each(texts, |number, _, scenario, record| {
        BreakEven::check(scenario, &documents[number]["breakeven"], question, record);
    })
}

/// The gallery, the cases, and scenarios of this test.
fn written() -> Vec<(String, String)> {
    let mut texts = files::files();
    for entry in std::fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/opinion/awkward")).unwrap() {
        let path = entry.unwrap().path();
        texts.push((path.display().to_string(), std::fs::read_to_string(path).unwrap()));
    }
    texts
}

/// Goes through generated scenarios, so many at a time, and holds what was found of them against the least.
fn generated(usual: u64, at_a_time: usize, least: &[(&str, u64)], found: impl Fn(usize, &Texts) -> Record) {
    let seeds: Vec<u64> = (0..effort::cases(usual)).collect();
    let mut record = Record::default();
    for (number, seeds) in seeds.chunks(at_a_time).enumerate() {
        let texts: Vec<_> = seeds.iter().map(|seed| (format!("seed {seed}"), generator::scenario(*seed))).collect();
        record = record.plus(found(number, &texts));
        // Not after all of them, of which there may be many.
        record.assert_agreed();
    }
    // Fewer are asked for to look into a few.
    if seeds.len() as u64 >= usual {
        record.assert_at_least(least);
    }
    println!("{record}");
}

#[test]
fn figures_of_written_scenarios_are_those_of_the_second_opinion() {
    let record = figures(&written());
    record.assert_agreed();
    record.assert_at_least(least::WRITTEN_FIGURES);
    println!("{record}");
}

#[test]
fn figures_of_generated_scenarios_are_those_of_the_second_opinion() {
    generated(150, 500, least::GENERATED_FIGURES, |_, texts| figures(texts));
}

#[test]
fn written_scenarios_change_places_where_the_second_opinion_has_them() {
    let mut all = written();
    // Its bounds are nearer to the volume as written than the places on an axis are told apart.
    all.retain(|(name, _)| !name.ends_with("halves.toml"));
    let records = (0..4).map(|way| {
        let texts: Vec<_> = all.iter().skip(way).step_by(4).cloned().collect();
        // The fourth part has an axis of its own, which ends before or beyond what the scenario has.
        let max = if way == 3 { Some("33.3") } else { None };
        volumes(&texts, &Question { driver: Driver::ALL[way % 3], max, grid: 4 })
    });
    let record = records.reduce(Record::plus).unwrap();
    record.assert_agreed();
    record.assert_at_least(least::WRITTEN_VOLUMES);
    println!("{record}");
}

#[test]
fn generated_scenarios_change_places_where_the_second_opinion_has_them() {
    generated(42, 14, least::GENERATED_VOLUMES, |number, texts| {
        volumes(texts, &Question { driver: Driver::ALL[number % 3], max: None, grid: 7 })
    });
}
