/** Where rows lie: all are 36 pixels high, and a few are open with a detail of its own height below. */

/** Height of a row in pixels. */
export const ROW_PX = 36;

/** Rows that are rendered at most, so that a frame fitted to its content can never make us render everything. */
const RENDERED_MAX = 120;
/** Beyond what is seen, for the next turn of the wheel. */
export const SPARE_ROWS = 8;

/** An open row and the height of its detail. */
export interface Opening {
  index: number;
  height: number;
}

/** The top of a row. */
export const topOf = (index: number, openings: Opening[]) =>
  openings.reduce((top, opening) => (opening.index < index ? top + opening.height : top), index * ROW_PX);

/** The row at this height. */
export function indexAt(y: number, openings: Opening[]): number {
  let extra = 0;
  for (const opening of openings) {
    const detailTop = (opening.index + 1) * ROW_PX + extra;
    if (y < detailTop) break;
    if (y < detailTop + opening.height) return opening.index;
    extra += opening.height;
  }
  return Math.max(0, Math.floor((y - extra) / ROW_PX));
}

/** The rows to render for a view of this height at this place, and so many around it: from the first to before the last. */
export function windowOf(scrollTop: number, viewHeight: number, rows: number, openings: Opening[], spare: number) {
  const first = Math.max(0, indexAt(scrollTop, openings) - spare);
  const last = Math.min(rows, indexAt(scrollTop + viewHeight, openings) + spare + 1, first + RENDERED_MAX);
  return { first, last };
}
