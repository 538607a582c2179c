//! One value of a field as the record has it, and what a wanted value is against it.

use crate::{Truth, Wanted};
use activity_event::{Container, Named};

/// One value of a field: what the record knows of its id, key and name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Candidate<'a> {
    id: Option<&'a str>,
    key: Option<&'a str>,
    name: Option<&'a str>,
    kind: Kind,
}

/// How values of a field are told apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// All there is is known.
    Plain,
    /// By id or name.
    Named,
    /// By id, key or name; a single word is taken to be a key.
    Container,
    /// By id or key.
    Issue,
}

impl<'a> Candidate<'a> {
    /// A value of which everything is known.
    pub(super) fn plain(text: &'a str) -> Self {
        Self { id: Some(text), key: None, name: None, kind: Kind::Plain }
    }

    /// A value of which everything is known, under up to three names.
    pub(super) fn either(id: Option<&'a str>, key: Option<&'a str>, name: Option<&'a str>) -> Self {
        Self { id, key, name, kind: Kind::Plain }
    }

    /// A status, priority, version ...
    pub(super) fn named(id: Option<&'a str>, name: Option<&'a str>) -> Self {
        Self { id, key: None, name, kind: Kind::Named }
    }

    /// An issue.
    pub(super) fn issue(id: Option<&'a str>, key: Option<&'a str>) -> Self {
        Self { id, key, name: None, kind: Kind::Issue }
    }

    /// A project of which only the key is known.
    pub(super) fn project_key(key: &'a str) -> Self {
        Self { id: None, key: Some(key), name: None, kind: Kind::Container }
    }

    /// The same, with this key when it has none of its own.
    pub(super) fn or_key(self, key: Option<&'a str>) -> Self {
        Self { key: self.key.or(key), ..self }
    }

    /// Whether this is the wanted value. Open when it is none of the names the record knows, but could be one that it
    /// does not know: a number could be the id, a word the key or name.
    pub(super) fn is(&self, wanted: &Wanted) -> Truth {
        let known = [self.id, self.key, self.name];
        if known.into_iter().flatten().any(|name| wanted.is(name)) {
            return Truth::True;
        }
        let decisive = match self.kind {
            Kind::Plain => return Truth::False,
            _ if wanted.is_number() => self.id,
            Kind::Named => self.name,
            Kind::Container if !wanted.is_key_like() => self.name,
            Kind::Issue | Kind::Container => self.key,
        };
        if decisive.is_some() { Truth::False } else { Truth::Open }
    }
}

impl<'a> From<&'a Named> for Candidate<'a> {
    fn from(named: &'a Named) -> Self {
        Self::named(filled(named.id.as_deref()), filled(named.name.as_deref()))
    }
}

impl<'a> From<&'a Container> for Candidate<'a> {
    fn from(container: &'a Container) -> Self {
        Self {
            id: filled(Some(&container.id)),
            key: filled(container.key.as_deref()),
            name: filled(container.name.as_deref()),
            kind: Kind::Container,
        }
    }
}

/// An empty text is no value.
pub(super) fn filled(text: Option<&str>) -> Option<&str> {
    text.filter(|text| !text.is_empty())
}

/// Whether a project or space is one of the wanted ones; for pruning.
pub(crate) fn container(container: &Container, wanted: &[Wanted]) -> Truth {
    let candidate = Candidate::from(container);
    wanted.iter().map(|wanted| candidate.is(wanted)).fold(Truth::False, Truth::or)
}
