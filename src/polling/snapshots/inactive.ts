/** Who was deactivated: some lists of members leave them out, though they still belong. */
import { usersByIds } from '../../products/jira/lists';
import { readPage } from '../../products/lists';
import type { Turn } from '../poller';

/** Which of these accounts are there and inactive. Costs a point for each 50, and two an account. */
export async function inactiveOf(turn: Turn, accounts: string[]): Promise<string[]> {
  const inactive: string[] = [];
  for (let at = 0; at < accounts.length; at += 50) {
    const { text } = await readPage(turn.ask, usersByIds(accounts.slice(at, at + 50)), undefined);
    const { values = [] } = JSON.parse(text) as { values?: { accountId: string; active?: boolean }[] };
    turn.spend(2 * values.length);
    inactive.push(...values.filter(({ active }) => active === false).map(({ accountId }) => accountId));
  }
  return inactive;
}
