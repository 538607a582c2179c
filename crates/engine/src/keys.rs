//! The keys of the store, all of them.
//!
//! ```text
//! w:<yyyymmddhhmm>:<id>   write-ahead: one record as it came, by the minute it occurred (UTC)
//! w:<yyyymmddhhmm>:<id>:<hash>   write-ahead: more that is known of a record, under the hash of what it says
//! p:<id>:<n>              a piece of a record that was too long for its write-ahead key
//! s:<name>:<n>            a part of a segment
//! m:<name>:<yyyymm>       the manifest of a month (UTC): its segments
//! r:<name>:<n>            a part of the counts of a month or a year
//! x:<name>:<n>            a part of an index of a month: which segments and groups hold records of a thing or a person
//! a:<name>:<page>         a page of the table of people: which account each number is
//! n:<kind>[:<of>]         a snapshot: a list of a product as it was when it was last looked at
//! n:<kind>[:<of>]:p<n>:<i>  a part of a long one: the i-th of n
//! h:<yyyymm>:<hash>       rebuilt records of a month that wait to be put into segments
//! k:<kind>:<id>           what is known last of a thing, or of the small things of a kind that share a value
//! swept                   how far the store was looked through for values that nobody needs
//! root                    of the custom entity `catalogue`: the one value that changes
//! ```
//!
//! What has a name is immutable. A name is `<generation>-<hash>`: the generation of the catalogue that the value was made for
//! (eight hexadecimal digits), and what it holds. So writing a value twice is harmless, what a generation no longer needs is never
//! needed again under the same key, and values of the same time are listed together. All keys are made of characters the platform allows in a key.

use activity_event::{EventId, Moment};

/// Write-ahead keys start with this; it is what a host lists.
pub const WRITE_AHEAD: &str = "w:";
/// Pages of the table of people start with this.
pub(crate) const PEOPLE: &str = "a:";
/// Last-known states start with this.
pub const KNOWN: &str = "k:";
/// Rebuilt records that wait start with this.
pub const STAGED: &str = "h:";
/// The custom entity that holds the root of the catalogue.
pub const CATALOGUE: &str = "catalogue";
/// The key of the root of the catalogue.
pub const ROOT: &str = "root";
/// No value is longer than this many bytes of JSON. The platform's limit is 240 KiB.
pub const VALUE_BYTES_MAX: usize = 230 * 1024;

/// How far the store was swept.
pub const SWEPT: &str = "swept";
/// Keys with a name start with one of these.
pub(crate) const NAMED: [&str; 5] = ["s:", "m:", "r:", "x:", PEOPLE];

const FIRST_MINUTE: &str = "000001010000";
const LAST_MINUTE: &str = "999912312359";

/// The key of a record that was just written.
pub fn write_ahead(occurred: i64, id: EventId) -> String {
    format!("{WRITE_AHEAD}{}:{id}", minute(occurred))
}

/// The key of more that is known of a record which was written before.
///
/// INVARIANT: never the key of the record itself. Whoever packs that deletes it afterwards, whatever it holds by then.
pub fn amendment(occurred: i64, id: EventId, hash: &str) -> String {
    format!("{}:{hash}", write_ahead(occurred, id))
}

/// The key of rebuilt records of a month, by the hash of what they say.
pub fn staged(month: &str, hash: &str) -> String {
    format!("{STAGED}{month}:{hash}")
}

/// The minute and the id in a write-ahead key; none when it is not one.
pub fn parse_write_ahead(key: &str) -> Option<(i64, EventId)> {
    let (minute, rest) = key.strip_prefix(WRITE_AHEAD)?.split_once(':')?;
    let id = rest.split_once(':').map_or(rest, |(id, _)| id);
    Some((Moment::read_minute(minute)?.milliseconds()?, EventId::parse(id).ok()?))
}

/// Whether a write-ahead key is that of an amendment.
pub(crate) fn is_amendment(key: &str) -> bool {
    key.strip_prefix(WRITE_AHEAD).is_some_and(|rest| rest.matches(':').count() > 1)
}

/// The key of a snapshot of a list, and of what the list is of (an id; empty when it is of the whole site).
pub fn snapshot(kind: &str, of: &str) -> String {
    let allowed = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-');
    match of {
        "" => format!("n:{kind}"),
        // Ids of products are short and plain. Others are told apart by their hash.
        _ if of.len() <= 100 && of.chars().all(allowed) => format!("n:{kind}:{of}"),
        _ => format!("n:{kind}:{}", EventId::derive(&["snapshot", of])),
    }
}

/// The key of the `n`-th of so many parts of a snapshot.
pub fn snapshot_part(snapshot: &str, parts: usize, n: usize) -> String {
    format!("{snapshot}:p{parts}:{n}")
}

/// The key of a piece of a long record.
pub fn piece(id: EventId, n: usize) -> String {
    format!("p:{id}:{n}")
}

/// The name of a value that was made for a generation, by the hash of what it holds.
pub fn name(generation: u32, hash: &str) -> String {
    format!("{generation:08x}-{hash}")
}

/// The name in a key; none when it has none.
pub fn name_in(key: &str) -> Option<&str> {
    let rest = NAMED.iter().find_map(|start| key.strip_prefix(start))?;
    rest.split_once(':').map(|(name, _)| name)
}

/// The generation in a name; none when it has none.
pub fn generation(name: &str) -> Option<u32> {
    name.split_once('-').and_then(|(generation, _)| u32::from_str_radix(generation, 16).ok())
}

/// The hash in a name.
pub fn hash(name: &str) -> &str {
    name.split_once('-').map_or(name, |(_, hash)| hash)
}

/// The key of a part of a segment.
pub fn segment_part(name: &str, n: u32) -> String {
    format!("s:{name}:{n}")
}

/// The key of a month's manifest.
pub fn manifest(month: &str, name: &str) -> String {
    format!("m:{name}:{month}")
}

/// The key of a part of counts.
pub fn rollup(name: &str, n: u32) -> String {
    format!("r:{name}:{n}")
}

/// The key of a part of an index.
pub fn index(name: &str, n: u32) -> String {
    format!("x:{name}:{n}")
}

/// The key of a page of the table of people.
pub fn people_page(page: u32, name: &str) -> String {
    format!("{PEOPLE}{name}:{page}")
}

/// The key of a last-known state, by kind and id (or number of the shared value).
pub fn known(kind: &str, id: &str) -> String {
    format!("{KNOWN}{kind}:{id}")
}

/// The name and the page in the key of a page of people; none when it is not one.
pub fn parse_people_page(key: &str) -> Option<(&str, &str)> {
    key.strip_prefix(PEOPLE)?.split_once(':')
}

/// The name and the month in a manifest's key; none when it is not one.
pub fn parse_manifest(key: &str) -> Option<(&str, &str)> {
    key.strip_prefix("m:")?.split_once(':')
}

/// The calendar month (UTC) of a time, as `yyyymm`. Times outside the years 0 to 9999 belong to the first or last month.
pub fn month(occurred: i64) -> String {
    minute(occurred).chars().take(6).collect()
}

fn minute(occurred: i64) -> String {
    match Moment::of(occurred) {
        Some(Moment { year, month, day, hour, minute, .. }) if (0..=9_999).contains(&year) => {
            format!("{year:04}{month:02}{day:02}{hour:02}{minute:02}")
        }
        _ if occurred < 0 => FIRST_MINUTE.to_owned(),
        _ => LAST_MINUTE.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_carry_the_minute_and_the_id() {
        let id = EventId::from_u128(7);
        let key = write_ahead(1_763_913_601_234, id);
        assert_eq!(key, "w:202511231600:00000000000000000000000000000007");
        assert_eq!(parse_write_ahead(&key), Some((1_763_913_600_000, id)));
        let more = amendment(1_763_913_601_234, id, "0f");
        assert_eq!(parse_write_ahead(&more), Some((1_763_913_600_000, id)));
        assert!(is_amendment(&more) && !is_amendment(&key));
        for bad in ["w:", "w:2025:7", "x:202511231600:00000000000000000000000000000007", "w:202513231600:0"] {
            assert_eq!(parse_write_ahead(bad), None, "{bad}");
        }
        assert_eq!(parse_manifest(&manifest("202511", "3-ab")), Some(("3-ab", "202511")));
    }

    #[test]
    fn names_carry_the_generation_and_the_hash() {
        let name = name(300, "ab");
        assert_eq!((name.as_str(), hash(&name), generation(&name)), ("0000012c-ab", "ab", Some(300)));
        for key in [
            segment_part(&name, 7),
            manifest("202511", &name),
            rollup(&name, 1),
            index(&name, 1),
            people_page(4, &name),
        ] {
            assert_eq!(name_in(&key), Some(name.as_str()), "{key}");
        }
        for key in ["s:", "w:202511231600:7", "swept", "p:7:0"] {
            assert_eq!(name_in(key), None, "{key}");
        }
        assert_eq!(generation("ab"), None);
    }

    #[test]
    fn every_time_has_a_month() {
        let cases = [
            (0, "197001"),
            (-1, "196912"),
            (1_763_913_601_234, "202511"),
            (1_764_547_199_999, "202511"),
            (1_764_547_200_000, "202512"),
            (i64::MIN, "000001"),
            (i64::MAX, "999912"),
        ];
        for (time, want) in cases {
            assert_eq!(month(time), want, "{time}");
        }
    }

    #[test]
    fn keys_have_only_characters_the_platform_allows() {
        let id = EventId::from_u128(u128::MAX);
        for key in [
            write_ahead(i64::MAX, id),
            amendment(i64::MAX, id, &id.to_string()),
            piece(id, 12),
            segment_part(&name(u32::MAX, &id.to_string()), 3),
            manifest("202511", &name(12, "0f")),
            known("blogpost", &"9".repeat(60)),
        ] {
            assert!(key.chars().all(|c| c.is_ascii_alphanumeric() || ":._-#".contains(c)), "{key}");
            assert!(key.len() < 100);
        }
    }
}
