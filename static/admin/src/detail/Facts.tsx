import type { ReactNode } from 'react';
import { GroupNames } from '../people/Groups';
import { LastActive } from '../people/LastActive';
import { FullName } from '../people/Name';
import { useActorName } from '../table/ActorCell';
import { lengthOf, utcOf, type Clock } from '../table/time';
import { actorKinds, provenances, texts } from '../texts';
import { saidByCore } from '../texts/core';
import type { Event } from '../types';
import { CopyButton } from './CopyButton';

/** Where an event comes from, and how sure the log is of it. */
export function Facts({ event, clock, isFull }: { event: Event; clock: Clock; isFull: boolean }) {
  const { actor, subject, container } = event;
  const delay = event.recorded - event.occurred;
  return (
    <dl className="facts">
      <Fact name={texts.detail.occurred}>
        <span title={utcOf(event.occurred)}>{clock.long(event.occurred)}</span>
      </Fact>
      <Fact name={texts.detail.recorded}>
        <span title={utcOf(event.recorded)}>{delay < 1000 ? texts.detail.atOnce : texts.detail.delay(lengthOf(delay))}</span>
      </Fact>
      <Fact name={texts.detail.actor}>
        {actor.accountId ? <FullName accountId={actor.accountId} /> : <ActorName event={event} />}
        <span className="subtle">
          {' · '}
          {actor.certainty === 'inferred' && actor.inferredFrom ? texts.detail.inferredFrom(saidByCore(actor.inferredFrom)) : texts.detail.certainties[actor.certainty]}
        </span>
      </Fact>
      <Fact name={texts.detail.actorKind}>{actorKinds[actor.kind]}</Fact>
      {isFull && actor.accountId && actor.kind === 'person' && (
        <Fact name={texts.detail.groups}>
          <GroupNames accountId={actor.accountId} />
        </Fact>
      )}
      {actor.accountId && <Id name={texts.detail.accountId} value={actor.accountId} />}
      {isFull && actor.accountId && <LastActive accountId={actor.accountId} clock={clock} />}
      {container && <Fact name={texts.detail.container}>{[container.name, container.key && `(${container.key})`].filter(Boolean).join(' ') || container.id}</Fact>}
      {subject.parent && <Fact name={texts.detail.parent}>{[subject.parent.key, subject.parent.title].filter(Boolean).join(' ') || subject.parent.id}</Fact>}
      {subject.id && <Id name={texts.detail.subjectId} value={subject.id} />}
      <Fact name={texts.detail.provenance}>{provenances[event.provenance]}</Fact>
      <Id name={texts.detail.source} value={event.source} />
      <Id name={texts.detail.actionName} value={event.action} />
      <Id name={texts.detail.eventId} value={event.id} />
    </dl>
  );
}

const ActorName = ({ event }: { event: Event }) => <>{useActorName(event.actor)}</>;

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Id({ name, value }: { name: string; value: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd className="id">
        <span className="code clip" title={value}>
          {value}
        </span>
        <CopyButton text={value} name={name} />
      </dd>
    </div>
  );
}
