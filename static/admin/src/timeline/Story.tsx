import Button from '@atlaskit/button/new';
import TimelineIcon from '@atlaskit/icon/core/timeline';
import { useMemo, type ReactNode } from 'react';
import type { Question } from '../api';
import { Failed } from '../states/Failed';
import { Notice } from '../states/Notice';
import { Remarks } from '../states/Remarks';
import { useEvents } from '../table/useEvents';
import type { Clock } from '../table/time';
import { locale } from '../texts';
import { story as words } from '../texts/story';
import type { Event } from '../types';
import { kindClauses, kindsOf, type StoryKind } from './kinds';
import { StoryItem } from './StoryItem';
import { clauseOf, type Thread } from './thread';
import './timeline.css';

/** What is shown of a story, and in which order. */
export interface Shown {
  kind: StoryKind;
  isOldestFirst: boolean;
}

interface Props {
  /** Nothing where the functions know what the story is about. */
  thread: Thread;
  isGiven: boolean;
  shown: Shown;
  clock: Clock;
  onShow(shown: Shown): void;
  /** What stands above the events, once some of them are known. */
  headOf(events: Event[], isAll: boolean): ReactNode;
  detailOf(event: Event): ReactNode;
}

/** Everything that happened to one thing, day by day. */
export function Story({ thread, isGiven, shown, clock, onShow, headOf, detailOf }: Props) {
  const { kind, isOldestFirst } = shown;
  const question = useMemo<Question>(
    () => ({
      jql: isOldestFirst ? 'ORDER BY occurred ASC' : '',
      narrow: [...(isGiven ? [] : [clauseOf(thread)]), ...kindClauses(kind)],
      zone: clock.zone,
    }),
    [thread.kind, thread.value, isGiven, kind, isOldestFirst, clock.zone],
  );
  const { log, loadMore, retry } = useEvents(question, undefined, true);
  const answered = log.state === 'shown' ? log.answered : log.state === 'loading' ? log.before : undefined;
  const events = answered?.rows ?? [];
  const isAll = answered?.cursor === undefined;
  const more = log.state === 'shown' ? log.more : 'idle';
  return (
    <>
      {headOf(events, isAll && kind === 'all')}
      <div className="story-bar">
        <div role="group" aria-label={words.kindsLabel} className="story-kinds">
          {kindsOf(thread).map((one) => (
            <Button key={one} spacing="compact" appearance="subtle" isSelected={one === kind} aria-pressed={one === kind} onClick={() => onShow({ ...shown, kind: one })}>
              {words.kinds[one]}
            </Button>
          ))}
        </div>
        <button type="button" className="link small" onClick={() => onShow({ ...shown, isOldestFirst: !isOldestFirst })}>
          {isOldestFirst ? words.oldestFirst : words.newestFirst} {isOldestFirst ? '↑' : '↓'}
        </button>
      </div>
      {log.state === 'failed' && <Failed error={log.error} onRetry={retry} />}
      {log.state === 'loading' && !answered && <StorySkeleton />}
      {answered && <Remarks answered={answered} />}
      {answered && log.state === 'shown' && events.length === 0 && (
        <Notice icon={TimelineIcon} title={kind === 'all' ? words.emptyTitle : words.emptyKindTitle}>
          <p>{kind === 'all' ? words.emptyHelp : words.emptyKindHelp}</p>
          {kind !== 'all' && <Button onClick={() => onShow({ ...shown, kind: 'all' })}>{words.showAll}</Button>}
        </Notice>
      )}
      {answered && events.length > 0 && (
        <div className="story" aria-busy={log.state === 'loading'}>
          {daysOf(events, clock).map(({ day, events }) => (
            <section key={`${day} ${events[0]!.id}`} aria-label={day}>
              <h2>{day}</h2>
              <ol>
                {events.map((event) => (
                  <StoryItem key={event.id} event={event} clock={clock} isUnsure={answered.unsure.has(event.id)} detailOf={detailOf} />
                ))}
              </ol>
            </section>
          ))}
          <p className="story-end subtle small" role="status">
            {isAll ? (
              isOldestFirst ? words.endNewest : words.end
            ) : (
              <Button spacing="compact" isDisabled={more === 'loading'} onClick={loadMore}>
                {more === 'loading' ? words.loadingMore : more === 'failed' ? words.moreFailed : words.more}
              </Button>
            )}
          </p>
        </div>
      )}
    </>
  );
}

/** Events in a row that happened on the same day of the reader. */
function daysOf(events: Event[], clock: Clock): { day: string; events: Event[] }[] {
  const format = new Intl.DateTimeFormat(locale(), { dateStyle: 'full', timeZone: clock.zone });
  const days: { day: string; events: Event[] }[] = [];
  for (const event of events) {
    const day = format.format(event.occurred);
    const last = days.at(-1);
    if (last?.day === day) last.events.push(event);
    else days.push({ day, events: [event] });
  }
  return days;
}

const StorySkeleton = () => (
  <div className="story skeleton" role="status" aria-label={words.loadingMore}>
    {[48, 62, 40, 56, 44].map((width) => (
      <p key={width}>
        <span className="bone" style={{ width: `${width}%` }} />
      </p>
    ))}
  </div>
);
