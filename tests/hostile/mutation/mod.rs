//! Three scenarios of the gallery, changed in one place, thousands of times: what is accepted, and how the rest is refused.

mod mutant;
mod nonsense;
mod place;
mod verdict;

use std::fs;
use std::path::Path;
use std::thread;

use mutant::{Mutant, changed, misspelt};
use verdict::{Tally, middle_and_most};

use crate::effort::cases;
use crate::{run, write};

/// The longest of the gallery, which have most models and kinds of values between them.
const FILES: [&str; 3] = ["five-hubs.toml", "hand-off.toml", "hire-loaded-cost.toml"];

fn scenario(file: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios").join(file)).unwrap()
}

/// So many of them, evenly from all kinds.
fn some(mutants: Vec<Mutant>, count: usize) -> Vec<Mutant> {
    let step = mutants.len().div_ceil(count).max(1);
    mutants.into_iter().step_by(step).collect()
}

fn judged(file: &str, mutants: &[Mutant]) -> Tally {
    let mut tally = Tally::default();
    for mutant in mutants {
        tally.judge(file, mutant);
    }
    tally
}

#[test]
fn a_changed_scenario_is_refused_clearly_or_worked_out() {
    let count = usize::try_from(cases(700)).unwrap();
    let mut tally = Tally::default();
    thread::scope(|scope| {
        let of = |file: &'static str| {
            move || {
                let text = scenario(file);
                let (all, typos) = (changed(&text), misspelt(&text));
                assert!(all.len() >= 4_000 && typos.len() >= 150, "{file}: {} and {}", all.len(), typos.len());
                judged(file, &some(all.into_iter().chain(typos).collect(), count))
            }
        };
        let threads = FILES.map(|file| scope.spawn(of(file)));
        for thread in threads {
            tally.add(thread.join().unwrap());
        }
    });
    println!("tried and accepted: {:?}", tally.counts);
    println!(
        "sentences and texts, in the middle and at most: {:?}, {:?}",
        middle_and_most(&tally.sentences),
        middle_and_most(&tally.texts)
    );
    let (tried, _) = tally.of("nonsense values");
    println!(
        "of {tried} values of nonsense, {} are refused on their line and {} with their key",
        tally.on_line, tally.with_key
    );
    let (typos, _) = tally.of("misspelt keys");
    println!("of {typos} misspelt keys, {} are refused on their line", tally.typos_on_line);
    tally.misses.iter().step_by(1 + tally.misses.len() / 12).for_each(|miss| println!("{miss}\n"));

    assert!(
        tally.faults.is_empty(),
        "{} faults:\n{}",
        tally.faults.len(),
        tally.faults[..tally.faults.len().min(20)].join("\n")
    );
    assert!(tally.tried() >= 3 * count.min(4_000) / 2, "{}", tally.tried());
    for name in ["truncations", "flipped bytes", "lines", "nestings", "misspelt keys", "nonsense values"] {
        assert!(tally.of(name).0 * 500 >= tally.tried(), "{name}: {:?}", tally.counts);
    }
    assert!(
        100 * tally.on_line >= 99 * tried && 100 * tally.with_key >= 95 * tried,
        "{} {} {tried}",
        tally.on_line,
        tally.with_key
    );
    // A misspelt `[[option]]` before `[option.on_costs]` is told where the next `[[option]]` stands.
    assert!(100 * tally.typos_on_line >= 95 * typos, "{} {typos}", tally.typos_on_line);
    // A sentence quotes at most 60 columns of the file; the whole shows a line or two of it, and lists the keys that there are.
    let ((sentence, longest), (text, largest)) = (middle_and_most(&tally.sentences), middle_and_most(&tally.texts));
    assert!(
        sentence <= 80 && longest <= 300 && text <= 300 && largest <= 1_500,
        "{sentence} {longest} {text} {largest}"
    );
}

/// Every key of the three files, misspelt in every way: none is ignored.
#[test]
fn no_misspelt_key_is_ignored() {
    let mut tally = Tally::default();
    for file in FILES {
        let typos = misspelt(&scenario(file));
        assert!(typos.len() >= 150, "{file}: {}", typos.len());
        tally.add(judged(file, &some(typos, usize::try_from(cases(150)).unwrap())));
    }
    println!("tried and accepted: {:?}", tally.counts);
    assert!(
        tally.faults.is_empty(),
        "{} faults:\n{}",
        tally.faults.len(),
        tally.faults[..tally.faults.len().min(20)].join("\n")
    );
    assert!(tally.tried() >= 3 * 75);
}

/// The program says of a folder of them what the library says of each.
#[test]
fn the_program_says_of_changed_scenarios_what_the_library_says() {
    let root = tempfile::tempdir().unwrap();
    let mut expected = Vec::new();
    for file in FILES {
        let text = scenario(file);
        let all: Vec<Mutant> = changed(&text).into_iter().chain(misspelt(&text)).collect();
        for (number, mutant) in some(all, 70).into_iter().enumerate() {
            let name = format!("{}-{number:03}.toml", file.trim_end_matches(".toml"));
            write(root.path(), &name, &mutant.bytes);
            if let Err(problems) = smarthands::compare(&name, &mutant.bytes, &[]) {
                let first = problems.iter().next().unwrap();
                let (line, column) =
                    first.place().map_or((String::new(), String::new()), |(l, c)| (l.to_string(), c.to_string()));
                expected.push([format!("./{name}"), line, column, first.code().to_owned(), first.message().to_owned()]);
            }
        }
    }
    let checked = run(root.path(), &["check", ".", "--quiet", "--rejects", "rejects.csv"]);
    assert_eq!(checked.code, Some(4));
    let rejects = fs::read(root.path().join("rejects.csv")).unwrap();
    let mut reader = csv::Reader::from_reader(rejects.as_slice());
    let mut told: Vec<[String; 5]> = Vec::new();
    for record in reader.records().map(Result::unwrap) {
        let row = [0, 1, 2, 4, 6].map(|column| record[column].trim_start_matches('\'').to_owned());
        if &record[3] == "error" && told.last().is_none_or(|last| last[0] != row[0]) {
            told.push(row);
        }
    }
    assert!(expected.len() > 100, "{}", expected.len());
    assert_eq!(told.len(), expected.len());
    for (told, expected) in told.iter().zip(&expected) {
        assert_eq!(told, expected);
    }
}
