//! Words with a meaning of their own: keywords, and words the language keeps for itself.

/// Words of the grammar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Keyword {
    After,
    And,
    Asc,
    Before,
    By,
    Cf,
    Changed,
    Desc,
    During,
    Empty,
    From,
    In,
    Is,
    Not,
    On,
    Or,
    Order,
    To,
    Was,
}

/// The keyword that `word` is, in any mixture of ASCII upper and lower case.
pub(crate) fn find_keyword(word: &str) -> Option<Keyword> {
    if word.len() > KEYWORD_BYTES_MAX {
        return None;
    }
    find(&KEYWORDS, |(entry, _)| entry, word).map(|(_, keyword)| *keyword)
}

/// Whether `word` is kept by the language without being a keyword: `create`, `update`, `date`.
pub(crate) fn is_kept(word: &str) -> bool {
    word.len() <= KEPT_BYTES_MAX && find(&KEPT, |entry| entry, word).is_some()
}

/// Words that the language keeps for itself, in lower case, in order.
pub fn reserved_words() -> impl Iterator<Item = &'static str> {
    KEPT.iter().copied()
}

/// Whether `word` cannot stand as a field or a value without quotation marks.
///
/// ```
/// assert!(activity_jql::is_reserved("Create"));
/// assert!(!activity_jql::is_reserved("created"));
/// ```
#[must_use]
pub fn is_reserved(word: &str) -> bool {
    find_keyword(word).is_some() || is_kept(word)
}

/// The entry of a sorted table that `word` is; only ASCII letters lose their case. The first letter leaves few to compare.
fn find<'a, T>(table: &'a [T], text: fn(&T) -> &'static str, word: &str) -> Option<&'a T> {
    let first = word.bytes().next()?.to_ascii_lowercase();
    let start = table.partition_point(|entry| text(entry).bytes().next() < Some(first));
    let mut rest = table.get(start..)?.iter().take_while(|entry| text(entry).bytes().next() == Some(first));
    rest.find(|entry| text(entry).eq_ignore_ascii_case(word))
}

const KEYWORD_BYTES_MAX: usize = 7;

/// Sorted.
const KEYWORDS: [(&str, Keyword); 20] = [
    ("after", Keyword::After),
    ("and", Keyword::And),
    ("asc", Keyword::Asc),
    ("before", Keyword::Before),
    ("by", Keyword::By),
    ("cf", Keyword::Cf),
    ("changed", Keyword::Changed),
    ("desc", Keyword::Desc),
    ("during", Keyword::During),
    ("empty", Keyword::Empty),
    ("from", Keyword::From),
    ("in", Keyword::In),
    ("is", Keyword::Is),
    ("not", Keyword::Not),
    ("null", Keyword::Empty),
    ("on", Keyword::On),
    ("or", Keyword::Or),
    ("order", Keyword::Order),
    ("to", Keyword::To),
    ("was", Keyword::Was),
];

const KEPT_BYTES_MAX: usize = 12;

/// Sorted.
#[rustfmt::skip]
const KEPT: [&str; 159] = [
    "abort", "access", "add", "alias", "alter", "any", "as", "audit", "avg", "begin", "between",
    "boolean", "break", "byte", "catch", "char", "character", "check", "checkpoint", "collate",
    "collation", "column", "commit", "connect", "continue", "count", "create", "current", "date",
    "decimal", "declare", "decrement", "default", "defaults", "define", "delete", "delimiter",
    "difference", "distinct", "divide", "do", "double", "drop", "else", "encoding", "end", "equals",
    "escape", "exclusive", "exec", "execute", "exists", "explain", "false", "fetch", "field", "file",
    "first", "float", "for", "function", "go", "goto", "grant", "greater", "group", "having",
    "identified", "if", "immediate", "increment", "index", "initial", "inner", "inout", "input",
    "insert", "int", "integer", "intersect", "intersection", "into", "isempty", "isnull", "join", "last",
    "left", "less", "like", "limit", "lock", "long", "max", "min", "minus", "mode", "modify", "modulo",
    "more", "multiply", "next", "noaudit", "notin", "nowait", "number", "object", "of", "option",
    "outer", "output", "power", "previous", "prior", "privileges", "public", "raise", "raw", "remainder",
    "rename", "resource", "return", "returns", "revoke", "right", "row", "rowid", "rownum", "rows",
    "select", "session", "set", "share", "size", "sqrt", "start", "strict", "string", "subtract", "sum",
    "synonym", "table", "then", "trans", "transaction", "trigger", "true", "uid", "union", "unique",
    "update", "user", "validate", "values", "view", "when", "whenever", "where", "while", "with",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_sorted_and_the_limits_fit() {
        assert!(KEYWORDS.is_sorted_by(|a, b| a.0 < b.0));
        assert!(KEPT.is_sorted_by(|a, b| a < b));
        assert_eq!(KEYWORDS.iter().map(|(word, _)| word.len()).max(), Some(KEYWORD_BYTES_MAX));
        assert_eq!(KEPT.iter().map(|word| word.len()).max(), Some(KEPT_BYTES_MAX));
    }

    #[test]
    fn only_ascii_letters_lose_their_case() {
        assert_eq!(find_keyword("OrDeR"), Some(Keyword::Order));
        assert!(is_reserved("CREATE"));
        assert!(!is_reserved("İn"));
        assert!(!is_reserved("iſ"));
        assert!(!is_reserved(""));
    }
}
