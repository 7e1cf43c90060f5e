//! A19, A20, B4: files that are no scenarios, whatever they are called. What they hold is never shown.

use tempfile::tempdir;

use crate::{ARARAT, bounded, write};

/// A word that no message may have.
const SECRET: &str = "hunter2";

fn utf_16(text: &str, is_little: bool) -> Vec<u8> {
    let mark = if is_little { vec![0xff, 0xfe] } else { vec![0xfe, 0xff] };
    let units = text.encode_utf16().flat_map(|unit| if is_little { unit.to_le_bytes() } else { unit.to_be_bytes() });
    mark.into_iter().chain(units).collect()
}

#[test]
fn what_is_no_scenario_is_said_to_be_none_and_not_shown() {
    let root = tempdir().unwrap();
    let secret = |text: &str| text.replace("SECRET", SECRET).into_bytes();
    let with_name = ARARAT.replace("Ararat", SECRET);
    let mut latin = secret("name = \"caf");
    latin.extend(b"\xe9\"\n# hunter2\n");
    let inputs: Vec<(&str, Vec<u8>, &str)> = vec![
        ("UTF-16", utf_16(&with_name, true), "the file is UTF-16 text, not a scenario"),
        ("UTF-16, the other way", utf_16(&with_name, false), "the file is UTF-16 text, not a scenario"),
        ("UTF-16 without a mark", utf_16(&with_name, true).split_off(2), "the file is binary data, not a scenario"),
        ("Latin-1", latin, "the file is not UTF-8: byte 11, on line 1"),
        ("a NUL", secret("name = \"SECRET\0\"\n"), "the file is binary data, not a scenario"),
        ("NULs alone", vec![0; 4096], "the file is binary data, not a scenario"),
        ("a ZIP archive", secret("PK\u{3}\u{4}SECRET"), "the file is a ZIP archive or a spreadsheet, not a scenario"),
        ("a gzip archive", b"\x1f\x8bhunter2".to_vec(), "the file is a gzip archive, not a scenario"),
        ("a PDF", secret("%PDF-1.7\nSECRET"), "the file is a PDF document, not a scenario"),
        ("an executable", b"\x7fELF\x02\x01\x01\0\0\0hunter2".to_vec(), "the file is binary data, not a scenario"),
        ("a picture", b"\x89PNG\r\n\x1a\nhunter2".to_vec(), "the file is not UTF-8: byte 0, on line 1"),
        ("a web page", secret("<!doctype html>\n<p>SECRET = 1"), "the file is a web page or XML, not a scenario"),
        ("JSON", secret("{ \"name\": \"SECRET\" }"), "the file is JSON, not a scenario"),
        ("YAML", secret("password: SECRET\n"), "the file is text of another kind, not a scenario"),
        ("CSV", secret("name,password\na,SECRET\n"), "the file is text of another kind, not a scenario"),
        ("users", secret("root:SECRET:0:0:root:/root:/bin/sh\n"), "the file is text of another kind, not a scenario"),
        ("a key", secret("-----BEGIN KEY-----\nSECRET==\n"), "the file is text of another kind, not a scenario"),
        ("nothing", Vec::new(), "there is no scenario in this file"),
        ("a mark alone", "\u{feff}".into(), "there is no scenario in this file"),
        ("comments alone", secret("# SECRET\n\n  # SECRET"), "there is no scenario in this file"),
        ("blank lines", b"\n\r\n \t\n".to_vec(), "there is no scenario in this file"),
    ];
    let count = inputs.len();
    for (name, bytes, said) in &inputs {
        write(root.path(), "x.toml", bytes);
        for verb in ["check", "compare", "breakeven", "explain"] {
            let refused = bounded(root.path(), &[verb, "x.toml"]);
            assert_eq!((refused.code, refused.out.as_str()), (Some(3), ""), "{name}");
            let title = refused.err.lines().next().unwrap().split_once("]: ").unwrap().1;
            assert_eq!(title, *said, "{name}");
            assert!(refused.err.contains("\n--> x.toml\n") && !refused.err.contains(SECRET), "{name}: {}", refused.err);
            assert!(refused.err.len() <= 200, "{name}: {}", refused.err);
        }
    }
    assert_eq!(count, 21);
}

/// A link in a folder from strangers may lead anywhere.
#[test]
fn what_a_link_leads_to_is_not_shown() {
    let root = tempdir().unwrap();
    write(root.path(), "elsewhere/users", format!("root:{SECRET}:0:0:root:/root:/bin/sh\n"));
    write(root.path(), "elsewhere/key", format!("-----BEGIN OPENSSH PRIVATE KEY-----\n{SECRET}\n"));
    write(root.path(), "folder/good.toml", ARARAT);
    for name in ["users", "key"] {
        let link = root.path().join("folder").join(name).with_extension("toml");
        std::os::unix::fs::symlink(format!("../elsewhere/{name}"), link).unwrap();
    }
    let checked = bounded(root.path(), &["check", "folder", "--rejects", "rejects.csv"]);
    assert_eq!(checked.code, Some(4));
    assert!(checked.err.ends_with("\n1 of 3 scenarios valid, 2 refused\n"), "{}", checked.err);
    let rejects = std::fs::read_to_string(root.path().join("rejects.csv")).unwrap();
    assert!(!(checked.err + &rejects).contains(SECRET));
}
