//! Rows as text.

use super::Row;

/// Prints the rows in columns.
pub(super) fn print(rows: &[Row]) {
    let head = ["case", "quantity", "ours", "peer", "ratio", "goal", "met"].map(str::to_owned);
    let lines: Vec<[String; 7]> = std::iter::once(head).chain(rows.iter().map(cells)).collect();
    let width = |column: usize| {
        lines.iter().filter_map(|line| line.get(column)).map(|cell| cell.chars().count()).max()
    };
    let widths: Vec<usize> = (0..7).map(|column| width(column).unwrap_or(0)).collect();
    for line in &lines {
        let padded: Vec<String> =
            line.iter().zip(&widths).map(|(cell, width)| format!("{cell:<width$}", width = *width)).collect();
        println!("{}", padded.join("  ").trim_end());
    }
}

fn cells(row: &Row) -> [String; 7] {
    let peer = row.peer.map(|peer| format!("{} ({})", number(peer), row.peer_name.unwrap_or("peer")));
    [
        format!("{}: {}", row.suite, row.case),
        format!("{}, {}", row.quantity, row.unit),
        row.ours.map(number).unwrap_or_default(),
        peer.unwrap_or_default(),
        row.ratio.map(|ratio| format!("{ratio:.1}")).unwrap_or_default(),
        row.goal.to_owned(),
        match (row.ours, row.met) {
            (None, _) => "",
            (_, true) => "yes",
            (_, false) => "NO",
        }
        .to_owned(),
    ]
}

fn number(value: f64) -> String {
    if value >= 1_000.0 { format!("{value:.0}") } else { format!("{value:.3}") }
}
