//! How large the page's module for queries is: all of it, and what of it is code of the language.

use super::Row;
use crate::XtaskError;
use crate::core::{gzip_bytes, page};
use std::collections::HashMap;
use wasmparser::{KnownCustom, Name, Parser, Payload, TypeRef};

const GOAL_BYTES: usize = 60_000;

/// The crates of the language, as names of functions spell them.
const LANGUAGE: [&str; 2] = ["activity_jql", "activity_filter"];

/// The module that the page's worker loads while somebody types, and the functions in it that the crates `jql` and `filter` define.
/// What these take from the standard library, texts and tables counts for the whole module alone: a module does not say whose they are.
pub(super) fn page_sizes() -> Result<Vec<Row>, XtaskError> {
    let whole = gzip_bytes(&page::shipped()?)?;
    let language = gzip_bytes(&code_of(&page::with_names()?, &LANGUAGE)?)?;
    Ok(vec![row("all of the module", whole), row("functions of jql and filter", language)])
}

fn row(what: &str, size: usize) -> Row {
    Row {
        suite: "jql",
        case: format!("page build: {what}"),
        quantity: "size of the WASM, gzip",
        unit: "bytes",
        ours: Some(f64::from(u32::try_from(size).unwrap_or(u32::MAX))),
        peer: None,
        peer_name: None,
        ratio: None,
        goal: "below 60,000",
        met: size < GOAL_BYTES,
    }
}

/// The bodies of all functions that these crates define, one after the other.
fn code_of(module: &[u8], crates: &[&str]) -> Result<Vec<u8>, XtaskError> {
    let mut imported = 0_u32;
    let mut bodies = Vec::new();
    let mut names = HashMap::new();
    for payload in Parser::new(0).parse_all(module) {
        match payload? {
            Payload::ImportSection(imports) => {
                for import in imports.into_imports() {
                    let is_function = matches!(import?.ty, TypeRef::Func(_));
                    imported = imported.saturating_add(u32::from(is_function));
                }
            }
            Payload::CodeSectionEntry(body) => bodies.push(body.as_bytes()),
            Payload::CustomSection(section) => {
                let KnownCustom::Name(parts) = section.as_known() else { continue };
                for part in parts {
                    let Name::Function(functions) = part? else { continue };
                    for function in functions {
                        let function = function?;
                        names.insert(function.index, function.name);
                    }
                }
            }
            _ => {}
        }
    }
    let is_theirs =
        |index: u32| names.get(&index).is_some_and(|name| crates.iter().any(|of| name.contains(of)));
    Ok((imported..)
        .zip(bodies)
        .filter(|(index, _)| is_theirs(*index))
        .flat_map(|(_, body)| body)
        .copied()
        .collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn functions_are_told_apart_by_the_crate_in_their_names() {
        // One function that is imported, two that are defined, which give 1 and 2.
        let types = [1, 4, 1, 0x60, 0, 0];
        let imports = [2, 7, 1, 1, b'a', 1, b'b', 0, 0];
        let functions = [3, 3, 2, 0, 0];
        let code = [10, 11, 2, 4, 0, 0x41, 1, 0x0b, 4, 0, 0x41, 2, 0x0b];
        // Its two lengths are put in when they are known.
        let mut names = vec![0, 0, 4, b'n', b'a', b'm', b'e', 1, 0, 2];
        for (index, name) in [(1, "serde_json"), (2, "activity_jql")] {
            names.extend([index, u8::try_from(name.len()).unwrap()]);
            names.extend(name.as_bytes());
        }
        names[1] = u8::try_from(names.len() - 2).unwrap();
        names[8] = u8::try_from(names.len() - 9).unwrap();
        let module = [&b"\0asm\x01\0\0\0"[..], &types, &imports, &functions, &code, &names].concat();
        assert_eq!(code_of(&module, &["activity_jql"]).unwrap(), [0, 0x41, 2, 0x0b]);
        assert!(code_of(&module, &["activity_filter"]).unwrap().is_empty());
        assert!(code_of(b"no module", &LANGUAGE).is_err());
    }
}
