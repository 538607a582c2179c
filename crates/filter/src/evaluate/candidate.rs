//! One value of a field as the record has it, and what a wanted value is against it.

use crate::Truth;
use crate::predicate::{Class, Values};
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

    /// Whether this is one of the wanted values. Open when it is none by the names that the record knows, but could be one by
    /// a name that it does not know: a number could be the id, a word the key or name.
    pub(super) fn is_any(&self, wanted: &Values) -> Truth {
        // The key of a project goes before the name of another.
        let is_name = |name: &&str| self.kind != Kind::Container || !wanted.hold_key(name);
        let names = [self.key, self.name.filter(is_name)];
        let found = match self.id {
            Some(id) => wanted.hold_thing(id, &names),
            None => names.iter().flatten().any(|name| wanted.hold(name)),
        };
        if found {
            return Truth::True;
        }
        if self.kind != Kind::Plain
            && wanted.classes().any(|(class, looked_up)| !self.decides(class, looked_up))
        {
            return Truth::Open;
        }
        Truth::False
    }

    /// Whether the record knows the part that a wanted value of this class is compared with.
    fn decides(&self, class: Class, looked_up: bool) -> bool {
        let decisive = match (self.kind, class) {
            _ if looked_up && self.id.is_some() => self.id,
            (_, Class::Number) => self.id,
            (Kind::Container, Class::Word) | (Kind::Issue, _) => self.key,
            _ => self.name,
        };
        decisive.is_some()
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
pub(crate) fn container(container: &Container, wanted: &Values) -> Truth {
    Candidate::from(container).is_any(wanted)
}
