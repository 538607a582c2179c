//! The command line.

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
    /// How the query reads dates and people.
    #[command(flatten)]
    pub asking: Asking,
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
}

/// What to do with JQL.
#[derive(Debug, Subcommand)]
pub enum JqlCommand {
    /// Syntax only: `{"jql"}` in, `{"ok","ast","errors"}` out, one a line.
    Parse,
    /// Syntax, names and types: `{"jql"}` in, `{"ok","diagnostics"}` out, one a line.
    Check(Asking),
    /// What may come at the cursor: `{"jql","cursor"}` in, `{"tokens","from","to","items","values"}` out, one a line. Places
    /// count Unicode characters.
    Complete,
}
