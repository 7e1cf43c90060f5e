//! A picture is well-formed XML, and nothing in it is a script or leads anywhere.

use super::message;

pub(crate) fn holds(svg: &str) {
    message::shown(svg);
    assert!(svg.trim_start().starts_with("<svg") && svg.trim_end().ends_with("</svg>"), "{svg}");
    let mut open: Vec<&str> = Vec::new();
    let mut rest = svg;
    while let Some(start) = rest.find('<') {
        text(&rest[..start]);
        let end = tag_end(&rest[start..]).unwrap_or_else(|| panic!("an unended tag: {}", &rest[start..]));
        let tag = &rest[start + 1..start + end];
        rest = &rest[start + end + 1..];
        if let Some(name) = tag.strip_prefix('/') {
            assert_eq!(open.pop(), Some(name.trim_end()), "{svg}");
            continue;
        }
        let inner = tag.strip_suffix('/').unwrap_or(tag);
        let (name, attributes) = inner.split_once(char::is_whitespace).unwrap_or((inner, ""));
        assert!(!name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric()), "the tag {tag:?}");
        assert!(!["script", "a", "image", "use", "foreignObject"].contains(&name), "the tag {tag:?}");
        each_attribute(attributes);
        if !tag.ends_with('/') {
            open.push(name);
        }
    }
    assert!(open.is_empty() && rest.trim().is_empty(), "{open:?} is open before {rest:?}");
}

/// Where the tag at the start of a text ends, `>` in quotes apart.
fn tag_end(text: &str) -> Option<usize> {
    let mut is_quoted = false;
    text.bytes().position(|byte| {
        is_quoted ^= byte == b'"';
        byte == b'>' && !is_quoted
    })
}

fn each_attribute(mut attributes: &str) {
    while let Some((name, rest)) = attributes.split_once("=\"") {
        let (value, behind) = rest.split_once('"').unwrap_or_else(|| panic!("an unended value: {rest}"));
        let name = name.trim();
        assert!(name.bytes().all(|b| b.is_ascii_alphanumeric() || b"-:".contains(&b)), "the attribute {name:?}");
        assert!(!name.starts_with("on") && !name.ends_with("href"), "the attribute {name:?}");
        assert!(!value.contains('<'), "the value {value:?}");
        text(value);
        attributes = behind;
    }
    assert!(attributes.trim().is_empty(), "{attributes:?}");
}

/// Every `&` begins one of the known entities.
fn text(text: &str) {
    let is_entity = |after: &str| ["amp;", "lt;", "gt;", "quot;", "apos;", "#"].iter().any(|e| after.starts_with(e));
    assert!(text.split('&').skip(1).all(is_entity), "{text:?}");
}
