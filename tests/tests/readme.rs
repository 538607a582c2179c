//! The queries that the README shows can be asked.

use activity_engine::{BundledZones, CheckRequest, Severity, check};

#[test]
fn queries_of_the_readme_can_be_asked() {
    let readme = include_str!("../../README.md");
    let section = readme.split("\n## JQL\n").nth(1).unwrap();
    let block = section.split("```").nth(1).unwrap();
    let queries: Vec<&str> = block.trim().lines().collect();
    assert!(queries.len() >= 3, "{queries:?}");
    for jql in queries {
        let request = serde_json::json!({"jql": jql, "now": 0, "zone": "UTC", "account": "5b10"});
        let request: CheckRequest = serde_json::from_value(request).unwrap();
        let answer = check(&request, &BundledZones).unwrap();
        let warned = answer.diagnostics.iter().any(|found| found.severity != Severity::Note);
        assert!(answer.ok && !warned, "{jql}: {:?}", answer.diagnostics);
    }
}
