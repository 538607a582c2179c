import { Face } from '../people/Face';
import { nameOf, usePerson } from '../people/usePerson';
import { actorKinds, texts } from '../texts';
import { saidByCore } from '../texts/core';
import type { Actor } from '../types';
import { pickBy, type RowActs } from './act';

/** Name of an actor: a looked-up name, or the kind when there is no account. */
export function useActorName(actor: Actor): string {
  const entry = usePerson(actor.accountId);
  if (!actor.accountId) return actorKinds[actor.kind];
  return entry?.state === 'missing' && actor.kind !== 'person' ? actorKinds[actor.kind] : nameOf(entry);
}

/** Who did it: picture and name, marked when it was only inferred. */
export function ActorCell({ actor, name, acts }: { actor: Actor; name: string; acts: RowActs }) {
  const entry = usePerson(actor.accountId);
  const onClick = actor.accountId ? pickBy(acts, 'actor', actor.accountId) : pickBy(acts, 'actorKind', actor.kind);
  const isPending = entry?.state === 'asked';
  return (
    <button type="button" className={`cell-button${actor.accountId ? '' : ' quiet'}`} title={texts.table.filterHint(name)} onClick={onClick}>
      <Face entry={entry} kind={actor.kind} />
      {isPending ? <span className="bone bone-name">{<span className="hidden">{name}</span>}</span> : <span className="clip">{name}</span>}
      {actor.certainty === 'inferred' && (
        <span className="mark" title={texts.actor.inferredFrom(saidByCore(actor.inferredFrom ?? ''))}>
          <span>{texts.table.inferred}</span>
        </span>
      )}
    </button>
  );
}
