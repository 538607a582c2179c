/**
 * Answers of Jira that are remembered for some minutes, because a page that follows the log asks every few seconds.
 *
 * Lists lie in parts below the limit of a value. A list of more than 32 parts, about 4 MB, is not remembered: it is
 * asked for each time.
 */
import { createHash } from 'node:crypto';
import type { Entry, Value } from './storage';
import * as storage from './storage';

/** Everything that is remembered lies under this. */
const PREFIX = 'lookup:';
const PART_BYTES_MAX = 120_000;
const PARTS_MAX = 32;

/** What was answered. */
export type Rows = Value[] | null;

interface Head {
  /** Values may outlive their time in storage; this is when they end. */
  until: number;
  /** Names the parts, which may be of an older answer otherwise. */
  stamp: string;
  /** None when the answer was that there is no such thing. */
  parts: number | null;
}

/** The key of an answer. What was asked may name people; the key does not. */
export function keyOf(kind: string, ...asked: string[]): string {
  if (asked.length === 0) return `${PREFIX}${kind}`;
  const digest = createHash('sha256').update(JSON.stringify(asked)).digest('hex');
  return `${PREFIX}${kind}:${digest}`;
}

/** The remembered answer, or none. Storage that fails has forgotten. */
export async function recall(key: string, now: number): Promise<Rows | undefined> {
  try {
    const [[, head] = []] = await storage.getAll([key]);
    const { until, stamp, parts } = (head ?? {}) as Partial<Head>;
    if (until === undefined || stamp === undefined || parts === undefined || until <= now) return undefined;
    if (parts === null) return null;
    const found = await storage.getAll(Array.from({ length: parts }, (_, part) => partKey(key, stamp, part)));
    if (found.some(([, value]) => !Array.isArray(value))) return undefined;
    return found.flatMap(([, value]) => value as Value[]);
  } catch (error) {
    console.warn('a remembered answer could not be read', error);
    return undefined;
  }
}

/** Remembers an answer for some seconds. When that fails, it is asked for again. */
export async function remember(key: string, rows: Rows, seconds: number, now: number): Promise<void> {
  const parts = rows === null ? [] : partsOf(rows);
  if (parts.length > PARTS_MAX) return;
  const until = now + seconds * 1_000;
  const stamp = until.toString(36);
  const head: Head = { until, stamp, parts: rows === null ? null : parts.length };
  const entries: Entry[] = parts.map((value, part) => ({ key: partKey(key, stamp, part), value }));
  try {
    await storage.setAllFor(entries, seconds);
    // Last, so that whoever finds it finds all parts.
    await storage.setAllFor([{ key, value: { ...head } }], seconds);
  } catch (error) {
    console.warn('an answer could not be remembered', error);
  }
}

function partKey(key: string, stamp: string, part: number): string {
  return `${key}:${stamp}:${part}`;
}

function partsOf(rows: Value[]): Value[][] {
  const parts: Value[][] = [];
  let part: Value[] = [];
  let bytes = 0;
  for (const row of rows) {
    const size = Buffer.byteLength(JSON.stringify(row));
    if (part.length > 0 && bytes + size > PART_BYTES_MAX) {
      parts.push(part);
      part = [];
      bytes = 0;
    }
    part.push(row);
    bytes += size;
  }
  if (part.length > 0) parts.push(part);
  return parts;
}
