//! C7: what surrounds the program changes no byte of what it says.

use tempfile::tempdir;

use crate::{ARARAT, Run, program, write};

#[test]
fn locales_and_time_zones_change_no_byte() {
    let root = tempdir().unwrap();
    write(root.path(), "x.toml", ARARAT.replace("= 90", "= { low = 80, high = 95 }"));
    write(root.path(), "bad.toml", ARARAT.replace("visits = 5", "visits = 10_000_001\nvisit = 5"));
    let mut count = 0;
    for arguments in [
        &["compare", ".", "--format", "table"][..],
        &["breakeven", "x.toml", "--format", "json"],
        &["explain", "x.toml"],
        &["sweep", "x.toml", "--vary", "demand.visits=1..9/0.5"],
    ] {
        let plain = Run::of(program(root.path()).args(arguments));
        assert!(plain.out.len() > 200, "{}{}", plain.out, plain.err);
        for locale in
            ["C", "C.UTF-8", "en_US.UTF-8", "de_DE.UTF-8", "tr_TR.ISO-8859-9", "ar_EG.UTF-8", "no such locale"]
        {
            for zone in ["UTC", "Australia/Eucla", "Asia/Kathmandu", "America/St_Johns", "../../etc/passwd"] {
                let mut command = program(root.path());
                for name in ["LC_ALL", "LANG", "LANGUAGE", "LC_NUMERIC", "LC_MONETARY"] {
                    command.env(name, locale);
                }
                command.env("TZ", zone).env("HOME", "/no\u{1b}where").env("COLUMNS", "0").env("LINES", "-1");
                let run = Run::of(command.args(arguments));
                assert_eq!((run.code, &run.err), (plain.code, &plain.err), "{locale} {zone}");
                assert!(run.out == plain.out, "{locale} {zone}");
                count += 1;
            }
        }
    }
    assert_eq!(count, 4 * 35);
}

/// Variables that are no text, or endless, or that libraries look at.
#[test]
fn hostile_variables_change_no_byte() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt as _;
    let root = tempdir().unwrap();
    write(root.path(), "x.toml", ARARAT);
    let arguments = ["compare", "x.toml"];
    let plain = Run::of(program(root.path()).args(arguments));
    let long = "x".repeat(100_000);
    for name in
        ["COLUMNS", "TERM", "LANG", "NO_COLOR", "RUST_LOG", "RUST_BACKTRACE", "RAYON_NUM_THREADS", "PATH", "TMPDIR"]
    {
        for value in [
            OsStr::new(""),
            OsStr::from_bytes(b"\xff\xfe\x1b[31m"),
            OsStr::new(&long),
            OsStr::new("-1"),
            OsStr::new("1e9"),
        ] {
            let run = Run::of(program(root.path()).args(arguments).env(name, value));
            assert_eq!((run.code, run.err.as_str()), (Some(0), ""), "{name}");
            assert!(run.out == plain.out, "{name}={value:?}");
        }
    }
}
