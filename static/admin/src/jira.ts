/** What the page asks of Jira, as the user who looks: people, their groups, projects. */
import { fromJira, type Person, type Project } from './api';

interface UserJson {
  accountId: string;
  displayName?: string;
  avatarUrls?: Record<string, string>;
  active?: boolean;
  accountType?: string;
}

const toPerson = (user: UserJson): Person => ({
  accountId: user.accountId,
  name: user.displayName ?? user.accountId,
  picture: user.avatarUrls?.['24x24'] ?? user.avatarUrls?.['48x48'],
  active: user.active !== false,
});

/** The people with these account ids, as far as the asking user may see them. */
export async function askPeople(ids: string[]): Promise<Person[]> {
  const query = new URLSearchParams([...ids.map((id) => ['accountId', id]), ['maxResults', String(ids.length)]]);
  const page = await fromJira<{ values?: UserJson[] }>(`/rest/api/3/user/bulk?${query}`);
  return (page.values ?? []).map(toPerson);
}

/** More accounts than this are not listed. */
export const PEOPLE_LISTED_MAX = 10_000;
const PEOPLE_LISTED_PAGE = 1_000;

/** The accounts of people that Jira lists to who looks, those included that are deactivated. */
export async function askAllPeople(): Promise<{ people: Person[]; isCut: boolean }> {
  const people: Person[] = [];
  for (let startAt = 0; startAt < PEOPLE_LISTED_MAX; ) {
    const page = await fromJira<UserJson[]>(`/rest/api/3/users/search?startAt=${startAt}&maxResults=${PEOPLE_LISTED_PAGE}`);
    people.push(...page.filter(({ accountType }) => accountType === 'atlassian').map(toPerson));
    if (page.length === 0) return { people, isCut: false };
    startAt += page.length;
  }
  return { people, isCut: true };
}

/** Names of the groups that somebody is in. */
export async function askGroups(accountId: string): Promise<string[]> {
  const groups = await fromJira<{ name: string }[]>(`/rest/api/3/user/groups?accountId=${encodeURIComponent(accountId)}`);
  return groups.map(({ name }) => name).sort((a, b) => a.localeCompare(b));
}

/** People whose name or address matches. */
export async function findPeople(text: string): Promise<Person[]> {
  const query = new URLSearchParams({ query: text, maxResults: '20' });
  const users = await fromJira<UserJson[]>(`/rest/api/3/user/search?${query}`);
  return users.filter((user) => user.accountType !== 'app').map(toPerson);
}

/** Projects whose key or name matches. */
export async function findProjects(text: string): Promise<Project[]> {
  const query = new URLSearchParams({ maxResults: '50', orderBy: 'name', ...(text ? { query: text } : {}) });
  const page = await fromJira<{ values?: Project[] }>(`/rest/api/3/project/search?${query}`);
  return (page.values ?? []).map(({ key, name }) => ({ key, name }));
}
