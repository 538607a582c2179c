//! Which groups of which segments hold records of a subject. The byte grammar is in `INDEX.md`.
