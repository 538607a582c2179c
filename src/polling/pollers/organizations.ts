/** Organizations of customers and who is in them: Jira Service Management sends no events about them. */
import * as jira from '../../products/jira/lists';
import { CannotSee } from '../poller';
import type { Poller } from '../poller';
import { inactiveOf } from '../snapshots/inactive';
import { isMissing, listOfEach, lookTwice } from '../snapshots/list-of-each';
import { thingsOf } from '../snapshots/look';
import { costOf } from '../snapshots/walk';
import { wholeList } from '../snapshots/whole-list';
import type { Resting } from '../snapshots/whole-list';

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
    lookTwice(turn, { kind: 'organization-members', of: organization }, jira.organizationMembers(organization.id), from, {
      stay: (missing) => inactiveOf(turn, missing),
    }),
});

/** Where there is no service management, its addresses are not there: that is no refusal, and nothing is missed. */
export function onlyWithServiceManagement<State extends object>(poller: Poller<State>): Poller<State & Resting> {
  return {
    ...poller,
    async run(state, turn) {
      try {
        return await poller.run(state?.rests === undefined ? state : undefined, turn);
      } catch (error) {
        if (!isMissing(error)) throw error;
        // What was there before and is not any more is hidden.
        if (state !== undefined && state.rests === undefined) throw new CannotSee('Jira Service Management cannot be seen any more.');
        return { rests: 'This site has no Jira Service Management.' } as State & Resting;
      }
    },
  };
}
