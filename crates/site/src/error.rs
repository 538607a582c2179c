//! The ways in which the site itself can fail.

use std::path::PathBuf;

/// Why the site could not start, import or keep what happened.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum SiteError {
    /// A file or directory could not be read or written.
    #[error("cannot {doing} `{}`: {source}", path.display())]
    File {
        /// What was being done.
        doing: &'static str,
        /// The file or directory.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// `state.json` is not what this program writes.
    #[error("`{}` is not a state of this program: {problem}", path.display())]
    State {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        problem: String,
    },
    /// The state directory was grown from other numbers.
    #[error("the company in `{}` was grown with --{flag} {kept}, not {asked}: leave the flag out, or remove the directory to grow another", path.display())]
    OtherCompany {
        /// The state directory.
        path: PathBuf,
        /// The flag that differs.
        flag: &'static str,
        /// The value in the state.
        kept: u64,
        /// The value asked for.
        asked: u64,
    },
    /// The same seed and numbers gave another history than at the first start: the program has changed.
    #[error("the history in `{}` was written by another version of this program and cannot be repeated: remove the directory to grow it again", path.display())]
    OtherHistory {
        /// The state directory.
        path: PathBuf,
    },
    /// A line of the journal cannot be repeated.
    #[error("line {line} of `{}` cannot be repeated: {problem}", path.display())]
    Journal {
        /// The journal.
        path: PathBuf,
        /// The line, counted from 1.
        line: usize,
        /// What is wrong.
        problem: String,
    },
    /// The server could not be started.
    #[error("cannot listen on port {port}: {source}")]
    Listen {
        /// The port asked for.
        port: u16,
        /// What the system said.
        source: std::io::Error,
    },
}

impl SiteError {
    /// A file or directory could not be read or written.
    pub(crate) fn file(doing: &'static str, path: impl Into<PathBuf>) -> impl FnOnce(std::io::Error) -> Self {
        let path = path.into();
        move |source| Self::File { doing, path, source }
    }
}
