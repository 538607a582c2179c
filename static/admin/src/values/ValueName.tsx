import { toneColours } from '../charts/colours';
import { hourNames, weekdayNames } from '../charts/weekdays';
import { Face } from '../people/Face';
import type { Entry } from '../people/directory';
import { nameOf, usePerson } from '../people/usePerson';
import { actions, actorKinds, families, products, provenances, subjectKinds } from '../texts';
import type { Tone } from '../table/tone';
import { explorer, toneLabels } from '../texts/explorer';
import type { ActorKind } from '../types';
import { fieldName } from './field-name';
import { rememberedName } from './names';

/** A value of a field, decoded; of a function its name, with its arguments. */
export interface FieldValue {
  text: string;
  arguments?: string[];
}

const PEOPLE = new Set(['actor', 'assignee', 'reporter', 'creator']);
/** Ids of accounts, old and new. */
const ACCOUNT = /^(?:[0-9a-f]{24}|[\w-]+:[\w-]{8,})$/iu;

const LABELS: Record<string, Record<string, string>> = {
  action: actions,
  actionFamily: families,
  actionKind: toneLabels,
  actorKind: actorKinds,
  product: products,
  provenance: provenances,
  subjectType: subjectKinds,
};

/** Names that `Intl` knows in every language. */
const NAMES: Record<string, () => Record<string, string>> = { occurredHour: hourNames, occurredWeekday: weekdayNames };

/** Whether a value is a person whose name can be looked up. */
export const isAccount = (field: string, { text, arguments: given }: FieldValue) => PEOPLE.has(field) && !given && ACCOUNT.test(text);

/** A value that tells others of its field apart. */
export const keyOf = ({ text, arguments: given }: FieldValue) => (given ? `${text}(${given.join(',')})` : text).toLowerCase();

/** How a value is called, and who it is when it is a person. */
export interface Named {
  name: string;
  /** Whether it is a person. */
  isPerson: boolean;
  entry?: Entry | undefined;
}

/** What is known of a value. */
export function useNamed(field: string, value: FieldValue): Named {
  const isPerson = isAccount(field, value);
  const entry = usePerson(isPerson ? value.text : undefined);
  return { name: entry ? nameOf(entry) : plainName(field, value), isPerson, entry };
}

/** How a value is called. */
export const useValueName = (field: string, value: FieldValue) => useNamed(field, value).name;

function plainName(field: string, { text, arguments: given }: FieldValue): string {
  if (given) {
    const words = explorer.functions[text.toLowerCase() as keyof typeof explorer.functions];
    return words ? words(given.join(', ')) : `${text}(${given.join(', ')})`;
  }
  if (text === 'EMPTY' || text === '') return explorer.nothing;
  if (field === 'project') return rememberedName(text) ?? text;
  if (field === 'changedField') return fieldName({ field: text });
  return LABELS[field]?.[text] ?? NAMES[field]?.()[text] ?? text;
}

/** A value with its picture, where there is one. */
export function ValueName({ field, value }: { field: string; value: FieldValue }) {
  return nameWithPicture(field, value, useNamed(field, value));
}

/** A value with its picture, by what is known of it. */
export function nameWithPicture(field: string, value: FieldValue, { name, isPerson, entry }: Named) {
  return (
    <>
      {isPerson && <Face entry={entry} />}
      {field === 'actorKind' && <Face entry={undefined} kind={value.text as ActorKind} />}
      {field === 'actionKind' && <span className="swatch" style={{ background: toneColours[value.text as Tone] }} aria-hidden="true" />}
      <span className="clip">{name}</span>
    </>
  );
}
