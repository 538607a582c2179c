//! Accounts as numbers. See README, "People".
//!
//! Segments hold numbers of people, and one table of the whole site says which account a number is. To erase a person is to
//! change one page of the table; sealed segments stay as they are.

use crate::code::bytes::{Bytes, put_deflated, put_varint};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// The table has so many pages; the number of a person says which page it is on.
pub const PAGES: u32 = 64;
/// A page inflates to no more than this.
const PAGE_BYTES_MAX: usize = 4_000_000;

/// Which account each number is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct People {
    numbers: HashMap<String, u32>,
    accounts: BTreeMap<u32, String>,
    /// How many numbers each page has given out.
    given: BTreeMap<u32, u32>,
    /// Pages with people that were not there when they were read.
    changed: BTreeSet<u32>,
}

/// The page of an account: FNV-1a (<http://www.isthe.com/chongo/tech/comp/fnv/>) of its id, by [`PAGES`].
#[must_use]
pub fn page_of_account(account: &str) -> u32 {
    let hash = account
        .bytes()
        .fold(0x811C_9DC5_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
    (hash ^ hash >> 16) % PAGES
}

/// The page of a number.
#[must_use]
pub fn page_of_number(number: u32) -> u32 {
    number % PAGES
}

impl People {
    /// The number of an account, if it has one.
    #[must_use]
    pub fn number(&self, account: &str) -> Option<u32> {
        self.numbers.get(account).copied()
    }

    /// The number of whoever a record of a segment names so: also of those who were erased.
    #[must_use]
    pub fn number_of_named(&self, account: &str) -> Option<u32> {
        self.number(account).or_else(|| {
            let number = account.strip_prefix("erased-")?.parse().ok()?;
            (self.account(number)? == account).then_some(number)
        })
    }

    /// The account of a number. People who were erased have a text of their own that tells nothing.
    #[must_use]
    pub fn account(&self, number: u32) -> Option<&str> {
        self.accounts.get(&number).map(String::as_str)
    }

    /// How many people there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.accounts.len()
    }

    /// Whether there is nobody.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.accounts.is_empty()
    }

    /// Everybody: number and account.
    pub fn iter(&self) -> impl Iterator<Item = (u32, &str)> {
        self.accounts.iter().map(|(number, account)| (*number, account.as_str()))
    }

    /// Gives an account a number if it has none.
    pub fn learn(&mut self, account: &str) {
        if self.numbers.contains_key(account) {
            return;
        }
        let page = page_of_account(account);
        let given = self.given.entry(page).or_default();
        // A table of four thousand million people is full; the account stays in the records as text then.
        let Some(number) = given.checked_mul(PAGES).and_then(|n| n.checked_add(page)) else { return };
        *given = given.saturating_add(1);
        self.numbers.insert(account.to_owned(), number);
        self.accounts.insert(number, account.to_owned());
        self.changed.insert(page);
    }

    /// Notes which account a number of another table is; for reading only.
    pub fn put(&mut self, number: u32, account: &str) {
        self.numbers.insert(account.to_owned(), number);
        self.accounts.insert(number, account.to_owned());
    }

    /// Takes an account out of the table: its number stays, and stands for nobody in particular. False when there is no such
    /// account.
    pub fn erase(&mut self, account: &str) -> bool {
        let Some(number) = self.numbers.remove(account) else { return false };
        self.accounts.insert(number, format!("erased-{number}"));
        self.changed.insert(page_of_number(number));
        true
    }

    /// Whether anybody is on a page.
    #[must_use]
    pub fn has_page(&self, page: u32) -> bool {
        self.given.contains_key(&page)
    }

    /// The pages that changed.
    pub fn changed(&self) -> impl Iterator<Item = u32> {
        self.changed.iter().copied()
    }

    /// A page as bytes: number of accounts, then each with its length, deflated.
    #[must_use]
    pub fn page(&self, page: u32) -> Vec<u8> {
        let mut raw = Vec::new();
        let given = self.given.get(&page).copied().unwrap_or_default();
        put_varint(&mut raw, u64::from(given));
        for n in 0..given {
            let number = n.saturating_mul(PAGES).saturating_add(page);
            let account = self.account(number).unwrap_or_default();
            put_varint(&mut raw, account.len() as u64);
            raw.extend_from_slice(account.as_bytes());
        }
        let mut out = Vec::new();
        put_deflated(&mut out, &raw);
        out
    }

    /// Takes in a page; false when it is not one.
    #[must_use]
    pub fn add_page(&mut self, page: u32, bytes: &[u8]) -> bool {
        self.read_page(page, bytes).is_some()
    }

    fn read_page(&mut self, page: u32, bytes: &[u8]) -> Option<()> {
        let mut bytes = Bytes::new(bytes);
        let raw = bytes.deflated(PAGE_BYTES_MAX)?;
        let mut raw = Bytes::new(&raw);
        let given = u32::try_from(raw.varint()?).ok()?;
        let mut accounts = Vec::new();
        for _ in 0..given {
            let len = raw.size()?;
            accounts.push(std::str::from_utf8(raw.take(len)?).ok()?.to_owned());
        }
        raw.rest().is_empty().then_some(())?;
        for (n, account) in (0_u32..).zip(accounts) {
            let number = n.checked_mul(PAGES)?.checked_add(page)?;
            // Who was erased has no account to be found by.
            if account != format!("erased-{number}") {
                self.numbers.insert(account.clone(), number);
            }
            self.accounts.insert(number, account);
        }
        self.given.insert(page, given);
        Some(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_come_back_and_numbers_stay() {
        let mut people = People::default();
        let accounts: Vec<String> = (0..500).map(|n| format!("557058:{n:032x}")).collect();
        for account in accounts.iter().chain(&accounts) {
            people.learn(account);
        }
        assert_eq!(people.len(), 500);
        let mut back = People::default();
        for page in people.changed() {
            assert!(back.add_page(page, &people.page(page)));
        }
        for account in &accounts {
            let number = people.number(account).unwrap();
            assert_eq!(page_of_number(number), page_of_account(account));
            assert_eq!((back.number(account), back.account(number)), (Some(number), Some(account.as_str())));
        }
        back.learn("somebody else");
        assert!(people.account(back.number("somebody else").unwrap()).is_none(), "a number of its own");
    }

    #[test]
    fn who_was_erased_keeps_a_number_that_tells_nothing() {
        let mut people = People::default();
        people.learn("557058:a");
        let number = people.number("557058:a").unwrap();
        assert!(people.erase("557058:a") && !people.erase("557058:a"));
        let mut back = People::default();
        assert!(back.add_page(page_of_number(number), &people.page(page_of_number(number))));
        assert_eq!(back.account(number), Some(format!("erased-{number}").as_str()));
        back.learn("557058:a");
        assert_ne!(back.number("557058:a"), Some(number), "who comes back is somebody new");
    }

    #[test]
    fn other_bytes_are_refused() {
        let mut people = People::default();
        for bad in [&[][..], &[1, 2, 3], &[200, 200, 200, 200]] {
            assert!(!people.add_page(3, bad));
        }
        assert!(people.is_empty());
    }
}
