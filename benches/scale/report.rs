//! What was found, as text: a head that names the machine, the table of ratios, and how time and memory grow.

use std::fs;
use std::path::Path;
use std::process::Command;

use comfy_table::presets::ASCII_MARKDOWN;
use comfy_table::{ContentArrangement, LineStyle, Table, TableStyle};

use crate::Result;
use crate::python::Python;
use crate::statistic::{Row, mebibytes};

const COLUMNS: [&str; 9] =
    ["measured", "takes", "against", "takes", "ratio", "spread", "by cores' work", "goal", "goal is"];

/// How time and memory grow with one thing.
pub(crate) struct Growth {
    pub(crate) title: &'static str,
    pub(crate) columns: Vec<&'static str>,
    pub(crate) rows: Vec<Vec<String>>,
}

#[derive(Default)]
pub(crate) struct Report {
    pub(crate) rows: Vec<Row>,
    pub(crate) growths: Vec<Growth>,
    pub(crate) failures: Vec<String>,
}

impl Report {
    /// Keeps what went wrong in one part, so that the others are still measured and shown.
    pub(crate) fn part(&mut self, name: &str, measure: impl FnOnce(&mut Self) -> Result<()>) {
        if let Err(error) = measure(self) {
            self.failures.push(format!("{name}: {error}"));
        }
    }

    pub(crate) fn print(&self, head: &[(&str, String)], is_markdown: bool) {
        for (what, value) in head {
            println!("{}{what}: {value}", if is_markdown { "- " } else { "" });
        }
        let verdict = |is_met| match is_met {
            Some(true) => "met",
            Some(false) => "missed",
            None => "",
        };
        let rows = self.rows.iter().map(|row| {
            let Row { what, against, measured, beside, ratio, spread, work, goal, is_met } = row;
            vec![what, measured, against, beside, ratio, spread, work, goal]
                .into_iter()
                .cloned()
                .chain([verdict(*is_met).to_owned()])
                .collect()
        });
        println!("\n{}", table(&COLUMNS, rows, is_markdown));
        for growth in &self.growths {
            println!("\n{}\n\n{}", growth.title, table(&growth.columns, growth.rows.iter().cloned(), is_markdown));
        }
        for failure in &self.failures {
            println!("\nfailed: {failure}");
        }
    }
}

fn table(columns: &[&str], rows: impl Iterator<Item = Vec<String>>, is_markdown: bool) -> Table {
    let mut table = Table::new();
    let plain = TableStyle::new().header_separator(LineStyle::none().fill('─'));
    table.load_style(if is_markdown { ASCII_MARKDOWN } else { plain });
    table.set_content_arrangement(ContentArrangement::Disabled);
    table.set_header(columns).add_rows(rows);
    table
}

/// The machine and the versions, without which a figure says little.
pub(crate) fn head(smarthands: &Path, python: Option<&Python>) -> Vec<(&'static str, String)> {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let processor = fact("/proc/cpuinfo", "model name").unwrap_or_else(|| std::env::consts::ARCH.to_owned());
    let memory = fact("/proc/meminfo", "MemTotal").and_then(|fact| fact.strip_suffix(" kB")?.parse::<u64>().ok());
    let memory = memory.map_or_else(|| "not known".to_owned(), |kilobytes| mebibytes(kilobytes * 1_024));
    let kernel = fs::read_to_string("/proc/sys/kernel/osrelease").unwrap_or_default();
    let load = fs::read_to_string("/proc/loadavg").unwrap_or_default();
    let load = load.split(' ').next().filter(|load| !load.is_empty()).unwrap_or("not known");
    let commit = said("git", &["describe", "--always", "--dirty", "--exclude", "*"]);
    vec![
        ("machine", format!("{processor}, {cores} cores, memory {memory}")),
        ("system", format!("{} {}", std::env::consts::OS, kernel.trim())),
        ("load before", load.to_owned()),
        ("smarthands", said(&smarthands.to_string_lossy(), &["--version"]).unwrap_or_else(|| "not known".to_owned())),
        ("commit", commit.unwrap_or_else(|| "not known".to_owned())),
        ("rustc", said("rustc", &["--version"]).unwrap_or_else(|| "not known".to_owned())),
        ("python", python.map_or_else(|| "none with tomllib".to_owned(), |python| python.version.clone())),
    ]
}

fn fact(file: &str, key: &str) -> Option<String> {
    let text = fs::read_to_string(file).ok()?;
    let line = text.lines().find_map(|line| line.strip_prefix(key))?;
    Some(line.trim_start_matches([' ', '\t', ':']).to_owned())
}

/// What a program says on standard output, where it is there and succeeds.
pub(crate) fn said(program: &str, arguments: &[&str]) -> Option<String> {
    let output = Command::new(program).args(arguments).current_dir(env!("CARGO_MANIFEST_DIR")).output().ok()?;
    let text = String::from_utf8(output.stdout).ok()?;
    output.status.success().then(|| text.trim().to_owned())
}
