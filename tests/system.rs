//! The program among other programs: pipes, devices, odd files and names, threads, the environment.
#![allow(missing_docs, clippy::unwrap_used, clippy::panic)]

use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use tempfile::{TempDir, tempdir};

/// At 5 visits of an hour spot work costs 5 × 100 = 500 a month, and the retainer its fee, 600.
const ARARAT: &str = r#"name = "Ararat"

[target]
gross_margin = "50%"

[demand]
visits = 5
hours_per_visit = 1

[[option]]
name = "Spot"
model = "per-incident"
hourly_rate = 100

[[option]]
name = "Retainer"
model = "retainer"
monthly_fee = 600
included_hours = 10
overage_rate = 90
"#;

/// What a run came to.
struct Run {
    code: Option<i32>,
    out: String,
    err: String,
}

impl From<Output> for Run {
    fn from(output: Output) -> Self {
        // Whatever goes in, what comes out is UTF-8.
        Self {
            code: output.status.code(),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        }
    }
}

/// The program in a folder and an empty environment, with nothing on standard input.
fn program(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_smarthands"));
    command.current_dir(folder).env_clear().stdin(Stdio::null());
    command
}

fn run(folder: &Path, arguments: &[&str]) -> Run {
    program(folder).args(arguments).output().unwrap().into()
}

fn with_input(folder: &Path, arguments: &[&str], input: &[u8]) -> Run {
    let mut command = program(folder);
    let mut child =
        command.args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    // A program that has read enough closes its end.
    let _ = child.stdin.take().unwrap().write_all(input);
    child.wait_with_output().unwrap().into()
}

/// A folder with these files, each the scenario of Ararat.
fn folder(files: &[&str]) -> TempDir {
    let root = tempdir().unwrap();
    for file in files {
        write(root.path(), file, ARARAT);
    }
    root
}

fn write(root: &Path, file: &str, text: &str) {
    let path = root.join(file);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

/// The names in a folder, sorted; a file that was left behind would show here.
fn names(root: &Path) -> Vec<String> {
    let mut names: Vec<String> =
        fs::read_dir(root).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

/// The first cells of the lines of CSV that follow the header, once each.
fn files_of(csv: &str) -> Vec<&str> {
    let mut files: Vec<&str> = csv.lines().skip(1).map(|line| line.split(',').next().unwrap()).collect();
    files.dedup();
    files
}

#[test]
fn a_scenario_on_standard_input_is_compared_like_a_file() {
    let root = folder(&["ararat.toml"]);
    let piped = with_input(root.path(), &["compare", "-", "--format", "csv"], ARARAT.as_bytes());
    assert_eq!((piped.code, piped.err.as_str()), (Some(0), ""));
    // A dash opens the cell, so a spreadsheet is kept from reading it as a formula.
    assert_eq!(piped.out.lines().nth(1).unwrap().get(..24), Some("'-,Ararat,spot,Spot,per-"));
    let named = run(root.path(), &["compare", "ararat.toml", "--format", "csv"]);
    assert_eq!(piped.out.replace("'-,", ""), named.out.replace("ararat.toml,", ""));

    let json = with_input(root.path(), &["compare", "-", "--format", "json"], ARARAT.as_bytes());
    let json: serde_json::Value = serde_json::from_str(&json.out).unwrap();
    assert_eq!((json["file"].as_str(), json["cheapest"].as_str()), (Some("-"), Some("spot")));
}

#[test]
fn standard_input_stands_among_files_in_its_place() {
    let root = folder(&["a.toml", "b.toml"]);
    let run = with_input(root.path(), &["compare", "b.toml", "-", "a.toml", "--format", "csv"], ARARAT.as_bytes());
    assert_eq!(run.code, Some(0));
    assert_eq!(files_of(&run.out), ["b.toml", "'-", "a.toml"]);
}

#[test]
fn a_bad_or_empty_scenario_on_standard_input_is_refused() {
    let root = folder(&[]);
    let bad = with_input(root.path(), &["check", "-"], ARARAT.replace("= 5", "= -5").as_bytes());
    assert_eq!((bad.code, bad.out.as_str()), (Some(3), ""));
    assert!(bad.err.contains("error[out-of-range]") && bad.err.contains("--> -:7:10"), "{}", bad.err);
    let empty = with_input(root.path(), &["check", "-"], b"");
    assert_eq!(empty.code, Some(3));
    assert!(empty.err.contains("error[empty-file]"), "{}", empty.err);
}

#[cfg(target_os = "linux")]
fn full() -> Stdio {
    fs::OpenOptions::new().write(true).open("/dev/full").unwrap().into()
}

#[test]
#[cfg(target_os = "linux")]
fn a_full_disk_is_a_failure_of_the_system() {
    let root = folder(&["ararat.toml"]);
    let said = "error: cannot write: no space left on device\n";
    for format in ["table", "markdown", "csv", "json", "jsonl"] {
        let mut command = program(root.path());
        command.args(["compare", "ararat.toml", "--format", format]).stdout(full());
        let redirected: Run = command.output().unwrap().into();
        assert_eq!((redirected.code, redirected.err.as_str()), (Some(5), said), "{format}");
        let named = run(root.path(), &["compare", "ararat.toml", "--format", format, "--output", "/dev/full"]);
        assert_eq!((named.code, named.err.as_str()), (Some(5), said), "{format}");
    }
    let rejects = run(root.path(), &["check", "ararat.toml", "--rejects", "/dev/full"]);
    assert_eq!((rejects.code, rejects.err.as_str()), (Some(5), said));
}

#[test]
#[cfg(target_os = "linux")]
fn help_that_nobody_could_store_is_a_failure_too() {
    let root = folder(&[]);
    for arguments in [&["--help"][..], &["--version"], &["compare", "--help"]] {
        let status = program(root.path()).args(arguments).stdout(full()).stderr(Stdio::null()).status().unwrap();
        assert_eq!(status.code(), Some(5), "{arguments:?}");
    }
}

/// Words that nobody can hear change no exit code.
#[test]
#[cfg(target_os = "linux")]
fn a_full_standard_error_changes_nothing() {
    let root = folder(&["ararat.toml"]);
    let check = |setting: &str| {
        let mut command = program(root.path());
        command.args(["check", "ararat.toml", "--set", setting]).stderr(full()).status().unwrap().code()
    };
    assert_eq!(check("demand.visits=2"), Some(0));
    assert_eq!(check("demand.visits=-2"), Some(3));
}

/// More than a pipe and the program's buffer hold, so the end of the reader is noticed while writing.
#[test]
#[cfg(unix)]
fn a_reader_that_goes_away_ends_the_program_quietly() {
    use std::io::{BufRead as _, BufReader, Read as _};
    let root = tempdir().unwrap();
    for number in 0..300 {
        write(root.path(), &format!("{number:03}.toml"), ARARAT);
    }
    for (format, first) in [("table", "Ararat\n"), ("json", "[\n"), ("csv", "file,scenario,option,name,")] {
        let mut child = program(root.path())
            .args(["compare", ".", "--format", format])
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut line = String::new();
        let mut reader = BufReader::with_capacity(16, child.stdout.take().unwrap());
        reader.read_line(&mut line).unwrap();
        assert!(line.starts_with(first), "{line}");
        drop(reader);
        let mut said = String::new();
        child.stderr.take().unwrap().read_to_string(&mut said).unwrap();
        assert_eq!((child.wait().unwrap().code(), said.as_str()), (Some(0), ""), "{format}");
    }
}

/// A pipe whose reader is gone already.
#[cfg(unix)]
fn closed_pipe() -> Stdio {
    let (reader, writer) = std::io::pipe().unwrap();
    drop(reader);
    writer.into()
}

#[test]
#[cfg(unix)]
fn a_reader_that_was_never_there_is_no_failure() {
    let root = folder(&["ararat.toml"]);
    let run: Run = program(root.path()).args(["compare", "ararat.toml"]).stdout(closed_pipe()).output().unwrap().into();
    assert_eq!((run.code, run.err.as_str()), (Some(0), ""));
}

#[test]
#[cfg(unix)]
fn what_is_no_file_is_left_out_of_a_folder() {
    let root = folder(&["a.toml", "c.toml"]);
    let status = Command::new("mkfifo").arg(root.path().join("b.toml")).status().unwrap();
    assert!(status.success());
    let _socket = std::os::unix::net::UnixListener::bind(root.path().join("s.toml")).unwrap();
    std::os::unix::fs::symlink("/dev/zero", root.path().join("zero.toml")).unwrap();
    let all = run(root.path(), &["compare", ".", "--format", "csv"]);
    assert_eq!((all.code, all.err.as_str()), (Some(0), ""));
    assert_eq!(files_of(&all.out), ["./a.toml", "./c.toml"]);
}

#[test]
#[cfg(unix)]
fn a_device_that_is_named_is_read_up_to_the_limit() {
    let root = folder(&[]);
    let zeros = run(root.path(), &["check", "/dev/zero"]);
    assert_eq!(zeros.code, Some(3));
    assert_eq!(zeros.err, "error[unusable-file]: larger than 1 MiB\n--> /dev/zero\n\n");
}

#[test]
fn a_large_file_is_refused_without_being_read() {
    let root = folder(&["small.toml"]);
    // As large as allowed, and two megabytes.
    let comment = "#".repeat(1024 * 1024 - ARARAT.len());
    write(root.path(), "most.toml", &format!("{ARARAT}{comment}"));
    write(root.path(), "over.toml", &format!("{ARARAT}{comment}#"));
    write(root.path(), "large.toml", &format!("{ARARAT}{comment}{}", "#".repeat(1024 * 1024)));
    assert_eq!(run(root.path(), &["check", "most.toml"]).code, Some(0));
    for name in ["over.toml", "large.toml"] {
        let refused = run(root.path(), &["compare", name]);
        assert_eq!((refused.code, refused.out.as_str()), (Some(3), ""));
        assert_eq!(refused.err, format!("error[unusable-file]: larger than 1 MiB\n--> {name}\n\n"));
    }
    // A hole of 64 GiB: reading it would take far longer than this test may.
    fs::File::create(root.path().join("hole.toml")).unwrap().set_len(64 << 30).unwrap();
    let folder = run(root.path(), &["compare", ".", "--format", "csv"]);
    assert_eq!(folder.code, Some(4));
    assert_eq!(files_of(&folder.out), ["./most.toml", "./small.toml"]);
    assert!(folder.err.ends_with("\n2 of 5 scenarios compared, 3 refused\n"), "{}", folder.err);
}

/// The input does not exist, and is not even missed: the output is tried first.
#[test]
#[cfg(unix)]
fn an_unwritable_place_fails_before_any_work() {
    let root = folder(&["ararat.toml"]);
    fs::create_dir(root.path().join("folder")).unwrap();
    for (target, why) in [
        ("nowhere/out.csv", "no such file or directory"),
        ("new/", "no such file or directory"),
        ("folder", "is a directory"),
        ("folder/", "is a directory"),
        (".", "is a directory"),
        ("ararat.toml/out.csv", "not a directory"),
    ] {
        for option in ["--output", "--rejects"] {
            let failed = run(root.path(), &["compare", "missing.toml", option, target]);
            assert_eq!((failed.code, failed.out.as_str()), (Some(5), ""), "{option} {target}");
            assert_eq!(failed.err, format!("error: {target}: cannot write: {why}\n"), "{option}");
        }
    }
    assert_eq!(names(root.path()), ["ararat.toml", "folder"]);
}

#[test]
#[cfg(unix)]
fn a_folder_that_is_closed_to_us_fails_before_any_work() {
    use std::os::unix::fs::PermissionsExt as _;
    let root = folder(&["ararat.toml"]);
    let closed = root.path().join("closed");
    fs::create_dir(&closed).unwrap();
    fs::set_permissions(&closed, fs::Permissions::from_mode(0o500)).unwrap();
    // The superuser may write anywhere but into a file system that takes no files.
    let is_superuser = fs::write(closed.join("probe"), "").is_ok();
    let target = if is_superuser { "/proc/out.csv" } else { "closed/out.csv" };
    let failed = run(root.path(), &["compare", "missing.toml", "--output", target]);
    fs::set_permissions(&closed, fs::Permissions::from_mode(0o700)).unwrap();
    assert_eq!((failed.code, failed.out.as_str()), (Some(5), ""));
    assert!(failed.err.starts_with(&format!("error: {target}: cannot write: ")), "{}", failed.err);
    assert!(!failed.err.contains("missing.toml"), "{}", failed.err);
}

#[test]
#[cfg(unix)]
fn an_input_is_never_written_over() {
    let root = folder(&["ararat.toml", "sub/x.toml"]);
    std::os::unix::fs::symlink("ararat.toml", root.path().join("link")).unwrap();
    fs::hard_link(root.path().join("ararat.toml"), root.path().join("twin")).unwrap();
    let absolute = root.path().join("ararat.toml");
    for (input, target) in [
        ("ararat.toml", "ararat.toml"),
        ("ararat.toml", "./sub/../ararat.toml"),
        ("ararat.toml", absolute.to_str().unwrap()),
        ("ararat.toml", "link"),
        ("link", "ararat.toml"),
        ("ararat.toml", "twin"),
        (".", "sub/x.toml"),
    ] {
        for option in ["--output", "--rejects"] {
            let refused = run(root.path(), &["compare", input, option, target]);
            assert_eq!((refused.code, refused.out.as_str()), (Some(2), ""), "{input} {option} {target}");
            let said = format!("error: {target}: is an input of this run; name another file for the output\n");
            assert_eq!(refused.err, said, "{input} {option}");
        }
    }
    assert_eq!(fs::read_to_string(absolute).unwrap(), ARARAT);
    assert_eq!(fs::read_to_string(root.path().join("sub/x.toml")).unwrap(), ARARAT);
}

#[test]
fn two_outputs_need_two_files() {
    let root = folder(&["ararat.toml"]);
    let refused = run(root.path(), &["compare", "ararat.toml", "--output", "x.csv", "--rejects", "./x.csv"]);
    assert_eq!(refused.code, Some(2));
    assert_eq!(refused.err, "error: x.csv: is named for two outputs; name another file for one of them\n");
    assert_eq!(names(root.path()), ["ararat.toml"]);
}

#[test]
fn an_output_stays_as_it_was_where_every_scenario_is_refused() {
    let root = folder(&["ararat.toml"]);
    write(root.path(), "old.csv", "what was there before");
    let arguments = ["compare", "ararat.toml", "--set", "demand.visits=-1", "--output"];
    for target in ["old.csv", "new.csv"] {
        let refused = run(root.path(), &[&arguments[..], &[target]].concat());
        assert_eq!((refused.code, refused.out.as_str()), (Some(3), ""));
    }
    assert_eq!(fs::read_to_string(root.path().join("old.csv")).unwrap(), "what was there before");
    assert_eq!(names(root.path()), ["ararat.toml", "old.csv"]);
}

/// The new file is another file under the old name: who has the old one open reads on in the old one.
#[test]
#[cfg(unix)]
fn an_output_is_replaced_as_a_whole() {
    use std::io::Read as _;
    use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _};
    let root = folder(&["ararat.toml"]);
    let target = root.path().join("out.csv");
    fs::write(&target, "what was there before").unwrap();
    fs::set_permissions(&target, fs::Permissions::from_mode(0o640)).unwrap();
    let mut old = fs::File::open(&target).unwrap();
    let number = old.metadata().unwrap().ino();
    let written = run(root.path(), &["compare", "ararat.toml", "--format", "csv", "--output", "out.csv"]);
    assert_eq!((written.code, written.out.as_str(), written.err.as_str()), (Some(0), "", ""));
    let printed = run(root.path(), &["compare", "ararat.toml", "--format", "csv"]);
    assert_eq!(fs::read_to_string(&target).unwrap(), printed.out);
    let metadata = fs::metadata(&target).unwrap();
    assert_ne!(metadata.ino(), number);
    assert_eq!(metadata.permissions().mode() & 0o777, 0o640);
    let mut text = String::new();
    old.read_to_string(&mut text).unwrap();
    assert_eq!(text, "what was there before");
    assert_eq!(names(root.path()), ["ararat.toml", "out.csv"]);
}

#[test]
#[cfg(unix)]
fn a_link_to_the_output_stays_a_link() {
    let root = folder(&["ararat.toml", "there/real.csv"]);
    let link = root.path().join("link.csv");
    for end in ["there/real.csv", "there/new.csv"] {
        let _ = fs::remove_file(&link);
        std::os::unix::fs::symlink(end, &link).unwrap();
        let written = run(root.path(), &["compare", "ararat.toml", "--format", "csv", "--output", "link.csv"]);
        assert_eq!(written.code, Some(0), "{}", written.err);
        assert_eq!(fs::read_link(&link).unwrap(), Path::new(end));
        assert!(fs::read_to_string(root.path().join(end)).unwrap().starts_with("file,scenario,option,"), "{end}");
    }
    assert_eq!(names(&root.path().join("there")), ["new.csv", "real.csv"]);
}

/// Every format comes out the same on standard output, in a file, and through a name of standard output.
#[test]
#[cfg(unix)]
fn a_file_holds_what_standard_output_would() {
    let root = folder(&["ararat.toml"]);
    for format in ["table", "markdown", "csv", "json", "jsonl"] {
        let arguments = ["compare", "ararat.toml", "--format", format, "--output"];
        let printed = run(root.path(), &arguments[..4]).out;
        run(root.path(), &[&arguments[..], &["out"]].concat());
        assert_eq!(fs::read_to_string(root.path().join("out")).unwrap(), printed, "{format}");
        for name in ["-", "/dev/stdout"] {
            assert_eq!(run(root.path(), &[&arguments[..], &[name]].concat()).out, printed, "{format} to {name}");
        }
    }
}

#[test]
fn the_rejects_file_lists_every_problem() {
    let root = folder(&["good.toml"]);
    write(root.path(), "a.toml", &ARARAT.replace("visits = 5", "visits = -5").replace("\"50%\"", "50"));
    write(root.path(), "b.toml", &ARARAT.replace("monthly_fee = 600\n", ""));
    write(root.path(), "quiet.toml", &ARARAT.replace("visits = 5", "visits = 2"));
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
        write(root.path(), &format!("{}/{number:03}.toml", number % 7), &text);
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

#[test]
fn paths_are_in_the_order_of_their_bytes() {
    let root = folder(&["a/b.toml", "a.toml", "a-b.toml", "Z.toml", "a/c/d.toml", "a/c.toml", "é.toml", "a0.toml"]);
    let expected =
        ["./Z.toml", "./a-b.toml", "./a.toml", "./a/b.toml", "./a/c.toml", "./a/c/d.toml", "./a0.toml", "./é.toml"];
    let all = run(root.path(), &["compare", ".", "--format", "csv"]);
    assert_eq!(files_of(&all.out), expected);
    // Named one by one they come as named.
    let named = run(root.path(), &["compare", "--format", "csv", "a0.toml", "a", "Z.toml", "a0.toml"]);
    assert_eq!(files_of(&named.out), ["a0.toml", "a/b.toml", "a/c.toml", "a/c/d.toml", "Z.toml", "a0.toml"]);
}

#[test]
fn what_is_hidden_or_no_scenario_is_skipped() {
    let root = folder(&["x.toml", ".x.toml", ".git/x.toml", "x.TOML", "x.toml.bak", "toml", "f.toml/in.toml"]);
    let all = run(root.path(), &["compare", ".", "--format", "csv"]);
    assert_eq!(all.code, Some(0));
    assert_eq!(files_of(&all.out), ["./f.toml/in.toml", "./x.toml"]);
    // Whoever names a hidden thing means it.
    for path in [".x.toml", ".git/x.toml", "x.TOML"] {
        let named = run(root.path(), &["compare", path, "--format", "csv"]);
        assert_eq!(files_of(&named.out), [path]);
    }
    assert_eq!(files_of(&run(root.path(), &["compare", ".git", "--format", "csv"]).out), [".git/x.toml"]);
}

#[test]
#[cfg(unix)]
fn a_broken_link_is_a_file_that_cannot_be_read() {
    use std::os::unix::fs::symlink;
    let root = folder(&["a.toml", "z.toml", "real/x.toml"]);
    symlink("nowhere", root.path().join("m.toml")).unwrap();
    symlink("loop.toml", root.path().join("loop.toml")).unwrap();
    symlink("real", root.path().join("folder")).unwrap();
    symlink("a.toml", root.path().join("same.toml")).unwrap();
    let all = run(root.path(), &["compare", ".", "--format", "csv"]);
    assert_eq!(all.code, Some(5));
    assert_eq!(files_of(&all.out), ["./a.toml", "./real/x.toml", "./same.toml", "./z.toml"]);
    assert!(all.err.contains("error[cannot-read]: cannot read: no such file or directory\n--> ./m.toml\n"));
    assert!(all.err.contains("error[cannot-read]: cannot read: ") && all.err.contains("\n--> ./loop.toml\n"));
    assert!(all.err.ends_with("\n4 of 6 scenarios compared, 2 refused\n"), "{}", all.err);
}

#[test]
#[cfg(unix)]
fn names_of_files_cannot_do_harm() {
    let hostile = [
        ("=cmd|'x'!A1.toml", "'=cmd|'x'!A1.toml"),
        ("+1.toml", "'+1.toml"),
        ("-x.toml", "'-x.toml"),
        ("@a.toml", "'@a.toml"),
        ("a,b.toml", "\"a,b.toml\""),
        ("quote\".toml", "\"quote\"\".toml\""),
        ("esc\u{1b}[31m.toml", "esc\\u{1b}[31m.toml"),
        ("new\nline.toml", "new\\nline.toml"),
        ("c1\u{9b}.toml", "c1\\u{9b}.toml"),
        ("bidi\u{202e}lmot.toml", "bidi\\u{202e}lmot.toml"),
        ("zero\u{200b}width.toml", "zero\\u{200b}width.toml"),
    ];
    for (name, shown) in hostile {
        let root = folder(&[name]);
        let single = run(root.path(), &["compare", "--format", "csv", "--", name]);
        assert_eq!(single.code, Some(0), "{}", single.err);
        let rows: Vec<&str> = single.out.lines().skip(1).collect();
        assert_eq!(rows.len(), 2, "{name:?}");
        assert!(rows.iter().all(|row| row.starts_with(&format!("{shown},Ararat,"))), "{name:?}: {}", rows[0]);
        // The same in a message, without the dressing of CSV.
        let plain = shown.trim_matches(['\'', '"']).replace("\"\"", "\"");
        write(root.path(), name, &ARARAT.replace("= 5", "= -5"));
        let refused = run(root.path(), &["check", "--", name]);
        assert_eq!(refused.code, Some(3));
        assert!(refused.err.contains(&format!("--> {plain}:7:10\n")), "{}", refused.err);
        assert!(!refused.err.contains(['\u{1b}', '\u{9b}', '\u{202e}', '\u{200b}']), "{:?}", refused.err);
        let json = run(root.path(), &["compare", "--format", "json", "--set", "demand.visits=5", "--", name]).out;
        let json: serde_json::Value = serde_json::from_str(&json).unwrap();
        assert_eq!(json["file"].as_str(), Some(plain.as_str()));
    }
}

#[test]
#[cfg(target_os = "linux")]
fn a_name_that_is_not_utf_8_is_shown_escaped() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt as _;
    let root = folder(&[]);
    let name = OsStr::from_bytes(b"caf\xE9.toml");
    fs::write(root.path().join(name), ARARAT).unwrap();
    let all = run(root.path(), &["compare", ".", "--format", "csv"]);
    assert_eq!(all.code, Some(0));
    assert_eq!(files_of(&all.out), ["./caf\\xE9.toml"]);
    let json: Run = program(root.path()).args(["compare", "--format", "json"]).arg(name).output().unwrap().into();
    let json: serde_json::Value = serde_json::from_str(&json.out).unwrap();
    assert_eq!(json["file"].as_str(), Some("caf\\xE9.toml"));
    // As an argument that is missing, as an output, and where no path is expected.
    fs::remove_file(root.path().join(name)).unwrap();
    let missing: Run = program(root.path()).arg("check").arg(name).output().unwrap().into();
    assert_eq!(missing.code, Some(5));
    assert!(missing.err.contains("--> caf\\xE9.toml\n"), "{}", missing.err);
    let odd: Run = program(root.path()).args(["compare", "x", "--set"]).arg(name).output().unwrap().into();
    assert_eq!(odd.code, Some(2));
}

/// Names inside of a scenario: formulas are guarded in CSV, what would move the cursor is escaped in tables, and
/// JSON holds the names as they are.
#[test]
fn names_of_options_cannot_do_harm() {
    let root = folder(&[]);
    let scenario = ARARAT
        .replace("\"Ararat\"", r#""=HYPERLINK(\"x\")""#)
        .replace("\"Spot\"", r#""@spot\tab|*b*\u202e""#)
        .replace("\"Retainer\"", "\"two\\nlines, <b>\"\nid = \"retainer\"");
    write(root.path(), "x.toml", &scenario);
    let csv = run(root.path(), &["compare", "x.toml", "--format", "csv"]);
    assert_eq!(csv.code, Some(0), "{}", csv.err);
    assert!(
        csv.out.contains("x.toml,\"'=HYPERLINK(\"\"x\"\")\",spot-ab-b,'@spot\tab|*b*\u{202e},per-incident,"),
        "{}",
        csv.out
    );
    assert!(csv.out.contains(",retainer,\"two\nlines, <b>\",retainer,"), "{}", csv.out);

    let table = run(root.path(), &["compare", "x.toml"]).out;
    assert!(table.starts_with("=HYPERLINK(\"x\")\n12 months"), "{table}");
    assert!(table.contains(r"@spot\tab|*b*\u{202e} ") && table.contains(r"two\nlines, <b> "), "{table}");
    assert!(!table.contains(['\t', '\u{202e}']), "{table:?}");

    let markdown = run(root.path(), &["compare", "x.toml", "--format", "markdown"]).out;
    assert!(markdown.contains(r"@spot\\tab\|\*b\*\\u{202e}** |"), "{markdown}");
    assert!(markdown.contains(r"| two\\nlines, &lt;b&gt; |"), "{markdown}");
    assert!(!markdown.contains(['\t', '\u{202e}']) && !markdown.contains("<b>"), "{markdown:?}");

    let json = run(root.path(), &["compare", "x.toml", "--format", "json"]).out;
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(json["scenario"].as_str(), Some("=HYPERLINK(\"x\")"));
    assert_eq!(json["options"][0]["name"].as_str(), Some("@spot\tab|*b*\u{202e}"));
    assert_eq!(json["options"][1]["name"].as_str(), Some("two\nlines, <b>"));
}

#[test]
fn a_control_character_in_a_name_is_refused_and_not_repeated() {
    let root = folder(&[]);
    for (written, shown) in [(r"\u001b[31m", r"\u{1b}"), (r"\u009b", r"\u{9b}"), (r"\r", r"\r"), (r"\u0000", r"\0")] {
        write(root.path(), "x.toml", &ARARAT.replace("Ararat", written));
        let refused = run(root.path(), &["compare", "x.toml"]);
        assert_eq!((refused.code, refused.out.as_str()), (Some(3), ""), "{shown}");
        assert!(refused.err.contains("--> x.toml:1:8\n"), "{}", refused.err);
        assert!(!refused.err.contains(['\u{1b}', '\u{9b}', '\r', '\0']), "{:?}", refused.err);
    }
}

#[test]
fn the_environment_changes_no_byte() {
    let root = folder(&["ararat.toml"]);
    for format in ["table", "markdown", "csv", "json"] {
        let arguments = ["compare", "ararat.toml", "--format", format];
        let plain = run(root.path(), &arguments).out;
        assert!(format != "table" || plain.contains("▸ Spot"), "{plain}");
        for (name, value) in [
            ("LC_ALL", "C"),
            ("LC_ALL", "de_DE.UTF-8"),
            ("LC_NUMERIC", "de_DE.UTF-8"),
            ("LANG", "tr_TR.ISO-8859-9"),
            ("TZ", "Australia/Melbourne"),
            ("TZ", "nowhere"),
            ("COLUMNS", "40"),
            ("COLUMNS", "many"),
            ("TERM", "dumb"),
            ("TERM", "xterm-256color"),
            ("HOME", "/nowhere"),
            ("RUST_BACKTRACE", "full"),
            ("RAYON_NUM_THREADS", "3"),
        ] {
            let run: Run = program(root.path()).args(arguments).env(name, value).output().unwrap().into();
            assert_eq!((run.code, run.err.as_str()), (Some(0), ""), "{name}={value}");
            assert!(run.out == plain, "{name}={value}: {}", run.out);
        }
    }
}

#[test]
fn colours_are_where_they_are_asked_for() {
    let root = folder(&["ararat.toml"]);
    let coloured = |arguments: &[&str], variable: Option<(&str, &str)>| {
        let mut command = program(root.path());
        command.args(["compare", "ararat.toml", "--set", "demand.visits=2"]).args(arguments).envs(variable);
        let run: Run = command.output().unwrap().into();
        assert_eq!(run.code, Some(0));
        (run.out.contains('\u{1b}'), run.err.contains('\u{1b}'))
    };
    // A pipe has no colours, whatever it is piped to, unless they are asked for.
    assert_eq!(coloured(&[], None), (false, false));
    assert_eq!(coloured(&[], Some(("TERM", "xterm-256color"))), (false, false));
    assert_eq!(coloured(&["--color", "always"], None), (true, true));
    assert_eq!(coloured(&["--color", "never"], None), (false, false));
    assert_eq!(coloured(&[], Some(("NO_COLOR", "1"))), (false, false));
    // Who says never is not overruled by the environment.
    assert_eq!(coloured(&["--color", "never"], Some(("CLICOLOR_FORCE", "1"))), (false, false));
    // The machine formats have none, ever, and neither has a file.
    for format in ["markdown", "csv", "json", "jsonl"] {
        assert!(!coloured(&["--color", "always", "--format", format], None).0, "{format}");
    }
    coloured(&["--color", "always", "--output", "page.txt"], None);
    assert!(!fs::read_to_string(root.path().join("page.txt")).unwrap().contains('\u{1b}'));
}

/// With the colours taken out, a coloured page is the plain one.
#[test]
fn colours_change_no_word() {
    let root = folder(&["ararat.toml"]);
    let plain = run(root.path(), &["compare", "ararat.toml"]).out;
    let mut coloured = run(root.path(), &["compare", "ararat.toml", "--color", "always"]).out;
    while let Some(start) = coloured.find("\u{1b}[") {
        let end = start + coloured[start..].find('m').unwrap();
        coloured.replace_range(start..=end, "");
    }
    assert_eq!(coloured, plain);
}

#[test]
#[cfg(target_os = "linux")]
fn results_and_picture_are_put_into_place_together() {
    let root = folder(&["ararat.toml"]);
    fs::write(root.path().join("out.txt"), "old").unwrap();
    let both = ["breakeven", "ararat.toml", "-q", "--output", "out.txt", "--svg"];
    let failed = run(root.path(), &[&both[..], &["/dev/full"]].concat());
    assert_eq!((failed.code, failed.err.as_str()), (Some(5), "error: cannot write: no space left on device\n"));
    assert_eq!(fs::read_to_string(root.path().join("out.txt")).unwrap(), "old");
    let same = run(root.path(), &[&both[..], &["out.txt"]].concat());
    assert_eq!(same.code, Some(2), "{}", same.err);
    let done = run(root.path(), &[&both[..], &["costs.svg"]].concat());
    assert_eq!(done.code, Some(0), "{}", done.err);
    assert!(fs::read_to_string(root.path().join("out.txt")).unwrap().contains("Cheapest by volume"));
    let picture = fs::read_to_string(root.path().join("costs.svg")).unwrap();
    assert!(picture.starts_with("<svg ") && picture.trim_end().ends_with("</svg>"), "{picture}");
    assert_eq!(names(root.path()), ["ararat.toml", "costs.svg", "out.txt"]);
    // What is refused leaves the picture as it was.
    let refused = run(root.path(), &[&both[..], &["costs.svg", "--set", "demand.visits=0"]].concat());
    assert_eq!(refused.code, Some(3), "{}", refused.err);
    assert_eq!(fs::read_to_string(root.path().join("costs.svg")).unwrap(), picture);
}
