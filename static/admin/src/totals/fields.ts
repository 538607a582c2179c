/** What the log can be totalled by: how each is asked for, and what a click on a value asks. */
import type { GroupField } from '../log';
import { quote } from '../query/quote';

/** A way to total. */
export interface TotalField {
  name: 'person' | 'place' | 'action' | 'issue' | 'page' | 'field' | 'status' | 'transition' | 'issueType' | 'product' | 'actorKind' | 'provenance';
  by: GroupField;
  /** Only these events are counted. */
  narrow?: string;
  /** The events of a value. */
  clauses(value: string): string[];
}

const WIKI = 'product = confluence';
const ISSUES = 'issuekey IS NOT EMPTY';
const equals = (field: string) => (value: string) => [`${field} = ${quote(value)}`];

export const FIELDS: TotalField[] = [
  { name: 'person', by: 'actor', clauses: equals('actor') },
  { name: 'place', by: 'container', clauses: equals('project') },
  { name: 'action', by: 'action', clauses: equals('action') },
  { name: 'issue', by: 'thread', narrow: ISSUES, clauses: equals('thread') },
  { name: 'page', by: 'thread', narrow: WIKI, clauses: (value) => [WIKI, ...equals('thread')(value)] },
  { name: 'field', by: 'changedField', clauses: equals('changedField') },
  { name: 'status', by: 'status', clauses: equals('status') },
  { name: 'transition', by: 'transition', clauses: ofTransition },
  { name: 'issueType', by: 'issueType', clauses: equals('issuetype') },
  { name: 'product', by: 'product', clauses: equals('product') },
  { name: 'actorKind', by: 'actorKind', clauses: equals('actorKind') },
  { name: 'provenance', by: 'provenance', clauses: equals('provenance') },
];

/** The field of this name, or the first. */
export const fieldOf = (name: string | null): TotalField => FIELDS.find((field) => field.name === name) ?? FIELDS[0]!;

/** From which status to which. */
export const endsOf = (transition: string): [from: string, to: string] => {
  const [from, to] = transition.split('\u0000');
  return [from ?? '', to ?? ''];
};

function ofTransition(value: string): string[] {
  const [from, to] = endsOf(value);
  return [['status CHANGED', from && `FROM ${quote(from)}`, to && `TO ${quote(to)}`].filter(Boolean).join(' ')];
}
