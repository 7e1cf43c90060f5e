//! A10, A14, A15, A18: odd ways of writing what is meant, and values at the edge: the same bytes, or a defined result.

use tempfile::tempdir;

use crate::{ARARAT, bounded, write};

fn csv(text: impl AsRef<[u8]>) -> String {
    let root = tempdir().unwrap();
    write(root.path(), "x.toml", text);
    let run = bounded(root.path(), &["compare", "x.toml", "--format", "csv", "--quiet"]);
    assert_eq!((run.code, run.err.as_str()), (Some(0), ""));
    assert_eq!(run.out.lines().count(), 3);
    run.out
}

#[test]
fn other_spellings_are_the_same_bytes() {
    let plain = csv(ARARAT);
    let mut count = 0;
    for (from, to) in [
        (
            "= 100\n",
            &["= 1_00", "= +100", "= 100.0", "= 1e2", "= 1E+2", "= 1000e-1", "=100", "   =\t100   # a", "= 100#"][..],
        ),
        (
            "\"50%\"",
            &["0.5", "'50%'", "\"50 %\"", "\"+50%\"", "\"50.000%\"", "5e-1", "\"\"\"50%\"\"\"", "\"\\u00350%\""],
        ),
        ("hourly_rate", &["\"hourly_rate\"", "'hourly_rate'", "\"hourly\\u005frate\""]),
        ("[target]\n", &["[ target ]", "[target] # a", "[\"target\"]", "  [target]"]),
    ] {
        for to in to {
            let end = if from.ends_with('\n') { "\n" } else { "" };
            assert_eq!(csv(ARARAT.replacen(from, &format!("{to}{end}"), 1)), plain, "{to}");
            count += 1;
        }
    }
    assert_eq!(count, 24);
    let line_ends = ARARAT.replace('\n', "\r\n");
    let comments = ARARAT.replace('\n', " # \u{202e} [x] = \"\n");
    for text in [format!("\u{feff}{ARARAT}"), line_ends.clone(), format!("\u{feff}{line_ends}"), comments] {
        assert_eq!(csv(&text), plain, "{text:?}");
        assert_eq!(csv(text.trim_end()), plain, "without a last line end");
    }
}

/// Nothing asked for, nothing paid, and the most of everything: a figure or an empty cell, and never a word for infinity.
#[test]
fn values_at_the_edge_have_defined_results() {
    let most = ARARAT.replace("= 5\n", "= 10_000_000\n").replace("= 100\n", "= 1_000_000\n");
    let nothing = ARARAT.replace("= 100\n", "= 0\n").replace("= 600\n", "= 0\n").replace("= 90\n", "= 0\n");
    let edges = [
        ARARAT.replace("visits = 5", "visits = 0"),
        ARARAT.replace("= 5\n", "= 0.000000000001\n"),
        ARARAT.replace("included_hours = 10", "included_hours = 0"),
        ARARAT.replace("50%", "0%"),
        ARARAT.replace("50%", "99.99999999%"),
        ARARAT.replace("gross_margin", "markup").replace("\"50%\"", "10"),
        nothing.clone(),
        nothing.replace("visits = 5", "visits = 0"),
        most.replace("hours_per_visit = 1\n", "hours_per_visit = 1000\n"),
    ];
    for text in edges {
        let out = csv(&text);
        for row in out.lines().skip(1) {
            let figures = row.split(',').skip(9).take(20).filter(|cell| !cell.is_empty());
            assert!(figures.clone().count() > 5);
            let is_plain = |cell: &str| {
                cell.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | '-')) && !cell.starts_with("-0.00")
            };
            assert!(
                figures.into_iter().all(|cell| is_plain(cell) || ["true", "false", "visits"].contains(&cell)),
                "{row}"
            );
        }
    }
}
