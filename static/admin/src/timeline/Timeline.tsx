import Button from '@atlaskit/button/new';
import ArrowLeftIcon from '@atlaskit/icon/core/arrow-left';
import TimelineIcon from '@atlaskit/icon/core/timeline';
import { useMemo } from 'react';
import type { PlaceProps } from '../dashboards/Dashboards';
import { narrowed } from '../query/narrowed';
import { Notice } from '../states/Notice';
import { PageHead } from '../states/PageHead';
import { useAddress } from '../states/useAddress';
import { linkOf } from '../states/usePlace';
import { useKeysOn } from '../states/preferences';
import { makeClock } from '../table/time';
import { story as words } from '../texts/story';
import { kindClauses, readKind } from './kinds';
import { detailsFor } from './details';
import { Story, type Shown } from './Story';
import { StoryHead } from './StoryHead';
import { clauseOf, readThread } from './thread';

/** The story of one issue, page or other thing. */
export default function Timeline({ viewer, context, history, pageUrl, places, go }: PlaceProps) {
  const { zone, locale } = context;
  const [address, change] = useAddress(history, 'timeline');
  const [keysOn, setKeysOn] = useKeysOn();
  const clock = useMemo(() => makeClock(zone, locale, Date.now()), [zone, locale]);
  const thread = readThread(address);
  const shown: Shown = { kind: thread ? readKind(address.get('kind'), thread) : 'all', isOldestFirst: address.get('order') === 'oldest' };
  const show = ({ kind, isOldestFirst }: Shown) =>
    change((params) => {
      if (kind === 'all') params.delete('kind');
      else params.set('kind', kind);
      if (isOldestFirst) params.set('order', 'oldest');
      else params.delete('order');
    });
  return (
    <main className="page timeline">
      <PageHead places={places} scope={viewer.access === 'scoped' ? viewer.containers : undefined} isFull={viewer.access === 'all'} keysOn={keysOn} onKeys={setKeysOn} link={linkOf(pageUrl, history.location.search)} />
      {!thread && (
        <Notice icon={TimelineIcon} title={words.emptyTitle}>
          <p>{words.emptyHelp}</p>
          <Button onClick={() => go('events')}>{words.back}</Button>
        </Notice>
      )}
      {thread && (
        <Story
          thread={thread}
          isGiven={false}
          shown={shown}
          clock={clock}
          onShow={show}
          headOf={(events, isAll) => (
            <StoryHead thread={thread} events={events} isAll={isAll} clock={clock}>
              <Button spacing="compact" appearance="subtle" iconBefore={ArrowLeftIcon} onClick={() => go('events')}>
                {words.back}
              </Button>
              <Button spacing="compact" onClick={() => go('events', new URLSearchParams({ jql: narrowed(clauseOf(thread), kindClauses(shown.kind)), range: 'any' }).toString())}>
                {words.asList}
              </Button>
            </StoryHead>
          )}
          detailOf={detailsFor({ isFull: viewer.access === 'all', clock, pageUrl, go })}
        />
      )}
    </main>
  );
}
