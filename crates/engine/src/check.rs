//! Whether a query can be asked, and what to tell about it.

use crate::read::Checks;
use crate::{CheckAnswer, CheckRequest, EngineError, Zones};

/// Checks a query and its narrowing clauses. Errors of the query are part of the answer; only a request that makes no
/// sense is refused.
pub fn check(request: &CheckRequest, zones: &dyn Zones) -> Result<CheckAnswer, EngineError> {
    let checks = Checks::of(request, zones)?;
    let ok = !checks.failed();
    Ok(CheckAnswer { ok, diagnostics: checks.diagnostics, wanted: checks.wanted.into_iter().collect() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{BundledZones, Severity};
    use activity_filter::Tables;

    fn request(jql: &str, narrow: &[&str]) -> CheckRequest {
        CheckRequest {
            jql: jql.into(),
            narrow: narrow.iter().map(|&text| text.to_owned()).collect(),
            now: 1_763_913_600_000,
            zone: "Europe/Berlin".into(),
            account: Some("5b10".into()),
            monday_first: false,
            tables: Tables::default(),
        }
    }

    #[test]
    fn a_sound_query_passes() {
        for jql in ["", "project = PAY AND occurred >= -7d ORDER BY occurred ASC", "actor = currentUser()"] {
            let answer = check(&request(jql, &["action = issue.created"]), &BundledZones).unwrap();
            assert!(answer.ok, "{jql}: {:?}", answer.diagnostics);
        }
    }

    #[test]
    fn errors_are_told_with_their_place_in_their_text() {
        let answer = check(
            &request("project = ", &["action = issue.created", "action = issue.exploded"]),
            &BundledZones,
        )
        .unwrap();
        assert!(!answer.ok);
        let places: Vec<_> = answer.diagnostics.iter().map(|d| (d.narrow, d.severity)).collect();
        assert_eq!(places, [(None, Severity::Error), (Some(1), Severity::Error)]);
        let second = answer.diagnostics.last().unwrap();
        assert_eq!((second.from, second.to), (9, 23));
        assert_eq!(second.code, "filter.value.unknown");
    }

    #[test]
    fn a_zone_that_nobody_knows_is_no_request() {
        let request = CheckRequest { zone: "Mars/Olympus".into(), ..request("", &[]) };
        assert_eq!(check(&request, &BundledZones), Err(EngineError::Zone("Mars/Olympus".into())));
    }
}
