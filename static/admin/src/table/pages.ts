/** Rows in pages; those that were looked at last are kept. */
import type { Listed } from './rows';

/** About what is seen at once: rows lie apart in the log, and each takes a look into another place. */
export const PAGE_ROWS = 25;
const PAGES_MAX = 240;

/** Pages of one answer of the log. */
export class Pages {
  private readonly pages = new Map<number, Listed[]>();
  private readonly places = new Map<string, number>();

  /** `count` is how many rows there are, at hand or not. */
  constructor(readonly count: number) {}

  has(page: number): boolean {
    return this.pages.has(page);
  }

  /** Takes a page in. Kept ones that have one of its rows at another place are of an older log, and go: tells whether there were any. */
  put(page: number, rows: Listed[]): boolean {
    this.pages.delete(page);
    let isNewer = false;
    for (const { id } of rows) {
      const place = this.places.get(id);
      const other = place === undefined ? page : Math.floor(place / PAGE_ROWS);
      if (other !== page && this.pages.get(other)?.[place! % PAGE_ROWS]?.id === id) isNewer = this.pages.delete(other);
    }
    this.pages.set(page, rows);
    rows.forEach(({ id }, index) => this.places.set(id, page * PAGE_ROWS + index));
    for (const oldest of this.pages.keys()) {
      if (this.pages.size <= PAGES_MAX) break;
      this.pages.delete(oldest);
    }
    return isNewer;
  }

  /** Says that a page is in use. */
  touch(page: number) {
    const rows = this.pages.get(page);
    if (!rows) return;
    this.pages.delete(page);
    this.pages.set(page, rows);
  }

  at(index: number): Listed | undefined {
    return this.pages.get(Math.floor(index / PAGE_ROWS))?.[index % PAGE_ROWS];
  }

  /** Also of rows whose page is not kept any more. */
  placeOf(id: string): number | undefined {
    return this.places.get(id);
  }
}

/** The pages that hold these rows. */
export function pagesOf(first: number, last: number): number[] {
  const from = Math.floor(Math.max(0, first) / PAGE_ROWS);
  const to = Math.floor(Math.max(0, last - 1) / PAGE_ROWS);
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}
