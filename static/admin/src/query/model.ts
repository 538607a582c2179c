/** What is asked: the text of a query and a range of time. Filters, facets and charts change these two, and nothing else. */
import { bodyOf } from './order';

/** Fields that a click on a cell can pick values of. */
export type PickField = 'actor' | 'actorKind' | 'project' | 'action' | 'product' | 'issue' | 'subject';

/** One picked value. */
export interface Pick {
  field: PickField;
  value: string;
  exclude: boolean;
}

/** Lengths of time that end now. */
export type Preset = 'hour' | 'day' | 'week' | 'month' | 'quarter' | 'year';

/** Days of the user's zone, both included. */
export interface Days {
  from: string;
  to: string;
}

/** From one moment to before another, in milliseconds since 1970, UTC. */
export interface Moments {
  since: number;
  until: number;
}

/** A range of time. */
export type Range = 'any' | Preset | Days | Moments;

/** Everything that decides which events are shown. Without a range of its own, the usual one is meant. */
export interface Query {
  jql: string;
  range?: Range;
}

export const PRESETS: Preset[] = ['hour', 'day', 'week', 'month', 'quarter', 'year'];

/** The range of a page that is opened without one. */
export const USUAL_RANGE: Range = 'month';

/** What the page shows first. */
export const USUAL: Query = { jql: '' };

export const isDays = (range: Range): range is Days => typeof range === 'object' && 'from' in range;
export const isMoments = (range: Range): range is Moments => typeof range === 'object' && 'since' in range;

/** Whether the text itself says when: then the usual range gives way to it. */
export const speaksOfTime = (jql: string) => /\boccurred\b/iu.test(bodyOf(jql).replace(/"(?:\\.|[^"\\])*"?|'(?:\\.|[^'\\])*'?/gu, '""'));

/** The range that a query is asked with. */
export const rangeOf = ({ jql, range }: Query): Range => range ?? (speaksOfTime(jql) ? 'any' : USUAL_RANGE);

/** The query with another text. A text that says when takes the place of the range. */
export const withText = (query: Query, jql: string): Query => (speaksOfTime(jql) && !speaksOfTime(query.jql) ? { jql } : { ...query, jql });

/** Whether nothing is asked but a range. */
export const isUnfiltered = (query: Query) => bodyOf(query.jql).trim() === '';
