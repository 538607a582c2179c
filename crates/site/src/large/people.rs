//! Who works here: accounts, where they live, and how busy each of them is.

use super::clock::CLUSTERS;
use super::zipf::Zipf;
use crate::company::chance::Chance;

/// The account of Jira's own automation, the same on every site.
pub(super) const AUTOMATION: &str = "557058:f58131cb-b67d-43c7-b30d-6b58d40bd077";

/// A person, as a number.
pub(super) type Who = usize;

/// Everybody.
#[derive(Debug)]
pub(super) struct People {
    accounts: Vec<Box<str>>,
    /// For each person the places of their own, as numbers.
    homes: Vec<[usize; 3]>,
    clusters: [Vec<Who>; CLUSTERS],
    ranks: [Zipf; CLUSTERS],
}

impl People {
    /// So many people who work in places that `places` draws.
    pub(super) fn new(count: usize, places: &Zipf, chance: &mut Chance) -> Self {
        let mut clusters: [Vec<Who>; CLUSTERS] = Default::default();
        for who in 0..count {
            let cluster = chance.weighted(&[40, 38, 22]);
            if let Some(members) = clusters.get_mut(cluster) {
                members.push(who);
            }
        }
        let ranks = [0, 1, 2].map(|cluster: usize| Zipf::new(clusters.get(cluster).map_or(0, Vec::len)));
        let mut accounts: Vec<Box<str>> = (0..count).map(|_| account(chance).into()).collect();
        accounts.push(AUTOMATION.into());
        let homes = (0..count).map(|_| [(); 3].map(|()| places.draw(chance))).collect();
        Self { accounts, homes, clusters, ranks }
    }

    /// Somebody of this cluster, the busy ones more often.
    pub(super) fn busy(&self, cluster: usize, chance: &mut Chance) -> Who {
        let rank = self.ranks.get(cluster).map_or(0, |ranks| ranks.draw(chance));
        self.clusters.get(cluster).and_then(|members| members.get(rank)).copied().unwrap_or(0)
    }

    /// Anybody, the busy ones more often.
    pub(super) fn anybody(&self, chance: &mut Chance) -> Who {
        let cluster = chance.weighted(&[40, 38, 22]);
        self.busy(cluster, chance)
    }

    /// The account of automation rules.
    pub(super) fn automation(&self) -> Who {
        self.accounts.len().saturating_sub(1)
    }

    /// One of this person's own places.
    pub(super) fn home(&self, who: Who, chance: &mut Chance) -> usize {
        self.homes.get(who).and_then(|homes| chance.one(homes)).copied().unwrap_or(0)
    }

    /// The account id.
    pub(super) fn account(&self, who: Who) -> &str {
        self.accounts.get(who).map_or("", AsRef::as_ref)
    }
}

/// One of the forms that account ids have.
fn account(chance: &mut Chance) -> String {
    match chance.below(10) {
        0 => format!("5{}", chance.hex(23)),
        1 | 2 => format!("557058:{}", chance.uuid()),
        _ => format!("712020:{}", chance.uuid()),
    }
}
