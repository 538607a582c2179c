import type { ReactNode } from 'react';
import { openContent, openIssue } from '../api';
import { PersonFace } from '../people/Name';
import { type Clock } from '../table/time';
import { subjectKinds } from '../texts';
import { story as words } from '../texts/story';
import type { Event } from '../types';
import { holderOf, type Thread } from './thread';

const FACES_MAX = 8;

interface Props {
  thread: Thread;
  events: Event[];
  /** Whether these are all there are. */
  isAll: boolean;
  clock: Clock;
  children?: ReactNode;
}

/** What a story is about, in a few words. */
export function StoryHead({ thread, events, isAll, clock, children }: Props) {
  const newestFirst = [...events].sort((a, b) => b.occurred - a.occurred);
  const holders = newestFirst.map(({ subject }) => holderOf(subject));
  // The newest event that says it knows best how it is called now.
  const key = holders.find((holder) => holder.key)?.key;
  const title = holders.find((holder) => holder.title)?.title;
  const kind = holders[0]?.kind;
  const people = [...new Set(newestFirst.flatMap(({ actor }) => (actor.accountId ? [actor.accountId] : [])))];
  const [newest, oldest] = [newestFirst[0], newestFirst.at(-1)];
  const isGone = newestFirst.some(({ action, subject }) => action === `${kind ?? ''}.deleted` && holderOf(subject) === subject);
  return (
    <header className="story-title">
      <div>
        <h2>
          {kind && <span className="subtle">{subjectKinds[kind]} </span>}
          {key ?? (title ? undefined : thread.name) ?? ''} {title ?? ''}
        </h2>
        {newest && oldest && (
          <p className="subtle small">
            {words.summary(events.length, isAll, people.length)} · {words.since(clock.short(oldest.occurred), clock.short(newest.occurred))}
          </p>
        )}
      </div>
      <span className="story-faces">
        {people.slice(0, FACES_MAX).map((accountId) => (
          <PersonFace key={accountId} accountId={accountId} />
        ))}
      </span>
      <div className="story-acts">
        {children}
        {thread.kind === 'issue' && key && !isGone && (
          <button type="button" className="link" onClick={() => void openIssue(key)}>
            {words.openInJira}
          </button>
        )}
        {kind && (kind === 'page' || kind === 'blogpost') && !isGone && (
          <button type="button" className="link" onClick={() => void openContent(thread.value)}>
            {words.openInConfluence}
          </button>
        )}
      </div>
    </header>
  );
}
