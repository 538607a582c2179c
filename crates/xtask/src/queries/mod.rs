//! Generated JQL: queries of every form the grammar has, and queries that are nearly right.
//!
//! The same seed gives the same queries. Whether a query is right is not said here: that is what the parsers are asked.

mod damage;
mod deep;
mod everyday;
mod grammar;
mod words;

pub(crate) use deep::deep;
pub(crate) use everyday::everyday;

use fastrand::Rng;

/// How many of a hundred queries get a small mistake.
const DAMAGED_PERCENT: u8 = 35;

/// So many queries from a seed.
pub(crate) fn queries(seed: u64, count: usize) -> Vec<String> {
    let mut random = Rng::with_seed(seed);
    let one = |_| {
        let text = grammar::query(&mut random);
        if percent(&mut random, DAMAGED_PERCENT) { damage::damage(&text, &mut random) } else { text }
    };
    (0..count).map(one).collect()
}

/// True in so many cases of a hundred.
fn percent(random: &mut Rng, percent: u8) -> bool {
    random.u8(0..100) < percent
}

/// One of these.
fn pick<'a>(random: &mut Rng, all: &[&'a str]) -> &'a str {
    random.choice(all).copied().unwrap_or("")
}

#[cfg(test)]
mod tests {
    use super::queries;
    use activity_engine::jql::parse;

    #[test]
    fn the_queries_of_a_seed_never_change_and_are_right_and_wrong() {
        let all = queries(7, 2_000);
        assert_eq!(all, queries(7, 2_000));
        assert_ne!(all, queries(8, 2_000));
        let right = all.iter().filter(|jql| parse(jql).errors.is_empty()).count();
        assert!((1_200..1_900).contains(&right), "{right} of 2,000 are right");
        // Everything the language has is there.
        let text = all.join("\n").to_lowercase();
        for part in [
            " was not in",
            "changed",
            "during",
            "cf[",
            ".property",
            "order by",
            "\\u",
            "\\ud83d",
            "!~",
            "&&",
            "||",
            "is not",
            "!",
            "currentuser",
            "null",
            "\t",
            "😀",
        ] {
            assert!(text.contains(part), "{part}");
        }
    }
}
