//! Why a command stopped.

use std::path::PathBuf;

/// Why a command stopped.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum XtaskError {
    /// A program could not be started.
    #[error("`{program}` could not be started: {source}. {help}")]
    Start {
        /// The program.
        program: String,
        /// What the system said.
        source: std::io::Error,
        /// What to do.
        help: &'static str,
    },
    /// A program ran and failed.
    #[error("`{command}` failed ({status})")]
    Failed {
        /// The command line.
        command: String,
        /// How it ended.
        status: std::process::ExitStatus,
    },
    /// Tests ran and some failed.
    #[error("`{command}` failed ({status})\n{said}")]
    Tests {
        /// The command line.
        command: String,
        /// How it ended.
        status: std::process::ExitStatus,
        /// The last lines that it printed.
        said: String,
    },
    /// A file could not be read or written.
    #[error("{path}: {source}")]
    File {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// A file does not hold what it should.
    #[error("{path}: {message}")]
    Content {
        /// The file.
        path: PathBuf,
        /// What is wrong.
        message: String,
    },
    /// The WASM build failed after the compiler was done.
    #[error("WASM build: {0}")]
    Wasm(String),
    /// A WASM module could not be read.
    #[error("WASM module: {0}")]
    Module(#[from] wasmparser::BinaryReaderError),
    /// Rules of the house are broken; they were printed.
    #[error("{0} rules of the house are broken")]
    Untidy(usize),
    /// Generated files are not current.
    #[error("these generated files are not current, run `cargo xtask codegen`: {0}")]
    Stale(String),
    /// The two JQL parsers do not agree; the queries were printed.
    #[error("{0} queries mean something else to the official parser")]
    Conformance(usize),
    /// Steps of the test run failed; they were printed.
    #[error("failed: {0}")]
    Steps(String),
    /// Fuzzing found inputs; they were printed.
    #[error("fuzzing found {0} inputs that break the core")]
    Found(usize),
    /// Something that a command waits for did not come.
    #[error("{0}")]
    Wait(String),
}
