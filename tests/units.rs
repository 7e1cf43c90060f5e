//! The units reading over every scenario there is: hours are never added to money, nor a year's amount to a month's.
#![allow(missing_docs, clippy::unwrap_used, clippy::panic)]

use std::path::Path;

use smarthands::calc::dimension::Dimensions;
use smarthands::calc::domain::fold;
use smarthands::calc::graph::NodeId;
use smarthands::calc::unit::Unit;
use smarthands::model::{Pool, build, locate};
use smarthands::scenario::load;

#[test]
fn every_formula_of_every_scenario_has_its_unit() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut checked = 0;
    for folder in ["scenarios", "tests/cases", "tests/break_even"] {
        for entry in std::fs::read_dir(root.join(folder)).unwrap() {
            let path = entry.unwrap().path();
            if path.extension().is_none_or(|extension| extension != "toml") {
                continue;
            }
            let name = path.display().to_string();
            let scenario = load(&name, &std::fs::read(&path).unwrap(), &[]).unwrap().scenario;
            let model = build(&scenario);
            let inputs: Vec<Unit> = scenario.terms.iter().map(|term| term.unit).collect();
            let units = fold(&model.graph, model.graph.nodes().len(), &mut Dimensions { inputs: &inputs });
            let units = units.unwrap_or_else(|failure| {
                panic!("{name}: {} at {}", failure.error, locate(&model, &scenario, failure.node))
            });
            // A zero is a zero of every unit, so a line that is never charged has none in particular.
            let is = |node: NodeId, unit: Unit| units[node.index()].is_none_or(|found| found == unit);
            for option in &model.options {
                for line in &option.lines {
                    assert!(line.months.iter().all(|month| is(*month, Unit::MONEY)), "{name}: {}", line.name);
                }
                let per_year = Unit::MONEY.product(Unit::PER_YEAR);
                assert!(is(option.total_cost, Unit::MONEY), "{name}");
                assert!(is(option.present_value, Unit::MONEY), "{name}");
                assert!(is(option.annual_cost, per_year) && is(option.revenue_needed, per_year), "{name}");
                assert!(option.collected.is_none_or(|c| is(c.total, Unit::MONEY) && is(c.annual, per_year)), "{name}");
                let hours = |pool: &Pool| is(pool.used, Unit::HOURS) && is(pool.included, Unit::HOURS);
                assert!(option.pools.iter().all(hours), "{name}");
            }
            assert!(is(model.volume.visits, Unit::VISITS) && is(model.volume.hours, Unit::HOURS), "{name}");
            assert!(model.volume.clients.is_none_or(|clients| is(clients, Unit::CLIENTS)), "{name}");
            checked += 1;
        }
    }
    assert!(checked >= 90, "{checked}");
}
