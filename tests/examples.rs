//! The programs of `examples/`: what they print is what `tests/examples/*.trycmd` says.
//!
//! Run with `TRYCMD=overwrite` to write the blocks anew, and read the difference aloud before keeping it.
#![allow(missing_docs, clippy::unwrap_used)]

use std::path::PathBuf;

/// The programs, by their names in the console blocks.
const EXAMPLES: [&str; 3] = ["compare", "curve", "report"];

/// Where cargo puts an example: beside the folder of the tests' own programs.
fn program(name: &str) -> PathBuf {
    let test = std::env::current_exe().unwrap();
    let folder = test.parent().and_then(|deps| deps.parent()).unwrap().join("examples");
    let program = folder.join(format!("{name}{}", std::env::consts::EXE_SUFFIX));
    assert!(program.exists(), "{} is not built: run cargo build --examples, or cargo test", program.display());
    program
}

#[test]
fn console_blocks_come_out_as_written() {
    let cases = trycmd::TestCases::new();
    for name in EXAMPLES {
        cases.register_bin(name, program(name));
    }
    cases.case("tests/examples/*.trycmd");
}

/// A program that no block runs would not be tested at all.
#[test]
fn every_example_has_its_blocks() {
    let mut names: Vec<String> = std::fs::read_dir("examples")
        .unwrap()
        .filter_map(|entry| entry.unwrap().path().file_stem().map(|stem| stem.to_string_lossy().into_owned()))
        .collect();
    names.sort();
    assert_eq!(names, EXAMPLES);
    for name in EXAMPLES {
        let text = std::fs::read_to_string(format!("tests/examples/{name}.trycmd")).unwrap();
        assert!(text.contains(&format!("\n$ {name}")), "{name}");
        assert_eq!(text.matches("```").count(), 2 * text.matches("\n```console\n").count(), "{name}");
    }
}
