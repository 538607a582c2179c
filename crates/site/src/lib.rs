//! A small Jira.
