//! The worked figures of `docs/economics.md`, done by hand, are those of the program.
//!
//! Below a scenario stands a line `option: line, month N = figure` for each; without a month it is a figure of `compare`, or a
//! line over the whole horizon. Nothing here is written anew: where the two disagree, one of them is wrong.
#![allow(missing_docs, clippy::unwrap_used, clippy::panic)]

use std::path::Path;
use std::process::Command;

use serde_json::Value;

mod page;

const PAGE: &str = "economics.md";

/// What an example may leave out: how it begins a line, and what is put before the example.
const FRAME: &[(&str, &str)] =
    &[("[target]", "target.gross_margin = \"45%\"\n"), ("name", "name = \"Worked figure\"\n")];

#[test]
fn worked_figures_are_those_of_the_program() {
    let text = page::read(PAGE);
    let (mut checked, mut sections) = (0, Vec::new());
    let answered = page::answered(&text, |heading, language, example| {
        assert_eq!(language, "toml", "{example}");
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("mine.toml"), complete(example)).unwrap();
        let (_, stated) = text.split_once(example).unwrap();
        let stated = stated.strip_prefix("```\n\n```text\n").unwrap().split("```").next().unwrap();
        for line in stated.lines() {
            let (what, figure) = line.split_once(" = ").unwrap();
            assert_eq!(computed(folder.path(), what), figure.replace(',', ""), "{what} of {example}");
            checked += 1;
        }
        sections.push(heading.to_owned());
        stated.to_owned()
    });
    assert_eq!(answered, text);
    assert!(checked > 70, "{checked}");
    for number in 1..=11 {
        assert!(sections.iter().any(|heading| heading.starts_with(&format!("{number}. "))), "section {number}");
    }
}

/// A section without a worked figure is a formula that nobody has tried.
#[test]
fn every_section_has_a_worked_figure() {
    let text = page::read(PAGE);
    for section in text.split("\n## ").skip(1) {
        assert!(section.contains("*Worked figure.*"), "{}", section.lines().next().unwrap_or_default());
    }
}

fn complete(example: &str) -> String {
    let mut scenario = String::new();
    for (start, line) in FRAME {
        let table = example.lines().position(|line| line.starts_with('[')).unwrap();
        let has =
            example.lines().enumerate().any(|(at, line)| line.starts_with(start) && (*start != "name" || at < table));
        if !has {
            scenario += line;
        }
    }
    scenario + example
}

/// The figure that a line asks for, as the program gives it in JSON.
fn computed(folder: &Path, what: &str) -> String {
    let (option, line) = what.split_once(": ").unwrap();
    let (line, month) = line.split_once(", month ").map_or((line, None), |(line, month)| (line, Some(month)));
    let compared = document(folder, &["compare", "mine.toml"]);
    if line == "markup" {
        return compared["target"][line].as_str().unwrap().to_owned();
    }
    let options = compared["options"].as_array().unwrap();
    let figures = options.iter().find(|figures| figures["option"] == option).unwrap();
    match (&figures[line.replace([' ', '-'], "_")], month) {
        (Value::String(figure), None) => figure.clone(),
        (Value::Bool(holds), None) => if *holds { "yes" } else { "no" }.to_owned(),
        (Value::Object(range), None) => range["base"].as_str().unwrap().to_owned(),
        (Value::Array(years), None) => {
            years.iter().map(|year| year.as_str().unwrap()).collect::<Vec<_>>().join(" and ")
        }
        _ => {
            let mut arguments = vec!["explain", "mine.toml", option, line];
            arguments.extend(month.iter().flat_map(|month| ["--month", month]));
            let explained = document(folder, &arguments);
            let [line] = explained["options"][0]["explained"].as_array().unwrap().as_slice() else {
                panic!("{what}: {explained}")
            };
            line["value"].as_str().unwrap().to_owned()
        }
    }
}

fn document(folder: &Path, arguments: &[&str]) -> Value {
    let mut command = Command::new(env!("CARGO_BIN_EXE_smarthands"));
    let output = command.args(arguments).args(["--format", "json", "--quiet"]).current_dir(folder).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).unwrap()
}
