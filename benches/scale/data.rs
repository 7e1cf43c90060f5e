//! Folders of generated scenarios, made once and used again.
//!
//! A hidden file beside the scenarios, written last, says what they are: a folder without it, or with another
//! one, is incomplete or of an older generator, and is made anew.

use std::fs;
use std::hash::{Hash as _, Hasher as _};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use rustc_hash::FxHasher;

use crate::Result;
use crate::scenario::scenario;

/// Files to a folder: a directory of a million entries would measure the file system.
const SHARD: u64 = 1_000;
const MARK: &str = ".complete";

/// The name of the folder with so many scenarios, generated where it is not there yet.
pub(crate) fn folder(data: &Path, files: u64) -> Result<String> {
    let name = format!("files-{files}");
    generate(files, &data.join(&name))?;
    Ok(name)
}

/// The name of a list of a folder's scenarios, in the order in which smarthands reads them.
pub(crate) fn list(data: &Path, folder: &str) -> Result<String> {
    let mut paths = Vec::new();
    for shard in data.join(folder).read_dir()? {
        let shard = shard?;
        if shard.file_type()?.is_dir() {
            for file in shard.path().read_dir()? {
                let (shard, file) = (shard.file_name(), file?.file_name());
                paths.push(format!("{folder}/{}/{}\n", shard.to_string_lossy(), file.to_string_lossy()));
            }
        }
    }
    paths.sort_unstable();
    let name = format!("{folder}.txt");
    fs::write(data.join(&name), paths.concat())?;
    Ok(name)
}

/// Fills a folder with so many scenarios, unless it holds just those.
pub(crate) fn generate(files: u64, folder: &Path) -> Result<()> {
    let mark = mark(files);
    let found = fs::read_to_string(folder.join(MARK)).ok();
    if found.as_deref() == Some(&mark) {
        return Ok(());
    }
    let is_ours = found.is_some() || unfinished(folder).exists();
    if !is_ours && folder.read_dir().is_ok_and(|mut entries| entries.next().is_some()) {
        return Err(format!("{} holds something else: name an empty folder", folder.display()).into());
    }
    fs::create_dir_all(folder)?;
    // From here on the folder is unfinished, and said to be, until its mark is written.
    fs::write(unfinished(folder), "")?;
    remove(folder)?;
    (0..files.div_ceil(SHARD)).into_par_iter().try_for_each(|shard| -> std::io::Result<()> {
        let below = folder.join(format!("{shard:04}"));
        fs::create_dir_all(&below)?;
        for number in shard * SHARD..((shard + 1) * SHARD).min(files) {
            let scenario = scenario(number);
            fs::write(below.join(scenario.file_name), scenario.text)?;
        }
        Ok(())
    })?;
    fs::write(folder.join(MARK), mark)?;
    fs::remove_file(unfinished(folder))?;
    Ok(())
}

/// Removes what was generated, its mark first, and nothing that somebody put beside it.
fn remove(folder: &Path) -> Result<()> {
    match fs::remove_file(folder.join(MARK)) {
        Err(error) if error.kind() != ErrorKind::NotFound => return Err(error.into()),
        Ok(()) | Err(_) => {}
    }
    for entry in folder.read_dir()? {
        let entry = entry?;
        let name = entry.file_name();
        if name.len() >= 4 && name.as_encoded_bytes().iter().all(u8::is_ascii_digit) {
            fs::remove_dir_all(entry.path())?;
        }
    }
    Ok(())
}

/// Its presence says that the folder is ours and was not finished.
fn unfinished(folder: &Path) -> PathBuf {
    folder.join(".unfinished")
}

/// What the folder holds, changed by any change to the generator that shows in its first scenarios.
fn mark(files: u64) -> String {
    let mut hasher = FxHasher::default();
    for number in 0..files.min(500) {
        scenario(number).text.hash(&mut hasher);
    }
    format!("{files} scenarios, {:016x}\n", hasher.finish())
}
