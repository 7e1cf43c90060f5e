//! Many scenarios at once: threads, counts of what is refused, the file of rejects.

use std::fs;

use crate::{ARARAT, folder, run, write};
use tempfile::{TempDir, tempdir};

#[test]
fn the_rejects_file_lists_every_problem() {
    let root = folder(&["good.toml"]);
    write(root.path(), "a.toml", ARARAT.replace("visits = 5", "visits = -5").replace("\"50%\"", "50"));
    write(root.path(), "b.toml", ARARAT.replace("monthly_fee = 600\n", ""));
    write(root.path(), "quiet.toml", ARARAT.replace("visits = 5", "visits = 2"));
    let expected = "\
file,line,column,severity,code,key,message
./a.toml,4,16,error,not-a-share,target.gross_margin,\"`gross_margin` is a share or a rate, and `50` would be 50 times the whole\"
./a.toml,7,10,error,out-of-range,demand.visits,\"`visits` must be from 0 to 10,000,000 (got `-5`)\"
./b.toml,15,1,error,missing-key,option.retainer.monthly_fee,`option.retainer` lacks the key `monthly_fee`
./quiet.toml,15,1,warning,retainer-burn,option.retainer,\"the retainer of option `retainer` is used to 20%, under 50% of its hours\"
";
    for (verb, quiet) in [("check", false), ("check", true), ("compare", false), ("compare", true)] {
        let mut arguments = vec![verb, ".", "--rejects", "rejects.csv"];
        arguments.extend(quiet.then_some("--quiet"));
        let partial = run(root.path(), &arguments);
        assert_eq!(partial.code, Some(4));
        // Warnings are what quiet leaves out on standard error, and only there.
        assert_eq!(partial.err.contains("retainer-burn"), !quiet, "{}", partial.err);
        assert!(partial.err.contains("error[missing-key]"), "{}", partial.err);
        assert_eq!(fs::read_to_string(root.path().join("rejects.csv")).unwrap(), expected, "{arguments:?}");
    }
}

#[test]
fn a_rejects_file_without_problems_has_its_header() {
    let root = folder(&["good.toml"]);
    let good = run(root.path(), &["check", "good.toml", "--rejects", "rejects.csv"]);
    assert_eq!((good.code, good.out.as_str(), good.err.as_str()), (Some(0), "", ""));
    let header = "file,line,column,severity,code,key,message\n";
    assert_eq!(fs::read_to_string(root.path().join("rejects.csv")).unwrap(), header);
}

/// 300 files of different volumes, 30 of them refused for one reason, 12 for two.
fn three_hundred() -> TempDir {
    let root = tempdir().unwrap();
    for number in 0..300 {
        let mut text = ARARAT.replace("visits = 5", &format!("visits = {number}.25"));
        if number % 10 == 3 {
            text = text.replace("hourly_rate = 100\n", "");
        }
        if number % 25 == 7 {
            text = text.replace("visits = ", "colour = \"red\"\nvisits = -");
        }
        write(root.path(), format!("{}/{number:03}.toml", number % 7), &text);
    }
    root
}

#[test]
fn the_number_of_threads_changes_no_byte() {
    let root = three_hundred();
    let arguments = |format: &'static str| ["compare", ".", "--format", format, "--rejects", "rejects.csv", "--jobs"];
    for format in ["csv", "jsonl", "json", "table", "markdown"] {
        let results: Vec<_> = ["1", "2", "7"]
            .iter()
            .map(|jobs| {
                let run = run(root.path(), &[&arguments(format)[..], &[jobs]].concat());
                let rejects = fs::read_to_string(root.path().join("rejects.csv")).unwrap();
                (run.code, run.out, run.err, rejects)
            })
            .collect();
        let (code, out, err, rejects) = &results[0];
        assert_eq!(*code, Some(4));
        assert!(results.iter().all(|result| result == &results[0]), "{format}");
        // 7 + 25 n is never 3 + 10 m: 42 files are refused.
        assert!(err.ends_with("\n258 of 300 scenarios compared, 42 refused\n"), "{err}");
        let problems: Vec<&str> = rejects.lines().skip(1).filter(|line| line.contains(",error,")).collect();
        let count = |code: &str| problems.iter().filter(|line| line.contains(code)).count();
        assert_eq!((problems.len(), count("missing-key")), (54, 30));
        assert_eq!((count("unknown-key"), count("out-of-range")), (12, 12));
        if format == "csv" {
            assert_eq!(out.lines().count(), 1 + 2 * 258);
        }
    }
}

/// Of a file twenty problems are told. Here are 21 warnings, a multiplier each, and 13 ranges of one option.
#[test]
fn why_a_file_is_refused_is_told_before_its_warnings() {
    let mut text = ARARAT.to_owned();
    for option in 0..7 {
        let low = "after_hours_multiplier = 0.5\nweekend_multiplier = 0.5\nholiday_multiplier = 0.5";
        let option = format!("[[option]]\nname = \"Low {option}\"\nmodel = \"per-incident\"\nhourly_rate = 1\n{low}\n");
        text.push_str(&option);
    }
    text.push_str("[[option]]\nname = \"Wide\"\nmodel = \"hire\"\nsalary = 1\n[option.yearly_costs]\n");
    text.extend((0..13).map(|cost| format!("cost-{cost} = {{ low = 1, high = 2 }}\n")));
    let root = folder(&[]);
    write(root.path(), "many.toml", &text);
    let refused = run(root.path(), &["compare", "many.toml", "--rejects", "rejects.csv"]);
    assert_eq!(refused.code, Some(3));
    assert!(refused.err.starts_with("error[too-many-ranges]: "), "{}", refused.err);
    assert!(refused.err.ends_with("and 2 more problems in many.toml\n\n"), "{}", refused.err);
    let rejects = fs::read_to_string(root.path().join("rejects.csv")).unwrap();
    assert_eq!((rejects.lines().count(), rejects.matches(",error,too-many-ranges,").count()), (21, 1), "{rejects}");
}

/// In full for twenty files, then by code.
#[test]
fn many_refusals_are_counted() {
    let root = three_hundred();
    let run = run(root.path(), &["check", ".", "--quiet"]);
    assert_eq!(run.code, Some(4));
    let count = |code: &str| run.err.matches(&format!("error[{code}]: `")).count();
    let count_unknown = run.err.matches("error[unknown-key]: unknown").count();
    let (missing, negative) = (count("missing-key"), count("out-of-range"));
    assert_eq!((missing + negative, count_unknown), (20, negative), "{}", run.err);
    assert!(negative > 0);
    let closing: Vec<&str> = run.err.lines().rev().take(4).collect();
    assert_eq!(
        closing,
        [
            "258 of 300 scenarios valid, 42 refused",
            &format!("error[unknown-key]: {} more", 12 - negative),
            &format!("error[out-of-range]: {} more", 12 - negative),
            &format!("error[missing-key]: {} more", 30 - missing),
        ]
    );
}

#[test]
fn a_row_of_a_batch_is_the_row_of_a_single_run() {
    let root = three_hundred();
    let batch = run(root.path(), &["compare", ".", "--format", "csv", "--quiet"]).out;
    let lines = run(root.path(), &["compare", ".", "--format", "jsonl", "--quiet"]).out;
    assert_eq!(lines.lines().count(), 258);
    for file in ["./0/014.toml", "./1/169.toml", "./5/299.toml"] {
        let single = run(root.path(), &["compare", file, "--format", "csv", "--quiet"]).out;
        let rows: String = single.split_inclusive('\n').skip(1).collect();
        assert_eq!(rows.lines().count(), 2);
        assert!(rows.starts_with(file) && batch.contains(&rows), "{file}");
        let line = run(root.path(), &["compare", file, "--format", "jsonl", "--quiet"]).out;
        assert!(line.ends_with("}\n") && lines.contains(&line), "{file}");
    }
}
