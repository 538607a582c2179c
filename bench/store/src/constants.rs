//! What the queries ask for, as `cargo xtask bench store` chose it from the records.

use serde::{Deserialize, Serialize};

/// The constants of every query.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[allow(non_snake_case, reason = "queries are called Q1 to Q8 in all peers")]
pub(crate) struct Constants {
    pub(crate) limit: usize,
    pub(crate) Q1: OfActor,
    pub(crate) Q2: Count,
    pub(crate) Q3: Contains,
    pub(crate) Q4: OfActors,
    pub(crate) Q5: Newest,
    pub(crate) Q6: Histogram,
    pub(crate) Q7: Actors,
    pub(crate) Q8: OfIssue,
}

/// The newest records of one person in one project since a time.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct OfActor {
    pub(crate) actor: String,
    pub(crate) container: String,
    pub(crate) from: i64,
}

/// How many records of one action.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Count {
    pub(crate) action: String,
}

/// How many records with a word in title or content.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Contains {
    pub(crate) word: String,
}

/// How many records of these people since a time.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct OfActors {
    pub(crate) actors: Vec<String>,
    pub(crate) from: i64,
}

/// The newest records of some actions in some projects.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Newest {
    pub(crate) actions: Vec<String>,
    pub(crate) containers: Vec<String>,
}

/// Records a day of some actions in one project.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Histogram {
    pub(crate) actions: Vec<String>,
    pub(crate) container: String,
}

/// How many people did one of these actions since a time.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Actors {
    pub(crate) actions: Vec<String>,
    pub(crate) from: i64,
}

/// Every record of one issue.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct OfIssue {
    pub(crate) issue: String,
}
