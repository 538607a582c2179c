//! `releasedVersions()` and `unreleasedVersions()` without a project: the versions of all projects.

use super::operands;
use crate::model::{Version, World};
use activity_jql::{Clause, Operand, OperandKind};

/// Puts the ids of the versions in place of the function, wherever it stands without a project.
pub(super) fn spell_out(world: &World, clause: &mut Clause) {
    operands::each(clause, &mut |operand| {
        if let Some(kind) = list(world, operand) {
            operand.kind = kind;
        }
    });
}

fn list(world: &World, operand: &Operand) -> Option<OperandKind> {
    let OperandKind::Function(call) = &operand.kind else { return None };
    let released = match call.name.to_lowercase().as_str() {
        "releasedversions" => true,
        "unreleasedversions" => false,
        _ => return None,
    };
    let asked = |version: &&Version| version.released == released && !version.archived;
    let all = world.projects.iter().flat_map(|project| &project.versions).filter(asked);
    let one = |version: &Version| Operand { kind: OperandKind::Text(version.id.clone()), span: operand.span };
    let items: Vec<Operand> = all.map(one).collect();
    (call.arguments.is_empty() && !items.is_empty()).then_some(OperandKind::List(items))
}
