import PeopleGroupIcon from '@atlaskit/icon/core/people-group';
import { useEffect, useMemo, useState } from 'react';
import type { Person } from '../api';
import { askAllPeople, PEOPLE_LISTED_MAX } from '../jira';
import { Gathering } from '../dashboards/Gathering';
import { CopyButton } from '../detail/CopyButton';
import { Failed } from '../states/Failed';
import { Notice } from '../states/Notice';
import { Skeleton } from '../states/Skeleton';
import type { Clock } from '../table/time';
import { locale } from '../texts';
import { people as words } from '../texts/people';
import { csvOf } from '../totals/csv';
import { remember } from './directory';
import { Moment, PersonButton } from './PeopleTable';
import { useActivity } from './useActivity';
import { useOldest } from '../states/useOldest';
import { SearchBox } from '../states/SearchBox';

const CHOICES = [7, 30, 60, 90, 180, 365];
const DAY_MS = 86_400_000;
/** All of the log: of somebody who is inactive the last event may be long ago. */
const ALWAYS: string[] = [];

interface Props {
  days: number;
  clock: Clock;
  now: number;
  onDays(days: number): void;
  onOpen(accountId: string): void;
}

/** Active accounts of which the log has nothing for some time, and what that does not prove. */
export function InactivePeople({ days, clock, now, onDays, onOpen }: Props) {
  const listed = useListed();
  const log = useActivity(ALWAYS, clock.zone);
  const oldest = useOldest(clock.zone);
  const [find, setFind] = useState('');
  const rows = useMemo(() => {
    if (!listed.people || !log.people) return undefined;
    const last = new Map(log.people.map((person) => [person.accountId, person.last]));
    const since = now - days * DAY_MS;
    const wanted = find.trim().toLocaleLowerCase(locale());
    const { compare } = new Intl.Collator(locale());
    return listed.people
      .map((person) => ({ person, last: last.get(person.accountId) }))
      .filter(({ person, last }) => (last ?? 0) < since && person.name.toLocaleLowerCase(locale()).includes(wanted))
      .sort((a, b) => (a.last ?? 0) - (b.last ?? 0) || compare(a.person.name, b.person.name));
  }, [listed.people, log.people, days, now, find]);
  const csv = () => csvOf([words.inactive.csv, ...(rows ?? []).map(({ person, last }) => [person.name, person.accountId, last === undefined ? '' : new Date(last).toISOString()])]);
  if (log.error) return <Failed error={log.error} onRetry={() => window.location.reload()} />;
  return (
    <>
      <div className="people-bar">
        <label className="people-since">
          {words.inactive.since}{' '}
          <select value={days} onChange={(event) => onDays(Number(event.target.value))}>
            {[...new Set([...CHOICES, days])].sort((a, b) => a - b).map((choice) => (
              <option key={choice} value={choice}>
                {words.inactive.days(choice)}
              </option>
            ))}
          </select>
        </label>
        <SearchBox label={words.find} text={find} onChange={setFind} />
        <span className="small subtle" role="status">
          {rows && listed.people ? words.inactive.summary(rows.length, listed.people.length) : !listed.isFailed && words.inactive.loading}
        </span>
        <Gathering loaded={log.loaded} clock={clock} />
        {rows && rows.length > 0 && <CopyButton text={csv} label={words.copy} />}
      </div>
      <p className="small subtle people-note">
        {words.inactive.help(oldest === undefined ? undefined : clock.short(oldest))} {words.inactive.viewsOff} {listed.isCut && words.inactive.cut(PEOPLE_LISTED_MAX)}
      </p>
      {listed.isFailed && (
        <Notice icon={PeopleGroupIcon} tone="danger" title={words.tabs.inactive}>
          <p role="alert">{words.inactive.failed}</p>
        </Notice>
      )}
      {!rows && !listed.isFailed && <Skeleton />}
      {rows?.length === 0 && (
        <Notice icon={PeopleGroupIcon} title={words.inactive.emptyTitle}>
          <p>{words.inactive.emptyHelp}</p>
        </Notice>
      )}
      {rows && rows.length > 0 && (
        <table className="people-table" aria-label={words.table}>
          <thead>
            <tr>
              <th scope="col">{words.columns.name}</th>
              <th scope="col">{words.columns.last}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ person, last }) => (
              <tr key={person.accountId}>
                <th scope="row">
                  <PersonButton accountId={person.accountId} onOpen={onOpen} />
                </th>
                <td>{last === undefined ? <span className="subtle">{words.inactive.never}</span> : <Moment ms={last} clock={clock} />}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </>
  );
}

/** The active accounts of people that Jira lists to who looks. */
function useListed() {
  const [listed, setListed] = useState<{ people?: Person[]; isCut: boolean; isFailed: boolean }>({ isCut: false, isFailed: false });
  useEffect(() => {
    let isGone = false;
    askAllPeople().then(
      ({ people, isCut }) => {
        if (isGone) return;
        remember(people);
        setListed({ people: people.filter(({ active }) => active), isCut, isFailed: false });
      },
      () => !isGone && setListed({ isCut: false, isFailed: true }),
    );
    return () => {
      isGone = true;
    };
  }, []);
  return listed;
}
