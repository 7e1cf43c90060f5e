//! A folder with scenarios and old results, and what is in it afterwards.

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;

use tempfile::{TempDir, tempdir};

use crate::ararat::ARARAT;

/// Permissions and bytes of every file by its path; a folder has a path that ends with a slash, and no bytes.
pub(crate) type Files = BTreeMap<String, (u32, Vec<u8>)>;

/// A folder of its own for one run.
pub(crate) struct Stage {
    root: TempDir,
}

impl Stage {
    /// Two scenarios, one of them in a folder, a third that is refused, and old results that nobody else may read.
    pub(crate) fn new() -> Self {
        let root = tempdir().unwrap();
        let stage = Self { root };
        for folder in ["in/sub", "pages"] {
            fs::create_dir_all(stage.path().join(folder)).unwrap();
        }
        stage.write("in/a.toml", ARARAT);
        stage.write("in/bad.toml", &ARARAT.replace("visits = 5", "visits = -5"));
        stage.write("in/sub/b.toml", &ARARAT.replace("visits = 5", "visits = 7"));
        for old in ["out.csv", "rejects.csv", "costs.svg", "pages/smarthands.1"] {
            stage.write(old, "old\n");
            fs::set_permissions(stage.path().join(old), fs::Permissions::from_mode(0o640)).unwrap();
        }
        stage
    }

    pub(crate) fn path(&self) -> &Path {
        self.root.path()
    }

    pub(crate) fn write(&self, name: &str, text: &str) {
        fs::write(self.path().join(name), text).unwrap();
    }

    /// Everything in the folder.
    pub(crate) fn files(&self) -> Files {
        let mut files = Files::new();
        add(self.path(), "", &mut files);
        files
    }
}

fn add(folder: &Path, prefix: &str, files: &mut Files) {
    for entry in fs::read_dir(folder).unwrap() {
        let entry = entry.unwrap();
        let name = format!("{prefix}{}", entry.file_name().to_str().unwrap());
        let metadata = entry.metadata().unwrap();
        let mode = metadata.permissions().mode() & 0o7777;
        if metadata.is_dir() {
            add(&entry.path(), &format!("{name}/"), files);
            files.insert(format!("{name}/"), (mode, Vec::new()));
        } else {
            files.insert(name, (mode, fs::read(entry.path()).unwrap()));
        }
    }
}
