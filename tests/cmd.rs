//! The command line as people see it: every console block of `tests/cmd/*.trycmd` is run and compared.
//!
//! Run with `TRYCMD=overwrite` to write the blocks anew, and read the difference aloud before keeping it.
#![allow(missing_docs)]

#[test]
fn console_blocks_come_out_as_written() {
    trycmd::TestCases::new().env("NO_COLOR", "1").case("tests/cmd/*.trycmd");
}

/// A block of another language, or a program that is not known, would be skipped in silence.
#[test]
fn every_block_is_a_console_with_our_program() {
    let mut commands = 0;
    for entry in std::fs::read_dir("tests/cmd").unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|extension| extension == "trycmd") {
            let text = std::fs::read_to_string(&path).unwrap();
            assert_eq!(text.matches("```").count(), 2 * text.matches("\n```console\n").count(), "{}", path.display());
            for line in text.lines().filter(|line| line.starts_with("$ ")) {
                assert!(line.starts_with("$ smarthands"), "{}: {line}", path.display());
                commands += 1;
            }
        }
    }
    assert!(commands >= 70, "{commands}");
}
