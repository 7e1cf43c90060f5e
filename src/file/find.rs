//! From the PATH arguments to the ordered list of scenarios to read.
//!
//! The list is complete before the first file is read, so that a folder that changes meanwhile changes
//! nothing but the fate of single entries. Nothing is dropped in silence: what cannot be listed is an entry
//! with its error, which fails when its turn comes, like a file that cannot be read.
//! It opens folders only, never a file, and never follows a link to a folder below an argument.

use super::{ReadError, uninterrupted};
use std::error::Error;
use std::ffi::OsStr;
use std::fmt;
use std::fs::{self, DirEntry};
use std::io;
use std::path::{Path, PathBuf};

/// One place to read a scenario from. Three words of memory beside the path: a list may hold a million.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Source {
    /// The argument `-`.
    StandardInput,
    /// Named on the command line: read whatever its name and kind, or missing.
    Named(Box<Path>),
    /// Found below a folder: was a regular file, a link to one, or a link that leads nowhere.
    Found(Box<Path>),
    /// A place that is known to yield nothing; reading it returns the error.
    Failed(Box<Failure>),
}

/// A folder that could not be listed, or that holds no scenario.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Failure {
    pub(crate) path: PathBuf,
    pub(crate) error: ReadError,
}

impl Source {
    /// The path as the user knows it: the argument, or the argument joined with the rest of the way; `-` is
    /// standard input. It may hold any byte, so it is escaped before it is shown.
    pub(crate) fn path(&self) -> &Path {
        match self {
            Self::StandardInput => Path::new("-"),
            Self::Named(path) | Self::Found(path) => path,
            Self::Failed(failure) => &failure.path,
        }
    }

    /// The scenario that was meant where the name of none was given: that of a file without its `.toml`.
    pub(crate) fn path_meant(&self) -> Option<PathBuf> {
        let Self::Named(path) = self else { return None };
        let mut meant = path.as_os_str().to_owned();
        meant.push(".toml");
        let meant = PathBuf::from(meant);
        (!path.exists() && meant.is_file()).then_some(meant)
    }

    fn failed(path: PathBuf, error: ReadError) -> Self {
        Self::Failed(Box::new(Failure { path, error }))
    }
}

/// A command line that makes no sense whatever the file system holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum FindError {
    /// `-` twice: the second would find nothing left to read, and be refused as an empty scenario.
    StandardInputTwice,
}

impl Error for FindError {}

impl fmt::Display for FindError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::StandardInputTwice => f.write_str("standard input (-) can be read only once"),
        }
    }
}

/// What an argument stands for; none where it is a folder, which nobody has looked into then.
pub(crate) fn find_file(argument: &Path) -> Option<Source> {
    if argument.as_os_str() == "-" {
        return Some(Source::StandardInput);
    }
    (!argument.is_dir()).then(|| Source::Named(argument.into()))
}

/// Expands PATH arguments, keeping their order. `-` is standard input; a folder (also behind a link) gives
/// its scenarios in the byte order of their whole paths; anything else is taken as it is. A folder without
/// scenarios is one [`Source::Failed`], so that a batch reports it and goes on. What is named twice is
/// listed twice.
pub(crate) fn find(arguments: &[PathBuf]) -> Result<Vec<Source>, FindError> {
    let mut sources = Vec::with_capacity(arguments.len());
    for argument in arguments {
        match find_file(argument) {
            Some(Source::StandardInput) if sources.contains(&Source::StandardInput) => {
                return Err(FindError::StandardInputTwice);
            }
            Some(source) => sources.push(source),
            None => add_scenarios_below(argument, &mut sources),
        }
    }
    Ok(sources)
}

/// Works off a list of folders instead of recursing, with one folder open at a time: neither the depth of the
/// tree nor the number of file handles is a limit. A path too long for the system becomes an entry that says so.
fn add_scenarios_below(argument: &Path, sources: &mut Vec<Source>) {
    // Into the one list, since a list of its own would be a second of a million for a while.
    let first = sources.len();
    let mut folders = vec![argument.to_path_buf()];
    while let Some(folder) = folders.pop() {
        let (folders_before, sources_before) = (folders.len(), sources.len());
        let listed = uninterrupted(|| {
            folders.truncate(folders_before);
            sources.truncate(sources_before);
            list(&folder, &mut folders, sources)
        });
        if let Err(error) = listed {
            sources.push(Source::failed(folder, error.into()));
        }
    }
    if sources.len() == first {
        sources.push(Source::failed(argument.to_path_buf(), ReadError::NoScenarios));
    }
    // Bytes, not components: the order a user gets from sorting the printed paths (`a-b.toml`, `a.toml`, `a/b.toml`).
    if let Some(found) = sources.get_mut(first..) {
        found.sort_unstable_by(|a, b| bytes(a).cmp(bytes(b)));
    }
}

fn bytes(source: &Source) -> &[u8] {
    source.path().as_os_str().as_encoded_bytes()
}

fn list(folder: &Path, folders: &mut Vec<PathBuf>, sources: &mut Vec<Source>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        // What was listed before an error stays: it is read, and the error is reported beside it.
        let entry = entry?;
        if entry.file_name().as_encoded_bytes().starts_with(b".") {
            continue;
        }
        match Kind::of(&entry) {
            Ok(Kind::Folder) => folders.push(entry.path()),
            Ok(Kind::Scenario) => sources.push(Source::Found(entry.path().into())),
            Ok(Kind::Other) => {}
            Err(error) => sources.push(Source::failed(entry.path(), error.into())),
        }
    }
    Ok(())
}

enum Kind {
    Folder,
    Scenario,
    Other,
}

impl Kind {
    fn of(entry: &DirEntry) -> io::Result<Self> {
        let kind = entry.file_type()?;
        if kind.is_dir() {
            return Ok(Self::Folder);
        }
        let path = entry.path();
        if path.extension() != Some(OsStr::new("toml")) {
            return Ok(Self::Other);
        }
        // A link whose end cannot be seen (broken, a loop, no permission) was meant as a scenario: reading it says why not.
        let regular = kind.is_file() || kind.is_symlink() && fs::metadata(&path).map_or(true, |end| end.is_file());
        Ok(if regular { Self::Scenario } else { Self::Other })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use tempfile::{TempDir, tempdir};

    fn tree(files: &[&str]) -> TempDir {
        let root = tempdir().unwrap();
        for file in files {
            let path = root.path().join(file);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, "").unwrap();
        }
        root
    }

    fn below(root: &Path) -> Vec<String> {
        find(&[root.to_path_buf()])
            .unwrap()
            .iter()
            .map(|source| {
                let path = source.path().strip_prefix(root).unwrap().to_str().unwrap().to_owned();
                match source {
                    Source::Found(_) => path,
                    Source::Failed(failure) => format!("{path}: {}", failure.error),
                    Source::StandardInput | Source::Named(_) => panic!("{source:?}"),
                }
            })
            .collect()
    }

    #[test]
    fn a_source_is_small() {
        assert!(size_of::<Source>() <= 24);
    }

    #[test]
    #[cfg(unix)]
    fn order_is_by_the_bytes_of_the_whole_path() {
        let root = tree(&["a/b.toml", "a.toml", "a-b.toml", "Z.toml", "a/c/d.toml", "a/c.toml", "é.toml", "a0.toml"]);
        assert_eq!(
            below(root.path()),
            ["Z.toml", "a-b.toml", "a.toml", "a/b.toml", "a/c.toml", "a/c/d.toml", "a0.toml", "é.toml"]
        );
    }

    #[test]
    fn only_visible_toml_files_count() {
        let root = tree(&[
            "x.toml",
            ".x.toml",
            ".git/x.toml",
            "x.TOML",
            "xtoml",
            "toml",
            ".toml",
            "x.toml.bak",
            "f.toml/in.toml",
        ]);
        let separator = std::path::MAIN_SEPARATOR;
        assert_eq!(below(root.path()), [format!("f.toml{separator}in.toml"), "x.toml".to_owned()]);
    }

    #[test]
    fn a_hidden_folder_named_as_argument_is_searched() {
        let root = tree(&[".hidden/x.toml"]);
        assert_eq!(below(&root.path().join(".hidden")), ["x.toml"]);
    }

    #[test]
    fn a_folder_without_scenarios_is_one_refusal() {
        let root = tree(&["notes.txt", "empty/.x.toml"]);
        assert_eq!(below(root.path()), [": no scenario files (*.toml) in this folder"]);
    }

    #[test]
    fn arguments_keep_their_order_and_what_is_missing_stays() {
        let root = tree(&["b/1.toml", "b/0.toml", "a.txt"]);
        let at = |name: &str| root.path().join(name);
        let named = |name: &str| Source::Named(at(name).into());
        let found = |name: &str| Source::Found(at("b").join(name).into());
        assert_eq!(
            find(&[at("missing"), "-".into(), at("b"), at("a.txt"), at("a.txt"), at("b")]).unwrap(),
            [
                named("missing"),
                Source::StandardInput,
                found("0.toml"),
                found("1.toml"),
                named("a.txt"),
                named("a.txt"),
                found("0.toml"),
                found("1.toml"),
            ]
        );
    }

    #[test]
    fn a_folder_is_no_file() {
        let root = tree(&["a.toml"]);
        assert_eq!(find_file(root.path()), None);
        for name in ["a.toml", "missing"] {
            let path = root.path().join(name);
            assert_eq!(find_file(&path), Some(Source::Named(path.into())));
        }
        assert_eq!(find_file(Path::new("-")), Some(Source::StandardInput));
    }

    #[test]
    fn standard_input_only_once() {
        assert_eq!(find(&["-".into(), "-".into()]), Err(FindError::StandardInputTwice));
        assert_eq!(
            find(&["./-".into(), "-".into()]).unwrap(),
            [Source::Named(Path::new("./-").into()), Source::StandardInput]
        );
        assert_eq!(find(&["".into()]).unwrap(), [Source::Named(Path::new("").into())]);
    }

    #[test]
    #[cfg(unix)]
    fn links_and_special_files() {
        use std::os::unix::{fs::symlink, net::UnixListener};
        let root = tree(&["real/x.toml", "elsewhere/data.txt"]);
        let at = |name: &str| root.path().join(name);
        symlink("elsewhere/data.txt", at("file.toml")).unwrap();
        symlink("real", at("folder")).unwrap();
        symlink("real", at("folder.toml")).unwrap();
        symlink("nowhere", at("broken.toml")).unwrap();
        symlink("nowhere", at("broken.txt")).unwrap();
        symlink("loop.toml", at("loop.toml")).unwrap();
        symlink("..", at("real/up")).unwrap();
        symlink("/dev/zero", at("device.toml")).unwrap();
        let _socket = UnixListener::bind(at("socket.toml")).unwrap();
        assert!(std::process::Command::new("mkfifo").arg(at("fifo.toml")).status().unwrap().success());
        symlink("fifo.toml", at("fifo-link.toml")).unwrap();
        assert_eq!(below(root.path()), ["broken.toml", "file.toml", "loop.toml", "real/x.toml"]);
        // As an argument a link to a folder is searched, and any other thing taken as it is.
        assert_eq!(below(&at("folder")), ["x.toml"]);
        assert!(matches!(find(&[at("fifo.toml")]).unwrap().as_slice(), [Source::Named(_)]));
    }

    #[test]
    #[cfg(target_os = "linux")]
    fn names_that_are_not_utf_8_are_files_like_any_other() {
        use std::os::unix::ffi::OsStrExt;
        let root = tree(&["a.toml"]);
        let odd = root.path().join(OsStr::from_bytes(b"caf\xE9\n.toml"));
        fs::write(&odd, "").unwrap();
        let sources = find(&[root.path().to_path_buf()]).unwrap();
        assert_eq!(sources[1], Source::Found(odd.into()));
    }

    #[test]
    #[cfg(unix)]
    fn four_hundred_levels_are_processed() {
        let root = tempdir().unwrap();
        let deep = root.path().join(vec!["d"; 400].join("/"));
        fs::create_dir_all(&deep).unwrap();
        fs::write(deep.join("x.toml"), "").unwrap();
        assert_eq!(find(&[root.path().to_path_buf()]).unwrap(), [Source::Found(deep.join("x.toml").into())]);
    }

    #[test]
    #[cfg(target_os = "linux")]
    fn a_path_too_long_for_the_system_is_reported() {
        use rustix::fs::{CWD, Mode, OFlags, mkdirat, openat};
        let root = tempdir().unwrap();
        let name = "n".repeat(250);
        let mut here = openat(CWD, root.path(), OFlags::DIRECTORY, Mode::empty()).unwrap();
        for _ in 0..20 {
            mkdirat(&here, &*name, Mode::RWXU).unwrap();
            here = openat(&here, &*name, OFlags::DIRECTORY, Mode::empty()).unwrap();
        }
        drop(openat(&here, "x.toml", OFlags::CREATE | OFlags::WRONLY, Mode::RUSR).unwrap());
        let found = below(root.path());
        assert_eq!(found.len(), 1);
        assert!(found[0].ends_with(": cannot read: file name too long"), "{found:?}");
        // TempDir cannot remove what it cannot name.
        assert!(std::process::Command::new("rm").arg("-rf").arg(root.path()).status().unwrap().success());
    }

    #[test]
    #[cfg(unix)]
    fn an_unreadable_folder_is_an_entry_beside_the_others() {
        use std::os::unix::fs::PermissionsExt;
        let root = tree(&["a/x.toml", "b/x.toml", "c/x.toml"]);
        let closed = root.path().join("b");
        fs::set_permissions(&closed, fs::Permissions::from_mode(0o000)).unwrap();
        let root_may = fs::read_dir(&closed).is_ok();
        let found = below(root.path());
        fs::set_permissions(&closed, fs::Permissions::from_mode(0o700)).unwrap();
        if !root_may {
            assert_eq!(found, ["a/x.toml", "b: cannot read: permission denied", "c/x.toml"]);
        }
    }
}
