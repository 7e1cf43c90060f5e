//! The scenarios of the gallery and of the cases: their paths and texts.

use std::path::Path;

/// Path and text of each, in the order of the paths.
pub(crate) fn files() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = Vec::new();
    for folder in ["scenarios", "tests/cases"] {
        for entry in std::fs::read_dir(root.join(folder)).unwrap() {
            let path = entry.unwrap().path();
            if path.extension().is_some_and(|extension| extension == "toml") {
                files.push((path.display().to_string(), std::fs::read_to_string(&path).unwrap()));
            }
        }
    }
    // A folder that is not found, or half of it, would pass every test over it.
    assert!(files.len() >= 89, "{}", files.len());
    files.sort();
    files
}
