//! Records as text for a file: a piece of it at a time.

use crate::answer::{ExportAnswer, ExportFormat, ExportRequest, QueryAnswer};
use crate::{EngineError, Zones};
use activity_event::{Event, Moment};
use activity_export::{Column, CsvStyle, csv_head, csv_line, json_line};
use activity_filter::Zone;
use std::collections::BTreeSet;
use std::fmt::Write as _;

/// Account ids in these records whose names make a file easier to read: who did it, and people in changes.
#[must_use]
pub fn accounts_in(rows: &[Event]) -> BTreeSet<String> {
    let actors = rows.iter().filter_map(|event| event.actor.account_id.as_ref());
    let values = rows.iter().flat_map(|event| &event.changes).flat_map(|change| [&change.from, &change.to]);
    // A value that has an id and no text is a person.
    let people = values.flatten().filter(|value| value.text.is_none()).filter_map(|value| value.id.as_ref());
    actors.chain(people).cloned().collect()
}

/// The next piece of a file.
pub fn export_page(
    request: &ExportRequest,
    page: QueryAnswer,
    zones: &dyn Zones,
) -> Result<ExportAnswer, EngineError> {
    let text = export_rows(request, &page.rows, zones)?;
    Ok(ExportAnswer {
        text,
        rows: u32::try_from(page.rows.len()).unwrap_or(u32::MAX),
        until: page.rows.last().map(|event| event.occurred),
        cursor: page.cursor,
        complete: page.complete,
        undecided: page.undecided,
        cannot_tell: u32::try_from(page.cannot_tell.len()).unwrap_or(u32::MAX),
        warnings: page.warnings,
    })
}

/// The records as text.
pub fn export_rows(
    request: &ExportRequest,
    rows: &[Event],
    zones: &dyn Zones,
) -> Result<String, EngineError> {
    let unreadable = |problem: String| EngineError::Request(problem);
    let mut text = String::new();
    match request.format {
        ExportFormat::JsonLines => {
            for event in rows {
                text.push_str(&json_line(event).map_err(|error| unreadable(error.to_string()))?);
                text.push('\n');
            }
        }
        ExportFormat::Csv => {
            let columns = columns_of(request)?;
            let zone = zones.zone(&request.times).map_err(|error| EngineError::Zone(error.0))?;
            if request.head {
                text.push_str(&csv_head(&columns, request.byte_order_mark));
            }
            let style = CsvStyle {
                columns: &columns,
                safe: request.safe,
                time: &|ms| time_in(&zone, ms),
                name: &|account| request.names.get(account).cloned(),
            };
            for event in rows {
                text.push_str(&csv_line(event, &style));
            }
        }
    }
    Ok(text)
}

/// The columns that are asked for; all of them when none is.
fn columns_of(request: &ExportRequest) -> Result<Vec<Column>, EngineError> {
    if request.columns.is_empty() {
        return Ok(Column::ALL.to_vec());
    }
    let parse = |name: &String| {
        Column::parse(name).ok_or_else(|| EngineError::Request(format!("there is no column `{name}`")))
    };
    request.columns.iter().map(parse).collect()
}

/// A time as ISO 8601 has it, with the offset of the zone at that time: exact, and still readable.
fn time_in(zone: &Zone, ms: i64) -> String {
    let offset = zone.offset_at(ms.div_euclid(1000)).unwrap_or_default();
    let wall = ms.saturating_add(i64::from(offset).saturating_mul(1000));
    let Some(wall) = Moment::of(wall) else { return ms.to_string() };
    let mut text = wall.to_string();
    if offset != 0 {
        text.truncate(text.len().saturating_sub(1));
        let minutes = offset.unsigned_abs() / 60;
        let sign = if offset < 0 { '-' } else { '+' };
        let _ = write!(text, "{sign}{:02}:{:02}", minutes / 60, minutes % 60);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::BundledZones;
    use activity_event::{Actor, Change, Value};

    fn request(more: &serde_json::Value) -> ExportRequest {
        let mut request = serde_json::json!({"format": "csv", "times": "Europe/Berlin"});
        for (name, value) in more.as_object().unwrap() {
            request[name] = value.clone();
        }
        serde_json::from_value(request).unwrap()
    }

    fn event(occurred: i64) -> Event {
        Event { occurred, actor: Actor::stated("5b10"), ..Event::blank() }
    }

    #[test]
    fn times_are_those_of_the_zone() {
        let request = request(&serde_json::json!({"columns": ["occurred"]}));
        // The clock of Berlin was turned back between these two.
        let rows = [event(1_792_887_600_000), event(1_792_891_200_000)];
        let text = export_rows(&request, &rows, &BundledZones).unwrap();
        assert_eq!(text, "2026-10-25T02:20:00.000+02:00\r\n2026-10-25T02:20:00.000+01:00\r\n");
        let utc = ExportRequest { times: "UTC".to_owned(), ..request };
        let text = export_rows(&utc, &rows, &BundledZones).unwrap();
        assert_eq!(text, "2026-10-25T00:20:00.000Z\r\n2026-10-25T01:20:00.000Z\r\n");
    }

    #[test]
    fn a_file_has_one_head() {
        let columns = serde_json::json!(["action", "actor_name"]);
        let names = serde_json::json!({"5b10": "Ada"});
        let first = request(&serde_json::json!({"columns": columns, "names": names, "head": true}));
        let next = ExportRequest { head: false, ..first.clone() };
        let rows = [event(5)];
        let line = "payload.unreadable,Ada\r\n";
        let head = format!("action,actor_name\r\n{line}");
        assert_eq!(export_rows(&first, &rows, &BundledZones).unwrap(), head);
        assert_eq!(export_rows(&next, &rows, &BundledZones).unwrap(), line);
        let marked = ExportRequest { byte_order_mark: true, ..first };
        assert!(export_rows(&marked, &[], &BundledZones).unwrap().starts_with('\u{feff}'));
    }

    #[test]
    fn json_lines_can_be_read_back() {
        let request = request(&serde_json::json!({"format": "jsonl"}));
        let text = export_rows(&request, &[event(5), event(6)], &BundledZones).unwrap();
        let back: Vec<Event> = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        assert_eq!(back, [event(5), event(6)]);
    }

    #[test]
    fn what_nobody_knows_is_refused() {
        let columns = request(&serde_json::json!({"columns": ["occurred", "colour"]}));
        let refused = export_rows(&columns, &[], &BundledZones).unwrap_err();
        assert_eq!(refused.to_string(), "the request could not be read: there is no column `colour`");
        let zone = request(&serde_json::json!({"times": "Mars/Base"}));
        assert_eq!(export_rows(&zone, &[], &BundledZones), Err(EngineError::Zone("Mars/Base".into())));
    }

    #[test]
    fn people_are_actors_and_values_without_a_text() {
        let mut row = event(5);
        row.changes = vec![Change {
            field_id: None,
            field: "assignee".to_owned(),
            from: Some(Value::id("5b11")),
            to: Some(Value { id: Some("3".to_owned()), text: Some("Done".to_owned()) }),
        }];
        assert_eq!(accounts_in(&[row]), BTreeSet::from(["5b10".to_owned(), "5b11".to_owned()]));
    }
}
