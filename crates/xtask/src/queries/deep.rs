//! Queries nested about as deep as they may be.

/// What can stand in itself: what opens a level, what is inside all of them, what closes a level.
const SHAPES: [(&str, &str, &str); 7] = [
    ("(", "a = 1", ")"),
    ("NOT ", "a = 1", ""),
    ("!", "a = 1", ""),
    ("NOT (", "a = 1 OR b = 2", ")"),
    ("(a = 1 OR ", "b = 2", ")"),
    ("(x, ", "y", ")"),
    ("(", "EMPTY", ", x)"),
];

/// A query of every shape, so many levels deep.
pub(crate) fn deep(levels: usize) -> Vec<String> {
    SHAPES.into_iter().map(|(open, inner, close)| nested(levels, open, inner, close)).collect()
}

fn nested(levels: usize, open: &str, inner: &str, close: &str) -> String {
    // `NOT (` are two levels.
    let levels = levels.div_ceil(if open == "NOT (" { 2 } else { 1 });
    let field = if inner.contains('=') { "" } else { "labels IN " };
    format!("{field}{}{inner}{}", open.repeat(levels), close.repeat(levels))
}

#[cfg(test)]
mod tests {
    use super::deep;
    use activity_engine::jql::{DEPTH_MAX, SyntaxError, parse};

    #[test]
    fn the_limit_is_hit_exactly() {
        for jql in deep(DEPTH_MAX) {
            assert_eq!(parse(&jql).errors, [], "{jql}");
        }
        for jql in deep(DEPTH_MAX + 1) {
            let codes: Vec<&str> = parse(&jql).errors.iter().map(SyntaxError::code).collect();
            assert_eq!(codes, ["jql.limit.depth"], "{jql}");
        }
    }
}
