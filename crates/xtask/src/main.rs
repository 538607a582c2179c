//! The command line of `cargo xtask`.

use clap::{Parser, Subcommand};
use std::path::PathBuf;
use std::process::ExitCode;
use xtask::{XtaskError, bench, codegen, conformance, dev, fuzz, npm, simulate, test, tidy};

/// Everything a developer runs.
#[derive(Parser)]
#[command(name = "cargo xtask")]
struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Install the npm packages of the app, the page and the local platform.
    Setup,
    /// Build everything that runs: WASM, host bundle, page, site.
    Build {
        /// Only what functions run, compiled fast instead of small: for trying host tests.
        #[arg(long)]
        quick: bool,
    },
    /// Install, build, and serve the audit page full of data on a local platform.
    Dev {
        /// Also play real issues (.jsonl or .jsonl.gz, one issue in the shape of the REST API a line).
        #[arg(long)]
        import: Option<PathBuf>,
        /// Load the data and stop, without serving.
        #[arg(long)]
        load_only: bool,
        /// Throw away the data of earlier runs first.
        #[arg(long)]
        fresh: bool,
        /// Where data is kept.
        #[arg(long, default_value = "target/dev")]
        data: PathBuf,
        /// Port of the frame; the page's own origin takes the next one.
        #[arg(long, default_value_t = 4600)]
        port: u16,
        /// How many product events the company is grown to, at least. From 100,000 on the log is filled with so many records of a large
        /// site, in bulk.
        #[arg(long)]
        events: Option<u32>,
    },
    /// Run every check and test, in the order of continuous integration.
    Test {
        /// Run only the steps whose name contains this.
        #[arg(long)]
        only: Option<String>,
    },
    /// Measure, beside peers, in ratios.
    Bench {
        /// One suite only: `jql` or `store`.
        suite: Option<String>,
        /// Fewer turns and passes.
        #[arg(long)]
        quick: bool,
        /// Of the store: only how its figures change from 100,000 to 10,000,000 records.
        #[arg(long)]
        growth: bool,
    },
    /// Compare the JQL parser with the official one.
    Conformance {
        /// More queries, and others every time.
        #[arg(long)]
        nightly: bool,
        /// How many generated queries.
        #[arg(long)]
        count: Option<usize>,
        /// What they are generated from.
        #[arg(long)]
        seed: Option<u64>,
    },
    /// Look for inputs that break the core, with libFuzzer; needs a C++ compiler.
    Fuzz {
        /// What to fuzz.
        target: fuzz::Target,
        /// For how long.
        #[arg(long, default_value_t = 10)]
        minutes: u64,
    },
    /// Run the store under bad luck: writers, compactors and readers at once, stopped and misled at any call.
    Simulate {
        /// How many runs.
        #[arg(long, default_value_t = simulate::NIGHTLY_RUNS)]
        runs: u64,
        /// Seed of the first run; another one every time when it is not said.
        #[arg(long)]
        seed: Option<u64>,
    },
    /// Check the rules of the house that compilers do not know.
    Tidy,
    /// Write the TypeScript types of the records, requests and answers.
    Codegen {
        /// Fail when the committed types are not current; write nothing.
        #[arg(long)]
        check: bool,
    },
    /// Rewrite the expected output of all fixtures; read the diff before committing it.
    Bless,
}

fn main() -> ExitCode {
    match run(Args::parse().command) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run(command: Command) -> Result<(), XtaskError> {
    match command {
        Command::Setup => npm::setup(),
        Command::Build { quick: false } => dev::build(),
        Command::Build { quick: true } => dev::build_quick(),
        Command::Dev { import, load_only, fresh, data, port, events } => {
            dev::dev(&dev::Options { import, load_only, fresh, data, port, events, young_company: false })
        }
        Command::Test { only } => test::test(only.as_deref()),
        Command::Bench { suite, quick, growth } => bench::bench(&bench::Options { suite, quick, growth }),
        Command::Conformance { nightly, count, seed } => {
            let usual = if nightly { conformance::Options::nightly() } else { conformance::Options::USUAL };
            conformance::conformance(conformance::Options {
                count: count.unwrap_or(usual.count),
                seed: seed.unwrap_or(usual.seed),
            })
        }
        Command::Fuzz { target, minutes } => fuzz::fuzz(target, minutes),
        Command::Simulate { runs, seed } => simulate::simulate(simulate::Options { runs, seed }),
        Command::Tidy => tidy::tidy(),
        Command::Codegen { check: false } => codegen::write_types(),
        Command::Codegen { check: true } => codegen::check(),
        Command::Bless => {
            codegen::write_types()?;
            tidy::bless_action_codes()?;
            test::bless()
        }
    }
}
