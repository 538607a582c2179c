//! Going on after an error.

use super::Parser;
use crate::lexer::LexemeKind;
use crate::words::Keyword;

impl Parser<'_> {
    /// Gives up the clause being read: goes to the next AND, OR, ORDER BY, or to the parenthesis that closes
    /// the group around it.
    pub(super) fn recover(&mut self) {
        self.leave_lists();
        let mut open = 0_usize;
        loop {
            match self.peek().kind {
                LexemeKind::End => return,
                LexemeKind::Keyword(Keyword::And | Keyword::Or | Keyword::Order) if open == 0 => return,
                LexemeKind::CloseRound if open == 0 && self.groups > 0 => return,
                LexemeKind::OpenRound => open = open.saturating_add(1),
                LexemeKind::CloseRound => open = open.saturating_sub(1),
                _ => {}
            }
            self.skip();
        }
    }

    /// When the error is inside lists, goes behind the parenthesis that closes the outermost one. Stays where
    /// it is when that one is missing.
    fn leave_lists(&mut self) {
        let mut open = std::mem::take(&mut self.lists);
        let rest = self.lexemes.get(self.next..).unwrap_or_default();
        for (place, lexeme) in rest.iter().enumerate() {
            if open == 0 {
                self.next = self.next.saturating_add(place);
                return;
            }
            match lexeme.kind {
                LexemeKind::OpenRound => open = open.saturating_add(1),
                LexemeKind::CloseRound => open = open.saturating_sub(1),
                _ => {}
            }
        }
        if open == 0 {
            self.next = self.lexemes.len();
        }
    }
}
