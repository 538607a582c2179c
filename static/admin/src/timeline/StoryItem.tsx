import ChevronDownIcon from '@atlaskit/icon/core/chevron-down';
import ChevronRightIcon from '@atlaskit/icon/core/chevron-right';
import { useState, type ReactNode } from 'react';
import { Contents } from '../detail/Contents';
import { TextDiff } from '../detail/TextDiff';
import { Face } from '../people/Face';
import { usePerson } from '../people/usePerson';
import { useActorName } from '../table/ActorCell';
import { FromTo } from '../table/ChangeCell';
import { readable } from '../table/readable';
import { utcOf, type Clock } from '../table/time';
import { toneOf } from '../table/tone';
import { actions, locale, subjectKinds, texts } from '../texts';
import { saidByCore } from '../texts/core';
import { story as words } from '../texts/story';
import type { Change, Event } from '../types';
import { fieldName } from '../values/field-name';

/** Texts longer than this are compared word by word. */
const LONG_CHARACTERS = 60;

interface Props {
  event: Event;
  clock: Clock;
  isUnsure: boolean;
  detailOf(event: Event): ReactNode;
}

/** One event of a story: who did what, and what that changed. */
export function StoryItem({ event, clock, isUnsure, detailOf }: Props) {
  const [isOpen, setOpen] = useState(false);
  const { actor, action, subject, changes = [], content = [] } = event;
  const entry = usePerson(actor.accountId);
  const name = useActorName(actor);
  const time = new Intl.DateTimeFormat(locale(), { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23', timeZone: clock.zone });
  const Chevron = isOpen ? ChevronDownIcon : ChevronRightIcon;
  const tone = toneOf(action);
  return (
    <li className="story-item" data-event={event.id}>
      <time className="code" dateTime={new Date(event.occurred).toISOString()} title={utcOf(event.occurred)}>
        {time.format(event.occurred)}
      </time>
      <span className={`story-dot tone-${tone}`} aria-hidden="true" />
      <div className="story-what">
        <p className="story-head">
          <Face entry={entry} kind={actor.kind} />
          <strong>{name}</strong>
          {actor.certainty === 'inferred' && (
            <span className="mark" title={texts.actor.inferredFrom(saidByCore(actor.inferredFrom ?? ''))}>
              <span>{texts.table.inferred}</span>
            </span>
          )}
          <span className={`lozenge tone-${tone}`}>{actions[action] ?? action}</span>
          {subject.kind === 'attachment' && subject.title && <span className="subtle clip">{subject.title}</span>}
          {subject.parent && subject.kind !== 'attachment' && !action.startsWith(subject.kind) && <span className="subtle">{words.on(subjectKinds[subject.kind])}</span>}
          {isUnsure && (
            <span className="lozenge tone-trouble" title={texts.table.cannotTellHelp}>
              {texts.table.cannotTell}
            </span>
          )}
          <button type="button" className="story-more link small" aria-expanded={isOpen} aria-label={texts.table.open(actions[action] ?? action, name)} onClick={() => setOpen(!isOpen)}>
            <Chevron label="" size="small" />
            {isOpen ? words.lessDetails : words.details}
          </button>
        </p>
        {!isOpen && changes.length > 0 && (
          <ul className="story-changes">
            {changes.map((change, index) => (
              <StoryChange key={index} change={readable(change)} />
            ))}
          </ul>
        )}
        {!isOpen && content.length > 0 && (
          <div className="story-texts">
            <Contents event={event} contents={content} clock={clock} />
          </div>
        )}
        {isOpen && <div className="story-detail">{detailOf(event)}</div>}
      </div>
    </li>
  );
}

function StoryChange({ change }: { change: Change }) {
  const { from, to } = change;
  const isLong = Boolean(from?.text && to?.text) && (from!.text!.length > LONG_CHARACTERS || to!.text!.length > LONG_CHARACTERS || from!.text!.includes('\n'));
  return (
    <li>
      <span className="story-field subtle">{fieldName(change)}</span>
      {isLong ? <TextDiff before={from!.text!} after={to!.text!} /> : <FromTo change={change} />}
    </li>
  );
}
