/** People, and the groups and organizations that they are in: what the asking user may see of them. */
import { route } from '@forge/api';
import { REFUSED, read, readPages } from './call';
import type { Answer } from './call';

/** Members of a group or organization that are still looked up: 40 pages. */
const MEMBERS_MAX = 2_000;
/** Organizations that are still looked through: 40 pages. */
const ORGANIZATIONS_MAX = 2_000;
/** People whose names begin with the text. More of the same name than this are not all found. */
const FOUND_MAX = 100;
/** People in one question for names: Jira takes 200, but their ids must fit into an address. */
const BULK_MAX = 90;

const ID = /^[0-9]{1,19}$/;
const GROUP_ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

interface User {
  accountId: string;
  displayName?: string;
  emailAddress?: string;
}

/**
 * Account ids of the people of this name or e-mail address. Jira finds active people only, and shows addresses to few: who
 * was found by the whole of an address that Jira does not show counts as meant.
 *
 * Costs a point, and two for each of at most 100 people found.
 */
export async function peopleCalled(text: string): Promise<Answer<string[]>> {
  const path = route`/rest/api/3/user/search?query=${text}&maxResults=${FOUND_MAX}`;
  const answer = await read<User[]>('user', 'user/search', path);
  if ('refused' in answer) return answer;
  const wanted = folded(text);
  const isAddress = text.includes('@');
  const isMeant = ({ displayName, emailAddress }: User) => {
    if (displayName !== undefined && folded(displayName) === wanted) return true;
    return isAddress && (emailAddress === undefined ? true : folded(emailAddress) === wanted);
  };
  return { ok: answer.ok.filter(isMeant).map(({ accountId }) => accountId) };
}

/**
 * Names by account id, as far as the asking user may see them.
 *
 * Costs a point for each 90 people, and one for each.
 */
export async function namesOf(accounts: string[]): Promise<Record<string, string>> {
  const names: Record<string, string> = {};
  for (let from = 0; from < accounts.length; from += BULK_MAX) {
    const some = accounts.slice(from, from + BULK_MAX);
    const asked = new URLSearchParams([...some.map((id): [string, string] => ['accountId', id]), ['maxResults', String(BULK_MAX)]]);
    const answer = await read<{ values?: User[] }>('user', 'user/bulk', route`/rest/api/3/user/bulk?${asked}`);
    if ('refused' in answer) return names;
    for (const { accountId, displayName } of answer.ok.values ?? []) {
      if (displayName !== undefined) names[accountId] = displayName;
    }
  }
  return names;
}

/**
 * Account ids of a group's members, by its name or id, those included who have left; null when there is no such group.
 *
 * Costs a point a page of 50 and two a member.
 */
export async function groupMembers(text: string): Promise<Answer<string[] | null>> {
  const group = new URLSearchParams(GROUP_ID.test(text) ? { groupId: text } : { groupname: text });
  // A group that is not there is answered like a group that is hidden; which groups there are is asked first.
  const known = new URLSearchParams(GROUP_ID.test(text) ? { groupId: text } : { groupName: text });
  const there = await read<{ values?: unknown[] }>('user', 'group/bulk', route`/rest/api/3/group/bulk?${known}`);
  if ('refused' in there) return there;
  if ((there.ok.values ?? []).length === 0) return { ok: null };
  const members = await readPages<User>('user', 'group/member', MEMBERS_MAX, (startAt) => {
    return route`/rest/api/3/group/member?${group}&includeInactiveUsers=true&startAt=${startAt}&maxResults=50`;
  });
  return accountsOf(members);
}

/**
 * Account ids of the members of a service management organization, by its name or id; null when there is no such
 * organization.
 *
 * Costs a point a page of 50 organizations and one an organization, until it is found; then two a member.
 */
export async function organizationMembers(text: string): Promise<Answer<string[] | null>> {
  const all = await readPages<{ id: string | number; name: string }>('user', 'organization', ORGANIZATIONS_MAX, (start) => {
    return route`/rest/servicedeskapi/organization?start=${start}&limit=50`;
  });
  if ('refused' in all) return all;
  const found = all.ok.find(({ id, name }) => String(id) === text || folded(name) === folded(text));
  if (found === undefined) return { ok: null };
  const id = String(found.id);
  if (!ID.test(id)) return REFUSED;
  const members = await readPages<User>('user', 'organization/user', MEMBERS_MAX, (start) => {
    return route`/rest/servicedeskapi/organization/${id}/user?start=${start}&limit=50`;
  });
  return accountsOf(members);
}

function accountsOf(users: Answer<User[]>): Answer<string[]> {
  return 'refused' in users ? users : { ok: users.ok.map(({ accountId }) => accountId) };
}

function folded(text: string): string {
  return text.normalize('NFC').toLowerCase();
}
