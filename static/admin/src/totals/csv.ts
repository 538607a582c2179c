/** Totals as text for a spreadsheet. */

/** Rows of cells as CSV (RFC 4180). Texts that a spreadsheet would run as formulas begin with an apostrophe. */
export const csvOf = (rows: (string | number)[][]) => rows.map((row) => `${row.map(cell).join(',')}\r\n`).join('');

function cell(value: string | number): string {
  if (typeof value === 'number') return String(value);
  const text = /^[=+\-@\t\r]/u.test(value) ? `'${value}` : value;
  return /[",\r\n]/u.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
