//! What people write: sentences with slots, filled with words of the project's trade.
//!
//! `{name}` in a template is replaced by a word of that list, which may have slots itself.

mod comments;
mod mobile;
mod operations;
mod payments;
mod people;
mod website;

use super::chance::Chance;

/// A named list of words.
type Words = &'static [(&'static str, &'static [&'static str])];

/// The trade of a project.
#[derive(Debug)]
pub(super) struct Trade {
    bugs: &'static [&'static str],
    tasks: &'static [&'static str],
    stories: &'static [&'static str],
    requests: &'static [&'static str],
    details: &'static [&'static str],
    words: Words,
}

/// Kinds of comments.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tone {
    /// How the work stands.
    Progress,
    /// A question to somebody.
    Question,
    /// A remark on a change.
    Review,
    /// A test result.
    Test,
    /// An answer to a customer.
    Service,
    /// What a customer writes.
    Customer,
    /// Among people partners.
    Office,
}

/// The trade of the project with this key.
pub(super) fn trade(project: &str) -> &'static Trade {
    match project {
        "PAY" => &payments::TRADE,
        "WEB" => &website::TRADE,
        "MOB" => &mobile::TRADE,
        "OPS" => &operations::TRADE,
        _ => &people::TRADE,
    }
}

/// A summary for an issue of this type.
pub(super) fn summary(trade: &Trade, issue_type: &str, chance: &mut Chance) -> String {
    let templates = match issue_type {
        "Bug" | "Incident" => trade.bugs,
        "Story" | "Epic" => trade.stories,
        "Service request" | "Request" | "Onboarding" | "Offboarding" | "Hiring" => trade.requests,
        _ => trade.tasks,
    };
    let tail = if chance.percent(40) { chance.word(comments::TAILS) } else { "" };
    capital(&expand(&format!("{}{tail}", chance.word(templates)), trade.words, chance))
}

/// A description: one to three paragraphs; none for the terse.
pub(super) fn description(trade: &Trade, chance: &mut Chance) -> Option<String> {
    let paragraphs = chance.below(4);
    let text: Vec<String> =
        (0..paragraphs).map(|_| capital(&expand(chance.word(trade.details), trade.words, chance))).collect();
    (!text.is_empty()).then(|| text.join("\n\n"))
}

/// A comment in this tone, to somebody where the tone wants it; now and then with a second thought.
pub(super) fn comment(trade: &Trade, tone: Tone, to: Option<&str>, chance: &mut Chance) -> String {
    let mut text = capital(&expand(chance.word(comments::templates(tone)), trade.words, chance));
    if chance.percent(22) {
        let more = expand(chance.word(comments::AFTERTHOUGHTS), trade.words, chance);
        text = format!("{text}{}{}", if chance.percent(40) { "\n\n" } else { " " }, capital(&more));
    }
    let somebody = to.map_or_else(|| "somebody".to_owned(), |id| format!("@[{id}]"));
    text.replace("{mention}", &somebody)
}

/// The same text, corrected.
pub(super) fn corrected(text: &str, trade: &Trade, chance: &mut Chance) -> String {
    let addition = expand(chance.word(comments::CORRECTIONS), trade.words, chance);
    format!("{text}\n\n{addition}")
}

/// What somebody writes to logged work.
pub(super) fn work(trade: &Trade, chance: &mut Chance) -> String {
    capital(&expand(chance.word(comments::WORK), trade.words, chance))
}

/// A file name and its size.
pub(super) fn file(chance: &mut Chance) -> (String, u64) {
    let name = expand(chance.word(comments::FILES), &[], chance);
    (name, u64::try_from(chance.between(1_200, 4_800_000)).unwrap_or(1_200))
}

/// Labels somebody may give.
pub(super) fn label(trade: &Trade, chance: &mut Chance) -> String {
    expand("{label}", trade.words, chance)
}

/// Fills the slots of a template. Lists of the trade come first, then those all trades share; unknown slots stay.
fn expand(template: &str, words: Words, chance: &mut Chance) -> String {
    let mut text = String::with_capacity(template.len().saturating_mul(2));
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        let Some((slot, more)) = after.split_once('}') else { break };
        text.push_str(before);
        let listed = words.iter().chain(comments::SHARED).find(|list| list.0 == slot);
        match (slot, listed) {
            ("n", _) => text.push_str(&chance.between(2, 40).to_string()),
            ("big", _) => text.push_str(&chance.between(101, 9_800).to_string()),
            (_, Some(list)) => text.push_str(&expand(chance.word(list.1), words, chance)),
            (_, None) => {
                text.push('{');
                text.push_str(slot);
                text.push('}');
            }
        }
        rest = more;
    }
    text.push_str(rest);
    text
}

fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn no_slot_stays_unfilled_and_summaries_vary() {
        let mut chance = Chance::new(3);
        let mut seen = HashSet::new();
        for project in ["PAY", "WEB", "MOB", "OPS", "HR"] {
            for _ in 0..400 {
                let kind = match project {
                    "OPS" => chance.word(&["Service request", "Incident", "Change"]),
                    "HR" => chance.word(&["Request", "Hiring"]),
                    _ => chance.word(&["Bug", "Task", "Story"]),
                };
                let text = summary(trade(project), kind, &mut chance);
                assert!(!text.contains(['{', '}']) && !text.is_empty(), "{text}");
                assert!(text.chars().count() <= 255);
                seen.insert(text);
                let tones = [
                    Tone::Progress,
                    Tone::Question,
                    Tone::Review,
                    Tone::Test,
                    Tone::Service,
                    Tone::Customer,
                    Tone::Office,
                ];
                let text = comment(trade(project), *chance.one(&tones).unwrap(), None, &mut chance);
                assert!(!text.contains(['{', '}']) && !text.is_empty(), "{text}");
            }
        }
        assert!(seen.len() > 1300, "{}", seen.len());
    }
}
