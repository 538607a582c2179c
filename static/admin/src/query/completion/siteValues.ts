/** Values that only the site knows: asked of Jira while the query is typed. */
import { ApiError, fromJira, type Person } from '../../api';
import { findPeople, findProjects } from '../../jira';
import { remember } from '../../people/directory';
import type { HostValueKind, HostValues } from '../../types';
import { quote } from '../quote';

/** A value of the site as it can be chosen. */
export interface SiteValue {
  label: string;
  /** As JQL text. */
  jql: string;
  help?: string;
  person?: Person;
}

const SHOWN_MAX = 20;

/** Jira's answer where a field has no list of values. */
const NO_LIST = 400;

/** The field's values can be typed, and nobody can list them. */
export class Unlisted extends Error {}

/** How Jira calls the field whose values are of this kind. Our own fields have names that Jira does not know. */
const JIRA_FIELDS: Partial<Record<HostValueKind, string>> = {
  issueType: 'issuetype',
  status: 'status',
  priority: 'priority',
  resolution: 'resolution',
  component: 'component',
  label: 'labels',
  sprint: 'sprint',
};

/** What Jira has that begins like this, best first. */
export async function findValues({ field, kind, prefix }: HostValues): Promise<SiteValue[]> {
  switch (kind) {
    case 'person':
      return people(prefix);
    case 'project':
      return (await findProjects(prefix)).slice(0, SHOWN_MAX).map(({ key, name }) => ({ label: key, jql: plain(key), help: name }));
    case 'group':
      return groups(prefix);
    case 'organization':
      return matching(await organizations(), prefix);
    case 'category':
      return matching(await categories(), prefix);
    case 'workflow':
      return workflows(prefix);
    case 'issue':
      return issues(prefix);
    case 'role':
      return matching(await roles(), prefix);
    case 'version':
      return suggestions(/version$/iu.test(field) ? field : 'fixVersion', prefix);
    default:
      return suggestions(JIRA_FIELDS[kind] ?? field, prefix);
  }
}

async function people(prefix: string): Promise<SiteValue[]> {
  const found = await findPeople(prefix);
  remember(found);
  const namesakes = (name: string) => found.filter((person) => person.name === name).length;
  return found.slice(0, SHOWN_MAX).map((person) => {
    const isShared = namesakes(person.name) > 1;
    // A name that two people have says nothing: then the account is meant.
    return { label: person.name, jql: quote(isShared ? person.accountId : person.name), help: isShared ? person.accountId : undefined, person };
  });
}

async function groups(prefix: string): Promise<SiteValue[]> {
  const query = new URLSearchParams({ query: prefix, maxResults: String(SHOWN_MAX) });
  const { groups = [] } = await fromJira<{ groups?: { name: string }[] }>(`/rest/api/3/groups/picker?${query}`);
  return groups.map(named);
}

async function workflows(prefix: string): Promise<SiteValue[]> {
  const query = new URLSearchParams({ maxResults: String(SHOWN_MAX), ...(prefix && { queryString: prefix }) });
  const { values = [] } = await fromJira<{ values?: { name: string }[] }>(`/rest/api/3/workflows/search?${query}`);
  return matching(values.map(named), prefix);
}

async function issues(prefix: string): Promise<SiteValue[]> {
  const query = new URLSearchParams({ query: prefix, ...(prefix ? {} : { currentJQL: 'order by updated DESC' }) });
  const { sections = [] } = await fromJira<{ sections?: { issues?: { key: string; summaryText?: string }[] }[] }>(`/rest/api/3/issue/picker?${query}`);
  const found = new Map(sections.flatMap(({ issues = [] }) => issues).map(({ key, summaryText }) => [key, { label: key, jql: key, help: summaryText }]));
  return [...found.values()].slice(0, SHOWN_MAX);
}

/** What Jira's own query line offers. Its values are JQL already; its names carry HTML marks. */
async function suggestions(field: string, prefix: string): Promise<SiteValue[]> {
  const query = new URLSearchParams({ fieldName: field, fieldValue: prefix });
  const { results = [] } = await fromJira<{ results?: { value: string; displayName: string }[] }>(`/rest/api/3/jql/autocompletedata/suggestions?${query}`).catch((error: unknown) => {
    throw error instanceof ApiError && error.status === NO_LIST ? new Unlisted() : error;
  });
  return results.slice(0, SHOWN_MAX).map(({ value, displayName }) => ({ label: textOf(displayName), jql: value }));
}

/** Short lists come whole, and are asked for once. */
const kept = <T>(ask: () => Promise<T>) => {
  let answer: Promise<T> | undefined;
  return () =>
    (answer ??= ask().catch((error: unknown) => {
      answer = undefined;
      throw error;
    }));
};
const categories = kept(async () => (await fromJira<{ name: string; description?: string }[]>('/rest/api/3/projectCategory')).map(named));
const roles = kept(async () => (await fromJira<{ name: string; description?: string }[]>('/rest/api/3/role')).map(named));
const organizations = kept(async () => {
  const { values = [] } = await fromJira<{ values?: { name: string }[] }>('/rest/servicedeskapi/organization?limit=50');
  return values.map(named);
});

const named = ({ name, description }: { name: string; description?: string }): SiteValue => ({ label: name, jql: quote(name), help: description });

function matching(values: SiteValue[], prefix: string): SiteValue[] {
  const sought = prefix.toLowerCase();
  const place = ({ label }: SiteValue) => label.toLowerCase().indexOf(sought);
  return values
    .filter((value) => place(value) >= 0)
    .sort((a, b) => Math.sign(place(a)) - Math.sign(place(b)) || a.label.localeCompare(b.label))
    .slice(0, SHOWN_MAX);
}

/** Keys of projects are plain words, except those that mean something in a query. */
const MEANS_SOMETHING = /^(?:and|or|not|in|is|was|on|by|to|from|before|after|during|changed|empty|null|order|asc|desc)$/iu;
const plain = (key: string) => (/^[A-Z][A-Z0-9_]*$/u.test(key) && !MEANS_SOMETHING.test(key) ? key : quote(key));

/** A document of its own runs no script and loads nothing. */
const textOf = (html: string) => new DOMParser().parseFromString(html, 'text/html').body.textContent ?? '';
