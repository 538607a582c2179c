/** The query part of a payload. */
import type { Fields } from './request';

/** Longest query: a call of the bridge carries 500 KB in all. The language itself allows more. */
const JQL_LENGTH_MAX = 400_000;
const NARROW_ITEMS_MAX = 50;
const ZONE_LENGTH_MAX = 64;

/** A query and the clauses that the page's filters add to it. */
export interface Query {
  jql: string;
  narrow: string[];
  /** Zone in which days begin for the asking user. */
  zone: string;
}

/** Reads the query. */
export function queryOf(fields: Fields): Query {
  return {
    jql: fields.text('jql', JQL_LENGTH_MAX),
    narrow: fields.texts('narrow', NARROW_ITEMS_MAX, JQL_LENGTH_MAX),
    zone: fields.text('zone', ZONE_LENGTH_MAX),
  };
}
