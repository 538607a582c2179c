//! Small mistakes, as people and programs make them.

use super::pick;
use super::words::RESERVED;
use activity_engine::jql::{Span, tokens};
use fastrand::Rng;

/// Pieces that stand where they should not.
#[rustfmt::skip]
const STRAY: &[&str] = &[
    "(", ")", ",", "[", "]", "!", "=", "==", "<>", "~", "\"", "'", "\\", "\\q", "\\u12", "#", "$", "%", "*", "+", "/", ";", "?", "@",
    "^", "{", "}", "\t", "\u{0}", "\u{7f}", "\u{85}", "\u{feff}", "\u{fdd0}", "\u{ffff}", "-", ".", " in ", " not ", " is ", " was ", " by ",
    " and", " or ", " order by ", " limit 5", " empty", "()", "(,)", "cf[", "cf[x]", "cf[-1]", " changed ", "😀",
];

/// The text with one to three mistakes.
pub(super) fn damage(text: &str, random: &mut Rng) -> String {
    if random.bool() { in_tokens(text, random) } else { in_letters(text, random) }
}

/// Whole words and signs are lost, doubled, swapped or replaced: every one is right, their order is not.
fn in_tokens(text: &str, random: &mut Rng) -> String {
    let spans: Vec<Span> = tokens(text).iter().map(|token| token.span).collect();
    let mut pieces: Vec<&str> = spans.iter().map(|span| span.of(text)).collect();
    for _ in 0..random.u8(1..4) {
        let at = random.usize(0..=pieces.len());
        match random.u8(0..5) {
            0 if at < pieces.len() => {
                pieces.remove(at);
            }
            1 if at.saturating_add(1) < pieces.len() => pieces.swap(at, at.saturating_add(1)),
            2 => {
                if let Some(piece) = random.choice(&pieces).copied() {
                    pieces.insert(at, piece);
                }
            }
            3 => pieces.insert(at, pick(random, RESERVED)),
            _ => pieces.insert(at, pick(random, STRAY)),
        }
    }
    pieces.join(if random.bool() { " " } else { "  " })
}

fn in_letters(text: &str, random: &mut Rng) -> String {
    let mut letters: Vec<char> = text.chars().collect();
    for _ in 0..random.u8(1..4) {
        let at = random.usize(0..=letters.len());
        match random.u8(0..6) {
            0 if at < letters.len() => {
                letters.remove(at);
            }
            1 => {
                let end = (at.saturating_add(random.usize(1..8))).min(letters.len());
                letters.drain(at..end);
            }
            2 => {
                letters.truncate(at);
            }
            3 => insert(&mut letters, at, pick(random, RESERVED)),
            4 if at.saturating_add(1) < letters.len() => letters.swap(at, at.saturating_add(1)),
            _ => insert(&mut letters, at, pick(random, STRAY)),
        }
    }
    letters.into_iter().collect()
}

fn insert(letters: &mut Vec<char>, at: usize, piece: &str) {
    letters.splice(at..at, piece.chars());
}
