//! Text from files and folders, made safe for a terminal.

use std::borrow::Cow;
use std::fmt::Write as _;
use std::path::Path;

use unicode_width::UnicodeWidthChar;

/// The most columns of a quoted value.
const QUOTED_COLUMNS: usize = 60;

/// The text with every character escaped that would move the cursor, change the direction of writing or not show:
/// C0 and C1 controls, bidirectional and zero-width characters.
pub fn escaped(text: &str) -> Cow<'_, str> {
    if !text.chars().any(is_hidden) {
        return Cow::Borrowed(text);
    }
    let mut safe = String::with_capacity(text.len() + 8);
    for character in text.chars() {
        if is_hidden(character) {
            safe.extend(character.escape_default());
        } else {
            safe.push(character);
        }
    }
    Cow::Owned(safe)
}

/// A path as text: hidden characters as in [`escaped`], bytes that are not UTF-8 as `\xE9`, and a backslash as two, so
/// that no two paths look the same.
pub(crate) fn escaped_path(path: &Path) -> String {
    let bytes = path.as_os_str().as_encoded_bytes();
    let mut safe = String::with_capacity(bytes.len());
    for chunk in bytes.utf8_chunks() {
        // Elsewhere a backslash is what a slash is here.
        let valid = if cfg!(windows) { chunk.valid().to_owned() } else { chunk.valid().replace('\\', "\\\\") };
        safe.push_str(&escaped(&valid));
        for byte in chunk.invalid() {
            // Writing to a String cannot fail.
            let _ = write!(safe, "\\x{byte:02X}");
        }
    }
    safe
}

/// The text with hidden characters replaced by visible ones of as many bytes, so that spans into it stay right.
///
/// C0 controls are left to the renderer, which shows them by symbols of their own.
pub(super) fn masked(text: &str) -> Cow<'_, str> {
    let is_masked = |c: char| is_hidden(c) && !c.is_ascii();
    if !text.contains(is_masked) {
        return Cow::Borrowed(text);
    }
    let mask = |c: char| match c.len_utf8() {
        _ if !is_masked(c) => c,
        2 => '\u{b7}',
        3 => '\u{fffd}',
        _ => '\u{1fbc4}',
    };
    Cow::Owned(text.chars().map(mask).collect())
}

/// A value as written, in back quotes, escaped and cut to 60 columns.
pub(crate) fn quoted(text: &str) -> String {
    let safe = escaped(text);
    let mut columns = 0;
    let end = safe.char_indices().find_map(|(offset, character)| {
        columns += character.width().unwrap_or(0);
        (columns > QUOTED_COLUMNS).then_some(offset)
    });
    match end {
        Some(end) => format!("`{}…`", &safe[..end]),
        None => format!("`{safe}`"),
    }
}

/// Whether a character would move the cursor, change the direction of writing or not show.
pub(crate) fn is_hidden(character: char) -> bool {
    character.is_control()
        || matches!(character,
            '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hides_nothing() {
        assert_eq!(escaped("Hire \u{1b}[31m"), "Hire \\u{1b}[31m");
        assert_eq!(escaped("a\u{202e}b\u{9b}"), "a\\u{202e}b\\u{9b}");
        assert_eq!(escaped("Zürich 東京"), "Zürich 東京");
    }

    #[cfg(unix)]
    #[test]
    fn paths_of_any_bytes_are_unambiguous() {
        use std::os::unix::ffi::OsStrExt as _;
        let path = Path::new(std::ffi::OsStr::from_bytes(b"caf\xe9\n.toml"));
        assert_eq!(escaped_path(path), "caf\\xE9\\n.toml");
        assert_eq!(escaped_path(Path::new("caf\\xE9.toml")), "caf\\\\xE9.toml");
    }

    #[test]
    fn long_values_are_cut() {
        assert_eq!(quoted("60"), "`60`");
        let long = quoted(&"東".repeat(100));
        assert_eq!(long, format!("`{}…`", "東".repeat(30)));
    }
}
