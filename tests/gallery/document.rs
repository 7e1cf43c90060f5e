//! What `compare` says of a scenario of the gallery, as a JSON document, and single figures of it.

use serde_json::Value;

use crate::program::run;

/// The JSON document of a scenario of the gallery, with these settings.
pub(crate) fn document(scenario: &str, settings: &[&str]) -> Value {
    let file = format!("scenarios/{scenario}.toml");
    let mut arguments = vec!["compare", &file, "--format", "json"];
    arguments.extend(settings.iter().flat_map(|setting| ["--set", setting]));
    let run = run(&arguments);
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    serde_json::from_slice(&run.stdout).unwrap()
}

pub(crate) fn option<'a>(document: &'a Value, id: &str) -> &'a Value {
    let options = document["options"].as_array().unwrap();
    options.iter().find(|option| option["option"] == id).unwrap_or_else(|| panic!("no option {id}"))
}

/// A figure of an option, such as `annual_cost.low`, as it is printed.
pub(crate) fn figure(document: &Value, id: &str, path: &str) -> String {
    let value = path.split('.').fold(option(document, id), |value, key| match key.parse::<usize>() {
        Ok(index) => &value[index],
        Err(_) => &value[key],
    });
    value.as_str().unwrap_or_else(|| panic!("{id} has no {path}: {value}")).to_owned()
}

/// The total of a line over the horizon.
pub(crate) fn line(document: &Value, id: &str, part: Option<u64>, name: &str) -> String {
    let lines = option(document, id)["lines"].as_array().unwrap();
    let line = lines.iter().find(|line| line["part"].as_u64() == part && line["name"] == name);
    line.unwrap_or_else(|| panic!("{id} has no line {name}"))["total"].as_str().unwrap().to_owned()
}

/// Asserts figures of options: the option, the path, the figure.
pub(crate) fn assert_figures(document: &Value, figures: &[(&str, &str, &str)]) {
    for (id, path, expected) in figures {
        assert_eq!(figure(document, id, path), *expected, "{}: {id} {path}", document["scenario"]);
    }
}

/// The bands of the cheapest option: from, to, option.
pub(crate) fn bands(document: &Value) -> Vec<[&str; 3]> {
    let bands = document["breakeven"]["cheapest"].as_array().unwrap();
    bands.iter().map(|band| ["from", "to", "option"].map(|key| band[key].as_str().unwrap())).collect()
}
