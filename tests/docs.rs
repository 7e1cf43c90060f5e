//! The documents are right: their console blocks come out as written, the scenario format's examples are valid, and their
//! links lead somewhere.
//!
//! Run with `TRYCMD=overwrite` to write the blocks anew, and read the difference aloud before keeping it.
#![allow(missing_docs, clippy::unwrap_used)]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

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
    let cases = trycmd::TestCases::new();
    // That page is one session in a folder of its own, and run by `getting_started.rs`.
    cases.env("NO_COLOR", "1").case("README.md").case("docs/*.md").skip("docs/getting-started.md");
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

/// A page, and a heading where one is named.
#[test]
fn links_lead_somewhere() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut pages: Vec<PathBuf> = ["README.md", "CONTRIBUTING.md"].map(|page| root.join(page)).into();
    let folder = std::fs::read_dir(root.join("docs")).unwrap().map(|entry| entry.unwrap().path());
    pages.extend(folder.filter(|path| path.extension().is_some_and(|extension| extension == "md")));
    let mut count = 0;
    for page in pages {
        let text = prose(&page);
        for link in text.split("](").skip(1).filter_map(|rest| rest.split(')').next()) {
            if link.starts_with("http") {
                continue;
            }
            count += 1;
            let (file, heading) = link.split_once('#').unwrap_or((link, ""));
            let target = if file.is_empty() { page.clone() } else { page.parent().unwrap().join(file) };
            assert!(target.exists(), "{}: {link}", page.display());
            assert!(heading.is_empty() || anchors(&target).contains(heading), "{}: {link}", page.display());
        }
    }
    assert!(count > 100, "{count}");
}

/// The page without its blocks.
fn prose(page: &Path) -> String {
    let text = std::fs::read_to_string(page).unwrap();
    text.split("```").step_by(2).collect()
}

/// What links call the headings of a page: lower case, hyphens for spaces, and nothing else but letters, digits and `_`.
fn anchors(page: &Path) -> BTreeSet<String> {
    let headings = prose(page).lines().filter(|line| line.starts_with('#')).map(str::to_owned).collect::<Vec<_>>();
    let kept = |letter: &char| letter.is_alphanumeric() || ['-', '_', ' '].contains(letter);
    let anchor = |heading: &String| -> String {
        heading.trim_start_matches('#').trim().to_lowercase().chars().filter(kept).collect::<String>().replace(' ', "-")
    };
    headings.iter().map(anchor).collect()
}
