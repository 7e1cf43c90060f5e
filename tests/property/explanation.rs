//! Explanations of drawn scenarios: every printed formula gives the figure beside it, up to the annual cost.

use std::fs;
use std::process::Command;

use rust_decimal::Decimal;
use serde_json::Value as Json;

use crate::case::{Case, figured, readable};
use crate::hold::{Outcome, ensure, hold};
use crate::recomputation::{Tally, children, decimal, recomputed, text as field};

#[test]
fn explanations_add_up() {
    hold("explanation", 30, 70, explanation);
}

fn explanation(case: &Case) -> Outcome {
    let text = readable(&case.tree);
    let Ok(drawn) = figured(&text, &[]) else { return Ok(0) };
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("drawn.toml");
    fs::write(&file, text).unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_smarthands"))
        .args(["explain", file.to_str().unwrap(), "--format", "json", "--exact", "--quiet"])
        .env_clear()
        .output()
        .unwrap();
    ensure!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let document: Json = serde_json::from_slice(&output.stdout).unwrap();
    let options = document["options"].as_array().unwrap();
    ensure!(options.len() == drawn.scenario.options.len(), "{} options are explained", options.len());
    let mut tally = Tally::default();
    for (option, of) in options.iter().zip(&drawn.evaluation.options) {
        let id = field(option, "option");
        let [root] = option["explained"].as_array().unwrap().as_slice() else {
            return Err(format!("{id} has no root"));
        };
        let (value, of_option) =
            recomputed(root, file.to_str().unwrap()).map_err(|problems| format!("{id}: {}", problems.join("\n")))?;
        let cost = decimal(&of.annual_cost.base.to_string());
        let lines = of.details.lines.iter().map(|line| decimal(&line.total.to_string()).abs());
        let scale = lines.fold(Decimal::ONE, Decimal::max);
        ensure!((value - cost).abs() <= scale * Decimal::new(1, 18), "{id}: {value}, and the annual cost is {cost}");
        let below: Vec<&Json> = children(root).iter().flat_map(children).collect();
        ensure!(below.len() >= of.details.lines.len(), "{id} has {} lines", below.len());
        tally = tally.plus(of_option);
    }
    Ok(tally.formulas)
}
