//! `currentLogin()` and `lastLogin()`: when the caller logged in this time, and the time before.
//!
//! The site keeps no sessions. Everybody logs in when a day begins, in UTC, and stays until the next one does.

use super::operands;
use crate::time::DAY;
use activity_jql::{Clause, Operand, OperandKind};

/// Puts the time in place of the function, wherever it stands.
pub(super) fn spell_out(now: i64, clause: &mut Clause) {
    operands::each(clause, &mut |operand| spell_out_operand(now, operand));
}

fn spell_out_operand(now: i64, operand: &mut Operand) {
    match &mut operand.kind {
        OperandKind::List(items) => items.iter_mut().for_each(|item| spell_out_operand(now, item)),
        OperandKind::Function(call) if call.arguments.is_empty() => {
            let today = now.saturating_sub(now.rem_euclid(DAY));
            let at = match call.name.to_lowercase().as_str() {
                "currentlogin" => today,
                "lastlogin" => today.saturating_sub(DAY),
                _ => return,
            };
            operand.kind = OperandKind::Number(at.to_string());
        }
        _ => {}
    }
}
