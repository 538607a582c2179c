//! Query parameters, which may be repeated.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use std::fmt::Write as _;

/// Query parameters in the order in which they stand.
#[derive(Debug, Clone, Default)]
pub struct Params(Vec<(String, String)>);

impl Params {
    /// Reads a query string.
    pub fn parse(query: &str) -> Self {
        let pairs = query.split('&').filter(|part| !part.is_empty());
        Self(
            pairs
                .map(|part| {
                    part.split_once('=')
                        .map_or((decode(part), String::new()), |(name, value)| (decode(name), decode(value)))
                })
                .collect(),
        )
    }

    /// The first value of a name.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|pair| pair.0 == name).map(|pair| pair.1.as_str())
    }

    /// All values of a name, written apart or with commas.
    pub fn all(&self, name: &str) -> Vec<&str> {
        let values = self.0.iter().filter(|pair| pair.0 == name);
        values.flat_map(|pair| pair.1.split(',')).map(str::trim).filter(|value| !value.is_empty()).collect()
    }

    /// A number; the given one when it is missing or not a number.
    pub fn number(&self, name: &str, otherwise: usize) -> usize {
        self.get(name).and_then(|value| value.parse().ok()).unwrap_or(otherwise)
    }

    /// The query without some names, encoded again.
    pub fn without(&self, names: &[&str]) -> String {
        let kept = self.0.iter().filter(|pair| !names.contains(&pair.0.as_str()));
        let parts: Vec<String> =
            kept.map(|(name, value)| format!("{}={}", encode(name), encode(value))).collect();
        parts.join("&")
    }

    /// Whether a value of `expand` is asked for.
    pub fn expands(&self, what: &str) -> bool {
        self.all("expand").contains(&what)
    }
}

impl<S: Sync> FromRequestParts<S> for Params {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Self::Rejection> {
        Ok(Self::parse(parts.uri.query().unwrap_or_default()))
    }
}

/// Percent-encodes everything but letters, digits and `-._~`.
fn encode(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            // Writing to a string cannot fail.
            let _ = write!(encoded, "%{byte:02X}");
        }
    }
    encoded
}

/// Undoes percent-encoding; `+` is a blank. What is not encoded properly stays as it is.
fn decode(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, more)) = rest.split_first() {
        rest = more;
        let hex = |place: usize| more.get(place).and_then(|byte| char::from(*byte).to_digit(16));
        match (first, hex(0), hex(1)) {
            (b'%', Some(high), Some(low)) => {
                let byte = high.saturating_mul(16).saturating_add(low);
                bytes.push(u8::try_from(byte).unwrap_or(b'%'));
                rest = more.get(2..).unwrap_or_default();
            }
            (b'+', ..) => bytes.push(b' '),
            _ => bytes.push(*first),
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn repeated_and_encoded_parameters() {
        let params =
            Params::parse("accountId=a%3A1&accountId=b&query=J%C3%BCrgen+x&keys=DOCS,ENG&bad=%zz&flag");
        assert_eq!(params.all("accountId"), ["a:1", "b"]);
        assert_eq!(params.get("query"), Some("Jürgen x"));
        assert_eq!(params.all("keys"), ["DOCS", "ENG"]);
        assert_eq!(params.without(&["accountId", "bad", "flag"]), "query=J%C3%BCrgen%20x&keys=DOCS%2CENG");
        assert_eq!((params.get("bad"), params.get("flag")), (Some("%zz"), Some("")));
        assert_eq!((params.number("startAt", 5), params.get("none")), (5, None));
    }
}
