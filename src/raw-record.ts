/**
 * The last resort of writing: an event as it came, made into a record without the core, because the core failed on it.
 *
 * This is the only place outside the core that knows what a record looks like, and it knows one kind: the unreadable one.
 */
import { createHash } from 'node:crypto';
import type { Write } from './generated';

/** Characters of a payload in one value: at most three bytes each, and still below the 240 KiB of a value. */
const PART_CHARACTERS = 60_000;

/** Members that name or show a person. They are never stored; account ids are enough. */
const PERSONAL = new Set([
  ...['displayName', 'emailAddress', 'publicName', 'username', 'email'],
  ...['profilePicture', 'avatarUrls', 'timeZone', 'locale'],
]);
/** Members that do so in an object that is an account. */
const PERSONAL_IN_ACCOUNTS = new Set(['name', 'key']);

/** The record, after the parts of a payload too long for one value. The id is derived from the payload: a redelivery is the same record. */
export function rawRecord(payload: unknown, hint: string | undefined, recorded: number): Write[] {
  const raw = JSON.stringify(payload, withoutPeople) ?? 'null';
  const id = createHash('sha256').update(raw).digest('hex').slice(0, 32);
  const { eventType, timestamp } = (payload ?? {}) as { eventType?: unknown; timestamp?: unknown };
  const source = typeof eventType === 'string' ? eventType : (hint ?? 'unknown');
  const stated = Number(timestamp);
  const occurred = Number.isSafeInteger(stated) && stated > 0 && stated < TIME_MAX ? stated : recorded;
  const parts: Write[] = [];
  for (let at = PART_CHARACTERS; at < raw.length; at += PART_CHARACTERS) {
    parts.push({ key: `p:${id}:${parts.length}`, value: JSON.stringify(raw.slice(at, at + PART_CHARACTERS)) });
  }
  const event = {
    id,
    occurred,
    recorded,
    product: productOf(source),
    action: 'payload.unreadable',
    actor: { kind: 'unknown', certainty: 'unknown' },
    subject: { kind: 'payload', title: source },
    provenance: 'live',
    source,
    reading: 'unreadable',
    problem: parts.length > 0 ? `the reader failed; the payload goes on in ${parts.length} parts` : 'the reader failed',
    raw: raw.slice(0, PART_CHARACTERS),
  };
  const minute = new Date(occurred).toISOString().replace(/[-T:]/g, '').slice(0, 12);
  return [...parts, { key: `w:${minute}:${id}`, value: JSON.stringify(event) }];
}

/** The end of the year 9999, after which the minute in a key would be longer. */
const TIME_MAX = 253_402_300_800_000;

/** A replacer for `JSON.stringify`; `this` is the object that the member stands in. */
function withoutPeople(this: unknown, member: string, value: unknown): unknown {
  const account = typeof this === 'object' && this !== null && 'accountId' in this;
  return PERSONAL.has(member) || (account && PERSONAL_IN_ACCOUNTS.has(member)) ? undefined : value;
}

/** The product that the beginning of an event's name says. */
function productOf(source: string): string {
  const product = /^avi:(jira-software|jira|jsm-entity|confluence):/.exec(source)?.[1] ?? 'app';
  return product === 'jsm-entity' ? 'jsm' : product;
}
