//! Interviews with answers that were thought of before.

use std::collections::VecDeque;

use super::*;
use crate::evaluation::{evaluate, suspicions};
use crate::model::build;
use crate::scenario::load;
use crate::starter::STARTER;

/// Answers that were thought of before, and everything that was said.
struct Script {
    answers: VecDeque<&'static str>,
    heard: String,
}

impl Dialogue for Script {
    fn ask(&mut self, question: &str) -> io::Result<Option<String>> {
        let answer = self.answers.pop_front();
        self.heard.extend([question, answer.unwrap_or("(silence)"), "\n"]);
        Ok(answer.map(|answer| format!("{answer}\n")))
    }

    fn tell(&mut self, text: &str) -> io::Result<()> {
        self.heard.push_str(text);
        Ok(())
    }
}

struct Run {
    /// The file and its scenario, where one is written.
    written: Option<(String, String)>,
    heard: String,
    /// Answers that nobody asked for.
    left: usize,
}

impl Run {
    fn text(&self) -> &str {
        &self.written.as_ref().unwrap().1
    }

    /// The line of the scenario that begins so.
    fn line(&self, start: &str) -> &str {
        self.text().lines().find(|line| line.starts_with(start)).unwrap_or_else(|| panic!("{start}\n{}", self.text()))
    }
}

/// An interview in a folder that holds `taken.toml`.
fn run(answers: &[&'static str]) -> Run {
    let mut script = Script { answers: answers.iter().copied().collect(), heard: String::new() };
    let written = interview(&mut script, |name, text| match name {
        "taken.toml" => Err("taken.toml: exists already".to_owned()),
        _ => Ok((name.to_owned(), text.to_owned())),
    });
    Run { written: written.unwrap(), heard: script.heard, left: script.answers.len() }
}

/// The scenario is valid, nothing about it is suspicious, and these are its options' annual costs.
fn costs(text: &str) -> Vec<(String, String)> {
    let loaded = load("new.toml", text.as_bytes(), &[]).unwrap_or_else(|refusal| panic!("{refusal}\n{text}"));
    let scenario = &loaded.scenario;
    let evaluation = evaluate(scenario, &build(scenario)).unwrap();
    assert!(loaded.warnings.is_empty() && suspicions(scenario, &evaluation).is_empty(), "{text}");
    let costs = scenario.options.iter().zip(&evaluation.options);
    costs.map(|(option, figures)| (option.id.to_string(), figures.annual_cost.base.to_string())).collect()
}

#[test]
fn all_skipped_is_the_starter_with_its_figures_marked() {
    // Seven of everybody, revenue, the first of each of four options, the file.
    let run = run(&[""; 13]);
    assert_eq!((run.left, run.written.as_ref().unwrap().0.as_str()), (0, "my-region.toml"));
    assert_eq!(costs(run.text()), costs(STARTER));
    assert_eq!(
        run.line("hourly_rate"),
        "hourly_rate = 130                   # typical: replace it; for each hour on site; mostly 100 to 180"
    );
    for start in ["name", "currency", "visits", "gross_margin", "included_hours", "on_costs", "yearly_costs", "km_rate"]
    {
        assert!(run.line(start).contains(" # typical: replace it; "), "{}", run.line(start));
    }
    assert!(run.text().contains("\n# [revenue] "));
    // The marks apart, nothing is changed: 12 hours at 130 are the retainer of the starter.
    assert_eq!(run.text().replace("typical: replace it; ", ""), STARTER);
    let marks = run.text().matches("typical: replace it").count();
    assert!(run.heard.ends_with(&format!("{marks} values in it are typical ones, marked \"typical: replace it\"\n")));
}

#[test]
fn all_answered_is_a_scenario_of_the_answers() {
    let run = run(&[
        "Wimmera \"West\"",
        "nzd",
        "10",
        "12",
        "1.5",
        "40",
        "45%",
        "165", // the work and the money
        "120",
        "60",
        "2",
        "1_800",
        "20",
        "125",
        "70000",
        "12.5%",
        "55",
        "3",
        "200", // the options
        "sub/wimmera",
    ]);
    let (file, text) = run.written.as_ref().unwrap();
    assert_eq!((file.as_str(), run.left), ("sub/wimmera", 0));
    let costs = costs(text);
    let costs: Vec<(&str, &str)> = costs.iter().map(|(id, cost)| (id.as_str(), cost.as_str())).collect();
    assert_eq!(
        costs,
        [
            // 12 × 12 visits × (2 h charged × 120 + 60)
            ("contractor-per-visit", "43200"),
            // 12 × 1,800; 18 h of 20 h are used
            ("partner-on-a-retainer", "21600"),
            // 70,000 × 1.125 + 15,000 + 12 × 12 visits × 40 km × 0.20
            ("own-technician", "94902"),
            // 12 × 12 trips × ((1.5 h + 3 h) × 55 + 200 km × 0.88)
            ("send-our-staff", "60984"),
        ]
    );
    assert_eq!(run.line("name"), "name = \"Wimmera \\\"West\\\"\"           # what the results are called");
    assert_eq!(
        run.line("currency"),
        "currency = \"NZD\"                    # of every amount below: AUD, NZD, USD, GBP, EUR and so on"
    );
    assert!(!text.contains("in Australian dollars before GST") && text.contains("are sums in Australian dollars."));
    assert!(run.heard.contains("below are Australian: in NZD"));
    assert!(text.contains("\n[revenue] ") && text.contains("\nper_hour = 165 "));
    // Nobody was asked for a vehicle, the price of its kilometres, the hours on the road and the utilisation.
    assert_eq!(text.matches("typical: replace it").count(), 5);
    assert!(run.heard.contains("Fee a month, in NZD [3510]: 1_800"));
}

#[test]
fn wrong_answers_are_asked_again() {
    let run = run(&[
        "",
        "",
        "",
        "4x5",
        "65,000",
        "12",
        "0",
        "1",
        "",
        "60",
        "60%",
        "$165",
        "165",
        "",
        "",
        "",
        "", // the first of each
        "taken.toml",
        "-",
        "", // the file
    ]);
    assert_eq!(run.left, 0);
    for heard in [
        "Visits a month, all clients together [4]: 4x5\n  `4x5` is not a number; write digits, such as 4 or 95.10\n",
        "[4]: 65,000\n  `65,000` is not written as a number here; write 65000\n",
        "[2]: 0\n  `hours_per_visit` must be above 0 and up to 1,000 (got `0`); write a value above 0 and up to 1,000\n",
        "[60%]: 60\n  `gross_margin` is a share or a rate, and `60` would be 60 times the whole; write 60%\n",
        "[not known]: $165\n  `$165` is not written as a number here; write 165\n",
        "[my-region.toml]: taken.toml\n  taken.toml: exists already\nFile to write [my-region.toml]: -\n  name a file",
    ] {
        assert!(run.heard.contains(heard), "{heard}\n{}", run.heard);
    }
    assert_eq!(
        run.line("visits"),
        "visits = 12                         # a month, all clients together; mostly 1 or 2 for each client"
    );
    costs(run.text());
}

#[test]
fn a_typical_retainer_fits_the_work() {
    for (visits, hours, included, fee) in [
        ("12", "1.5", "27", "3510"),        // 18 h × 1.5, × 130
        ("7", "1", "11", "1430"),           // 10.5 h, rounded up
        ("0.5", "1", "0.75", "97.5"),       // too few to round
        ("0", "1", "12", "1560"),           // no work, as it was
        ("10000000", "1000", "12", "1560"), // more than a retainer may have, as it was
    ] {
        let run = run(&["", "", "", visits, hours, "", "", "", "", "", "", "", ""]);
        let value = |start: &str| run.line(start).split([' ', '#']).nth(2).unwrap().to_owned();
        assert_eq!((value("included_hours"), value("monthly_fee")), (included.to_owned(), fee.to_owned()));
        let is_plain = !["0", "10000000"].contains(&visits);
        assert!(!is_plain || !costs(run.text()).is_empty());
    }
}

#[test]
fn the_offered_file_may_be_taken() {
    let mut answers = vec!["taken"];
    answers.extend([""; 13]);
    let run = run(&answers);
    assert!(
        run.heard
            .contains("File to write [taken.toml]: \n  taken.toml: exists already\nFile to write [taken-2.toml]: ")
    );
    assert_eq!(run.written.unwrap().0, "taken-2.toml");
}

#[test]
fn what_is_refused_stays_as_a_comment() {
    let common = ["", "", "", "", "", "", "", ""];
    let run = run(&[&common[..], &["no", "", "No", "NO", "x.toml"]].concat());
    let costs = costs(run.text());
    assert_eq!(costs.iter().map(|(id, _)| id.as_str()).collect::<Vec<_>>(), ["partner-on-a-retainer"]);
    // One "# " is put before each line, so that it takes one away again to have the option back.
    let undone: Vec<&str> = run.text().lines().map(|line| line.strip_prefix("# ").unwrap_or(line)).collect();
    for line in STARTER.lines() {
        let plain = line.strip_prefix("# ").unwrap_or(line);
        let marked = plain.replacen(" # ", " # typical: replace it; ", 1);
        assert!(undone.contains(&plain) || undone.contains(&line) || undone.contains(&&*marked), "{line}");
    }
}

#[test]
fn one_option_has_to_stay() {
    let run = run(&["", "", "", "", "", "", "", "", "no", "no", "no", "no", "62", "", "", ""]);
    assert!(run.heard.contains("  one way has to stay"));
    assert_eq!(costs(run.text()).len(), 1);
}

#[test]
fn silence_at_any_question_writes_nothing() {
    for answered in 0..13 {
        let run = run(&[""; 13][..answered]);
        assert!(run.written.is_none() && run.heard.ends_with("(silence)\n"), "{answered}");
    }
}

#[test]
fn odd_names_are_scenarios_too() {
    for name in ["\\", "\"\"\"", "# not a comment", "東京", "a = b # c", "[[option]]"] {
        let mut answers = vec![name];
        answers.extend([""; 12]);
        let run = run(&answers);
        let loaded = load("new.toml", run.text().as_bytes(), &[]).unwrap_or_else(|refusal| panic!("{refusal}"));
        assert_eq!(loaded.scenario.name, name);
        assert!(run.line("name").ends_with(" # what the results are called"));
    }
}
