//! The four answers a predicate can give about a record.

/// What a predicate says of a record. Only `True` is a match.
///
/// The order is the logic: AND is the least, OR the greatest of its parts. `Empty` is JQL's own third value (`!=` never
/// matches an empty field). `Open` means that the record cannot tell and Jira must. `Empty` comes below `Open`, because
/// `Empty AND Open` can no longer become a match, while `Empty OR Open` still can.
///
/// INVARIANT: NOT is pushed down to single clauses before anything is evaluated, so `negated` is only ever
/// applied to one clause. On a whole condition it would be wrong: NOT (Empty AND Open) is Open, not Empty.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Truth {
    /// The record is no match.
    False,
    /// The field is empty, so the comparison is neither true nor false: no match.
    Empty,
    /// The record does not know; Jira has to be asked.
    Open,
    /// The record matches.
    True,
}

impl Truth {
    /// `a AND b`.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        self.min(other)
    }

    /// `a OR b`.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        self.max(other)
    }

    /// The answer of a single clause with its operator turned round, when `negated`.
    #[must_use]
    pub(crate) fn negated(self, negated: bool) -> Self {
        match self {
            Self::True if negated => Self::False,
            Self::False if negated => Self::True,
            other => other,
        }
    }

    /// Whether the record matches, or may match once Jira is asked.
    #[must_use]
    pub fn may_match(self) -> bool {
        self >= Self::Open
    }
}

impl From<bool> for Truth {
    fn from(value: bool) -> Self {
        if value { Self::True } else { Self::False }
    }
}

#[cfg(test)]
mod tests {
    use super::Truth::{Empty, False, Open, True};

    #[test]
    fn and_and_or_follow_kleene() {
        // a, b, a AND b, a OR b
        let table = [
            (True, True, True, True),
            (True, False, False, True),
            (True, Empty, Empty, True),
            (True, Open, Open, True),
            (False, False, False, False),
            (False, Empty, False, Empty),
            (False, Open, False, Open),
            (Empty, Empty, Empty, Empty),
            (Empty, Open, Empty, Open),
            (Open, Open, Open, Open),
        ];
        for (a, b, and, or) in table {
            assert_eq!((a.and(b), b.and(a)), (and, and), "{a:?} AND {b:?}");
            assert_eq!((a.or(b), b.or(a)), (or, or), "{a:?} OR {b:?}");
        }
    }
}
