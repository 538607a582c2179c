/** The filters: which field each is about, and where its values come from. */
import type { Question } from '../api';
import { findPeople } from '../jira';
import { hourNames, weekdayNames } from '../charts/weekdays';
import { askLog, type GroupField } from '../log';
import { remember } from '../people/directory';
import { findValues } from '../query/completion/siteValues';
import { quote } from '../query/quote';
import { actions, families, products, provenances, subjectKinds, actorKinds, texts, type Family } from '../texts';
import { explorer, toneLabels } from '../texts/explorer';
import type { ActionName, HostValueKind } from '../types';
import { rememberName } from '../values/names';
import { keyOf, type FieldValue } from '../values/ValueName';

/** A value that can be chosen. */
export interface Choice {
  value: FieldValue;
  /** As JQL text. */
  jql: string;
  /** Shown instead of the name of the value. */
  label?: string;
  hint?: string;
  group?: string;
  count?: number;
}

/** A filter of one field. */
export interface FilterKind {
  field: string;
  label(): string;
  /** Values that match a text; the question says of which part of the log. */
  find(text: string, question: Question): Promise<Choice[]>;
}

const LOG_VALUES_MAX = 200;

const plain = (text: string, more: Partial<Choice> = {}): Choice => ({ value: { text }, jql: quote(text), ...more });
const call = (name: string, argument: string, group: string): Choice => ({
  value: { text: name, arguments: argument ? [argument] : [] },
  jql: argument ? `${name}(${quote(argument)})` : `${name}()`,
  group,
});
const matches = (text: string, ...words: (string | undefined)[]) => words.some((word) => word?.toLowerCase().includes(text.trim().toLowerCase()));

/** Values as the log has them, most frequent first. Without the log at hand: none. */
async function fromLog(by: GroupField, text: string, question: Question): Promise<Choice[]> {
  try {
    const [answer] = await askLog([{ question, shows: [{ show: 'groups', by, limit: LOG_VALUES_MAX }] }]);
    const shown = answer?.shown[0];
    if (shown?.show !== 'groups') return [];
    return shown.groups.flatMap(({ value, name, key, count }) => {
      if (by === 'container') rememberName(value, name);
      const label = name && key && name !== key ? `${name} (${key})` : name;
      return value !== '' && matches(text, value, name, key) ? [plain(key ?? value, { ...(label && { label }), count, group: explorer.filters.inTheLog })] : [];
    });
  } catch {
    return [];
  }
}

/** Values that Jira offers. */
async function fromSite(kind: HostValueKind, field: string, text: string): Promise<Choice[]> {
  const found = await findValues({ kind, field, prefix: text, quote: false });
  return found.map(({ label, jql, help }) => ({ value: { text: unquoted(jql) }, jql, label: help && kind === 'project' ? `${help} (${label})` : label }));
}

const unquoted = (jql: string) => (/^".*"$/su.test(jql) ? jql.slice(1, -1).replace(/\\(.)/gsu, '$1') : jql);

/** Each value once, the first time it comes. */
function distinct(choices: Choice[]): Choice[] {
  const known = new Set<string>();
  return choices.filter(({ value }) => {
    const key = keyOf(value);
    return !known.has(key) && known.add(key);
  });
}

async function people(text: string): Promise<Choice[]> {
  const { filters } = explorer;
  const you = { ...call('currentUser', '', ''), group: undefined, label: filters.you };
  const [persons, groups, organizations] = await Promise.all([
    // Some sites refuse to list people without a text to find.
    text ? findPeople(text) : findPeople('').catch(() => []),
    fromSite('group', 'group', text).catch(() => []),
    fromSite('organization', 'organizations', text).catch(() => []),
  ]);
  remember(persons);
  return [
    ...(matches(text, filters.you) ? [you] : []),
    ...persons.map(({ accountId }) => plain(accountId, { group: texts.filters.people })),
    ...groups.map(({ value }) => ({ ...call('membersOf', value.text, filters.groups), label: value.text })),
    ...organizations.map(({ value }) => ({ ...call('organizationMembers', value.text, filters.organizations), label: value.text })),
  ];
}

async function places(text: string, question: Question): Promise<Choice[]> {
  const [projects, seen] = await Promise.all([fromSite('project', 'project', text).catch(() => []), fromLog('container', text, question)]);
  return distinct([...projects, ...seen]);
}

const familyOf = (name: ActionName) => name.slice(0, name.indexOf('.')) as Family;

function actionChoices(text: string): Choice[] {
  const names = Object.keys(actions) as ActionName[];
  return names
    .filter((name) => matches(text, name, actions[name], families[familyOf(name)]))
    .map((name) => plain(name, { hint: name, group: families[familyOf(name)] }))
    .sort((a, b) => Number(a.group! > b.group!) - Number(a.group! < b.group!));
}

const listed = (field: string, labels: () => Record<string, string>): FilterKind => ({
  field,
  label: () => explorer.fields[field] ?? field,
  find: async (text) => Object.entries(labels()).filter(([name, label]) => matches(text, name, label)).map(([name]) => plain(name, /^\d+$/u.test(name) ? { jql: name } : {})),
});

const ofSite = (field: string, kind: HostValueKind, by?: GroupField): FilterKind => ({
  field,
  label: () => explorer.fields[field] ?? field,
  find: async (text, question) => {
    const [site, log] = await Promise.all([fromSite(kind, field, text).catch(() => []), by ? fromLog(by, text, question) : []]);
    return distinct([...site, ...log]);
  },
});

export const PEOPLE: FilterKind = { field: 'actor', label: () => explorer.filters.people, find: people };
export const PLACES: FilterKind = { field: 'project', label: () => explorer.filters.places, find: places };
export const ACTIONS: FilterKind = { field: 'action', label: () => explorer.filters.actions, find: async (text) => actionChoices(text) };

/** The rarer ones, by how often they are wanted. */
export const MORE: FilterKind[] = [
  listed('actionKind', () => toneLabels),
  listed('product', () => products),
  { field: 'changedField', label: () => explorer.fields['changedField']!, find: (text, question) => fromLog('changedField', text, question) },
  ofSite('category', 'category'),
  ofSite('issuetype', 'issueType', 'issueType'),
  ofSite('status', 'status', 'status'),
  ofSite('priority', 'priority'),
  ofSite('labels', 'label'),
  ofSite('workflow', 'workflow'),
  listed('actorKind', () => actorKinds),
  listed('occurredWeekday', weekdayNames),
  listed('occurredHour', hourNames),
  listed('subjectType', () => subjectKinds),
  listed('provenance', () => provenances),
];

/** The filter of a field. */
export const kindOf = (field: string | undefined) => [PEOPLE, PLACES, ACTIONS, ...MORE].find((kind) => kind.field === field);
