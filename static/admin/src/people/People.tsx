import Button from '@atlaskit/button/new';
import { useMemo, useState } from 'react';
import { calendarOf } from '../charts/days';
import type { PlaceProps } from '../dashboards/Dashboards';
import { periodOf, readChoice, writeChoice } from '../dashboards/period';
import { PeriodPicker } from '../dashboards/PeriodPicker';
import { PageHead } from '../states/PageHead';
import { useAddress } from '../states/useAddress';
import { linkOf } from '../states/usePlace';
import { useKeysOn } from '../states/preferences';
import { makeClock } from '../table/time';
import { people as words } from '../texts/people';
import { ActivePeople } from './ActivePeople';
import { InactivePeople } from './InactivePeople';
import { Profile } from './Profile';
import '../dashboards/dashboards.css';
import './people-place.css';

/** Who did how much, who did nothing, and everything about one person. */
export default function People({ viewer, context, history, pageUrl, places, go }: PlaceProps) {
  const { zone, locale } = context;
  const [address, change] = useAddress(history, 'people');
  const [keysOn, setKeysOn] = useKeysOn();
  const [now] = useState(() => Date.now());
  const clock = useMemo(() => makeClock(zone, locale, now), [zone, locale, now]);
  const here = useMemo(() => calendarOf(zone), [zone]);
  const chosen = address.get('period');
  const period = useMemo(() => periodOf(readChoice(chosen), here, now), [chosen, here, now]);
  const isFull = viewer.access === 'all';
  const person = address.get('person');
  // Jira lists accounts of the whole site, so only who sees all of the log can say who did nothing.
  const isInactive = isFull && address.get('show') === 'inactive';
  const open = (accountId: string) => change((params) => params.set('person', accountId));
  return (
    <main className="page boards">
      <PageHead places={places} scope={viewer.access === 'scoped' ? viewer.containers : undefined} isFull={isFull} keysOn={keysOn} onKeys={setKeysOn} link={linkOf(pageUrl, history.location.search)} />
      <div className="boards-bar">
        {!person && isFull && (
          <div className="period" role="group" aria-label={words.tabsLabel}>
            {(['active', 'inactive'] as const).map((tab) => (
              <Button key={tab} spacing="compact" isSelected={(tab === 'inactive') === isInactive} aria-pressed={(tab === 'inactive') === isInactive} onClick={() => change((params) => (tab === 'inactive' ? params.set('show', tab) : params.delete('show')))}>
                {words.tabs[tab]}
              </Button>
            ))}
          </div>
        )}
        {!(isInactive && !person) && <PeriodPicker choice={period.choice} today={here.iso(now)} onChoose={(choice) => change((params) => params.set('period', writeChoice(choice)))} />}
      </div>
      {person ? (
        <Profile key={person} accountId={person} period={period} calendar={here} clock={clock} now={now} isFull={isFull} go={go} onBack={() => change((params) => params.delete('person'))} />
      ) : isInactive ? (
        <InactivePeople days={Number(address.get('days')) || 30} clock={clock} now={now} onDays={(days) => change((params) => params.set('days', String(days)))} onOpen={open} />
      ) : (
        <ActivePeople period={period} clock={clock} onOpen={open} />
      )}
    </main>
  );
}
