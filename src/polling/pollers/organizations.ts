/** Organizations of customers and who is in them: Jira Service Management sends no events about them. */
import * as jira from '../../products/jira/lists';
import { CannotSee } from '../poller';
import type { Poller } from '../poller';
import { isMissing, listOfEach, lookTwice } from '../snapshots/list-of-each';
import { thingsOf } from '../snapshots/look';
import { costOf } from '../snapshots/walk';
import { wholeList } from '../snapshots/whole-list';

export const organizations = onlyWithServiceManagement(
  wholeList({ area: 'organizations', kind: 'organizations', list: jira.organizations, everyMinutes: 60, cost: 2 * costOf(jira.organizations) }),
);

export const organizationMembers = listOfEach({
  area: 'organization-members',
  everyMinutes: 60,
  cost: 300,
  step: costOf(jira.organizationMembers('')),
  async things() {
    const things = await thingsOf({ kind: 'organizations' });
    return { things: things.map(([id, name]) => ({ id, ...(name !== null && { name }) })) };
  },
  lookAt: (turn, organization, from) =>
    lookTwice(turn, { kind: 'organization-members', of: organization }, jira.organizationMembers(organization.id), from),
});

/** Where there is no service management, its addresses are not there. */
export function onlyWithServiceManagement<State extends object>(poller: Poller<State>): Poller<State> {
  return {
    ...poller,
    async run(state, turn) {
      try {
        return await poller.run(state, turn);
      } catch (error) {
        if (isMissing(error)) throw new CannotSee('This site has no Jira Service Management.');
        throw error;
      }
    },
  };
}
