//! A small scenario, and the program in a folder of its own.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

/// At 5 visits of an hour spot work costs 5 × 100 = 500 a month, and the retainer its fee, 600.
pub(crate) const ARARAT: &str = r#"name = "Ararat"

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

/// The program in a folder and an empty environment, with nothing on standard input.
#[allow(dead_code, reason = "some tests run it under another program")]
pub(crate) fn program(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_smarthands"));
    command.current_dir(folder).env_clear().stdin(Stdio::null());
    command
}

/// Writes a file into a folder, with the folders on its way.
#[allow(dead_code, reason = "some tests have folders of their own")]
pub(crate) fn write(root: &Path, file: impl AsRef<Path>, text: impl AsRef<[u8]>) {
    let path = root.join(file);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}
