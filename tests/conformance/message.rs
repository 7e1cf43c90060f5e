//! What is said of the corpus: each problem in few lines, none of them long, with nothing in it that drives a terminal.

use smarthands::compare;
use smarthands::diagnostic::{Palette, Severity, render};

use crate::corpus::{Corpus, refusal};

/// The most columns of a line, the most lines and the most bytes of a problem. The longest line is one of ours: a list of keys.
const MOST: [usize; 3] = [150, 10, 500];

#[test]
fn messages_about_the_corpus_are_short_and_safe_and_have_their_places() {
    let (valid, invalid) = (Corpus::valid(), Corpus::invalid());
    let (mut problems, mut found) = (0, [0; 3]);
    for (name, bytes) in valid.all().chain(invalid.all()) {
        let refusal = refusal(name, bytes);
        for problem in &refusal.problems {
            let told = render(problem, &refusal.sources, Palette::Plain);
            assert_eq!(problem.severity, Severity::Error);
            assert!(told.starts_with(&format!("error[{}]: ", problem.code)), "{told}");
            let place = match problem.place_in_file(&refusal.sources) {
                Some((line, column)) => format!("--> {name}:{line}:{column}\n"),
                None => format!("--> {name}\n"),
            };
            assert!(told.contains(&place), "{place} is not in {told}");
            assert!(!told.contains(|c: char| c.is_control() && c != '\n'), "{told:?}");
            assert!(!told.contains(['\u{202e}', '\u{2028}', '\u{feff}', '\u{200b}']), "{told:?}");
            let columns = told.lines().map(|line| line.chars().count()).max().unwrap();
            for (most, size) in found.iter_mut().zip([columns, told.lines().count(), told.len()]) {
                *most = size.max(*most);
            }
            problems += 1;
        }
        // The library tells the first 20 of a file, and counts the rest.
        let all = compare(name, bytes, &[]).unwrap_err().to_string();
        assert_eq!(all.matches("\nerror[").count() + 1, refusal.problems.len().min(20), "{all}");
        assert_eq!(all.contains(" more problems in "), refusal.problems.len() > 20, "{all}");
    }
    println!("{problems} problems; the most columns, lines and bytes of one: {found:?}");
    assert!(problems > 1_000, "{problems}");
    assert!(found.iter().zip(MOST).all(|(size, most)| *size <= most), "{found:?}");
}
