/** What a timeline is about: an issue, a page or another thing, with what belongs to it. */
import { quote } from '../query/quote';
import type { Event, Subject } from '../types';

/** A thing by its id, or else by its key. */
export interface Thread {
  kind: 'issue' | 'other';
  value: string;
  /** How it was called where it was opened, for as long as the log has not answered. */
  name?: string;
}

const DIGITS = /^\d{1,19}$/u;

/** The thing that an event belongs to; nothing when it is about nothing that can be named. */
export function threadOf({ subject }: Event): Thread | undefined {
  const holder = holderOf(subject);
  // Ids stay when an issue moves and gets another key.
  const value = holder.id ?? holder.key;
  if (!value) return undefined;
  const name = holder.key ?? holder.title;
  return { kind: holder.kind === 'issue' ? 'issue' : 'other', value, ...(name && { name }) };
}

/** The subject itself, or what it belongs to. An issue is a thing of its own, whatever it belongs to. */
export const holderOf = (subject: Subject) => (subject.kind !== 'issue' && subject.parent ? subject.parent : subject);

/** What asks for everything that happened to it. */
export function clauseOf({ kind, value }: Thread): string {
  if (kind === 'other') return `thread = ${quote(value)}`;
  return DIGITS.test(value) ? `issue = ${value}` : `issue = ${quote(value)}`;
}

/** The address of a timeline, without the name of the page. */
export function writeThread({ kind, value, name }: Thread): string {
  return new URLSearchParams({ of: `${kind}:${value}`, ...(name && { name }) }).toString();
}

/** Reads an address; nothing when it names no thing. */
export function readThread(params: URLSearchParams): Thread | undefined {
  const [kind, ...rest] = (params.get('of') ?? '').split(':');
  const value = rest.join(':');
  const name = params.get('name');
  return (kind === 'issue' || kind === 'other') && value ? { kind, value, ...(name && { name }) } : undefined;
}
