//! Comments and the words all trades share.

use super::{Tone, Words};

/// Templates of a tone.
pub(super) fn templates(tone: Tone) -> &'static [&'static str] {
    match tone {
        Tone::Progress => PROGRESS,
        Tone::Question => QUESTION,
        Tone::Review => REVIEW,
        Tone::Test => TEST,
        Tone::Service => SERVICE,
        Tone::Customer => CUSTOMER,
        Tone::Office => OFFICE,
    }
}

const PROGRESS: &[&str] = &[
    "Started on this. First look says {guess}.",
    "Halfway there: {piece} works, {piece} is next.",
    "I can see it in {environment} now. {guess}.",
    "Found it. {guess}. Fix is on the way.",
    "Not as small as it looked; {guess}. Rather {n} hours than {few}.",
    "Merged, goes out with the next deploy to {environment}.",
    "Had to stop here, {reason}. Back on it {when}.",
    "Rebased and cleaned up {piece}, no change in what it does.",
    "Deployed to {environment}. I will watch the numbers until {when}.",
    "Wrote down what I learned about {piece}, the short form: {guess}.",
    "Numbers after the change: {big} ms before, {n} ms after.",
    "Waiting for {piece}, nothing to do for me before {when}.",
    "Turned the flag on for {n} percent. No complaints so far.",
    "Rolled back in {environment}, {reason}.",
    "This will not make the release, {reason}. Moved it to the one after.",
    "Pairing on {piece} {when}, whoever wants to join is welcome.",
];

const QUESTION: &[&str] = &[
    "{mention} do you know whether {piece} was meant to work like that?",
    "{mention} can you look at {piece}? I think {guess}.",
    "Who owns {piece}? {mention} maybe?",
    "Is this still needed? {reason}, as far as I remember.",
    "{mention} what should happen if {piece} is missing?",
    "What is the deadline here? {mention} said {when}, the plan says otherwise.",
    "Do we want this for {environment} as well?",
    "{mention} could you send me an example from {environment}?",
    "How often does it happen? Once a day I could live with.",
    "{mention} is this the same as the one from {when}?",
];

const REVIEW: &[&str] = &[
    "Two remarks: {piece} deserves a test, and {guess}. Otherwise fine.",
    "Looks good to me. {mention} please have a second look at {piece}.",
    "I would rather not touch {piece} here. Can that be a change of its own?",
    "Nice, that is {n} lines less than before.",
    "The name of {piece} is misleading, it does the opposite.",
    "Approved, with the wish that {piece} is documented.",
    "What happens when {piece} is empty? I could not find that case.",
    "Please squash, the history of {piece} is hard to follow.",
    "I ran it in {environment} and it holds. Approved.",
];

const TEST: &[&str] = &[
    "Tested in {environment}: works. {n} cases, no surprise.",
    "Still there in {environment}, {reason}.",
    "Works for new data, not for old. {guess}?",
    "Could not reproduce it with {n} tries. Will try again {when}.",
    "Reproduced. It needs {piece} and some patience.",
    "Regression run is green except for {piece}, which is known.",
    "Failed: {piece} differs from the description. Sending it back.",
    "Checked on a slow connection as well, all fine.",
    "Added it to the checklist for {environment}.",
];

const SERVICE: &[&str] = &[
    "Thank you for your message. We have passed it on to the colleagues who look after {piece}.",
    "Could you tell us since when this happens, and send a picture of the message you see?",
    "This should work again now. Please try and let us know.",
    "We have found the cause: {guess}. A repair follows {when}.",
    "Access has been given. Please sign out and in once.",
    "We are sorry for the trouble. Until the repair you can use {piece} instead.",
    "Your request needs an approval, we have asked for it and will come back {when}.",
    "The vendor has confirmed the fault (their number is {big}).",
    "We close this in {few} days unless we hear from you.",
    "Internal: same pattern as {when}, {guess}.",
    "Internal: customer called, was friendly, wants an answer {when}.",
    "Taken over from the early shift. Next step is {piece}.",
];

const CUSTOMER: &[&str] = &[
    "Thanks, that was quick! It works now.",
    "Unfortunately it is still the same, {reason}.",
    "Here is the picture you asked for.",
    "Since {when}. {n} of us see it.",
    "Any news? We need it {when}.",
    "It works again, but I do not know why.",
    "I have tried that, twice. The message is different now: error {big}.",
    "Please close this, the colleague found it herself.",
    "We cannot work like this. Who can we call?",
    "That answers my question, thank you.",
];

const OFFICE: &[&str] = &[
    "Sent to both sides for signature.",
    "Approved by the budget holder, {when} at the latest.",
    "{mention} please order the equipment, delivery takes {n} days.",
    "First talk went well, second one is {when}.",
    "Declined for this quarter, {reason}.",
    "Everything is ready except for {piece}.",
    "The date has moved by {n} days, {reason}.",
    "Papers are complete, filed and done.",
    "{mention} can you take this over while I am away?",
    "Reminder sent. No answer yet.",
];

/// Second thoughts.
pub(super) const AFTERTHOUGHTS: &[&str] = &[
    "By the way, {guess}.",
    "Let us talk about it {when}.",
    "{mention} for your information.",
    "I may be wrong about {piece}, though.",
    "More {when}.",
    "This also touches {piece}.",
    "Took me {n} minutes to see that.",
    "Nothing urgent.",
];

/// What gets added when a comment is corrected.
pub(super) const CORRECTIONS: &[&str] = &[
    "Edit: it was {environment}, not where I said first.",
    "Edit: typo.",
    "Edit: {guess}.",
    "Correction: {n}, not {n}.",
    "Update: solved {when}.",
    "Edit: added the missing part about {piece}.",
];

/// What gets written to logged work.
pub(super) const WORK: &[&str] = &[
    "Looked into {piece}",
    "Talk with {mention_plain} about {piece}",
    "Fix and tests for {piece}",
    "Review",
    "Set up {environment}",
    "Reading logs of {environment}",
    "Write-up",
    "Call with the customer",
    "Second try at {piece}",
    "Clean-up of {piece}",
];

/// What a summary may end with.
pub(super) const TAILS: &[&str] = &[
    ", part {few}",
    ", second attempt",
    " ({environment})",
    " (reference {big})",
    " (asked for by {mention_plain})",
    ", see note {big}",
    " - due {when}",
    ", case {n}",
    " (follow-up)",
];

/// File names.
pub(super) const FILES: &[&str] = &[
    "screenshot-{n}.png",
    "error-{big}.log",
    "recording_{n}.mp4",
    "export-{big}.csv",
    "trace-{big}.json",
    "draft-v{n}.pdf",
    "IMG_{big}.jpg",
    "numbers-{n}.xlsx",
    "network-{n}.har",
    "logs-{big}.zip",
];

/// Words every trade may use.
pub(super) const SHARED: Words = &[
    (
        "environment",
        &["staging", "production", "the test system", "the sandbox", "the preview", "integration"],
    ),
    (
        "guess",
        &[
            "the cache is older than we think",
            "the order of two calls is wrong",
            "somebody renamed a setting",
            "the time zone is ignored",
            "it depends on the number of items",
            "a retry hides the real error",
            "the list is cut at {big}",
            "an empty value is read as zero",
            "the new and the old version both run",
            "the index was never built in {environment}",
            "the limit of {n} is too low",
            "permissions are checked too late",
        ],
    ),
    (
        "piece",
        &[
            "the import",
            "the confirmation step",
            "the nightly job",
            "the settings page",
            "the mapping table",
            "the error path",
            "the first request",
            "the report",
            "the migration",
            "the alert rule",
            "the template",
            "the queue",
            "the form",
            "the export of {n} rows",
        ],
    ),
    (
        "reason",
        &[
            "something else burns",
            "the test data is gone",
            "I am waiting for an answer",
            "the numbers went up by {n} percent",
            "the plan has changed",
            "two people were ill",
            "the vendor is late",
            "we found a second case",
        ],
    ),
    (
        "when",
        &[
            "tomorrow",
            "on Monday",
            "after lunch",
            "next week",
            "before the release",
            "at the end of the month",
            "this afternoon",
            "yesterday",
            "on Thursday",
        ],
    ),
    ("few", &["two", "three", "four", "five"]),
    ("mention_plain", &["a colleague", "the other team", "the vendor", "the team lead"]),
];
