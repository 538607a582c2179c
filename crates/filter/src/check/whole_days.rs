//! `occurred = "2026-01-31"` is midnight, which is hardly ever meant: a rewrite takes the whole day.

use super::Checker;
use crate::dates::{self, Precision};
use crate::error::{Diagnostic, Fix, Problem};
use activity_jql::{Operand, OperandKind, Operator, Span, Term};

/// A value that a date field is compared with.
enum Part<'t> {
    /// A day, as written: its place, its text, and the two comparisons that take all of it.
    Day(Span, &'t str, String),
    /// Anything else, compared as it was.
    Other(String),
}

impl Checker<'_> {
    /// Warns of days that are compared as a whole value. The first warning has a rewrite of the term for all of them.
    pub(super) fn warn_one_minute(&mut self, term: &Term, span: Span) {
        let negative = matches!(term.operator, Operator::NotEquals | Operator::NotIn);
        let compares = matches!(term.operator, Operator::Equals | Operator::In);
        let Some(operand) = term.operand.as_ref().filter(|_| negative || compares) else { return };
        let mut parts = Vec::new();
        self.collect_parts(term, operand, negative, &mut parts);
        let days = parts.iter().filter_map(|part| match part {
            Part::Day(span, text, whole) => Some((*span, (*text).to_owned(), whole)),
            Part::Other(_) => None,
        });
        for (nth, (place, value, whole)) in days.enumerate() {
            let problem = Problem::OneMinute { value };
            if self.is_full(&problem) {
                return;
            }
            let insert = (nth == 0).then(|| joined(&parts, negative, self.takes_and));
            let fix = insert.map(|insert| Fix { label: "Take the whole day".to_owned(), span, insert });
            let help = format!("For the whole day write: {whole}");
            self.tell(Diagnostic { fix, ..problem.at(place, Some(help)) });
        }
    }

    fn collect_parts<'t>(
        &self,
        term: &Term,
        operand: &'t Operand,
        negative: bool,
        parts: &mut Vec<Part<'t>>,
    ) {
        let field = &term.field;
        match &operand.kind {
            OperandKind::List(items) => {
                for item in items {
                    self.collect_parts(term, item, negative, parts);
                }
            }
            kind => {
                let day = match kind {
                    OperandKind::Text(text) => self.day_after(text).map(|next| (text, next)),
                    _ => None,
                };
                parts.push(match day {
                    Some((text, next)) => {
                        let from = activity_jql::quote(text);
                        let (first, word, second) =
                            if negative { ("<", "OR", ">=") } else { (">=", "AND", "<") };
                        let whole = format!("{field} {first} {from} {word} {field} {second} {next}");
                        Part::Day(operand.span, text, whole)
                    }
                    None => Part::Other(format!("{field} {} {operand}", if negative { "!=" } else { "=" })),
                });
            }
        }
    }

    /// The day after, when the text is a day.
    fn day_after(&self, text: &str) -> Option<String> {
        let moment = dates::parse_text(text, self.context).ok()?;
        let (_, next) = dates::day_around(&self.context.zone, moment.at).ok()?;
        dates::day_name(&self.context.zone, next).filter(|_| moment.precision == Precision::Day)
    }
}

/// The parts as one clause. Two comparisons with AND between them need no parentheses where AND may stand.
fn joined(parts: &[Part<'_>], negative: bool, takes_and: bool) -> String {
    if let ([Part::Day(.., whole)], true) = (parts, takes_and && !negative) {
        return whole.clone();
    }
    let one = |part: &Part<'_>| match part {
        Part::Day(.., whole) if parts.len() > 1 => format!("({whole})"),
        Part::Day(.., text) | Part::Other(text) => text.clone(),
    };
    let all: Vec<String> = parts.iter().map(one).collect();
    format!("({})", all.join(if negative { " AND " } else { " OR " }))
}
