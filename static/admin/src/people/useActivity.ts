import { useMemo } from 'react';
import { BY_PEOPLE } from '../dashboards/kinds';
import { useLog } from '../log';

/** More people than this are not told apart. */
const PEOPLE_MAX = 10_000;
const JIRA = 'product IN (jira, "jira-software", jsm, assets)';
const CONFLUENCE = 'product = confluence';

/** What the log has of somebody. Times are milliseconds since 1970, UTC. */
export interface Activity {
  accountId: string;
  count: number;
  last: number;
  jira?: number;
  confluence?: number;
}

/** What people did in a time, by what the log has of them; those who did most come first. */
export function useActivity(narrow: string[], zone: string) {
  const key = narrow.join('\n');
  const asks = useMemo(
    () =>
      [[], [JIRA], [CONFLUENCE]].map((more) => ({
        question: { jql: '', narrow: [...narrow, BY_PEOPLE, ...more], zone },
        shows: [{ show: 'groups' as const, by: 'actor' as const, limit: PEOPLE_MAX }],
      })),
    [key, zone],
  );
  const log = useLog(asks);
  const people = useMemo(() => {
    const [all, jira, confluence] = (log.answers ?? []).map(({ shown: [shown] }) => (shown?.show === 'groups' ? shown.groups : []));
    if (!all) return undefined;
    const lastOf = (groups: typeof all | undefined) => new Map((groups ?? []).map(({ value, last }) => [value, last]));
    const [inJira, inConfluence] = [lastOf(jira), lastOf(confluence)];
    return all
      .filter(({ value }) => value !== '')
      .map(({ value, count, last }): Activity => {
        const [j, c] = [inJira.get(value), inConfluence.get(value)];
        return { accountId: value, count, last, ...(j !== undefined && { jira: j }), ...(c !== undefined && { confluence: c }) };
      });
  }, [log.answers]);
  return { ...log, people, count: log.answers?.[0]?.count ?? 0 };
}
