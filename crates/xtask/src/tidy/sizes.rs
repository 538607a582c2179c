//! Files that a person can read in one sitting.

use super::Source;
use std::path::Path;

/// No source file has more lines than this.
const LINES_MAX: usize = 800;

/// Source files that are too long. Lock files and other data are not source.
pub(crate) fn check(sources: &[Source]) -> Vec<String> {
    let code = sources
        .iter()
        .filter(|source| Path::new(&source.path).extension().is_none_or(|ending| ending != "json"));
    let long =
        code.map(|source| (source, source.text.lines().count())).filter(|(_, lines)| *lines > LINES_MAX);
    long.map(|(source, lines)| {
        format!("{} has {lines} lines, {LINES_MAX} are allowed: split it", source.path)
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_above_the_limit_is_named() {
        let file = |lines: usize| vec![Source { path: "src/a.ts".to_owned(), text: "x\n".repeat(lines) }];
        assert_eq!(check(&file(800)), [""; 0]);
        assert_eq!(check(&file(801)), ["src/a.ts has 801 lines, 800 are allowed: split it"]);
    }
}
