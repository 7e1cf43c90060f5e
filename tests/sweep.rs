//! `sweep` on the command line: its rows against those of `compare --set`, byte for byte.
#![allow(missing_docs, clippy::unwrap_used)]

mod program;

use std::process::{Command, Output};

use program::run;

/// The rows of a CSV text without its header.
fn rows(output: &Output) -> Vec<String> {
    let text = String::from_utf8(output.stdout.clone()).unwrap();
    text.lines().skip(1).map(str::to_owned).collect()
}

/// A row without its last three cells, which hold no commas.
fn without_axis(row: &str) -> String {
    row.rsplitn(4, ',').last().unwrap().to_owned()
}

/// Values of a term as a sweep takes them, and each as `--set` takes it and as a row shows it.
struct Varied<'t> {
    term: &'t str,
    values: &'t str,
    settings: &'t [&'t str],
}

const fn varied<'t>(term: &'t str, values: &'t str, settings: &'t [&'t str]) -> Varied<'t> {
    Varied { term, values, settings }
}

/// What a row shows of a setting: a fraction of one where it is a percentage.
fn shown(setting: &str) -> String {
    let Some(percent) = setting.strip_suffix('%') else { return setting.to_owned() };
    let number = smarthands::calc::number::Number::parse_percent(&format!("{percent}%"));
    number.unwrap().to_string()
}

/// Holds a sweep against a run of `compare` for each of its points.
fn check(file: &str, more: &[&str], axes: &[Varied<'_>]) -> usize {
    let variations: Vec<String> = axes.iter().map(|axis| format!("--vary={}={}", axis.term, axis.values)).collect();
    let mut sweep = vec!["sweep", file, "--format", "csv", "--quiet"];
    sweep.extend(more);
    sweep.extend(variations.iter().map(String::as_str));
    let output = run(&sweep);
    let mut points: Vec<Vec<(&str, &str)>> = vec![Vec::new()];
    for axis in axes {
        let before = std::mem::take(&mut points);
        for point in before {
            points.extend(axis.settings.iter().map(|value| [&point[..], &[(axis.term, *value)]].concat()));
        }
    }
    let mut expected: Vec<String> = Vec::new();
    let mut refused = 0;
    for point in &points {
        let settings: Vec<String> = point.iter().map(|(term, value)| format!("--set={term}={value}")).collect();
        let mut compare = vec!["compare", file, "--format", "csv", "--quiet"];
        compare.extend(more);
        compare.extend(settings.iter().map(String::as_str));
        let output = run(&compare);
        refused += usize::from(output.status.code() == Some(3));
        let values: Vec<String> = point.iter().map(|(_, value)| shown(value)).collect();
        expected.extend(rows(&output).iter().map(|row| format!("{},{}", values.join(","), without_axis(row))));
    }
    assert_eq!(rows(&output), expected, "{sweep:?}");
    let exit = if refused == 0 {
        0
    } else if refused == points.len() {
        3
    } else {
        4
    };
    assert_eq!(output.status.code(), Some(exit), "{sweep:?}");
    // Neither the number of threads nor where they meet changes a byte.
    for jobs in ["--jobs=1", "--jobs=2", "--jobs=7"] {
        let again = run(&[&sweep[..], &[jobs]].concat());
        assert_eq!((again.stdout, again.stderr), (output.stdout.clone(), output.stderr.clone()), "{sweep:?} {jobs}");
    }
    points.len()
}

#[test]
fn rows_are_those_of_compare() {
    let guide = "scenarios/guide.toml";
    let visits = || varied("demand.visits", "0..6/1.5", &["0", "1.5", "3", "4.5", "6"]);
    let fix = || {
        let term = "option.per-incident-only.first_time_fix";
        varied(term, "0%,85.804416%,100%", &["0%", "85.804416%", "100%"])
    };
    let mut points = 0;
    for more in [&[][..], &["--exact"], &["--set=target.gross_margin=45%", "--set=demand.hours_per_visit=2.35"]] {
        points += check(guide, more, &[visits(), fix()]);
    }
    // The range of the fee is gone where the fee is varied, and stays where it is not.
    let fee = varied("option.retainer-partner.monthly_fee", "±20%/10%", &["1268", "1426.5", "1585", "1743.5", "1902"]);
    points += check(guide, &["--exact"], &[fee, varied("target.gross_margin", "0%..100%/50%", &["0%", "50%", "100%"])]);
    // Terms that the file does not give.
    points += check(
        guide,
        &[],
        &[
            varied("demand.weekend_share", "10%,100%,0.5%", &["10%", "100%", "0.5%"]),
            varied("demand.holiday_share", "0%..20%/10%", &["0%", "10%", "20%"]),
            varied("horizon.discount_rate", "-1%,0%,7.25%", &["-1%", "0%", "7.25%"]),
        ],
    );
    // A share that is no percentage, and one above the whole.
    let super_share = varied("option.hire-regional-fte.on_costs", "0.5,1,1.5", &["0.5", "1", "1.5"]);
    points += check(guide, &[], &[super_share]);
    let super_share = varied("option.hire-regional-fte.on_costs", "150%,1000%,1001%", &["150%", "1000%", "1001%"]);
    points += check(guide, &[], &[super_share, visits()]);
    assert!(points > 100, "{points}");
}

#[test]
fn rows_of_other_scenarios_are_those_of_compare() {
    let mut points = 0;
    points += check(
        "scenarios/hire-loaded-cost.toml",
        &["--exact"],
        &[
            varied("demand.visits", "20,45.5,300", &["20", "45.5", "300"]),
            varied("horizon.indexation", "0%,3.5%", &["0%", "3.5%"]),
        ],
    );
    points += check(
        "scenarios/growth-three-years.toml",
        &[],
        &[varied("horizon.indexation", "±50%/25%", &["1.5%", "2.25%", "3%", "3.75%", "4.5%"])],
    );
    points +=
        check("scenarios/call-out-card.toml", &["--exact"], &[varied("tax.rate", "0%,10%,15%", &["0%", "10%", "15%"])]);
    points +=
        check("scenarios/hand-off.toml", &[], &[varied("revenue.per_hour", "0,100,165.55", &["0", "100", "165.55"])]);
    assert!(points > 14, "{points}");
}

/// The volumes are those of the break-even axis: every segment's in proportion.
#[test]
fn volumes_scale_the_demand() {
    let file = "scenarios/guide.toml";
    for (volume, values, visits) in [
        ("visits", "1,2.5,40", [("demand.visits", ["1", "2.5", "40"])].as_slice()),
        ("hours", "1,20", &[("demand.visits", ["0.5", "10", ""])]),
        ("clients", "2,6", &[("demand.clients", ["2", "6", ""]), ("demand.visits", ["2", "6", ""])]),
    ] {
        let sweep = run(&["sweep", file, "-q", "--format=csv", "--vary", &format!("{volume}={values}")]);
        let mut expected = Vec::new();
        for (position, value) in values.split(',').enumerate() {
            let settings: Vec<String> =
                visits.iter().map(|(term, values)| format!("--set={term}={}", values[position])).collect();
            let mut compare = vec!["compare", file, "-q", "--format=csv"];
            compare.extend(settings.iter().map(String::as_str));
            expected.extend(rows(&run(&compare)).iter().map(|row| format!("{value},{}", without_axis(row))));
        }
        assert_eq!(rows(&sweep), expected, "{volume}");
    }
}

#[test]
fn zipped_terms_run_together() {
    let zipped = run(&[
        "sweep",
        "scenarios/guide.toml",
        "-qfcsv",
        "--zip",
        "--vary=demand.visits=2,9,30",
        "--vary=demand.hours_per_visit=4,2,1",
    ]);
    let grid = run(&[
        "sweep",
        "scenarios/guide.toml",
        "-qfcsv",
        "--vary=demand.visits=2,9,30",
        "--vary=demand.hours_per_visit=4,2,1",
    ]);
    let grid = rows(&grid);
    let diagonal: Vec<String> = [0, 4, 8].iter().flat_map(|point| grid[point * 3..point * 3 + 3].to_vec()).collect();
    assert_eq!(rows(&zipped), diagonal);
}

/// So many points that several windows of them are worked on, by as many threads as there are.
#[test]
fn many_points_come_in_order() {
    let sweep = |jobs: &str| {
        let output = run(&["sweep", "scenarios/guide.toml", "-qfcsv", jobs, "--vary=visits=0.01..60/0.01"]);
        assert_eq!(output.status.code(), Some(0));
        output.stdout
    };
    let one = sweep("--jobs=1");
    assert_eq!(one, sweep("--jobs=3"));
    let text = String::from_utf8(one).unwrap();
    let mut lines = text.lines().skip(1);
    for hundredths in 1..=6_000_u32 {
        let value = smarthands::calc::number::Number::scaled(hundredths, 2).to_string();
        for _ in 0..3 {
            assert_eq!(lines.next().unwrap().split(',').next(), Some(value.as_str()));
        }
    }
    assert_eq!(lines.next(), None);
}

/// The documents have the cells of the rows, by their names.
#[test]
fn documents_are_the_rows() {
    let arguments =
        ["sweep", "scenarios/hand-off.toml", "-q", "--vary=visits=1,30", "--vary=target.gross_margin=0%,40%"];
    let csv = String::from_utf8(run(&[&arguments[..], &["-fcsv"]].concat()).stdout).unwrap();
    let jsonl = String::from_utf8(run(&[&arguments[..], &["-fjsonl"]].concat()).stdout).unwrap();
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    let header = reader.headers().unwrap().clone();
    let mut documents = jsonl.lines();
    for record in reader.records() {
        let document: serde_json::Value = serde_json::from_str(documents.next().unwrap()).unwrap();
        for (position, (name, cell)) in header.iter().zip(&record.unwrap()).enumerate() {
            let value = if position < 2 { &document["varied"][name] } else { &document[name] };
            let text = match value {
                serde_json::Value::Null => String::new(),
                serde_json::Value::String(text) => text.clone(),
                other => other.to_string(),
            };
            assert_eq!(text, cell, "{name}");
        }
    }
    assert_eq!(documents.next(), None);
}

/// As with many files: twenty in full, the rest by their codes, and all in the list.
#[test]
fn refused_points_are_told_counted_and_listed() {
    let folder = tempfile::tempdir().unwrap();
    let rejects = folder.path().join("rejects.csv");
    let list = format!("--rejects={}", rejects.display());
    let output = run(&["sweep", "scenarios/guide.toml", "-fcsv", "--vary=demand.visits=-30..5/1", &list]);
    assert_eq!((output.status.code(), rows(&output).len()), (Some(4), 18));
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(said.matches("error[out-of-range]: at demand.visits=-").count(), 20, "{said}");
    assert!(said.contains("error[out-of-range]: 10 more\n"), "{said}");
    assert!(said.ends_with("6 of 36 points compared, 30 refused\n"), "{said}");
    let listed = std::fs::read_to_string(rejects).unwrap();
    for (line, visits) in listed.lines().skip(1).zip(1..=30) {
        let place = "scenarios/guide.toml,,,error,out-of-range,demand.visits,";
        assert!(line.starts_with(&format!("{place}\"at demand.visits=-{}: ", 31 - visits)), "{line}");
    }
    assert_eq!(listed.lines().count(), 31);
}

/// A file under `--output` is the old one or the complete new one.
#[test]
fn without_a_valid_point_the_output_stays() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("old.csv");
    std::fs::write(&file, "old").unwrap();
    let target = format!("--output={}", file.display());
    let sweep = |values: &str| run(&["sweep", "scenarios/guide.toml", "-fcsv", "--vary", values, &target]);
    assert_eq!(sweep("demand.visits=-1,-2").status.code(), Some(3));
    assert_eq!(std::fs::read_to_string(&file).unwrap(), "old");
    assert_eq!(sweep("demand.visits=1,2").status.code(), Some(0));
    assert_eq!(std::fs::read_to_string(&file).unwrap().lines().count(), 7);
}

/// The points are read from the bytes, so that standard input serves as well.
#[test]
fn a_scenario_on_standard_input_is_swept() {
    use std::io::Write as _;
    let mut child = Command::new(env!("CARGO_BIN_EXE_smarthands"))
        .args(["sweep", "-", "-fcsv", "--vary=visits=1,2"])
        .stdin(std::process::Stdio::piped())
        .stdout(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    let scenario = include_bytes!("../scenarios/guide.toml");
    child.stdin.take().unwrap().write_all(scenario).unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!(rows(&output).len(), 6);
}

#[test]
fn one_value_of_a_range_varies_like_a_term() {
    let peer = "scenarios/peer-subcontract.toml";
    let low = || varied("option.peer.hourly_rate.low", "80,90,96", &["80", "90", "96"]);
    let high = || varied("option.peer.hourly_rate.high", "95..105/5", &["95", "100", "105"]);
    assert_eq!(check(peer, &[], &[low(), high()]), 9, "96 is above 95, and refused there alone");
    let visits = || varied("demand.visits", "5,9", &["5", "9"]);
    assert_eq!(check(peer, &["--exact"], &[visits(), low()]), 6);
    let both = run(&["sweep", peer, "--vary=option.peer.hourly_rate=90", "--vary=option.peer.hourly_rate.low=80"]);
    assert_eq!(both.status.code(), Some(3), "the whole term and one value of it come into each other's way");
}
