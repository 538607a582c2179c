//! JQL itself: what it says and whether it can be asked.

use crate::CliError;
use crate::args::Asking;
use crate::complete::characters_before;
use crate::normalize::now;
use activity_engine::jql::{Span, SyntaxError, normal_form, parse as parse_jql};
use activity_engine::{BundledZones, check as check_jql};
use serde::Deserialize;
use serde_json::{Map, Value, json};
use std::io::{BufRead, Write};

/// A line of input; other members are the caller's own and are handed back.
#[derive(Deserialize)]
struct Line {
    jql: String,
    #[serde(flatten)]
    rest: Map<String, Value>,
}

/// Syntax: `{"jql"}` in, `{"ok","ast","errors"}` out.
pub(crate) fn parse(input: &mut dyn BufRead, output: &mut dyn Write) -> Result<(), CliError> {
    each_line(input, output, |jql, _| {
        let parsed = parse_jql(jql);
        let errors: Vec<Value> = parsed.errors.iter().map(|error| syntax_error(jql, error)).collect();
        Ok(json!({"ok": errors.is_empty(), "ast": parsed.query.as_ref().map(normal_form), "errors": errors}))
    })
}

/// Syntax, names and types: `{"jql"}` in, `{"ok","diagnostics"}` out. Places count Unicode characters, as everywhere here.
pub(crate) fn check(
    asking: &Asking,
    input: &mut dyn BufRead,
    output: &mut dyn Write,
) -> Result<(), CliError> {
    let (now, tables) = (asking.now.unwrap_or_else(now), asking.read_tables()?);
    each_line(input, output, |jql, _| {
        let request = asking.request(jql, now, &tables);
        let mut answer =
            check_jql(&request, &BundledZones).map_err(|error| CliError::Query(error.to_string()))?;
        for found in &mut answer.diagnostics {
            let of_fix = found.fix.iter_mut().flat_map(|fix| [&mut fix.from, &mut fix.to]);
            for place in [&mut found.from, &mut found.to].into_iter().chain(of_fix) {
                *place = characters_before(jql, *place);
            }
        }
        Ok(serde_json::to_value(answer)?)
    })
}

/// Answers every line. The answer is given the query and the other members of the line.
pub(crate) fn each_line(
    input: &mut dyn BufRead,
    output: &mut dyn Write,
    answer: impl Fn(&str, &Map<String, Value>) -> Result<Value, CliError>,
) -> Result<(), CliError> {
    for (index, line) in input.lines().enumerate() {
        let line = line?;
        if line.trim().is_empty() {
            continue;
        }
        let bad_line = |message| CliError::Line { line: index.saturating_add(1), message };
        let parsed: Line = serde_json::from_str(&line)
            .map_err(|error| bad_line(format!("{error}; expected {{\"jql\": \"...\"}}")))?;
        let mut all = parsed.rest;
        let answer = answer(&parsed.jql, &all).map_err(|error| match error {
            CliError::Json(error) => bad_line(error.to_string()),
            other => other,
        })?;
        if let Value::Object(answer) = answer {
            all.extend(answer);
        }
        writeln!(output, "{}", Value::Object(all))?;
    }
    Ok(())
}

/// Places count Unicode characters, as Jira's own parser does: `line` from one, `col` from zero.
fn syntax_error(jql: &str, error: &SyntaxError) -> Value {
    let Span { start, end } = error.span;
    let before = |byte: usize| {
        jql.char_indices().take_while(move |(index, _)| *index < byte).map(|(_, character)| character)
    };
    let line = before(start).filter(|character| *character == '\n').count().saturating_add(1);
    let col = before(start)
        .fold(0_usize, |col, character| if character == '\n' { 0 } else { col.saturating_add(1) });
    json!({
        "code": error.code(), "msg": error.message(), "help": error.help(),
        "start": before(start).count(), "end": before(end).count(), "line": line, "col": col,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse_text(text: &str) -> Vec<Value> {
        let mut output = Vec::new();
        parse(&mut text.as_bytes(), &mut output).unwrap();
        String::from_utf8(output).unwrap().lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }

    #[test]
    fn a_query_gives_its_tree_and_keeps_other_members() {
        let lines = parse_text("{\"jql\":\"project = PAY\",\"id\":7}\n");
        let term = json!({"f": {"n": "project"}, "op": "=", "v": "PAY"});
        assert_eq!(lines, [json!({"id": 7, "ok": true, "ast": {"where": term, "order": []}, "errors": []})]);
    }

    #[test]
    fn places_of_errors_count_characters() {
        let lines = parse_text("{\"jql\":\"a = \\\"😀\\\"\\nand b ==\"}\n");
        let error = &lines[0]["errors"][0];
        assert_eq!(
            (&error["start"], &error["line"], &error["col"]),
            (&json!(15), &json!(2), &json!(7)),
            "{error}"
        );
    }

    #[test]
    fn a_line_that_is_not_json_is_named() {
        let error = parse(&mut "\n{".as_bytes(), &mut Vec::new()).unwrap_err();
        assert!(error.to_string().starts_with("line 2: "), "{error}");
    }
}
