//! Running programs and touching files, with errors that name them.

use crate::XtaskError;
use std::collections::VecDeque;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::{env, fs};

/// The root of the repository.
#[must_use]
pub fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.ancestors().nth(2).unwrap_or(here).to_path_buf()
}

/// The cargo that runs this program.
pub(crate) fn cargo() -> Command {
    let mut command = Command::new(env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned()));
    command.current_dir(root());
    command
}

/// Where cargo puts what it builds.
pub(crate) fn target_dir() -> PathBuf {
    env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from)
}

/// A program of this name, run in a folder of the repository.
pub(crate) fn program(name: &str, folder: &str) -> Command {
    let mut command = Command::new(name);
    command.current_dir(root().join(folder));
    command
}

/// Runs a command to its end; anything but success is an error.
pub(crate) fn run(command: &mut Command) -> Result<(), XtaskError> {
    let status = command.status().map_err(|source| start_error(command, source))?;
    if status.success() { Ok(()) } else { Err(XtaskError::Failed { command: line(command), status }) }
}

/// So much of what tests printed is told once more when they failed.
const SAID_LINES: usize = 80;

/// Runs tests to their end. What they printed last is part of the error: a long run has shown much else by then.
pub(crate) fn run_tests(command: &mut Command) -> Result<(), XtaskError> {
    let broken = |source| XtaskError::Wait(format!("what tests print could not be read: {source}"));
    let (reader, writer) = std::io::pipe().map_err(broken)?;
    command.stdout(writer.try_clone().map_err(broken)?).stderr(writer);
    let mut child = start(command)?;
    // The command holds the other end of the pipe, which has to be closed for the last line to be the last.
    command.stdout(Stdio::null()).stderr(Stdio::null());
    let mut said = VecDeque::new();
    for line in BufReader::new(reader).split(b'\n') {
        let line = String::from_utf8_lossy(&line.map_err(broken)?).into_owned();
        println!("{line}");
        said.push_back(line);
        if said.len() > SAID_LINES {
            said.pop_front();
        }
    }
    let status = child.wait().map_err(broken)?;
    if status.success() {
        return Ok(());
    }
    let said = Vec::from(said).join("\n");
    Err(XtaskError::Tests { command: line(command), status, said })
}

/// Runs a command and gives what it printed.
pub(crate) fn output(command: &mut Command) -> Result<String, XtaskError> {
    let output = command.output().map_err(|source| start_error(command, source))?;
    if output.status.success() {
        Ok(String::from_utf8_lossy(&output.stdout).into_owned())
    } else {
        eprint!("{}", String::from_utf8_lossy(&output.stderr));
        Err(XtaskError::Failed { command: line(command), status: output.status })
    }
}

/// Starts a command that goes on beside this one.
pub(crate) fn start(command: &mut Command) -> Result<Child, XtaskError> {
    command.spawn().map_err(|source| start_error(command, source))
}

fn start_error(command: &Command, source: std::io::Error) -> XtaskError {
    let program = command.get_program().to_string_lossy().into_owned();
    let help = match program.as_str() {
        "node" | "npm" => "Install Node.js 20 or later.",
        "apt-get" => "Install Chromium by hand.",
        _ => "Is it installed?",
    };
    XtaskError::Start { program, source, help }
}

fn line(command: &Command) -> String {
    let mut line = command.get_program().to_string_lossy().into_owned();
    for argument in command.get_args() {
        line.push(' ');
        line.push_str(&argument.to_string_lossy());
    }
    line
}

/// Reads a text file.
pub(crate) fn read(path: &Path) -> Result<String, XtaskError> {
    fs::read_to_string(path).map_err(|source| XtaskError::File { path: path.to_path_buf(), source })
}

/// Writes a file and the folders above it, unless it holds this already.
pub(crate) fn write(path: &Path, content: impl AsRef<[u8]>) -> Result<(), XtaskError> {
    let error = |source| XtaskError::File { path: path.to_path_buf(), source };
    if fs::read(path).is_ok_and(|old| old == content.as_ref()) {
        return Ok(());
    }
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(error)?;
    }
    fs::write(path, content).map_err(error)
}

/// Every file below a folder, sorted, without what is installed or built.
pub(crate) fn files_below(folder: &Path) -> Result<Vec<PathBuf>, XtaskError> {
    let mut files = Vec::new();
    collect(folder, &mut files)?;
    files.sort();
    Ok(files)
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> Result<(), XtaskError> {
    let error = |source| XtaskError::File { path: folder.to_path_buf(), source };
    for entry in fs::read_dir(folder).map_err(error)? {
        let path = entry.map_err(error)?.path();
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let skipped = ["node_modules", "target", "dist", "test-results"].contains(&name.as_str())
            || name.starts_with(".git");
        if path.is_dir() && !skipped {
            collect(&path, files)?;
        } else if path.is_file() {
            files.push(path);
        }
    }
    Ok(())
}
