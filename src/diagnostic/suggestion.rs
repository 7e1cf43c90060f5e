//! Did you mean …?

use strsim::{damerau_levenshtein, jaro_winkler};

/// Words of the trade that people write for a key, where no distance finds it.
const ALIASES: [(&str, &str); 6] = [
    ("hrs", "hours"),
    ("margin", "gross_margin"),
    ("gm", "gross_margin"),
    ("super", "on_costs"),
    ("wage", "salary"),
    ("rollover", "rollover_hours"),
];

/// The known word nearest to an unknown one, where one is near.
pub(crate) fn nearest<'k>(unknown: &str, known: impl IntoIterator<Item = &'k str>) -> Option<&'k str> {
    let word = folded(unknown);
    let length = word.chars().count();
    let alias = ALIASES.iter().find(|(from, _)| *from == word).map(|(_, to)| *to);
    known
        .into_iter()
        .filter_map(|candidate| {
            if alias == Some(candidate) {
                return Some((0, candidate));
            }
            let name = folded(candidate);
            // Neither measure calls that near, and a word of a megabyte would take them seconds to compare.
            if length > 3 * name.chars().count().max(1) {
                return None;
            }
            let distance = damerau_levenshtein(&word, &name);
            let is_near = distance <= (name.chars().count() / 3).max(1) || jaro_winkler(&word, &name) >= 0.9;
            is_near.then_some((distance, candidate))
        })
        // Of equally near ones the one that begins alike.
        .min_by_key(|(distance, candidate)| (*distance, std::cmp::Reverse(common_start(&word, &folded(candidate)))))
        .map(|(_, candidate)| candidate)
}

/// How many characters two words begin with in common.
fn common_start(a: &str, b: &str) -> usize {
    a.chars().zip(b.chars()).take_while(|(a, b)| a == b).count()
}

/// Case and the choice of separator are no difference.
fn folded(word: &str) -> String {
    word.chars().map(|c| if c == '-' || c == ' ' { '_' } else { c.to_ascii_lowercase() }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offers_what_is_near() {
        let keys = ["salary", "monthly_fee", "hours_per_visit", "gross_margin"];
        for (typed, meant) in [
            ("salry", Some("salary")),
            ("monthlyfee", Some("monthly_fee")),
            ("Monthly-Fee", Some("monthly_fee")),
            ("hour_per_visit", Some("hours_per_visit")),
            ("gm", Some("gross_margin")),
            ("xyz", None),
        ] {
            assert_eq!(nearest(typed, keys), meant, "{typed}");
        }
        assert_eq!(nearest(&"salary".repeat(200_000), keys), None);
    }
}
