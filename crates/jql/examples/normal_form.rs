//! JSON lines `{"jql": ...}` in, `{"ok", "ast", "errors"}` out: for comparing this parser with another one.

use activity_jql::{normal_form, parse};
use serde_json::{Value, json};
use std::io::{self, BufRead, BufWriter, Write};

fn main() -> io::Result<()> {
    let mut out = BufWriter::new(io::stdout().lock());
    for line in io::stdin().lock().lines() {
        let line = line?;
        if line.trim().is_empty() {
            continue;
        }
        let input: Value = serde_json::from_str(&line)?;
        let text = input.get("jql").and_then(Value::as_str).unwrap_or_default();
        writeln!(out, "{}", answer(text))?;
    }
    out.flush()
}

fn answer(text: &str) -> Value {
    let parsed = parse(text);
    let errors: Vec<_> = parsed
        .errors
        .iter()
        .map(|error| {
            let (start, end) = (error.span.start, error.span.end);
            json!({ "code": error.code(), "msg": error.message(), "help": error.help(), "start": start, "end": end })
        })
        .collect();
    // Printing and reading again must change nothing.
    let again = parsed.query.as_ref().map(|query| parse(&query.to_string()).query.as_ref() == Some(query));
    json!({ "ok": errors.is_empty(), "ast": parsed.query.as_ref().map(normal_form), "errors": errors, "stable": again })
}
