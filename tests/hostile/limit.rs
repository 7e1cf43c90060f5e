//! C8: few file handles, little memory, one processor, many threads: the same bytes, or a clear failure of the system.

use std::fmt::Write as _;

use tempfile::{TempDir, tempdir};

use crate::{ARARAT, Run, after, run, write};

fn three_hundred() -> TempDir {
    let root = tempdir().unwrap();
    for number in 0..300 {
        write(root.path(), format!("{}/{number}.toml", number % 9), ARARAT.replace("= 5", &format!("= {number}.5")));
    }
    root
}

fn csv(run: Run) -> String {
    assert_eq!((run.code, run.err.as_str()), (Some(0), ""));
    assert_eq!(run.out.lines().count(), 601);
    run.out
}

#[test]
fn limits_of_the_system_change_no_byte() {
    let root = three_hundred();
    let plain = csv(run(root.path(), &["compare", ".", "--quiet", "--format", "csv"]));
    let mut count = 0;
    for setting in [
        "ulimit -v 65536",
        "ulimit -n 4",
        "ulimit -n 8",
        "ulimit -s 256",
        "ulimit -c 0; ulimit -t 60",
        "ulimit -f 4096",
    ] {
        for jobs in ["1", "2", "64"] {
            let limited = after(setting, root.path(), &["compare", ".", "--quiet", "--format", "csv", "--jobs", jobs]);
            // Several threads may want more files at once than may be open.
            if setting.contains("-n") && jobs != "1" && limited.code == Some(5) {
                only_handles_lack(&limited);
            } else {
                assert!(csv(limited) == plain, "{setting}, {jobs} threads");
            }
            count += 1;
        }
    }
    assert_eq!(count, 18);
}

/// Every message is of a file that could not be opened for want of a handle, or counts such.
fn only_handles_lack(run: &Run) {
    let titles: Vec<&str> = run.err.lines().filter(|line| line.starts_with("error")).collect();
    let is_clear = |title: &&str| title.contains("too many open files") || title.starts_with("error[cannot-read]: ");
    assert!(!titles.is_empty() && titles.iter().all(is_clear), "{}", run.err);
}

/// The one handle there is beside the three of every program is taken by the result, so no scenario can be opened.
#[test]
fn no_file_handle_is_a_failure_of_the_system() {
    let root = three_hundred();
    let arguments = ["compare", "0/0.toml", "--quiet", "--output", "out"];
    let refused = after("ulimit -n 4", root.path(), &arguments);
    assert_eq!(refused.code, Some(5));
    assert_eq!(refused.err, "error[cannot-read]: cannot read: too many open files\n--> 0/0.toml\n\n");
    assert!(!root.path().join("out").exists());
}

/// A file that may not grow: the signal for that does not end the program, which says so; never half a file.
#[test]
fn a_result_beyond_the_greatest_size_of_a_file_is_a_failure_of_the_system() {
    let root = three_hundred();
    write(root.path(), "out.csv", "old");
    // Standard error is no file here. A block is 512 bytes.
    let arguments = ["compare", ".", "--quiet", "--format", "csv", "--output", "out.csv"];
    let failed = after("ulimit -f 8", root.path(), &arguments);
    assert_eq!((failed.code, failed.err.as_str()), (Some(5), "error: out.csv: cannot write: file too large\n"));
    assert_eq!(std::fs::read_to_string(root.path().join("out.csv")).unwrap(), "old");
    let names: Vec<_> = std::fs::read_dir(root.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(names.len(), 9 + 1, "{names:?}");
}

#[test]
#[cfg(target_os = "linux")]
fn one_processor_changes_no_byte() {
    if std::process::Command::new("taskset").arg("--version").output().is_err() {
        eprintln!("skipped: taskset is not installed");
        return;
    }
    let root = three_hundred();
    let plain = csv(run(root.path(), &["compare", ".", "--quiet", "--format", "csv"]));
    assert!(
        csv(after("taskset -p 1 $$ > /dev/null", root.path(), &["compare", ".", "--quiet", "--format", "csv"]))
            == plain
    );
}

/// The greatest demand and the most options and parts that the format has are worked out in 192 MiB.
#[test]
fn the_largest_shape_is_worked_out_in_bounds() {
    let mut text =
        "name = \"Large\"\ntarget.gross_margin = \"50%\"\n[horizon]\nmonths = 120\n[demand]\nkm_per_visit = 9\n"
            .to_owned();
    for segment in 0..256 {
        let _ = write!(
            text,
            "[demand.segment.s{segment}]\nclients = 1\nvisits_per_client = 1.{segment}\nhours_per_visit = 1\n"
        );
    }
    for option in 0..64 {
        let _ = write!(text, "[[option]]\nname = \"Option {option}\"\n");
        for part in 0..16 {
            let serves: Vec<String> = (0..16).map(|segment| format!("\"s{}\"", part * 16 + segment)).collect();
            let _ = write!(
                text,
                "[[option.part]]\nmodel = \"per-incident\"\nhourly_rate = 1{option}{part}.5\nserves = [{}]\nbilling_increment = 0.25\n",
                serves.join(", ")
            );
        }
    }
    assert!(text.len() < 1 << 20);
    let root = tempdir().unwrap();
    write(root.path(), "large.toml", text);
    let large = after("ulimit -v 196608", root.path(), &["compare", "large.toml", "--quiet", "--format", "csv"]);
    assert_eq!((large.code, large.err.as_str()), (Some(0), ""));
    assert_eq!(large.out.lines().count(), 65);
    assert!(large.took.as_secs() < 20, "{:?}", large.took);
}

/// The most options, parts, zones and tiers, one key a line and the rows in braces, and the most segments in dotted keys
/// with decimals: no file is too large for what the format allows.
#[test]
fn the_most_rows_that_the_format_has_are_accepted() {
    let months = ["0.5", "1.5"].repeat(6).join(", ");
    let mut text = "name = \"Rows\"\ntarget.gross_margin = \"50%\"\ndemand.km_per_visit = 9\n".to_owned();
    for segment in 0..256 {
        for line in ["clients = 1", "visits_per_client = 1.5", "hours_per_visit = 1.5", "km_per_visit = 12.5"] {
            let _ = writeln!(text, "demand.segment.s{segment}.{line}");
        }
        let _ = writeln!(text, "demand.segment.s{segment}.seasonality = [{months}]");
    }
    let zones: Vec<String> = (1..=9).map(|row| format!("  {{ up_to_km = {row}0, fee = {row}.5 }},\n")).collect();
    let zones = zones.concat();
    let mut rows = 0;
    for option in 0..64 {
        let _ = write!(text, "\n[[option]]\nname = \"Option {option}\"\n");
        for part in 0..16 {
            let serves: Vec<String> = (0..16).map(|segment| format!("\"s{}\"", part * 16 + segment)).collect();
            let _ = write!(
                text,
                "\n[[option.part]]\nmodel = \"per-incident\"\nhourly_rate = 130.5\nserves = [{}]\nbilling_increment = 0.25\n\
                 minimum_hours = 1\ntravel_zones = [\n{zones}]\n",
                serves.join(", ")
            );
            rows += 9;
        }
    }
    assert!(text.len() > 500_000 && text.len() < 1 << 20, "{}", text.len());
    assert_eq!(rows, 9_216);
    let root = tempdir().unwrap();
    write(root.path(), "rows.toml", text);
    let checked = after("ulimit -v 196608", root.path(), &["check", "rows.toml", "--quiet"]);
    assert_eq!((checked.code, checked.err.as_str()), (Some(0), ""));
}
