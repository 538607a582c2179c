/** Which totals are shown, and in which order. */
import { locale } from '../texts';

/** One total, with the words by which it is found. */
export interface Total {
  value: string;
  count: number;
  /** Milliseconds since 1970, UTC. */
  last: number;
  /** As it is shown. */
  name: string;
  /** A longer name beside it. */
  title?: string;
}

export type Column = 'name' | 'count' | 'last';

/** A column, and whether its smallest comes first. */
export interface Order {
  column: Column;
  rising: boolean;
}

/** Reads an order from an address. */
export function readOrder(text: string | null): Order {
  const found = /^(-?)(name|count|last)$/u.exec(text ?? '');
  return found ? { column: found[2] as Column, rising: found[1] === '' } : { column: 'count', rising: false };
}

export const writeOrder = ({ column, rising }: Order) => `${rising ? '' : '-'}${column}`;

/** A click on a column: names rise first, numbers fall first; the same column turns round. */
export const turn = (order: Order, column: Column): Order =>
  order.column === column ? { column, rising: !order.rising } : { column, rising: column === 'name' };

/** The totals that hold this text, in this order. */
export function arranged(totals: Total[], find: string, { column, rising }: Order): Total[] {
  const wanted = find.trim().toLocaleLowerCase(locale());
  const found = wanted === '' ? totals : totals.filter(({ name, title, value }) => [name, title, value].some((text) => text?.toLocaleLowerCase(locale()).includes(wanted)));
  const { compare } = new Intl.Collator(locale(), { numeric: true });
  const by = { name: (a: Total, b: Total) => compare(a.name, b.name), count: (a: Total, b: Total) => a.count - b.count, last: (a: Total, b: Total) => a.last - b.last }[column];
  return [...found].sort((a, b) => (rising ? by(a, b) : by(b, a)) || b.count - a.count || compare(a.name, b.name));
}
