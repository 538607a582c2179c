//! Case-insensitive comparison: one side is folded once, the other compared as it is.

/// The form that [`same`] expects on its left.
pub fn fold(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    // Character by character, not `str::to_lowercase`, whose treatment of a final sigma depends on the place.
    text.chars().flat_map(char::to_lowercase).collect()
}

/// Whether `value` folds to `folded`. Does not allocate.
pub(crate) fn same(folded: &str, value: &str) -> bool {
    if folded.len() == value.len() && folded.eq_ignore_ascii_case(value) {
        return true;
    }
    !value.is_ascii() && value.chars().flat_map(char::to_lowercase).eq(folded.chars())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_does_not_matter_in_any_script() {
        for (a, b) in [("Done", "dONE"), ("Ärger", "äRGER"), ("ΟΔΟΣ", "οδοσ"), ("", ""), ("K", "k")]
        {
            assert!(same(&fold(a), b) && same(&fold(b), a), "{a} {b}");
        }
        for (a, b) in [("Done", "Don"), ("ß", "ss"), ("a", "ä"), ("", " ")] {
            assert!(!same(&fold(a), b) && !same(&fold(b), a), "{a} {b}");
        }
    }
}
