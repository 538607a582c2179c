import { openIssue } from '../api';
import { EVERYTHING, type Query } from '../query/model';
import { quote } from '../query/quote';
import { useActorName } from '../table/ActorCell';
import { wordsOf } from '../table/subject';
import type { Clock } from '../table/time';
import { actions, texts } from '../texts';
import type { Event } from '../types';
import { CopyButton } from './CopyButton';

const AROUND_MS = 5 * 60_000;
const MINUTE_MS = 60_000;

interface Props {
  event: Event;
  clock: Clock;
  linkOf(event: Event): string | undefined;
  ask(change: (query: Query) => Query): void;
}

/** Ways to go on from an event: each asks something new. */
export function Pivots({ event, clock, linkOf, ask }: Props) {
  const name = useActorName(event.actor);
  const words = wordsOf(event);
  const { accountId } = event.actor;
  const issueKey = words.field === 'issue' ? words.value : undefined;
  const link = linkOf(event);
  return (
    <div className="pivots">
      {accountId && (
        <Pivot onClick={() => ask(() => ({ ...EVERYTHING, picks: [{ field: 'actor', value: accountId, exclude: false }] }))}>{texts.detail.byPerson(name)}</Pivot>
      )}
      {words.field && words.value && (
        <Pivot onClick={() => ask(() => ({ ...EVERYTHING, picks: [{ field: words.field!, value: words.value!, exclude: false }] }))}>
          {texts.detail.timeline(words.key)}
        </Pivot>
      )}
      <Pivot onClick={() => ask(() => ({ ...EVERYTHING, jql: around(event.occurred, clock) }))}>{texts.detail.around}</Pivot>
      <Pivot onClick={() => ask(() => ({ ...EVERYTHING, picks: [{ field: 'action', value: event.action, exclude: false }] }))}>
        {texts.detail.sameAction(actions[event.action] ?? event.action)}
      </Pivot>
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

const around = (ms: number, clock: Clock) =>
  `occurred >= ${quote(clock.jql(ms - AROUND_MS))} AND occurred <= ${quote(clock.jql(ms + AROUND_MS + MINUTE_MS))}`;
