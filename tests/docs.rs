//! The documents are right: their console blocks come out as written, and the scenario format's examples are valid.
//!
//! Run with `TRYCMD=overwrite` to write the blocks anew, and read the difference aloud before keeping it.
#![allow(missing_docs)]

use std::path::Path;

use smarthands::evaluation::evaluate;
use smarthands::model::build;
use smarthands::scenario::load;

/// What an example that shows options alone leaves out.
const FRAME: &str = "\
name = \"Example\"
target.gross_margin = \"30%\"
demand = { clients = 4, visits = 8, hours_per_visit = 2 }
revenue = { per_hour = 165 }
tax = { rate = \"10%\" }
";

#[test]
fn console_blocks_come_out_as_written() {
    trycmd::TestCases::new().env("NO_COLOR", "1").case("README.md").case("docs/*.md");
}

#[test]
fn examples_of_scenarios_are_valid() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/scenario-format.md");
    let text = std::fs::read_to_string(path).unwrap();
    let examples: Vec<&str> = text.split("```toml\n").skip(1).filter_map(|rest| rest.split("```").next()).collect();
    assert!(examples.len() > 6, "{}", examples.len());
    for example in examples {
        let is_complete = example.contains("[target]");
        let scenario = if is_complete { example.to_owned() } else { format!("{FRAME}{example}") };
        match load("docs/scenario-format.md", scenario.as_bytes(), &[]) {
            Ok(loaded) => {
                assert!(loaded.warnings.is_empty(), "{example}\n{:#?}", loaded.warnings);
                evaluate(&loaded.scenario, &build(&loaded.scenario)).unwrap();
            }
            Err(refusal) => panic!("{example}\n{:#?}", refusal.problems),
        }
    }
}
