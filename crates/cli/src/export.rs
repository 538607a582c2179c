//! Records as a file for other programs.

use crate::CliError;
use crate::args::{ExportOptions, Format};
use crate::query::find;
use activity_engine::{BundledZones, ExportFormat, ExportRequest, export_rows};
use std::collections::BTreeMap;
use std::io::{BufRead, Write};

/// Records in, a file out.
pub(crate) fn run(
    options: &ExportOptions,
    input: &mut dyn BufRead,
    output: &mut dyn Write,
) -> Result<(), CliError> {
    let request = ExportRequest {
        format: match options.format {
            Format::Csv => ExportFormat::Csv,
            Format::Jsonl => ExportFormat::JsonLines,
        },
        columns: options.columns.clone(),
        times: options.query.asking.zone.clone(),
        safe: !options.exact,
        head: true,
        byte_order_mark: options.byte_order_mark,
        names: BTreeMap::new(),
    };
    let rows = find(&options.query, input)?;
    let text =
        export_rows(&request, &rows, &BundledZones).map_err(|error| CliError::Query(error.to_string()))?;
    Ok(output.write_all(text.as_bytes())?)
}
