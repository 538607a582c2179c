//! Workflows, types, priorities and the other lists that issues take their values from.

/// Id and name.
pub(super) type Choice = (&'static str, &'static str);

/// A status: id, name, key of the category, and the statuses that follow with their weights.
#[derive(Debug)]
pub(super) struct Step {
    pub(super) id: &'static str,
    pub(super) name: &'static str,
    pub(super) category: &'static str,
    pub(super) next: &'static [(usize, u32)],
}

impl Step {
    /// Whether issues are finished here.
    pub(super) fn is_done(&self) -> bool {
        self.category == "done"
    }
}

const fn step(
    id: &'static str,
    name: &'static str,
    category: &'static str,
    next: &'static [(usize, u32)],
) -> Step {
    Step { id, name, category, next }
}

/// The workflow of this number; each starts with its first status.
pub(super) fn workflow(number: usize) -> &'static [Step] {
    match number % 3 {
        0 => SOFTWARE,
        1 => BOARD,
        _ => SERVICE,
    }
}

const SOFTWARE: &[Step] = &[
    step("10000", "To Do", "new", &[(1, 8), (4, 1)]),
    step("3", "In Progress", "indeterminate", &[(2, 7), (0, 1), (4, 1)]),
    step("10003", "In Review", "indeterminate", &[(3, 5), (1, 3), (4, 3)]),
    step("10004", "In Test", "indeterminate", &[(4, 6), (1, 2)]),
    step("10001", "Done", "done", &[(1, 1)]),
];

const BOARD: &[Step] = &[
    step("10010", "Backlog", "new", &[(1, 6), (4, 1)]),
    step("10011", "Selected for Development", "new", &[(2, 7), (0, 1)]),
    step("3", "In Progress", "indeterminate", &[(4, 6), (3, 2), (1, 1)]),
    step("10012", "Blocked", "indeterminate", &[(2, 1)]),
    step("10001", "Done", "done", &[(2, 1)]),
];

const SERVICE: &[Step] = &[
    step("10020", "Waiting for support", "indeterminate", &[(1, 5), (2, 2), (4, 1)]),
    step("3", "In Progress", "indeterminate", &[(2, 4), (3, 2), (4, 5)]),
    step("10021", "Waiting for customer", "indeterminate", &[(0, 4), (4, 3)]),
    step("10022", "Escalated", "indeterminate", &[(1, 1)]),
    step("5", "Resolved", "done", &[(5, 5), (0, 1)]),
    step("6", "Closed", "done", &[(0, 1)]),
];

pub(super) const TYPES: &[Choice] =
    &[("10004", "Bug"), ("10001", "Story"), ("10002", "Task"), ("10003", "Sub-task"), ("10000", "Epic")];
pub(super) const TYPE_WEIGHTS: &[u32] = &[30, 25, 28, 12, 5];

pub(super) const PRIORITIES: &[Choice] =
    &[("1", "Highest"), ("2", "High"), ("3", "Medium"), ("4", "Low"), ("5", "Lowest")];
pub(super) const PRIORITY_WEIGHTS: &[u32] = &[4, 18, 60, 14, 4];

pub(super) const RESOLUTIONS: &[Choice] =
    &[("10000", "Done"), ("10001", "Won't Do"), ("10002", "Duplicate"), ("10003", "Cannot Reproduce")];
pub(super) const RESOLUTION_WEIGHTS: &[u32] = &[82, 8, 6, 4];

/// Fields with a list of values: id and name of the field, and the values.
pub(super) const SELECTS: [(&str, &str, &[Choice]); 7] = [
    (
        "customfield_10001",
        "Team",
        &[
            ("t-1", "Atlas"),
            ("t-2", "Borealis"),
            ("t-3", "Cobalt"),
            ("t-4", "Delta"),
            ("t-5", "Ember"),
            ("t-6", "Fjord"),
        ],
    ),
    ("customfield_10041", "Severity", &[("10110", "S1"), ("10111", "S2"), ("10112", "S3"), ("10113", "S4")]),
    ("environment", "Environment", &[("", "production"), ("", "staging"), ("", "test")]),
    ("customfield_10021", "Flagged", &[("10019", "Impediment")]),
    (
        "customfield_10045",
        "Root cause",
        &[("10130", "Code"), ("10131", "Configuration"), ("10132", "Data"), ("10133", "Third party")],
    ),
    ("customfield_10048", "Customer tier", &[("10140", "Gold"), ("10141", "Silver"), ("10142", "Bronze")]),
    ("security", "Security Level", &[("10005", "Internal"), ("10006", "Partners")]),
];

/// Link types: id, name, and how the source reads it.
pub(super) const LINK_TYPES: &[(&str, &str)] =
    &[("Blocks", "blocks"), ("Relates", "relates to"), ("Duplicate", "duplicates"), ("Cloners", "clones")];

/// Files that people attach: name without number, ending, media type, bytes at most.
pub(super) const FILES: &[(&str, &str, &str, i64)] = &[
    ("image-20260", "png", "image/png", 900_000),
    ("screenshot-", "png", "image/png", 1_800_000),
    ("report-", "pdf", "application/pdf", 4_000_000),
    ("server-", "log", "text/plain", 12_000_000),
    ("export-", "csv", "text/csv", 2_000_000),
    ("recording-", "mp4", "video/mp4", 60_000_000),
];

/// Labels in use on the site.
pub(super) const LABELS: &[&str] = &[
    "backend",
    "frontend",
    "regression",
    "security",
    "customer-reported",
    "tech-debt",
    "quick-win",
    "performance",
    "documentation",
    "needs-info",
    "q3",
    "q4",
    "mobile",
    "api",
    "compliance",
    "flaky",
    "incident",
    "design",
    "ops",
    "data",
    "billing",
    "onboarding",
    "search",
    "i18n",
    "accessibility",
    "infra",
    "release-blocker",
    "spike",
    "legal",
    "beta",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_status_can_be_left_for_one_that_exists() {
        for flow in [SOFTWARE, BOARD, SERVICE] {
            for step in flow {
                assert!(!step.next.is_empty(), "{}", step.name);
                assert!(
                    step.next.iter().all(|(to, weight)| *to < flow.len() && *weight > 0),
                    "{}",
                    step.name
                );
            }
        }
    }
}
