//! What people write: words drawn by Zipf's law from a vocabulary of its own, with a few numbers and versions between.
//!
//! No word needs escaping in JSON.

use super::zipf::Zipf;
use crate::company::chance::Chance;
use std::collections::HashSet;
use std::fmt::Write as _;

/// How many words there are.
const VOCABULARY: usize = 6_000;

/// The most frequent words; the others are made of syllables.
const FREQUENT: &[&str] = &[
    "the",
    "to",
    "a",
    "of",
    "and",
    "in",
    "is",
    "for",
    "on",
    "it",
    "with",
    "that",
    "not",
    "we",
    "this",
    "be",
    "from",
    "when",
    "error",
    "page",
    "can",
    "fix",
    "add",
    "after",
    "user",
    "test",
    "update",
    "still",
    "by",
    "at",
    "login",
    "customer",
    "order",
    "release",
    "build",
    "payment",
    "missing",
    "should",
    "check",
    "data",
    "server",
    "report",
    "new",
    "failed",
    "please",
    "deploy",
    "review",
    "export",
    "timeout",
    "slow",
    "version",
    "field",
    "invoice",
    "search",
    "team",
    "status",
    "email",
    "mobile",
    "config",
    "log",
    "staging",
    "production",
    "token",
    "cache",
    "index",
    "migration",
    "button",
    "price",
    "list",
    "import",
    "account",
    "password",
    "upgrade",
    "rollback",
    "alert",
    "latency",
    "backup",
    "queue",
    "session",
    "endpoint",
    "schema",
    "retry",
    "certificate",
    "dashboard",
    "sync",
    "refund",
    "currency",
    "checkout",
    "webhook",
    "cluster",
    "quota",
    "feature",
    "flag",
    "locale",
    "layout",
    "draft",
    "archive",
    "filter",
];

const SYLLABLES: &[&str] = &[
    "ba", "ber", "cal", "con", "da", "den", "dor", "el", "fen", "fi", "gal", "gor", "ha", "hem", "in", "jor",
    "ka", "kel", "la", "len", "lo", "ma", "mer", "mon", "na", "nel", "or", "pa", "per", "pol", "ra", "ren",
    "ri", "sa", "sel", "sor", "ta", "ten", "tor", "u", "va", "ver", "wen", "xi", "yor", "za",
];

/// The vocabulary.
#[derive(Debug)]
pub(super) struct Words {
    all: Vec<Box<str>>,
    ranks: Zipf,
}

impl Words {
    pub(super) fn new(chance: &mut Chance) -> Self {
        let mut known: HashSet<Box<str>> = FREQUENT.iter().map(|word| (*word).into()).collect();
        let mut all: Vec<Box<str>> = FREQUENT.iter().map(|word| (*word).into()).collect();
        while all.len() < VOCABULARY {
            let syllables = 2_usize.saturating_add(chance.below(3));
            let word: Box<str> = (0..syllables).map(|_| chance.word(SYLLABLES)).collect::<String>().into();
            if known.insert(word.clone()) {
                all.push(word);
            }
        }
        Self { all, ranks: Zipf::new(VOCABULARY) }
    }

    /// A word that is neither very frequent nor very rare: for names of things.
    pub(super) fn name(&self, chance: &mut Chance) -> String {
        let at = 20_usize.saturating_add(chance.below(600));
        capital(self.all.get(at).map_or("", AsRef::as_ref))
    }

    /// A title of a few words.
    pub(super) fn title(&self, chance: &mut Chance) -> String {
        let count = 3_usize.saturating_add(chance.below(7));
        self.sentence(count, chance)
    }

    /// Up to so many sentences, with a full stop at the end of each.
    pub(super) fn text(&self, sentences: usize, chance: &mut Chance) -> String {
        let mut text = String::with_capacity(sentences.saturating_mul(80));
        for number in 0..chance.below(sentences).saturating_add(1) {
            if number > 0 {
                text.push(' ');
            }
            let count = 4_usize.saturating_add(chance.below(14));
            self.write(count, chance, &mut text);
            text.push('.');
        }
        text
    }

    fn sentence(&self, count: usize, chance: &mut Chance) -> String {
        let mut text = String::with_capacity(count.saturating_mul(8));
        self.write(count, chance, &mut text);
        text
    }

    fn write(&self, count: usize, chance: &mut Chance, text: &mut String) {
        for number in 0..count {
            if number > 0 {
                text.push(' ');
            }
            if chance.below(32) == 0 {
                figure(chance, text);
                continue;
            }
            let word = self.all.get(self.ranks.draw(chance)).map_or("", AsRef::as_ref);
            if number == 0 { text.push_str(&capital(word)) } else { text.push_str(word) }
        }
    }
}

/// A number, a version or the start of a hash: what no dictionary has.
fn figure(chance: &mut Chance, text: &mut String) {
    // Writing to a string cannot fail.
    let _ = match chance.below(4) {
        0 => write!(text, "v{}.{}.{}", chance.below(9), chance.below(30), chance.below(12)),
        1 => write!(text, "{}", chance.hex(7)),
        _ => write!(text, "{}", chance.below(2_000)),
    };
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map(|first| first.to_ascii_uppercase()).into_iter().chain(letters).collect()
}
