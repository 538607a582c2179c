import { usePerson } from '../people/usePerson';
import { Mentions } from '../people/Mentions';
import { Name } from '../people/Name';
import { TableHead } from '../states/TableHead';
import { textOf } from '../detail/own';
import { useActorName } from '../table/ActorCell';
import { wordsOf } from '../table/subject';
import type { Clock } from '../table/time';
import { readable } from '../table/readable';
import { actions, texts } from '../texts';
import { saidByCore } from '../texts/core';
import type { Actor, Change, Event, Value } from '../types';
import { fieldName } from '../values/field-name';

/** Longer texts are cut: a report is read, an export has it all. */
const TEXT_CHARACTERS = 300;

/** Events as lines of a table that is printed: nothing is hidden behind a click. */
export function EventLines({ rows, clock }: { rows: Event[]; clock: Clock }) {
  const { time, actor, action, subject, change } = texts.columns;
  return (
    <table className="event-lines">
      <TableHead columns={[time, actor, action, subject, change]} />
      <tbody>
        {rows.map((event) => {
          const { key, title } = wordsOf(event);
          return (
            <tr key={event.id}>
              <td className="event-time">{clock.short(event.occurred)}</td>
              <td>
                <Who actor={event.actor} />
              </td>
              <td>{actions[event.action] ?? event.action}</td>
              <td>
                {key} {title && <span className="subtle">{title}</span>}
              </td>
              <td>
                <What event={event} />
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
    <>
      {name}
      {entry?.state === 'missing' && actor.kind === 'person' && <span className="subtle"> {actor.accountId}</span>}
      {actor.certainty === 'inferred' && <span className="subtle"> ({texts.table.inferred})</span>}
    </>
  );
}

function What({ event }: { event: Event }) {
  const texts = (event.content ?? []).filter(({ text }) => text);
  return (
    <>
      {(event.changes ?? []).map((change, index) => (
        <Changed key={index} change={readable(change)} field={fieldName(change)} />
      ))}
      {texts.map((content) => (
        <div key={content.role} className="event-text">
          <Mentions text={cut(textOf(event, content))} />
        </div>
      ))}
      {event.problem && <div>{saidByCore(event.problem)}</div>}
    </>
  );
}

const Changed = ({ change: { from, to }, field }: { change: Change; field: string }) => (
  <div>
    <span className="subtle">{field}:</span> {from ? <Shown value={from} /> : '–'} → {to ? <Shown value={to} /> : '–'}
  </div>
);

function Shown({ value }: { value: Value }) {
  if (value.text) return <>{cut(value.text)}</>;
  return value.id ? <Name accountId={value.id} /> : <>{texts.table.notKnown}</>;
}

const cut = (text: string) => (text.length > TEXT_CHARACTERS ? `${text.slice(0, TEXT_CHARACTERS)}…` : text);
