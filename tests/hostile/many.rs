//! B9, B10: ten thousand warnings, two thousand bad files: what is told stays short, and nothing goes uncounted.

use std::fmt::Write as _;
use std::fs;

use tempfile::tempdir;

use crate::{ARARAT, PATIENCE, run, write};

/// The counts of the lines such as `error[unknown-key]: 12 more`.
fn counted(err: &str, severity: &str) -> usize {
    let count = |line: &str| line.strip_suffix(" more")?.rsplit(' ').next()?.parse::<usize>().ok();
    err.lines().filter(|line| line.starts_with(&format!("{severity}["))).filter_map(count).sum()
}

/// Every option has three multipliers below 1, two ranges wider than tenfold, and a retainer that is hardly used.
fn suspicious() -> String {
    let mut text = "name = \"a\"\ntarget.gross_margin = \"50%\"\n[demand]\nvisits = 5\nhours_per_visit = 1\nafter_hours_share = 0.1\n\
                    weekend_share = 0.1\nholiday_share = 0.1\n"
        .to_owned();
    for number in 0..64 {
        let _ = write!(
            text,
            "[[option]]\nname = \"Retainer {number}\"\nmodel = \"retainer\"\nincluded_hours = 100\n\
             monthly_fee = {{ low = 1, high = 600 }}\noverage_rate = {{ low = 1, high = 90 }}\n\
             after_hours_multiplier = 0.5\nweekend_multiplier = 0.5\nholiday_multiplier = 0.5\n"
        );
    }
    text
}

#[test]
fn ten_thousand_warnings_are_counted() {
    const FILES: usize = 30;
    let text = suspicious();
    let warnings = smarthands::compare("a.toml", text.as_bytes(), &[]).unwrap().warnings().count();
    assert_eq!(warnings, 64 * 6);
    assert!(FILES * warnings > 10_000);
    let root = tempdir().unwrap();
    for number in 0..FILES {
        write(root.path(), format!("{number:02}.toml"), &text);
    }
    let all = run(root.path(), &["compare", ".", "--format", "csv", "--rejects", "rejects.csv"]);
    assert_eq!(all.code, Some(0));
    assert_eq!(all.out.lines().count(), 1 + FILES * 64);
    // Twenty files are told, of each twenty warnings; the rest of those is told by its number, and the other files by code.
    let told = all.err.lines().filter(|line| line.starts_with("warning[") && !line.ends_with(" more")).count();
    assert_eq!(told, 20 * 20);
    assert_eq!(all.err.matches(&format!("and {} more problems in ./", warnings - 20)).count(), 20);
    assert_eq!(counted(&all.err, "warning"), 10 * warnings);
    assert!(all.err.len() < 20 * 20 * 400, "{}", all.err.len());
    let rejects = fs::read_to_string(root.path().join("rejects.csv")).unwrap();
    assert_eq!(rejects.lines().count(), 1 + FILES * 20);
    let quiet = run(root.path(), &["compare", ".", "--format", "csv", "--quiet"]);
    assert_eq!((quiet.code, quiet.err.as_str()), (Some(0), ""));
    assert_eq!(quiet.out, all.out);
}

#[test]
fn two_thousand_bad_files_among_good_ones() {
    let root = tempdir().unwrap();
    // Bad ones of five kinds, and a good one after every hundred.
    let mistakes = [
        ("visits = 5", "visits = -5", "out-of-range"),
        ("hourly_rate = 100", "hourly_rat = 100", "unknown-key"),
        ("monthly_fee = 600\n", "", "missing-key"),
        ("\"50%\"", "50", "not-a-share"),
        ("= 90", "= \"90\"", "wrong-type"),
    ];
    for number in 0..2_000 {
        let (from, to, _) = mistakes[number % mistakes.len()];
        write(root.path(), format!("{number:04}.toml"), ARARAT.replace(from, to));
        if number % 100 == 99 {
            write(root.path(), format!("{number:04}-good.toml"), ARARAT);
        }
    }
    let all = run(root.path(), &["compare", ".", "--format", "csv", "--rejects", "rejects.csv"]);
    assert_eq!(all.code, Some(4));
    assert!(all.took < 4 * PATIENCE, "{:?}", all.took);
    assert_eq!(all.out.lines().count(), 1 + 2 * 20);
    assert!(all.err.ends_with("\n20 of 2020 scenarios compared, 2000 refused\n"), "{}", all.err);
    assert_eq!(all.err.matches("\n  --> ").count() + all.err.matches("\n --> ").count(), 20, "{}", all.err);
    assert_eq!(counted(&all.err, "error"), 1_980);
    assert!(all.err.len() < 20 * 600, "{}", all.err.len());
    let rejects = fs::read_to_string(root.path().join("rejects.csv")).unwrap();
    assert_eq!(rejects.lines().count(), 1 + 2_000);
    for (.., code) in mistakes {
        assert_eq!(rejects.matches(&format!(",error,{code},")).count(), 400, "{code}");
        assert!(all.err.contains(&format!("error[{code}]: 396 more\n")), "{}", all.err);
    }
}
