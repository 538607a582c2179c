//! `docs/jql.md`: the tables of fields and functions, written from the rows that the check itself reads.

use activity_engine::filter::{FieldRow, FunctionRow, Operators, Source, fields, functions};
use activity_engine::jql::Operator;
use std::fmt::Write as _;

/// Where it is committed.
pub(super) const PATH: &str = "docs/jql.md";

const HEAD: &str = "\
<!-- Written by `cargo xtask codegen` from the catalogue in crates/filter. -->

# Fields and functions

Queries are JQL. Names of fields and functions, words such as AND, and values are read in any case. A name that JQL reserves, or that is
not one word, stands in quotes.

How a part of a query is answered:

- **event**: by the event itself. It always knows.
- **issue**: by what the event holds of its issue, as it was then. Where it does not know, Jira is asked about the issue as it is
  now.
- **site**: by what the site says now of the event's project.
- **Jira**: only Jira knows. It is asked about the issue as it is now.

When Jira cannot tell either (the issue is gone, or hidden from you), the event is shown with the mark *cannot tell*.

Every field also takes CHANGED when it is a field of issues: it finds the events that changed it.
";

/// The text of the file.
pub(super) fn text() -> String {
    let mut text = HEAD.to_owned();
    let sections = [
        ("Fields of events", Source::Record),
        ("Fields of issues", Source::Issue),
        ("Fields of projects", Source::Site),
        ("Fields that only Jira knows", Source::Jira),
    ];
    for (title, source) in sections {
        let _ = write!(text, "\n## {title}\n\n| field | also | operators | answered by | what it is |\n");
        text.push_str("| --- | --- | --- | --- | --- |\n");
        for row in fields().filter(|row| row.source == source) {
            field(&mut text, row);
        }
    }
    text.push_str("\n## Functions\n\n| function | also | behind | arguments | what it is |\n| --- | --- | --- | --- | --- |\n");
    for row in functions() {
        function(&mut text, row);
    }
    text
}

fn field(text: &mut String, row: &FieldRow) {
    let by = match (row.source, row.open_operators) {
        (Source::Record, _) => "event",
        (Source::Issue, []) => "issue",
        (Source::Issue, _) => "issue; Jira for the order",
        (Source::Site, _) => "site",
        (Source::Jira, _) => "Jira",
    };
    let (aliases, operators) = (names(row.aliases), operators(row.all_operators()));
    let _ = writeln!(text, "| `{}` | {aliases} | {operators} | {by} | {} |", row.name, row.help);
}

fn function(text: &mut String, row: &FunctionRow) {
    let behind = match row.operators {
        Operators::Single => "= != < > IN",
        Operators::List => "IN",
    };
    let arguments = match (row.arguments_min, row.arguments_max) {
        (min, max) if min == max => min.to_string(),
        (min, usize::MAX) => format!("{min} or more"),
        (min, max) => format!("{min} to {max}"),
    };
    let aliases = names(row.aliases);
    let _ = writeln!(text, "| `{}()` | {aliases} | {behind} | {arguments} | {} |", row.name, row.help);
}

fn names(names: &[&str]) -> String {
    names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}

/// The operators, each with its opposite where both are there.
fn operators(all: impl Iterator<Item = Operator>) -> String {
    let all: Vec<Operator> = all.collect();
    let named = [
        (Operator::Equals, "="),
        (Operator::NotEquals, "!="),
        (Operator::Less, "<"),
        (Operator::LessOrEqual, "<="),
        (Operator::Greater, ">"),
        (Operator::GreaterOrEqual, ">="),
        (Operator::In, "IN"),
        (Operator::Is, "IS"),
        (Operator::Contains, "~"),
        (Operator::NotContains, "!~"),
        (Operator::Was, "WAS"),
    ];
    let shown = named.iter().filter(|(operator, _)| all.contains(operator)).map(|(_, name)| *name);
    shown.collect::<Vec<_>>().join(" ")
}
