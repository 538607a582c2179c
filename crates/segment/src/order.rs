//! The order of rows in groups: by container, then by time. See README, "Groups".

/// The rows (places in the order of time) in the order of the groups, from the container of each row.
#[must_use]
pub fn order(containers: &[u16]) -> Vec<usize> {
    let mut rows: Vec<usize> = (0..containers.len()).collect();
    // Sorting is stable, so rows of a container stay in the order of time.
    rows.sort_by_key(|row| containers.get(*row).copied());
    rows
}
