//! ORDER BY: the log is kept by time, and that is what it can be sorted by.

use super::Checker;
use crate::catalogue::{Field, field};
use crate::error::Problem;
use activity_jql::{Direction, SortKey};

/// One field to sort by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Order {
    /// Which field; [`Field::Occurred`] so far.
    pub field: Field,
    /// The direction; without one, the newest come first.
    pub direction: Direction,
}

impl Checker<'_> {
    pub(super) fn check_order(&mut self, keys: &[SortKey]) -> Vec<Order> {
        let mut order = Vec::new();
        for key in keys {
            let name = super::term::plain_name(&key.field);
            match name.and_then(field) {
                Some(row) if row.field == Field::Occurred => {
                    let direction = key.direction.unwrap_or(Direction::Descending);
                    order.push(Order { field: row.field, direction });
                }
                _ => {
                    let problem = Problem::SortUnsupported { field: super::term::written_name(&key.field) };
                    let help = "The log can be sorted by 'occurred'.".to_owned();
                    self.report(&problem, key.field.span, Some(help));
                }
            }
        }
        order
    }
}
