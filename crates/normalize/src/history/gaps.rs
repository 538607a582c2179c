//! Numbers of issues: which there were, and which nobody has ever seen.

use std::fmt;

/// A set of the numbers in keys of one project, kept as ranges: `1-1811 1816-2000`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Numbers {
    /// In order, apart from each other.
    ranges: Vec<(u64, u64)>,
}

impl Numbers {
    /// Reads what [`fmt::Display`] writes. What is no range is left out.
    #[must_use]
    pub fn parse(text: &str) -> Self {
        let mut numbers = Self::default();
        for part in text.split_whitespace() {
            let (from, to) = part.split_once('-').unwrap_or((part, part));
            if let (Ok(from), Ok(to)) = (from.parse(), to.parse()) {
                numbers.add_range(from, to);
            }
        }
        numbers
    }

    /// Adds the number of an issue's key, when the key is of this project.
    pub fn add_key(&mut self, project: &str, key: &str) {
        let number = key.rsplit_once('-').filter(|(of, _)| *of == project).map(|(_, number)| number);
        if let Some(number) = number.and_then(|number| number.parse().ok()) {
            self.add_range(number, number);
        }
    }

    fn add_range(&mut self, from: u64, to: u64) {
        if from > to {
            return;
        }
        let begin = self.ranges.partition_point(|range| range.1.saturating_add(1) < from);
        let end = self.ranges.partition_point(|range| range.0 <= to.saturating_add(1));
        let mut joined = (from, to);
        for range in self.ranges.get(begin..end).unwrap_or_default() {
            joined = (joined.0.min(range.0), joined.1.max(range.1));
        }
        self.ranges.splice(begin..end.max(begin), [joined]);
    }

    /// Numbers from 1 to the highest that are missing here.
    #[must_use]
    pub fn gaps(&self) -> Self {
        let mut next = 1_u64;
        let mut ranges = Vec::new();
        for (from, to) in &self.ranges {
            if let Some(before) = from.checked_sub(1).filter(|before| *before >= next) {
                ranges.push((next, before));
            }
            next = next.max(to.saturating_add(1));
        }
        Self { ranges }
    }

    /// The ranges, in order: first and last number.
    #[must_use]
    pub fn ranges(&self) -> &[(u64, u64)] {
        &self.ranges
    }
}

impl fmt::Display for Numbers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (n, (from, to)) in self.ranges.iter().enumerate() {
            let space = if n == 0 { "" } else { " " };
            if from == to { write!(f, "{space}{from}")? } else { write!(f, "{space}{from}-{to}")? }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn what_nobody_has_seen_is_told_in_ranges() {
        let mut numbers = Numbers::parse("2-3");
        for key in ["PAY-1", "PAY-4", "PAY-9", "OPS-5", "PAY-7", "PAY-x", "PAY"] {
            numbers.add_key("PAY", key);
        }
        assert_eq!(numbers.to_string(), "1-4 7 9");
        assert_eq!(numbers.gaps().to_string(), "5-6 8");
        assert_eq!(Numbers::parse("").gaps(), Numbers::default());
        assert_eq!(Numbers::parse("3").gaps().to_string(), "1-2");
    }

    #[test]
    fn any_order_gives_the_same_ranges() {
        let mut seed = 7_u64;
        for _ in 0..200 {
            let (mut numbers, mut model) = (Numbers::default(), BTreeSet::new());
            for _ in 0..30 {
                seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                let number = (seed >> 33) % 40 + 1;
                numbers.add_key("A", &format!("A-{number}"));
                model.insert(number);
            }
            let missing: Vec<u64> =
                (1..*model.last().unwrap()).filter(|number| !model.contains(number)).collect();
            let told: Vec<u64> = numbers.gaps().ranges().iter().flat_map(|(from, to)| *from..=*to).collect();
            assert_eq!(told, missing);
            assert_eq!(Numbers::parse(&numbers.to_string()), numbers);
        }
    }
}
