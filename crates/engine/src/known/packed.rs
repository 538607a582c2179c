//! The text of a state as it is stored: `"1` and base64 of its JSON, deflated.
//!
//! A state is short, and its words are those of all states. So deflate begins as if [`WORDS`] had just been written: it takes a
//! third of the bytes, and storing and reading states a third of the units. A value that is a JSON object is a state as it is.

use crate::stored;
use base64::{Engine as _, engine::general_purpose::STANDARD};
use flate2::{Compression, read::DeflateDecoder, write::DeflateEncoder};
use std::borrow::Cow;
use std::io::{self, Read as _, Write as _};

/// The first letter of a packed value: which words it begins with.
const FORM: &str = "1";

/// What states are made of, the most frequent last.
///
/// INVARIANT: never changed; other words get another [`FORM`].
const WORDS: &str = concat!(
    r#""visibility":"role: Administrators"}],"c.version":[17639,{"id":"1","text":"1"}],"c.issuelinks":[17639,{"text":"blocks","id":"#,
    r#""c.duedate":[17639,{"text":"2025-"}],"c.Sprint":[17639,{"id":"c.customfield_10020":[17639,{"id":"c.customfield_100"#,
    r#""worklog:1":{"author":[17639,"712020:"],"c.started":[17639,{"id":"2025-","text":"2025-"}],"c.timeSpent":[17639,{"id":"3600","text":"1h"}]"#,
    r#""attachment:1":{"author":[17639,"5b10"],"title":[17639,".png"]},"link:1":{"gone":[17639]},"comment:1":{"author":[17639,"5"#,
    r#""],"text":[17639,{"text":"The the of and to in is for that with we this on it be not can have "}]},"description":[17639,{"text":""#,
    r#""container":[17639,{"id":"65","key":"","kind":"space","name":"{"i":{"":{"c.environment":[17639,{}],"#,
    r#"{"i":{"":{"container":[17639,{"id":"10000","key":"","kind":"project","name":""}],"f.assignee":[17639,"712020:"],"#,
    r#""f.components":[17639,[{"id":"10","name":""}]],"f.creator":[17639,"557058:"],"f.fixVersions":[17639,[]],"#,
    r#""f.issueType":[17639,{"id":"1000","name":"Bug"},{"name":"Story"},{"name":"Sub-task"},{"name":"Epic"},"id":"10001","name":"Task"}],"#,
    r#""f.labels":[17639,[]],"f.parent":[17639,"{"id":"f.priority":[17639,{"id":"3","name":"Medium"}],"f.reporter":[17639,"5b10"],"#,
    r#""f.resolution":[17639,{"id":"10000","name":"Done"}],"f.resolution":[17639,{}],"#,
    r#""f.status":[17639,{"category":"done","id":"10003","name":"Done"}],"category":"new","name":"To Do","#,
    r#""f.status":[17639,{"category":"indeterminate","id":"3","name":"In Progress"}],"f.summary":[17639,""],"key":[17639,"-1"],"title":[17639,""]}}}"#,
);
/// A state takes less than so many bytes of JSON when it is unpacked, together with the words.
const BYTES_MAX: usize = 1024 * 1024;

/// A state's JSON as it is stored.
pub(super) fn pack(text: &str) -> String {
    stored::quote(&format!("{FORM}{}", STANDARD.encode(deflate(text).unwrap_or_default())))
}

/// The JSON of a stored state; none when it is not one.
pub(super) fn unpack(value: &str) -> Option<Cow<'_, str>> {
    if value.starts_with('{') {
        return Some(Cow::Borrowed(value));
    }
    let value = stored::unquote(value);
    let bytes = STANDARD.decode(value.strip_prefix(FORM)?).ok()?;
    inflate(&bytes).map(Cow::Owned)
}

/// What deflate makes of a text behind the words.
fn deflate(text: &str) -> io::Result<Vec<u8>> {
    let mut encoder = DeflateEncoder::new(Vec::new(), Compression::new(9));
    encoder.write_all(WORDS.as_bytes())?;
    encoder.flush()?;
    let words = encoder.get_ref().len();
    encoder.write_all(text.as_bytes())?;
    Ok(encoder.finish()?.split_off(words))
}

fn inflate(bytes: &[u8]) -> Option<String> {
    let words = words_as_they_are()?;
    let mut text = String::new();
    let all = DeflateDecoder::new(words.as_slice().chain(bytes));
    all.take(BYTES_MAX.try_into().ok()?).read_to_string(&mut text).ok()?;
    (text.len() < BYTES_MAX && text.starts_with(WORDS)).then(|| text.split_off(WORDS.len()))
}

/// A block of deflate that says the words as they are, and is not the last.
fn words_as_they_are() -> Option<Vec<u8>> {
    let bytes = u16::try_from(WORDS.len()).ok()?;
    let mut block = vec![0];
    block.extend(bytes.to_le_bytes());
    block.extend((!bytes).to_le_bytes());
    block.extend(WORDS.as_bytes());
    Some(block)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use sha2::{Digest as _, Sha256};

    proptest! {
        #[test]
        fn a_text_comes_back(text in "\\{(\\PC|\"f\\.status\":\\[17639){0,300}") {
            let packed = pack(&text);
            prop_assert!(unpack(&packed).is_some_and(|again| again == text), "{}", packed);
            prop_assert!(unpack(&text).is_some_and(|again| again == text));
        }

        #[test]
        fn no_value_does_harm(value in "1?[A-Za-z0-9+/]{0,80}={0,2}") {
            unpack(&value);
        }
    }

    #[test]
    fn long_texts_come_back_and_too_long_ones_do_not() {
        for (length, comes) in [(0, true), (40_000, true), (BYTES_MAX * 5, false)] {
            let text = "x".repeat(length);
            assert_eq!(unpack(&pack(&text)).as_deref(), comes.then_some(text.as_str()));
        }
    }

    #[test]
    fn what_was_packed_once_can_be_read_for_ever() {
        let digest = format!("{:x}", Sha256::digest(WORDS));
        assert_eq!(digest, "3a4ab3c91060311619652c3f7eb130e4a440bf466d8fdce8219fc97c003e540a");
        // Packed by another implementation of deflate, with the words as its dictionary.
        let state =
            r#"{"i":{"":{"f.summary":[1763913600000,"Rotate keys"],"f.assignee":[1763913600000,"5b10"]}}}"#;
        assert_eq!(unpack("1Q8oRGAYZgoonINBRCsoHOjhVAWhmsRLWRI9QCokUoMkA").unwrap(), state);
    }
}
