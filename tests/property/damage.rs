//! A file that was damaged on its way: it is refused in words, or it has figures; nothing else happens.

use std::fmt::Write as _;

use smarthands::break_even::Driver;
use smarthands::compare;

use crate::case::Case;
use crate::generator::Draw;
use crate::hold::{Outcome, ensure, hold};

#[test]
fn damaged_files_are_refused_or_have_figures() {
    hold("damage", 100, 95, damage);
}

/// What damage puts in.
const PIECES: [&str; 20] = [
    "\u{1b}[2J",
    "\u{0}",
    "\u{9b}31m",
    "\"",
    "'",
    "]",
    "[",
    "}",
    "=",
    "\n",
    "#",
    "-",
    "1e400",
    "nan",
    ".",
    "\u{202e}",
    "東",
    "0x",
    "99999999999999999999999999999",
    "\\u",
];

fn damaged(draw: &mut Draw, text: &str) -> Vec<u8> {
    let mut bytes = text.as_bytes().to_vec();
    for _ in 0..draw.whole(1, 4) {
        let place = |draw: &mut Draw, bytes: &[u8]| usize::try_from(draw.whole(0, bytes.len() as u64)).unwrap();
        let (from, to) = (place(draw, &bytes), place(draw, &bytes));
        let near = (from + usize::try_from(draw.whole(1, 12)).unwrap()).min(bytes.len());
        match draw.whole(1, 8) {
            1 => bytes.truncate(from),
            2 => drop(bytes.drain(from..near)),
            3 => drop(bytes.drain(from.min(to)..from.max(to))),
            4 => drop(bytes.splice(from..from, [u8::try_from(draw.whole(0, 255)).unwrap()])),
            5 => {
                let copy = bytes[from..near].to_vec();
                drop(bytes.splice(to..to, copy));
            }
            6 if from < bytes.len() => bytes[from] ^= 1 << draw.whole(0, 7),
            _ => {
                let piece = draw.pick(&PIECES);
                drop(bytes.splice(from..from, piece.bytes()));
            }
        }
    }
    bytes
}

fn damage(case: &Case) -> Outcome {
    let mut draw = case.draw();
    let text = case.text();
    for _ in 0..4 {
        let bytes = damaged(&mut draw, &text);
        let shown = || String::from_utf8_lossy(&bytes).into_owned();
        let mut told = String::new();
        match compare("dam\u{1b}aged.toml", &bytes, &[]) {
            Ok(comparison) => {
                ensure!(comparison.options().count() > 0, "no option in\n{}", shown());
                for warning in comparison.warnings() {
                    write!(told, "{} {}", warning.message(), warning.key()).unwrap();
                }
                if let Err(problems) = comparison.break_even(Driver::Visits, None) {
                    told = problems.to_string();
                }
            }
            Err(problems) => {
                ensure!(
                    problems.iter().any(|problem| problem.severity().name() == "error"),
                    "no error in\n{}",
                    shown()
                );
                for problem in problems.iter() {
                    ensure!(!problem.code().is_empty() && !problem.message().is_empty(), "{:?}", problem.code());
                }
                told = problems.to_string();
            }
        }
        let is_problem = |line: &&str| line.starts_with("error[") || line.starts_with("warning[");
        ensure!(told.lines().filter(is_problem).count() <= 20, "{told}");
        let control = |character: char| character.is_control() && character != '\n';
        ensure!(!told.contains(control), "a control character in {told:?}\nof {}", shown());
    }
    Ok(4)
}
