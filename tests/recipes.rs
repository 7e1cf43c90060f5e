//! The scripts and queries of `docs/recipes.md` give what stands below them.
//!
//! Run with `SNAPSHOTS=overwrite` to write it anew, and read the difference aloud before keeping it. The console blocks are run
//! by `docs.rs`. What needs a program that is not here is skipped, and says so; where `SMARTHANDS_PYTHON` names a Python, that
//! one has to work.
#![cfg(unix)]
#![allow(missing_docs, clippy::unwrap_used, clippy::panic)]

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use snapbox::{Data, assert_data_eq};

mod page;

const PAGE: &str = "recipes.md";

/// Languages as `LibreOffice` numbers them.
const ENGLISH: &str = "1033";
const GERMAN: &str = "1031";

/// Reads the query on its input and prints a line for each row.
const QUERY: &str = "import duckdb, sys\nfor row in duckdb.sql(sys.argv[1]).fetchall():\n    print(*row)\n";

#[test]
fn scripts_print_what_stands_below_them() {
    let tenders = tempfile::tempdir().unwrap();
    prepare_tenders(tenders.path());
    let costs = tempfile::tempdir().unwrap();
    write_costs(costs.path());
    let python = python();
    let text = page::read(PAGE);
    let mut ran = Vec::new();
    let written = page::answered(&text, |_, language, block| {
        let (mut command, folder) = match (language, &python) {
            ("sh", _) => (shell(block), tenders.path()),
            ("python", Some(python)) => (command(python, &["-c", block]), costs.path()),
            ("sql", Some(python)) => (command(python, &["-c", QUERY, block]), costs.path()),
            ("python" | "sql", None) => return below(&text, block),
            ("formula", _) => return filled_down(block).unwrap_or_else(|| below(&text, block)),
            _ => panic!("what is {language}?"),
        };
        let output = command.current_dir(folder).output().unwrap();
        assert!(output.status.success() && output.stderr.is_empty(), "{block}\n{output:?}");
        ran.push(language.to_owned());
        String::from_utf8(output.stdout).unwrap()
    });
    assert_data_eq!(written, Data::read_from(&page::path(PAGE), None).raw());
    let expected: &[&str] = if python.is_some() { &["sh", "sh", "python", "sql"] } else { &["sh", "sh"] };
    assert_eq!(ran, expected);
}

/// A site a line, put into the starter where the page says.
#[test]
fn sites_of_a_spreadsheet_are_segments() {
    let folder = tempfile::tempdir().unwrap();
    let text = page::read(PAGE);
    let (_, formula) = text.split_once("```formula\n").unwrap();
    let sites = below(&text, formula.split("```").next().unwrap());
    let starter = shell("smarthands new -").output().unwrap();
    let starter = String::from_utf8(starter.stdout).unwrap();
    let is_replaced = |line: &&str| !line.starts_with("clients = 4 ") && !line.starts_with("visits = 4 ");
    let kept: Vec<&str> = starter.lines().filter(is_replaced).collect();
    assert_eq!(kept.len() + 2, starter.lines().count());
    let tender = kept.join("\n").replace("\nhours_per_visit", &format!("\n{sites}hours_per_visit"));
    fs::write(folder.path().join("tender.toml"), tender).unwrap();
    let output = shell("smarthands compare tender.toml").current_dir(folder.path()).output().unwrap();
    assert!(output.status.success(), "{output:?}");
    // The 27 hours are more than one and a half times the 12 of the starter's retainer, and nothing else is said of them.
    let warnings = String::from_utf8(output.stderr).unwrap();
    assert!(warnings.starts_with("warning[retainer-burn]: ") && warnings.matches("\n\n").count() == 1, "{warnings}");
    // 9 + 1.5 + 3 visits of 2 hours; 6 + 1 + 2 clients.
    let sum = "13.5 visits a month, 27 hours served, 9 clients, 3 segments";
    assert!(String::from_utf8(output.stdout).unwrap().contains(sum));
}

/// What a formula makes of three rows of sites; none where there is no spreadsheet.
fn filled_down(formula: &str) -> Option<String> {
    let folder = tempfile::tempdir().unwrap();
    let rows = ["Bendigo,6,9,20", "Swan Hill,1,1.5,190", "Echuca,2,3,60"];
    let mut sheet = "Site,Clients,Visits,Kilometres,Line\n".to_owned();
    for (row, number) in rows.iter().zip(2..) {
        let filled = ["A", "B", "C", "D"].iter().fold(formula.trim().replace('"', "\"\""), |formula, column| {
            formula.replace(&format!("{column}2"), &format!("{column}{number}"))
        });
        sheet.extend([*row, ",\"", &filled, "\"\n"]);
    }
    fs::write(folder.path().join("all.csv"), sheet).unwrap();
    let Some(saved) = opened_and_saved(folder.path(), ENGLISH) else {
        skipped("the formula of docs/recipes.md: no LibreOffice (soffice) here");
        return None;
    };
    // What stands in quotes is the column of the formula, whose text has commas.
    let lines = saved.lines().skip(1).map(|line| line.split('"').nth(1).unwrap());
    Some(lines.flat_map(|line| [line, "\n"]).collect())
}

/// What the page says of spreadsheets: with English the column is numbers and adds up, with German it is text.
#[test]
fn a_spreadsheet_adds_up_what_it_reads_in_english() {
    let folder = tempfile::tempdir().unwrap();
    smarthands(&["compare", "scenarios/guide.toml", "--format", "csv"], folder.path());
    // A row of formulas below the rows of the options, as somebody would type them.
    let costs = fs::read_to_string(folder.path().join("all.csv")).unwrap();
    let formulas = format!("{costs}=SUM(J2:J4),=MIN(J2:J4),=COUNT(J2:J4)\n");
    fs::write(folder.path().join("all.csv"), formulas).unwrap();
    for (language, expected) in [(ENGLISH, "123790,16320,3"), (GERMAN, "0,0,0")] {
        let Some(sheet) = opened_and_saved(folder.path(), language) else {
            skipped("the spreadsheet of docs/recipes.md: no LibreOffice (soffice) here");
            return;
        };
        let last = sheet.lines().last().unwrap();
        assert!(last.starts_with(expected), "{language}: {last}");
    }
}

/// The CSV as `soffice` writes it after it has read it in a language and computed its formulas; none where it is not there.
fn opened_and_saved(folder: &Path, language: &str) -> Option<String> {
    // Comma, double quotes, UTF-8, from the first line on, the language; at the end, that formulas are computed.
    let import = format!("--infilter=CSV:44,34,76,1,,{language},false,true,false,false,false,0,true");
    let profile = format!("-env:UserInstallation=file://{}", folder.join("profile").display());
    let arguments = ["--headless", &profile, &import, "--convert-to", "csv", "--outdir", "saved", "all.csv"];
    let output = Command::new("soffice").args(arguments).current_dir(folder).output().ok()?;
    assert!(output.status.success(), "{output:?}");
    Some(fs::read_to_string(folder.join("saved/all.csv")).unwrap())
}

/// A folder `tenders` of three scenarios, one of them with a misspelt key.
fn prepare_tenders(folder: &Path) {
    let tenders = folder.join("tenders");
    fs::create_dir(&tenders).unwrap();
    let scenarios = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios");
    for (from, to) in [("five-hubs", "hubs"), ("guide", "mildura"), ("zone-card", "swan-hill")] {
        let text = fs::read_to_string(scenarios.join(from).with_extension("toml")).unwrap();
        let text = if to == "mildura" { text.replace("overage_rate", "overrage_rate") } else { text };
        fs::write(tenders.join(to).with_extension("toml"), text).unwrap();
    }
}

/// `all.csv` of the gallery, as the page makes it.
fn write_costs(folder: &Path) {
    smarthands(&["compare", "scenarios", "--format", "csv"], folder);
}

fn smarthands(arguments: &[&str], folder: &Path) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_smarthands"));
    command.args(arguments).arg("--output").arg(folder.join("all.csv")).current_dir(env!("CARGO_MANIFEST_DIR"));
    assert!(command.status().unwrap().success());
}

fn command(program: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(program);
    command.args(arguments);
    command
}

/// A shell that finds the program by its name.
fn shell(script: &str) -> Command {
    let programs = Path::new(env!("CARGO_BIN_EXE_smarthands")).parent().unwrap();
    let mut paths = vec![programs.to_path_buf()];
    paths.extend(std::env::split_paths(&std::env::var_os("PATH").unwrap()));
    let mut command = command(Path::new("sh"), &["-c", script]);
    command.env("PATH", std::env::join_paths(paths).unwrap()).env("LC_ALL", "C");
    command
}

/// A Python that has both libraries of the page.
fn python() -> Option<PathBuf> {
    let has_both = |python: &Path| {
        let output = command(python, &["-c", "import pandas, duckdb"]).output();
        output.is_ok_and(|output| output.status.success())
    };
    if let Some(named) = std::env::var_os("SMARTHANDS_PYTHON") {
        let named = PathBuf::from(named);
        assert!(has_both(&named), "{} has no pandas and duckdb", named.display());
        return Some(named);
    }
    let found = Some(PathBuf::from("python3")).filter(|python| has_both(python));
    if found.is_none() {
        skipped("pandas and DuckDB of docs/recipes.md: no python3 that has them here");
    }
    found
}

/// Says so past the test harness, which would keep it to itself.
fn skipped(what: &str) {
    let _ = writeln!(std::io::stderr(), "skipped: {what}");
}

/// The text that stands on the page below a block.
fn below(text: &str, block: &str) -> String {
    let (_, after) = text.split_once(block).unwrap();
    let (_, answer) = after.split_once("```text\n").unwrap();
    answer.split("```").next().unwrap().to_owned()
}
