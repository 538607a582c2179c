//! Small mistakes, as people and programs make them.

use super::pick;
use super::words::RESERVED;
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
