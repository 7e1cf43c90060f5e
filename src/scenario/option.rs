//! Options and their parts (`docs/economics.md` section 3).

use super::demand::Segment;
use super::document::{Entry, Kind, Table, Value};
use super::extra::{self, EXTRA, Extra, MOST_EXTRAS};
use super::key::{Form, Key};
use super::layout::{Layout, Rule};
use super::reader::{Cursor, Reader};
use super::shape::Aside;
use super::term::Scope;
use super::terms::{self, MODELS, Model};
use crate::diagnostic::{Diagnostic, Span, nearest, quoted};

/// The most options of a scenario.
pub(super) const MOST_OPTIONS: usize = 64;
/// The most parts of an option.
const MOST_PARTS: usize = 16;

static NAME: Key = Key::name("name", "what the option is called").required().example("\"Hire in Bendigo\"");
static ID: Key = Key::new("id", Form::Id, "a short name for output and addresses, unique among the options")
    .otherwise("the slug of `name`")
    .example("\"hire\"");
static NOTES: Key = Key::text("notes", "remarks").example("\"Only if the pipeline is certain\"");
static EXTRAS: Key = Key::rows("extra", &EXTRA, 0, MOST_EXTRAS, "cost items of the option")
    .otherwise("none")
    .example("[[option.extra]]");
static PART: Key = Key::rows("part", &PART_TABLE, 1, MOST_PARTS, "the parts of a blend")
    .otherwise("`model`")
    .example("[[option.part]]");
static MODEL: Key = model();
static PART_MODEL: Key = model().required();
static SERVES: Key =
    Key::new("serves", Form::Names, "the segments that the part serves").otherwise("all").example("[\"flagship\"]");

const fn model() -> Key {
    Key::choice("model", &MODELS, "how the work is done and paid").example("\"retainer\"")
}

static OPTION_KEYS: &[&Key] = &[&NAME, &ID, &NOTES, &EXTRAS, &PART];
/// The keys of an option; one of a single model has that model's terms as well.
pub(crate) static OPTION: Layout = Layout::of(&[OPTION_KEYS, &[&MODEL, &SERVES]])
    .with(&[
        Rule::OnlyBeside("part", &["name", "id", "notes", "extra"]),
        Rule::Where("part", &[], &[Rule::Required("model")]),
    ])
    .by(&MODEL, &terms::LAYOUTS);
/// The keys of a part of a blend, beside its model's terms.
pub(crate) static PART_TABLE: Layout = Layout::of(&[&[&PART_MODEL, &SERVES]]).by(&PART_MODEL, &terms::LAYOUTS);

/// An option: one way to serve the demand.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Engagement {
    /// Its id, unique in the scenario.
    pub id: Aside<String>,
    /// Its name.
    pub name: Aside<String>,
    /// Its parts, one or several.
    pub parts: Vec<Part>,
    /// Its own extras.
    pub extras: Vec<Extra>,
    /// Where it stands.
    pub(crate) span: Aside<Option<Span>>,
}

impl Engagement {
    /// The model, or `blend` where there are several parts.
    pub fn model_name(&self) -> &'static str {
        match self.parts.as_slice() {
            [only] => only.model.name(),
            _ => "blend",
        }
    }

    /// Whether some of its clients are handed to a partner.
    pub fn hands_off(&self) -> bool {
        self.parts.iter().any(|part| matches!(part.model, Model::HandOff(_)))
    }
}

/// A part of an option: a model, its terms, and the segments that it serves.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Part {
    /// The model and its terms.
    pub model: Model,
    /// The positions of the segments.
    pub serves: Vec<usize>,
    pub(crate) scope: Scope,
    pub(crate) span: Aside<Option<Span>>,
}

/// Reads `[[option]]`.
pub(crate) fn read_all(
    reader: &mut Reader<'_>,
    root: &Cursor<'_>,
    key: &'static Key,
    segments: &[Segment],
) -> Vec<Engagement> {
    let rows = reader.rows(root, key, "write each as [[option]]");
    let is_empty = |value: &Value<'_>| matches!(&value.kind, Kind::Array(rows) if rows.is_empty());
    if root.table.get(key.name).is_none_or(is_empty) {
        let help = "add an [[option]] with a name, a model and its terms";
        reader.report(Diagnostic::error("no-options", "the scenario has no options to compare").help(help));
    }
    reader.at_most(root, "options", rows.len(), MOST_OPTIONS);
    let rows: Vec<(u32, (&Table<'_>, Span))> = (0..).zip(rows).take(MOST_OPTIONS).collect();
    reader.names.options = rows.iter().map(|(_, (table, _))| provisional_id(table)).collect();
    reader.names.option_extras = vec![Vec::new(); rows.len()];
    let mut options: Vec<Engagement> = Vec::with_capacity(rows.len());
    // Where the id of each option so far stands.
    let mut places: Vec<Span> = Vec::with_capacity(rows.len());
    for (position, (table, span)) in rows {
        let at = Cursor { table, scope: Scope::Option(position), span: Some(span) };
        let option = read(reader, &at, position, segments);
        let place = table.get(ID.name).or_else(|| table.get(NAME.name)).map_or(span, |value| value.span);
        let first = options.iter().position(|earlier| *earlier.id == *option.id && !option.id.is_empty());
        if let Some(first) = first {
            let message = format!("two options have the id {}", quoted(&option.id));
            let problem = Diagnostic::error("duplicate-id", message)
                .key(reader.names.key(at.scope, ID.name))
                .at(Some(place), "again here")
                .at(places.get(first).copied(), "first here")
                .help("give one of them another `name`, or an `id` of its own");
            reader.report(problem);
        }
        places.push(place);
        options.push(option);
    }
    options
}

/// A name's slug: lower-cased, every run of other characters than a-z and 0-9 one hyphen, none at the ends.
pub(crate) fn slug(name: &str) -> String {
    let mut slug = String::with_capacity(name.len());
    let mut is_between = false;
    for character in name.chars().flat_map(char::to_lowercase) {
        if character.is_ascii_lowercase() || character.is_ascii_digit() {
            if is_between && !slug.is_empty() {
                slug.push('-');
            }
            slug.push(character);
            is_between = false;
        } else {
            is_between = true;
        }
    }
    slug
}

fn provisional_id(table: &Table<'_>) -> String {
    let text = |key: &'static Key| match table.get(key.name).map(|value| &value.kind) {
        Some(Kind::Text(text)) => Some(text),
        _ => None,
    };
    text(&ID).map_or_else(|| text(&NAME).map(|name| slug(name)).unwrap_or_default(), std::string::ToString::to_string)
}

fn read(reader: &mut Reader<'_>, at: &Cursor<'_>, position: u32, segments: &[Segment]) -> Engagement {
    let name = reader.name(at, &NAME).unwrap_or_default();
    let id = id(reader, at, &name);
    reader.text(at, &NOTES);
    let before = reader.diagnostics.len();
    let parts = parts(reader, at, position, segments);
    // A segment that is misspelt is not unserved as well, and a part whose segments cannot be read does not serve all.
    let is_of_segments = |d: &Diagnostic| {
        ["unknown-segment", "too-many"].contains(&d.code) || (d.code == "wrong-type" && d.key.ends_with(".serves"))
    };
    let is_known = !reader.diagnostics.iter().skip(before).any(is_of_segments);
    if is_known {
        check_served_once(reader, at, &parts, segments);
    }
    let extras = extra::read_all(
        reader,
        at,
        &EXTRAS,
        |extra| Scope::OptionExtra(position, extra),
        |reader, names| {
            if let Some(known) = reader.names.option_extras.get_mut(position as usize) {
                *known = names;
            }
        },
    );
    Engagement { id: Aside(id), name: Aside(name), parts, extras, span: Aside(at.span) }
}

fn id(reader: &mut Reader<'_>, at: &Cursor<'_>, name: &str) -> String {
    let Some(value) = at.table.get(ID.name) else {
        let id = slug(name);
        if let (true, false, Some(value)) = (id.is_empty(), name.is_empty(), at.table.get(NAME.name)) {
            let message = format!("the name {} has no letters a-z or digits to make an id of", quoted(name));
            reader.problem(at, NAME.name, value.span, "needs-id", message, "add an `id` of a-z, 0-9 and hyphens");
        }
        return id;
    };
    let id = reader.name(at, &ID).unwrap_or_default();
    let is_plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    if !id.is_empty() && !id.chars().all(is_plain) {
        let message = format!("an id has only a-z, 0-9 and hyphens (got {})", reader.written(value.span));
        let help = match slug(&id) {
            slug if slug.is_empty() => "such as \"hire\"".to_owned(),
            slug => format!("write \"{slug}\""),
        };
        reader.problem(at, ID.name, value.span, "bad-id", message, help);
    }
    id
}

fn parts(reader: &mut Reader<'_>, at: &Cursor<'_>, position: u32, segments: &[Segment]) -> Vec<Part> {
    let (parts_at, model_at) = (at.table.entry(PART.name), at.table.entry(MODEL.name));
    if parts_at.is_none() {
        return vec![part(reader, at, segments, &OPTION)];
    }
    if let (Some(parts), Some(model)) = (parts_at, model_at) {
        let message = format!("{} has both a `model` and parts", reader.place(at.scope));
        let problem = Diagnostic::error("exclusive-keys", message)
            .key(reader.names.key(at.scope, MODEL.name))
            .at(Some(model.key_span), "this one")
            .at(Some(parts.key_span), "or these")
            .help("move the model and its terms into an [[option.part]] of their own");
        reader.report(problem);
        return Vec::new();
    }
    for entry in at.table.entries() {
        let owners = if entry.key == SERVES.name { vec!["a part".to_owned()] } else { terms::owners(&entry.key) };
        if OPTION_KEYS.iter().any(|key| key.name == entry.key) {
            continue;
        }
        if owners.is_empty() {
            let mut table = Table::default();
            table.push(entry.clone());
            reader.refuse_unknown(&Cursor { table: &table, ..*at }, &[OPTION_KEYS], |_| Vec::new());
        } else {
            let message = format!("the key {} belongs to a part of the blend, not to the option", quoted(&entry.key));
            let help = "move it into an [[option.part]]";
            reader.problem(at, &entry.key, entry.key_span, "key-of-part", message, help);
        }
    }
    let rows = reader.rows(at, &PART, "write each as [[option.part]]");
    if rows.is_empty() && matches!(parts_at.map(|parts| &parts.value.kind), Some(Kind::Array(_))) {
        let message = format!("{} has no parts", reader.place(at.scope));
        let help = "add an [[option.part]] with a model and its terms";
        reader.report(Diagnostic::error("no-parts", message).at(at.span, "").help(help));
    }
    reader.at_most(at, "parts", rows.len(), MOST_PARTS);
    let rows = (0_u32..).zip(rows).take(MOST_PARTS);
    rows.map(|(number, (table, span))| {
        part(reader, &Cursor { table, scope: Scope::Part(position, number), span: Some(span) }, segments, &PART_TABLE)
    })
    .collect()
}

/// Without its model the other keys of a part are not judged, so that one of them was meant as it would go untold.
fn refuse_misspelt_model(reader: &mut Reader<'_>, at: &Cursor<'_>) {
    let is_meant = |entry: &&Entry<'_>| nearest(&entry.key, [PART_MODEL.name]).is_some();
    if at.table.get(PART_MODEL.name).is_none()
        && let Some(entry) = at.table.entries().iter().find(is_meant)
    {
        let problem = reader.unknown(at, entry, &[&[&PART_MODEL]], &[]);
        reader.report(problem);
    }
}

fn part(reader: &mut Reader<'_>, at: &Cursor<'_>, segments: &[Segment], layout: &'static Layout) -> Part {
    refuse_misspelt_model(reader, at);
    let model = reader.choice(at, &PART_MODEL);
    let serves = serves(reader, at, segments);
    let Some(model) = model else {
        // Without its model a part's other keys cannot be judged.
        let stand_in = Cursor { table: &Table::default(), ..*at };
        let before = reader.diagnostics.len();
        let model = Model::read("hand-off", reader, &stand_in);
        reader.diagnostics.truncate(before);
        return Part { model, serves, scope: at.scope, span: Aside(at.span) };
    };
    let groups = [terms::layout(model).groups, layout.groups].concat();
    reader.refuse_unknown(at, &groups, terms::owners);
    Part { model: Model::read(model, reader, at), serves, scope: at.scope, span: Aside(at.span) }
}

fn serves(reader: &mut Reader<'_>, at: &Cursor<'_>, segments: &[Segment]) -> Vec<usize> {
    let everything = (0..segments.len()).collect();
    let Some(value) = at.table.get(SERVES.name) else { return everything };
    let Kind::Array(values) = &value.kind else {
        reader.wrong_type(at, SERVES.name, value, "a list of segment names", "write serves = [\"flagship\"]");
        return everything;
    };
    if values.is_empty() {
        let message = "`serves` is empty, so the part serves nothing".to_owned();
        reader.problem(at, SERVES.name, value.span, "empty-list", message, "name a segment, or take the part out");
    }
    let mut served = Vec::with_capacity(values.len());
    for value in values {
        let Kind::Text(name) = &value.kind else {
            reader.wrong_type(at, SERVES.name, value, "a list of segment names", "write serves = [\"flagship\"]");
            continue;
        };
        let position = segments.iter().position(|segment| segment.name() == Some(&**name));
        if let Some(position) = position {
            served.push(position);
        } else {
            let names = || segments.iter().filter_map(|segment| segment.name());
            let help = match nearest(name, names()) {
                Some(near) => format!("did you mean \"{near}\"?"),
                None if names().next().is_none() => "the demand has no named segments: take `serves` out".to_owned(),
                None => format!("the segments are {}", names().map(quoted).collect::<Vec<_>>().join(", ")),
            };
            let message = format!("there is no segment {}", quoted(name));
            reader.problem(at, SERVES.name, value.span, "unknown-segment", message, help);
        }
    }
    served
}

/// The parts of an option together serve every segment exactly once.
fn check_served_once(reader: &mut Reader<'_>, at: &Cursor<'_>, parts: &[Part], segments: &[Segment]) {
    if reader.has_errors() && parts.iter().any(|part| part.serves.is_empty()) {
        return;
    }
    for (position, segment) in segments.iter().enumerate() {
        let mut services = parts.iter().flat_map(|part| &part.serves).filter(|served| **served == position);
        if services.next().is_some() && services.next().is_none() {
            continue;
        }
        let servers: Vec<&Part> = parts.iter().filter(|part| part.serves.contains(&position)).collect();
        let name = segment
            .name
            .as_deref()
            .map_or_else(|| "the demand".to_owned(), |name| format!("the segment {}", quoted(name)));
        let place = reader.place(at.scope);
        let problem = match servers.as_slice() {
            [] if parts.is_empty() => continue,
            [] if parts.len() == 1 => Diagnostic::error("unserved-segment", format!("{place} does not serve {name}"))
                .at(at.span, "")
                .help("name it in `serves`, or leave `serves` out; to serve it in another way, give the option an [[option.part]] for each"),
            [] => Diagnostic::error("unserved-segment", format!("no part of {place} serves {name}"))
                .at(at.span, "")
                .help("name the segment in the `serves` of one part"),
            [only] => {
                Diagnostic::error("doubly-served-segment", format!("`serves` names {name} more than once in {place}"))
                    .at(only.span, "")
                    .help("name it once")
            }
            several => several
                .iter()
                .fold(
                    Diagnostic::error("doubly-served-segment", format!("{name} is served more than once in {place}")),
                    |problem, part| problem.at(part.span, "by this part"),
                )
                .help("give the parts `serves` lists that do not overlap"),
        };
        let key = reader.names.key(at.scope, SERVES.name);
        reader.report(problem.key(key));
    }
}

#[cfg(test)]
mod tests {
    use super::slug;

    #[test]
    fn slugs_are_plain() {
        assert_eq!(slug("Hire in Bendigo"), "hire-in-bendigo");
        assert_eq!(slug("  24/7 -- Zürich!"), "24-7-z-rich");
        assert_eq!(slug("東京"), "");
        assert_eq!(slug("K\u{212a} İΣ b-"), "kk-i-b");
    }
}
