//! `activity-site`: a small Jira to develop and test against.

use activity_site::rest::{Shared, router};
use activity_site::{Options, Site, SiteError, time};
use clap::{Args, Parser, Subcommand};
use std::net::Ipv4Addr;
use std::path::PathBuf;
use std::process::ExitCode;

/// A small Jira, and a little Confluence, to develop and test against.
#[derive(Debug, Parser)]
#[command(version)]
struct Line {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Serves on 127.0.0.1 until it is stopped.
    Serve {
        /// The port; 0 for any free one.
        #[arg(long, default_value_t = 4610)]
        port: u16,
        #[command(flatten)]
        company: Company,
        /// Issues to import first, unless the same file was imported before (.jsonl or .jsonl.gz).
        #[arg(long)]
        import: Option<PathBuf>,
    },
    /// Imports issues into a state directory without serving.
    Load {
        #[command(flatten)]
        company: Company,
        /// The issues (.jsonl or .jsonl.gz).
        #[arg(long)]
        import: PathBuf,
    },
}

#[derive(Debug, Args)]
struct Company {
    /// Where the state is kept.
    #[arg(long)]
    state: PathBuf,
    /// The seed the company is grown from, at the first start [default: 7].
    #[arg(long)]
    seed: Option<u64>,
    /// How many people work there [default: 60].
    #[arg(long)]
    people: Option<u32>,
    /// How many days of history there are [default: 90].
    #[arg(long)]
    days: Option<u32>,
    /// How many product events there are at least [default: 20000].
    #[arg(long)]
    events: Option<u32>,
}

impl Company {
    fn open(self) -> Result<Site, SiteError> {
        let Self { state, seed, people, days, events } = self;
        Site::open(&Options { state, seed, people, days, events }, time::now())
    }
}

fn main() -> ExitCode {
    let done = match Line::parse().command {
        Command::Load { company, import } => company.open().and_then(|mut site| bring_in(&mut site, &import)),
        Command::Serve { port, company, import } => company.open().and_then(|mut site| {
            import.map_or(Ok(()), |file| bring_in(&mut site, &file))?;
            serve(site, port)
        }),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("activity-site: {error}");
            ExitCode::FAILURE
        }
    }
}

/// Imports a file and prints what came of it.
fn bring_in(site: &mut Site, file: &std::path::Path) -> Result<(), SiteError> {
    let answer = match site.import(file, time::now())? {
        Some(summary) => serde_json::json!({ "import": summary }),
        None => serde_json::json!({ "import": null, "note": "this file was imported before" }),
    };
    println!("{answer}");
    Ok(())
}

fn serve(site: Site, port: u16) -> Result<(), SiteError> {
    let failed = |source| SiteError::Listen { port, source };
    let runtime = tokio::runtime::Runtime::new().map_err(failed)?;
    runtime.block_on(async {
        let listener = tokio::net::TcpListener::bind((Ipv4Addr::LOCALHOST, port)).await.map_err(failed)?;
        let port = listener.local_addr().map_err(failed)?.port();
        println!("listening on http://127.0.0.1:{port}");
        let stop = async {
            // Without a signal handler the process is stopped the hard way, which the journal survives.
            let _ = tokio::signal::ctrl_c().await;
        };
        let serving = axum::serve(listener, router(Shared::new(site)));
        tokio::select! {
            served = serving => served.map_err(failed),
            () = stop => Ok(()),
        }
    })
}
