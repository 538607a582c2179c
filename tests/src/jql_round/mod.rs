//! One input through everything that is done with the text of a query, and the laws that must hold on the way.
//!
//! The fuzzer looks for inputs that break a law or stop the program; a test replays what it has found.

mod meaning;
mod site;
mod syntax;

use crate::Broken;
use activity_event::Event;
use activity_filter::Context;

/// The byte that stands for the cursor. No query can hold it, so nothing is lost by taking it out.
pub const CURSOR: u8 = 1;

/// What queries are asked about: made once, used for many inputs.
pub struct JqlRound {
    /// Who asks, with and without knowledge of the site.
    contexts: Vec<Context<'static>>,
    events: Vec<Event>,
}

impl Default for JqlRound {
    fn default() -> Self {
        Self { contexts: site::contexts(), events: site::events() }
    }
}

impl JqlRound {
    /// Takes any bytes for a query. The first [`CURSOR`] in it says where the cursor is; without one it is at the end.
    pub fn run(&self, input: &[u8]) -> Result<(), Broken> {
        let at = input.iter().position(|byte| *byte == CURSOR);
        let bytes: Vec<u8> =
            input.iter().enumerate().filter(|(i, _)| Some(*i) != at).map(|(_, byte)| *byte).collect();
        let text = String::from_utf8_lossy(&bytes);
        let cursor = at.unwrap_or(text.len());
        syntax::check_tokens(&text)?;
        syntax::check_completion(&text, cursor)?;
        let Some(query) = syntax::check_parsing(&text)? else {
            return Ok(());
        };
        for context in &self.contexts {
            meaning::check_query(&text, &query, context, &self.events)?;
        }
        Ok(())
    }
}
