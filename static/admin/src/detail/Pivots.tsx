import { openIssue } from '../api';
import type { Query } from '../query/model';
import { quote } from '../query/quote';
import { useActorName } from '../table/ActorCell';
import { wordsOf } from '../table/subject';
import { actions, texts } from '../texts';
import { useTimeline } from '../timeline/opening';
import { threadOf } from '../timeline/thread';
import type { Event } from '../types';
import { CopyButton } from './CopyButton';

const AROUND_MS = 5 * 60_000;

interface Props {
  event: Event;
  linkOf(event: Event): string | undefined;
  ask?(change: (query: Query) => Query): void;
}

/** Ways to go on from an event: each asks something new. */
export function Pivots({ event, linkOf, ask }: Props) {
  const name = useActorName(event.actor);
  const words = wordsOf(event);
  const { accountId } = event.actor;
  const issueKey = words.field === 'issue' ? words.value : undefined;
  const link = linkOf(event);
  const openTimeline = useTimeline();
  const thread = threadOf(event);
  return (
    <div className="pivots">
      {ask && openTimeline && thread && <Pivot onClick={() => openTimeline(thread)}>{texts.detail.timeline(words.key)}</Pivot>}
      {ask && accountId && (
        <Pivot onClick={() => ask(({ range }) => everything(`actor = ${quote(accountId)}`, range))}>{texts.detail.byPerson(name)}</Pivot>
      )}
      {ask && (
        <>
          <Pivot onClick={() => ask(() => ({ jql: '', range: { since: event.occurred - AROUND_MS, until: event.occurred + AROUND_MS + 1 } }))}>{texts.detail.around}</Pivot>
          <Pivot onClick={() => ask(({ range }) => everything(`action = ${quote(event.action)}`, range))}>
            {texts.detail.sameAction(actions[event.action] ?? event.action)}
          </Pivot>
        </>
      )}
      {issueKey && <Pivot onClick={() => void openIssue(issueKey)}>{texts.detail.open(issueKey)}</Pivot>}
      <CopyButton text={() => JSON.stringify(event, null, 2)} label={texts.detail.copyJson} />
      {link && <CopyButton text={link} label={texts.detail.copyLink} />}
    </div>
  );
}

function Pivot({ onClick, children }: { onClick(): void; children: string }) {
  return (
    <button type="button" className="link" onClick={onClick}>
      {children}
    </button>
  );
}

/** Another question about the same time. */
const everything = (jql: string, range: Query['range']): Query => ({ jql, ...(range && { range }) });
