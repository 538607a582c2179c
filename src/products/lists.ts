/** Lists of the products that come in pages: how the pages are asked for, and which is the last. */
import type { Route } from '@forge/api';
import type { Asker, Body, ProductName } from './asker';

/** Where a page begins: a number of things, or the product's own mark; both are kept in storage. */
export type Place = number | string;

/** A list of a product. */
export interface List {
  product: ProductName;
  /** What it is called in messages. */
  what: string;
  /** Most things of a page, and points that each of them costs: two for people, groups and permissions. */
  page: number;
  each: number;
  /** The page that begins at a place; at the beginning without one. */
  path(from: Place | undefined): Route;
  /** Sent with the request, where it is not a plain GET. */
  body?: Body;
  /** Where the next page begins, after a page with so many things; none when there is none. */
  next(answer: Answer, from: Place | undefined, things: number): Place | undefined;
}

/** What pages of all products say of where they are. */
export interface Answer {
  values?: unknown[];
  results?: unknown[];
  isLast?: boolean;
  isLastPage?: boolean;
  total?: number;
  _links?: { next?: string };
}

/** A page, as it came. */
export interface Page {
  text: string;
  /** Where the next one begins. */
  next?: Place | undefined;
}

/** Reads a page. Books a point for the request only: what is in it is counted by who reads it. */
export async function readPage(ask: Asker, list: List, from: Place | undefined): Promise<Page> {
  const text = await ask.text(list.product, list.what, list.path(from), list.body);
  const answer = JSON.parse(text) as Answer | unknown[];
  const things = Array.isArray(answer) ? answer : (answer.values ?? answer.results ?? []);
  return { text, next: list.next(Array.isArray(answer) ? {} : answer, from, things.length) };
}

/** One answer is the whole list. */
export const whole = (): undefined => undefined;

/** Jira: pages say whether they are the last. An empty page is the last in any case. */
export const byNumber: List['next'] = ({ isLast, isLastPage, total }, from, things) => {
  const next = numberOf(from) + things;
  const ends = isLast ?? isLastPage ?? (total === undefined ? false : next >= total);
  return things === 0 || ends ? undefined : next;
};

/** Jira's list of people: nothing says which page is the last, and one may be shorter than was asked for. */
export const untilEmpty: List['next'] = (_, from, things) => (things === 0 ? undefined : numberOf(from) + things);

/** Confluence's first version: the page says that there is another. */
export const byLink: List['next'] = ({ _links }, from, things) => {
  return things === 0 || _links?.next === undefined ? undefined : numberOf(from) + things;
};

/** Confluence's second version: the page says where the next begins. */
export const byCursor: List['next'] = ({ _links }) => {
  if (_links?.next === undefined) return undefined;
  return new URL(_links.next, 'https://site.invalid').searchParams.get('cursor') ?? undefined;
};

/** A place as a number. */
export function numberOf(from: Place | undefined): number {
  return typeof from === 'number' ? from : 0;
}
