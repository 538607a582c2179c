import { usePerson } from '../people/usePerson';
import { Face } from '../people/Face';
import { TableHead } from '../states/TableHead';
import { useActorName } from '../table/ActorCell';
import { ChangeCell } from '../table/ChangeCell';
import { wordsOf } from '../table/subject';
import type { Clock } from '../table/time';
import { toneOf } from '../table/tone';
import { actions } from '../texts';
import { dashboards as words } from '../texts/dashboards';
import type { Actor, Event } from '../types';

/** The newest of some events, in short. A click opens the event. */
export function Latest({ label, rows, clock, onOpen }: { label: string; rows: Event[]; clock: Clock; onOpen(event: Event): void }) {
  if (rows.length === 0) return <p className="subtle">{words.nothing}</p>;
  const { time, actor, action, subject } = words.latestColumns;
  return (
    <table className="latest" aria-label={label}>
      <TableHead columns={[time, actor, action, subject]} />
      <tbody>
        {rows.map((event) => {
          const { key, title } = wordsOf(event);
          return (
            <tr key={event.id}>
              <td>
                <button type="button" className="link code" onClick={() => onOpen(event)}>
                  {clock.short(event.occurred)}
                </button>
              </td>
              <td>
                <Who actor={event.actor} />
              </td>
              <td>
                <span className={`lozenge tone-${toneOf(event.action)}`}>{actions[event.action] ?? event.action}</span>
              </td>
              <td>
                <span className="latest-what">
                  <span className="clip">{[key, title].filter(Boolean).join(' · ')}</span>
                  <ChangeCell event={event} />
                </span>
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

function Who({ actor }: { actor: Actor }) {
  const entry = usePerson(actor.accountId);
  const name = useActorName(actor);
  return (
    <span className="person-line">
      <Face entry={entry} kind={actor.kind} />
      <span className="clip">{name}</span>
    </span>
  );
}
