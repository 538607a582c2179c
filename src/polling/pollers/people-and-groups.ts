/**
 * Who is there, and who is in which group. Neither Jira nor Confluence sends events about members of groups, and none says that
 * an account was deactivated. Where the product's audit log can be read it says who did it; this finds what it does not say.
 */
import * as wiki from '../../products/confluence-lists';
import * as jira from '../../products/jira/lists';
import { inactiveOf } from '../snapshots/inactive';
import { listOfEach, lookTwice } from '../snapshots/list-of-each';
import type { Round } from '../snapshots/list-of-each';
import { thingsOf } from '../snapshots/look';
import { costOf } from '../snapshots/walk';
import { wholeList } from '../snapshots/whole-list';
import type { Poller } from '../poller';

/** Two pages of 200: a site of 5,000 people is read in half a day, and small sites every hour. */
export const users = wholeList({ area: 'users', kind: 'users', list: jira.users, everyMinutes: 60, cost: 2 * costOf(jira.users) });

export const groups = wholeList({ area: 'groups', kind: 'groups', list: jira.groups, everyMinutes: 60, cost: 4 * costOf(jira.groups) });

/** A round takes as long as it takes: 300 members an hour. */
export const groupMembers = members('group-members', 'groups', false, 600);

/** Groups are the site's: those that Jira shows are looked at there. */
export const wikiGroups = wholeList({
  area: 'wiki-groups',
  kind: 'wiki-groups',
  list: wiki.groups,
  everyMinutes: 180,
  cost: costOf(wiki.groups),
  leaveOut: async () => (await thingsOf({ kind: 'groups' })).map(([id]) => id),
});

export const wikiGroupMembers = members('wiki-group-members', 'wiki-groups', true, 2 * 401);

function members(area: string, groupsKind: string, isWiki: boolean, cost: number): Poller<Round> {
  const list = isWiki ? wiki.groupMembers : jira.groupMembers;
  return listOfEach({
    area,
    everyMinutes: 60,
    cost,
    step: costOf(list('')),
    async things() {
      const things = await thingsOf({ kind: groupsKind });
      return { things: things.map(([id, name]) => ({ id, ...(name !== null && { name }) })) };
    },
    // Jira is asked for those who are inactive, too; Confluence leaves them out.
    lookAt: (turn, group, from) =>
      lookTwice(turn, { kind: 'members', of: { ...group, wiki: isWiki } }, list(group.id), from, isWiki ? { stay: (missing) => inactiveOf(turn, missing) } : {}),
  });
}
