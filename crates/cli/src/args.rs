//! The command line.

use crate::CliError;
use activity_engine::{CheckRequest, filter::Tables};
use clap::{Parser, Subcommand};
use std::path::PathBuf;

/// Reads, queries and checks activity records, offline.
#[derive(Debug, Parser)]
#[command(name = "activity-log", version)]
pub struct Args {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Turn platform payloads (standard input, one JSON a line) into records (one JSON a line).
    Normalize(NormalizeOptions),
    /// Find records (one JSON a line) with JQL.
    Query(QueryOptions),
    /// Write records (one JSON a line) into a table, or find some of them first with JQL.
    Export(ExportOptions),
    /// Look at JQL itself.
    #[command(subcommand)]
    Jql(JqlCommand),
}

/// Options of `normalize`.
#[derive(Debug, clap::Args)]
pub struct NormalizeOptions {
    /// When the payloads were seen, in milliseconds since 1970 UTC; now when left out.
    #[arg(long, value_name = "MS")]
    pub recorded: Option<i64>,
    /// Name of the event, for payloads that do not carry it (lifecycle events).
    #[arg(long, value_name = "NAME")]
    pub event: Option<String>,
    /// Also keep views and searches, which the app leaves out until an admin asks for them.
    #[arg(long)]
    pub views: bool,
}

/// Options of `query`.
#[derive(Debug, clap::Args)]
pub struct QueryOptions {
    /// The query; an empty one finds everything.
    #[arg(long, default_value = "")]
    pub jql: String,
    /// File of records; standard input when left out.
    pub file: Option<PathBuf>,
    /// At most so many records.
    #[arg(long, value_name = "N")]
    pub limit: Option<usize>,
    /// Instead of the records: pack them as the app does, and tell what its first page of this query would read of the store.
    #[arg(long)]
    pub explain: bool,
    /// How the query reads dates and people.
    #[command(flatten)]
    pub asking: Asking,
}

/// Options of `export`.
#[derive(Debug, clap::Args)]
pub struct ExportOptions {
    /// The format.
    #[arg(long, value_enum, default_value_t = Format::Csv)]
    pub format: Format,
    /// Columns of the table, in order; all of them when left out.
    #[arg(long, value_name = "NAMES", value_delimiter = ',')]
    pub columns: Vec<String>,
    /// Leave texts as they are, also those that a spreadsheet would take for formulas: for programs.
    #[arg(long)]
    pub exact: bool,
    /// Begin with a byte order mark, which tells spreadsheets that the text is UTF-8.
    #[arg(long)]
    pub byte_order_mark: bool,
    /// What is written, and from which file. Times are written in `--zone`.
    #[command(flatten)]
    pub query: QueryOptions,
}

/// Formats of files.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    /// A table: RFC 4180.
    Csv,
    /// A record a line.
    Jsonl,
}

/// Who asks, when and where: what relative dates and `currentUser()` need.
#[derive(Debug, clap::Args)]
pub struct Asking {
    /// The moment of `now()`, in milliseconds since 1970 UTC; the present when left out.
    #[arg(long, value_name = "MS")]
    pub now: Option<i64>,
    /// Time zone in which days begin, e.g. Europe/Berlin.
    #[arg(long, default_value = "UTC")]
    pub zone: String,
    /// Account id of `currentUser()`.
    #[arg(long, value_name = "ID")]
    pub account: Option<String>,
    /// Weeks start on Monday, not on Sunday.
    #[arg(long)]
    pub monday_first: bool,
    /// File of what is known of the site (one JSON object: people, groups, projects, issueTypes, statuses ...), so that names
    /// of now, categories, groups and workflows can be asked for.
    #[arg(long, value_name = "FILE")]
    pub tables: Option<PathBuf>,
}

impl Asking {
    /// The question that this query is.
    pub(crate) fn request(&self, jql: &str, now: i64, tables: &Tables) -> CheckRequest {
        CheckRequest {
            jql: jql.to_owned(),
            narrow: Vec::new(),
            now,
            zone: self.zone.clone(),
            account: self.account.clone(),
            monday_first: self.monday_first,
            tables: tables.clone(),
        }
    }

    /// What is known of the site; nothing without a file.
    pub(crate) fn read_tables(&self) -> Result<Tables, CliError> {
        let Some(path) = &self.tables else { return Ok(Tables::default()) };
        let error = |message: String| CliError::Tables { path: path.clone(), message };
        let text = std::fs::read_to_string(path).map_err(|source| error(source.to_string()))?;
        serde_json::from_str(&text).map_err(|source| error(source.to_string()))
    }
}

/// What to do with JQL.
#[derive(Debug, Subcommand)]
pub enum JqlCommand {
    /// Syntax only: `{"jql"}` in, `{"ok","ast","errors"}` out, one a line.
    Parse,
    /// Syntax, names and types: `{"jql"}` in, `{"ok","diagnostics"}` out, one a line. Places count Unicode characters.
    Check(Asking),
    /// What may come at the cursor: `{"jql","cursor"}` in, `{"tokens","from","to","items","values"}` out, one a line. Places
    /// count Unicode characters.
    Complete,
}
