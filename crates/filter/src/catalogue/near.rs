//! "Did you mean": the known name that is nearest to what was written.

use crate::fold::fold;

/// The nearest of the candidates, if any is near enough to be what was meant.
pub(crate) fn nearest<'a>(written: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let written: Vec<char> = fold(written).chars().collect();
    // One slip in a short word, two in a longer one.
    let slips_max = match written.len() {
        0..=2 => 0,
        3..=5 => 1,
        _ => 2,
    };
    // Every slip changes the length by one at most, so most candidates need no measuring: queries may hold very many
    // unknown names, and very long ones. Folding does not change the length of the names that are known.
    let near_in_length = candidates
        .into_iter()
        .filter(|candidate| candidate.chars().count().abs_diff(written.len()) <= slips_max);
    let measured = near_in_length.map(|candidate| {
        let letters: Vec<char> = fold(candidate).chars().collect();
        (distance(&written, &letters), candidate)
    });
    measured
        .min_by_key(|(slips, _)| *slips)
        .filter(|(slips, _)| *slips <= slips_max)
        .map(|(_, candidate)| candidate)
}

/// Letters to insert, delete, replace or swap with a neighbour.
fn distance(a: &[char], b: &[char]) -> usize {
    let mut before_last: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=b.len()).collect();
    let mut previous_a = None;
    for (i, x) in a.iter().enumerate() {
        let mut row = Vec::with_capacity(last.len());
        row.push(i.saturating_add(1));
        let mut previous_b = None;
        for (j, y) in b.iter().enumerate() {
            let next = j.saturating_add(1);
            let at = |row: &[usize], column: usize| row.get(column).copied().unwrap_or(usize::MAX);
            let replaced = at(&last, j).saturating_add(usize::from(x != y));
            let deleted = at(&last, next).saturating_add(1);
            let inserted = at(&row, j).saturating_add(1);
            let swapped = if previous_a == Some(y) && previous_b == Some(x) {
                j.checked_sub(1).map_or(usize::MAX, |column| at(&before_last, column).saturating_add(1))
            } else {
                usize::MAX
            };
            row.push(replaced.min(deleted).min(inserted).min(swapped));
            previous_b = Some(y);
        }
        previous_a = Some(x);
        before_last = std::mem::replace(&mut last, row);
    }
    last.last().copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_are_understood_and_other_words_are_not() {
        let names = ["actor", "action", "occurred", "issue.created", "issue.deleted"];
        let table = [
            ("acter", Some("actor")),
            ("ACTION", Some("action")),
            ("actoin", Some("action")),
            ("ocurred", Some("occurred")),
            ("occured", Some("occurred")),
            ("issue.creeted", Some("issue.created")),
            ("sprint", None),
            ("at", None),
            ("", None),
        ];
        for (written, expect) in table {
            assert_eq!(nearest(written, names), expect, "{written}");
        }
        assert_eq!(distance(&['a', 'b'], &['b', 'a']), 1);
    }
}
