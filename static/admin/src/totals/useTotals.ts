import { useMemo, useSyncExternalStore } from 'react';
import { useLog } from '../log';
import { entryOf, subscribe, want } from '../people/directory';
import { nameOf } from '../people/usePerson';
import { bodyOf } from '../query/order';
import { actions, actorKinds, products, provenances } from '../texts';
import { totals as words } from '../texts/totals';
import type { ActionName, ActorKind, Product, Provenance } from '../types';
import { fieldName } from '../values/field-name';
import { endsOf, type TotalField } from './fields';
import type { Total } from './order';

/** More values than this are not listed one by one. */
export const VALUES_MAX = 20_000;
/** Names of people are looked up one by one, in groups. */
const NAMES_MAX = 1_000;

interface Asked {
  jql: string;
  narrow: string[];
  zone: string;
  field: TotalField;
  /** Whether all names are needed, to sort and search by them. */
  byName: boolean;
}

/** How often each value of a field occurs among the events of a query. */
export function useTotals({ jql, narrow, zone, field, byName }: Asked) {
  const asks = useMemo(
    () => [{ question: { jql: bodyOf(jql), narrow: field.narrow ? [...narrow, field.narrow] : narrow, zone }, shows: [{ show: 'groups' as const, by: field.by, limit: VALUES_MAX }] }],
    [jql, narrow, zone, field],
  );
  const log = useLog(asks);
  const answer = log.answers?.[0];
  const shown = answer?.shown[0];
  const groups = shown?.show === 'groups' && !log.isStale ? shown.groups : undefined;
  const people = useNames(field.by === 'actor' ? groups : undefined, byName);
  const totals = useMemo(() => groups?.map(({ value, count, last, name }): Total => ({ value, count, last, ...wordsOf(field, value, name) })), [groups, field, people]);
  return { ...log, answer, totals, distinct: shown?.show === 'groups' ? shown.distinct : 0 };
}

/** How a value is called. */
function wordsOf({ name: field }: TotalField, value: string, name: string | undefined): Pick<Total, 'name' | 'title'> {
  switch (field) {
    case 'person':
      return { name: nameOf(entryOf(value)) };
    case 'place':
      return { name: name ?? value, title: name ? undefined : words.unnamed };
    case 'issue':
      return { name: value, title: name };
    case 'page':
      return { name: name ?? value };
    case 'action':
      return { name: actions[value as ActionName] ?? value, title: value };
    case 'transition': {
      const [from, to] = endsOf(value).map((end) => end || words.none);
      return { name: `${from} → ${to}` };
    }
    case 'product':
      return { name: products[value as Product] ?? value };
    case 'actorKind':
      return { name: actorKinds[value as ActorKind] ?? value };
    case 'provenance':
      return { name: provenances[value as Provenance] ?? value };
    case 'field':
      // Only a field of the site's own has a name here.
      return { name: name ?? fieldName({ field: value }) };
    default:
      return { name: value };
  }
}

let version = 0;
subscribe(() => (version += 1));

/** Looks up the names of people when all of them are needed; tells when names have come. */
function useNames(groups: { value: string }[] | undefined, all: boolean): number {
  if (groups && all) for (const { value } of groups.slice(0, NAMES_MAX)) want(value);
  return useSyncExternalStore(subscribe, () => (groups ? version : 0));
}
