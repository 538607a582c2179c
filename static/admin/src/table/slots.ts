/**
 * Elements for the rows in view. A row that comes into view from below takes the element of one that went out of it above: changing an
 * element takes less time than making one. Nothing else is moved, and the element of the row that is kept is not taken, for the focus
 * may be in them.
 */
export class Slots {
  private taken = new Map<number, number>();
  private made = 0;

  /** Gives each of these rows an element, known by a number; rows that had one keep it. */
  take(first: number, last: number, kept: number): ReadonlyMap<number, number> {
    const isIn = (row: number) => row >= first && row < last;
    const before = [...this.taken.keys()].sort((a, b) => a - b);
    const free = before.filter((row) => !isIn(row) && row !== kept).map((row) => this.taken.get(row)!);
    const top = before.find(isIn) ?? first;
    const next = new Map<number, number>();
    for (let row = first; row < last; row += 1) {
      const slot = this.taken.get(row) ?? (row < top ? undefined : free.shift());
      next.set(row, slot ?? this.made++);
    }
    this.taken = next;
    return next;
  }
}
