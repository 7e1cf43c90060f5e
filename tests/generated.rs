//! Generated scenarios.
#![allow(missing_docs, clippy::unwrap_used, clippy::panic)]

mod generator;

use generator::feature;
use smarthands::scenario::load;

const SEEDS: std::ops::Range<u64> = 0..1_000;

#[test]
fn every_scenario_is_valid() {
    for seed in SEEDS {
        let text = generator::scenario(seed);
        if let Err(refusal) = load("generated.toml", text.as_bytes(), &[]) {
            panic!("seed {seed} is refused: {refusal}\n{text}");
        }
    }
}

#[test]
fn every_feature_is_generated() {
    let texts: Vec<String> = SEEDS.map(generator::scenario).collect();
    for feature in feature::FEATURES {
        let count = texts.iter().filter(|text| text.contains(feature)).count();
        assert!(count >= 20, "{feature}: in {count} of {} scenarios", texts.len());
    }
    for features in feature::TOGETHER {
        let count = texts.iter().filter(|text| features.iter().all(|feature| text.contains(feature))).count();
        assert!(count >= 10, "{features:?}: in {count} of {} scenarios", texts.len());
    }
    // Rollover without expiry: some scenario has no other.
    let without_expiry =
        |text: &&String| text.contains("\nrollover_hours = ") && !text.contains("\nrollover_months = ");
    assert!(texts.iter().filter(without_expiry).count() >= 20);
}
