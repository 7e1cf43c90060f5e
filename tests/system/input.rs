//! Which files of a folder are scenarios, and files that are none.

use std::fs;
use std::process::Command;

use crate::{ARARAT, files_of, folder, run, write};

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
    write(root.path(), "most.toml", format!("{ARARAT}{comment}"));
    write(root.path(), "over.toml", format!("{ARARAT}{comment}#"));
    write(root.path(), "large.toml", format!("{ARARAT}{comment}{}", "#".repeat(1024 * 1024)));
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
