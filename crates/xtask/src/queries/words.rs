//! Names, values and spellings.

use super::{percent, pick};
use fastrand::Rng;

/// Words of the grammar and words that it reserves.
#[rustfmt::skip]
pub(super) const RESERVED: &[&str] = &[
    "and", "or", "not", "in", "is", "was", "changed", "empty", "null", "before", "after", "on", "during", "by", "from", "to",
    "order", "asc", "desc", "cf", "create", "update", "delete", "date", "user", "field", "group", "select", "where", "limit",
    "count", "current", "file", "commit", "audit", "notin", "isempty", "with", "like", "session", "view",
];

#[rustfmt::skip]
const FIELDS: &[&str] = &[
    "project", "status", "assignee", "actor", "action", "occurred", "created", "due", "fixVersion", "labels", "summary",
    "text", "sprint", "issuekey", "statusCategory", "request-channel-type", "votes", "größe", "優先度", "a.b", "x_y", "-z",
];
const QUOTED_FIELDS: &[&str] = &[
    "Epic Link",
    "Team[Team]",
    "Component[Dropdown]",
    "don't",
    "date",
    "user",
    "a\"b",
    "back\\slash",
    "",
    "in",
];
const PROPERTY_FIELDS: &[&str] = &["issue.property", "assignee.property", "development", "issueLink", "x"];
#[rustfmt::skip]
const BARE: &[&str] = &[
    "PAY", "Done", "PAY-12", "v1.2.3", "557058:f58131cb-b67d-43c7-b30d-6b58d40bd077", "-7d", "4w2d", "2026-01-31", "5.5",
    "1e9", "_x", "naïve", "値", "😀", "x`y", "-", ".", "--", "0x1F", "emptyish", "inn", "ordering", "”curly”", "\u{a0}nbsp",
    "a\\ b",
];
/// Words with escapes; they may also stand in quotation marks. A character beyond U+FFFF is two escapes; half of it is none.
#[rustfmt::skip]
const ESCAPED: &[&str] = &[
    "q\\\"q", "it\\'s", "tab\\t", "\\n\\r", "\\u0041b", "\\\\", "\\u00e9t\\u00E9", "\\u0000", "\\uFFFF", "\\u0009", "\\u0022", "\\u005c",
    "\\ud83d\\ude00", "\\uD83D\\uDE00x", "half\\ud83d", "\\ude00half", "\\ude00\\ud83d", "\\ud83d\\ud83d\\ude00", "\\ud83d😀",
];
#[rustfmt::skip]
const QUOTED: &[&str] = &[
    "In Progress", "a@b.example", "2026/01/31 10:00", "-1w 2d", "", " ", "it's", "say \"hi\"", "back\\slash", "line\nbreak",
    "tab\there", "50%", "#1", "*WIN-1*", "\\\"exact\\\"", "&<>", "and", "EMPTY", "日本語 テキスト", "😀 ok", "(x)", "[y]", "{z}",
    "a,b", "\u{a0}", "\r\n",
];
const FUNCTIONS: &[&str] = &[
    "currentUser",
    "now",
    "startOfDay",
    "endOfWeek",
    "membersOf",
    "linkedIssues",
    "updatedBy",
    "fn",
    "7",
    "-4",
];

/// A word in some mixture of cases.
pub(super) fn keyword(random: &mut Rng, word: &str) -> String {
    match random.u8(0..5) {
        0 | 1 => word.to_uppercase(),
        2 | 3 => word.to_lowercase(),
        _ => word
            .chars()
            .map(
                |letter| {
                    if random.bool() { letter.to_ascii_uppercase() } else { letter.to_ascii_lowercase() }
                },
            )
            .collect(),
    }
}

/// Space that must be there.
pub(super) fn space(random: &mut Rng) -> &'static str {
    if percent(random, 85) { " " } else { pick(random, &["  ", "\t", "\n", "\r\n", " \n "]) }
}

/// Space that may be there.
pub(super) fn gap(random: &mut Rng) -> &'static str {
    if random.bool() { "" } else { space(random) }
}

/// A number, also of a size that no machine has.
pub(super) fn number(random: &mut Rng) -> String {
    let sign = if percent(random, 30) { "-" } else { "" };
    if percent(random, 10) {
        return format!(
            "{sign}{}",
            pick(random, &["0", "007", "9223372036854775808", "123456789012345678901234567890"])
        );
    }
    format!("{sign}{}", random.u32(0..100_000))
}

/// A value or a number.
pub(super) fn value(random: &mut Rng) -> String {
    match random.u8(0..10) {
        0 | 1 => number(random),
        2..=4 => pick(random, BARE).to_owned(),
        5 => {
            let mark = pick(random, &["", "\"", "'"]);
            [mark, pick(random, ESCAPED), mark].concat()
        }
        _ => {
            let text = pick(random, QUOTED);
            quote(random, text)
        }
    }
}

/// The name of a function.
pub(super) fn function(random: &mut Rng) -> String {
    let name = pick(random, FUNCTIONS);
    match random.u8(0..10) {
        0 => quote(random, name),
        1 => keyword(random, name),
        _ => name.to_owned(),
    }
}

/// A plain field.
pub(super) fn field(random: &mut Rng) -> String {
    match random.u8(0..10) {
        0..=6 => pick(random, FIELDS).to_owned(),
        7 => {
            let name = pick(random, FIELDS);
            keyword(random, name)
        }
        _ => {
            let name = pick(random, QUOTED_FIELDS);
            quote(random, name)
        }
    }
}

/// A field that takes properties.
pub(super) fn property_field(random: &mut Rng) -> String {
    pick(random, PROPERTY_FIELDS).to_owned()
}

/// The text in quotation marks of either kind, with escapes of every kind.
pub(super) fn quote(random: &mut Rng, text: &str) -> String {
    let mark = if percent(random, 75) { '"' } else { '\'' };
    let mut quoted = String::from(mark);
    for letter in text.chars() {
        match letter {
            '\\' => quoted.push_str("\\\\"),
            '\t' => quoted.push_str("\\t"),
            '\n' if random.bool() => quoted.push_str("\\n"),
            '\r' if random.bool() => quoted.push_str("\\r"),
            _ if letter == mark => quoted.extend(['\\', letter]),
            '"' | '\'' | ' ' if percent(random, 5) => quoted.extend(['\\', letter]),
            _ if percent(random, 2) => {
                for unit in letter.encode_utf16(&mut [0; 2]) {
                    let unit =
                        if random.bool() { format!("\\u{unit:04x}") } else { format!("\\u{unit:04X}") };
                    quoted.push_str(&unit);
                }
            }
            _ => quoted.push(letter),
        }
    }
    quoted.push(mark);
    quoted
}
