//! Files that are written: complete, in place of the old one, and never in place of an input.

use std::fs;
use std::path::Path;

use crate::{ARARAT, folder, names, run, write};

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
#[cfg(target_os = "linux")]
fn results_and_picture_are_put_into_place_together() {
    let root = folder(&["ararat.toml"]);
    fs::write(root.path().join("out.txt"), "old").unwrap();
    let both = ["breakeven", "ararat.toml", "-q", "--output", "out.txt", "--svg"];
    let failed = run(root.path(), &[&both[..], &["/dev/full"]].concat());
    assert_eq!(
        (failed.code, failed.err.as_str()),
        (Some(5), "error: /dev/full: cannot write: no space left on device\n")
    );
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
