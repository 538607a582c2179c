//! The door to a terminal: `activity-log normalize | query | export | jql parse | jql check | jql complete`.
//!
//! JSON Lines in, JSON Lines out, the same engine as in the app.
//!
//! # What this crate does not do
//!
//! It reaches no network and no store: it reads standard input and files, and writes standard output.

pub mod args;
mod complete;
mod error;
mod explain;
mod export;
mod jql;
mod normalize;
mod query;

pub use error::CliError;

use args::{Args, Command, JqlCommand};
use std::io::{BufRead, Write};

/// Runs one command on these streams.
pub fn run(args: Args, input: &mut dyn BufRead, output: &mut dyn Write) -> Result<(), CliError> {
    match args.command {
        Command::Normalize(options) => normalize::run(&options, input, output),
        Command::Query(options) => query::run(&options, input, output),
        Command::Export(options) => export::run(&options, input, output),
        Command::Jql(JqlCommand::Parse) => jql::parse(input, output),
        Command::Jql(JqlCommand::Complete) => complete::complete(input, output),
        Command::Jql(JqlCommand::Check(options)) => jql::check(&options, input, output),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::Parser as _;
    use serde_json::{Value, json};

    /// What the program prints for these arguments and this input.
    fn answer(args: &str, input: &str) -> Vec<Value> {
        let args = Args::try_parse_from(args.split(' ')).unwrap();
        let mut output = Vec::new();
        run(args, &mut input.as_bytes(), &mut output).unwrap();
        String::from_utf8(output).unwrap().lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }

    #[test]
    fn jql_is_parsed_a_line_at_a_time() {
        let lines = answer(
            "activity-log jql parse",
            "{\"jql\":\"project = PAY\"}\n\n{\"jql\":\"project = \",\"id\":2}\n",
        );
        assert_eq!(lines[0]["ast"]["where"], json!({"f": {"n": "project"}, "op": "=", "v": "PAY"}));
        assert_eq!(
            (&lines[1]["ok"], &lines[1]["ast"], &lines[1]["id"]),
            (&json!(false), &Value::Null, &json!(2))
        );
        assert_eq!(lines[1]["errors"][0]["code"], "jql.syntax.expected-value");
    }

    #[test]
    fn jql_is_checked_for_who_asks() {
        let of = |args: &str, jql: &str| answer(args, &json!({"jql": jql}).to_string()).remove(0);
        let right = of("activity-log jql check", "action = issue.created AND occurred >= -7d");
        assert_eq!((&right["ok"], &right["diagnostics"]), (&json!(true), &json!([])));
        // Places count characters, whatever they take in memory.
        let wrong = of("activity-log jql check", "text ~ \"😀a\" AND action = issue.creatd");
        let found = &wrong["diagnostics"][0];
        assert_eq!((&wrong["ok"], &found["code"]), (&json!(false), &json!("filter.value.unknown")));
        assert_eq!((&found["from"], &found["to"]), (&json!(25), &json!(37)));
        assert_eq!(
            found["fix"],
            json!({"label": "Change to `issue.created`", "from": 25, "to": 37, "insert": "issue.created"})
        );
        let nobody = of("activity-log jql check", "actor = currentUser()");
        assert_eq!(nobody["diagnostics"][0]["code"], "filter.function.no-user");
        assert_eq!(of("activity-log jql check --account 5b10", "actor = currentUser()")["ok"], true);
        assert_eq!(of("activity-log jql check", "status = Done")["wanted"], json!([{"kind": "statuses"}]));
    }

    #[test]
    fn jql_is_completed_at_the_cursor() {
        let lines =
            answer("activity-log jql complete", "{\"jql\":\"act\"}\n{\"jql\":\"actor = \",\"cursor\":0}");
        let labels = |line: &Value| -> Vec<String> {
            let items = line["items"].as_array().unwrap().iter();
            items.map(|item| item["label"].as_str().unwrap().to_owned()).collect()
        };
        assert_eq!(labels(&lines[0])[..2], ["actor", "actorKind"]);
        assert_eq!((&lines[1]["from"], &lines[1]["to"]), (&json!(0), &json!(5)));
        let used = answer("activity-log jql complete", "{\"jql\":\"act\",\"usage\":{\"action\":3}}");
        assert_eq!(labels(&used[0])[0], "action");
    }

    /// Days begin where who asks lives; weeks when it likes.
    #[test]
    fn records_are_found_by_jql() {
        let record = |id: u8, occurred: &str, actor: &str| {
            let occurred = occurred.parse::<i64>().unwrap();
            json!({
                "id": format!("{id:032x}"), "occurred": occurred, "recorded": occurred, "product": "jira",
                "action": "issue.transitioned", "actor": {"accountId": actor, "kind": "person", "certainty": "stated"},
                "subject": {"kind": "issue", "id": "7", "key": "PAY-7"}, "provenance": "live", "source": "avi:jira:updated:issue",
                "changes": [{"fieldId": "status", "field": "status", "from": {"id": "1", "text": "Open"}, "to": {"id": "5", "text": "Done"}}],
            })
            .to_string()
        };
        // Noon and 23:30, UTC, on Wednesday the 18th of November 2026.
        let input = [record(1, "1795003200000", "5b10a"), record(2, "1795044600000", "5b10b")].join("\n");
        let found = |options: &str, jql: &str| -> Vec<u64> {
            let mut args: Vec<&str> = "activity-log query --now 1795046400000".split(' ').collect();
            args.extend(options.split_whitespace());
            args.extend(["--jql", jql]);
            let mut output = Vec::new();
            run(Args::try_parse_from(args).unwrap(), &mut input.as_bytes(), &mut output).unwrap();
            let text = String::from_utf8(output).unwrap();
            let records = text.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
            records.map(|one| u64::from_str_radix(one["id"].as_str().unwrap(), 16).unwrap()).collect()
        };
        for (options, jql, expect) in [
            ("", "", vec![2, 1]),
            ("", "ORDER BY occurred ASC", vec![1, 2]),
            ("", "occurred >= 2026-11-19", vec![]),
            ("--zone Europe/Berlin", "occurred >= 2026-11-19", vec![2]),
            ("--zone Europe/Berlin", "occurred < startOfDay()", vec![1]),
            ("", "occurred >= \"-1h\"", vec![2]),
            ("", "occurred >= startOfWeek(2d)", vec![2, 1]),
            ("", "occurred >= startOfWeek(4d)", vec![]),
            ("--monday-first", "occurred >= startOfWeek(2d)", vec![2, 1]),
            ("--monday-first", "occurred >= startOfWeek(3d)", vec![]),
            ("--account 5b10b", "actor = currentUser()", vec![2]),
            ("", "status CHANGED FROM Open TO Done BY 5b10a", vec![1]),
            ("", "status WAS Open AND actor != 5b10a", vec![2]),
            ("", "occurredHour >= 20", vec![2]),
            ("--limit 1", "project = PAY", vec![2]),
        ] {
            assert_eq!(found(options, jql), expect, "{options} {jql}");
        }
    }
}
