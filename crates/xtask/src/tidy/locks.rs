//! Lock files pin versions and contents, not the address of somebody's registry.

use super::Source;

/// Lock files with addresses in them.
pub(crate) fn check(sources: &[Source]) -> Vec<String> {
    let locks = sources.iter().filter(|source| source.path.ends_with("package-lock.json"));
    let addressed = locks.filter(|source| source.text.contains("\"resolved\": \"http"));
    addressed
        .map(|source| {
            format!("{} holds addresses of a registry: install with the .npmrc of the folder", source.path)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_in_a_lock_file_is_seen() {
        let lock =
            |text: &str| vec![Source { path: "local/package-lock.json".to_owned(), text: text.to_owned() }];
        assert_eq!(check(&lock("\"resolved\": \"https://registry.example/x.tgz\"")).len(), 1);
        assert_eq!(check(&lock("\"integrity\": \"sha512-x\"")), [""; 0]);
    }
}
