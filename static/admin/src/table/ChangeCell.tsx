import { textOf } from '../detail/own';
import { differingParts } from '../detail/words';
import { Mentions } from '../people/Mentions';
import { Name } from '../people/Name';
import { texts } from '../texts';
import { saidByCore } from '../texts/core';
import type { ActionName, Change, Event, Value } from '../types';
import { fieldName } from '../values/field-name';
import { readable } from './readable';

const LEADING_FIELDS: Partial<Record<ActionName, string>> = {
  'issue.transitioned': 'status',
  'issue.assigned': 'assignee',
  'issue.moved': 'project',
  'issue.resolved': 'resolution',
};
const LINE_CHARACTERS = 200;
/** Of two texts longer than this together, only what differs is shown. */
const BOTH_CHARACTERS = 48;

/** What changed, on one line: the first change, and how many more there are. */
export function ChangeCell({ event }: { event: Event }) {
  const [first, ...others] = leading(event);
  if (first) {
    return (
      <span className="change">
        <span className="change-field clip">{fieldName(first)}</span>
        <FromTo change={readable(first)} />
        {others.length > 0 && (
          <span className="more" title={others.map(fieldName).join(', ')}>
            <span aria-hidden="true">+{others.length}</span>
            <span className="hidden">{texts.table.more(others.length)}</span>
          </span>
        )}
      </span>
    );
  }
  if (event.reading === 'unreadable' && event.problem) return <span className="change trouble clip">{saidByCore(event.problem)}</span>;
  return <Words event={event} />;
}

/** The change that gave an action its name comes first. */
function leading({ action, changes = [] }: Event): Change[] {
  const field = LEADING_FIELDS[action];
  const lead = field && changes.find((change) => (change.fieldId ?? change.field).toLowerCase() === field);
  return lead ? [lead, ...changes.filter((change) => change !== lead)] : changes;
}

/** Text of an event without changes: a comment that was written, edited or deleted. */
function Words({ event }: { event: Event }) {
  const find = (role: string) => {
    const found = event.content?.find((content) => content.role === role);
    return found && textOf(event, found);
  };
  const body = find('body') ?? find('description');
  const before = find('previousBody');
  if (!body && !before) return null;
  if (event.product === 'app') return <span className="change clip subtle">{oneLine(body ?? '')}</span>;
  const isGone = /\.(deleted|removed|trashed)$/u.test(event.action);
  const only = <Mentions text={oneLine(body ?? before ?? '')} />;
  return (
    <span className="change">
      <span className="clip">
        {before && body ? <TextFromTo from={before} to={body} /> : isGone ? <del>{only}</del> : <ins>{only}</ins>}
      </span>
    </span>
  );
}

function TextFromTo({ from, to }: { from: string; to: string }) {
  // On one line nobody would see what differs.
  if (from !== to && withoutSpaces(from) === withoutSpaces(to)) return <span className="subtle">{texts.table.spaces}</span>;
  const shown = from.length + to.length > BOTH_CHARACTERS ? differingParts(from, to) : { before: from, after: to };
  return (
    <>
      {shown.before && <del>{oneLine(shown.before)}</del>}
      {shown.before && shown.after && <Arrow />}
      {shown.after && <ins>{oneLine(shown.after)}</ins>}
    </>
  );
}

/** From which value to which, on one line. */
export function FromTo({ change }: { change: Change }) {
  if (change.from?.text && change.to?.text) {
    return (
      <span className="clip">
        <TextFromTo from={change.from.text} to={change.to.text} />
      </span>
    );
  }
  return (
    <span className="clip">
      {change.from && (
        <del>
          <Shown value={change.from} />
        </del>
      )}
      {change.from && change.to && <Arrow />}
      {change.to && (
        <ins>
          <Shown value={change.to} />
        </ins>
      )}
      {!change.from && !change.to && <span className="subtle">{texts.table.empty}</span>}
    </span>
  );
}

const Arrow = () => (
  <span className="arrow">
    <span aria-hidden="true">→</span>
    <span className="hidden">{texts.table.changedTo}</span>
  </span>
);

/** A value of a field: its text, or the name of the person it stands for. With neither, there was one, and nobody said which. */
function Shown({ value }: { value: Value }) {
  if (value.text) return <>{oneLine(value.text)}</>;
  return value.id ? <Name accountId={value.id} /> : <>{texts.table.notKnown}</>;
}

const withoutSpaces = (text: string) => text.replace(/\s+/gu, '');
const oneLine = (text: string) => text.slice(0, LINE_CHARACTERS).replace(/\s+/gu, ' ').trim();
