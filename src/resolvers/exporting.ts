/**
 * Files of records, a piece at a time: who asks puts the pieces together. Who exports what, and how much of it, is on record from
 * the first piece on; how far a file has got is counted here, because a page could say anything.
 */
import { createHash, randomUUID } from 'node:crypto';
import { Refusal } from '../envelope';
import type { Access } from '../access';
import type { ExportAnswer, ExportRequest, QueryRequest } from '../generated';
import { recordOwn } from '../own-events';
import type { OwnAction } from '../own-events';
import * as jira from '../products/jira';
import { readPage } from '../reading';
import * as storage from '../storage';
import { understand } from '../tables';
import { queryOf } from './query';
import type { Query } from './query';
import type { Call } from './request';
import { Fields, reader } from './request';

const FORMATS = ['csv', 'jsonl'];
const COLUMNS_MAX = 40;
const NAME_LENGTH_MAX = 64;
/** What the engine gives at once; it ends a piece earlier when the text grows long. */
const ROWS = 500;
const CURSOR_LENGTH_MAX = 1_000;
const NOTE_QUERY_LENGTH_MAX = 2_000;
/** A file that nobody has gone on with for so long was given up. */
const GIVEN_UP_SECONDS = 6 * 3_600;

/** A piece, and the export that it belongs to. */
export interface Piece extends ExportAnswer {
  export: string;
  /** How many records the file has so far. */
  sum: number;
}

/** How far an export has got. */
interface Progress {
  account: string | null;
  format: string;
  query: string;
  /** The digest of all that was wished for: the pieces of a file have one query and one form, which the record names. */
  wish: string;
  /** The present of the query: all pieces have the same one. */
  now: number;
  /** The cursor of the last piece that was handed out, and how many records there were before and behind it. */
  at: string;
  before: number;
  sum: number;
}

/**
 * The next piece of a file: `{jql, narrow, zone, format, columns, times, safe, mark, names, export?, cursor?}`. The first piece has no
 * `export` and `cursor`, and says which export this is. A piece may be asked for again.
 */
export async function exportPage(call: Call): Promise<Piece> {
  const { access, scope } = await reader(call);
  const fields = new Fields(call.payload);
  const query = queryOf(fields);
  const format = fields.oneOf('format', FORMATS) ?? 'csv';
  const columns = fields.texts('columns', COLUMNS_MAX, NAME_LENGTH_MAX);
  const times = fields.optionalText('times', NAME_LENGTH_MAX) ?? query.zone;
  const [safe, byteOrderMark, withNames] = [isOn(fields, 'safe'), isOn(fields, 'mark'), isOn(fields, 'names')];
  const id = fields.optionalText('export', NAME_LENGTH_MAX);
  const cursor = fields.optionalText('cursor', CURSOR_LENGTH_MAX);
  fields.end();
  if ((id === undefined) !== (cursor === undefined)) throw refuse('`export` and `cursor` go together');

  const wish = digest([query.jql, query.narrow, query.zone, format, columns, times, safe, byteOrderMark, withNames]);
  const progress = id === undefined ? begun(access, format, query, wish) : await progressOf(id, access);
  if (progress.wish !== wish) throw refuse('This export was begun with another query or form. Begin a new one.');
  const account = access.accountId === null ? {} : { account: access.accountId };
  const understood = await understand({ ...query, now: progress.now, ...account }, access);
  const request: QueryRequest = { ...understood.request, limit: ROWS, ...(cursor !== undefined && { cursor }) };
  const file: ExportRequest = { format: format as ExportRequest['format'], columns, times, safe, byteOrderMark, head: cursor === undefined };
  const asksJira = access.product === 'jira';
  const piece = await readPage(request, scope, { since: undefined, askJira: asksJira }, async (reading, { sawWaiting, sawAll }) => {
    const page = reading.exporting();
    const names = withNames && asksJira ? await jira.namesOf(page.accounts()) : {};
    const answer = page.finish({ ...file, names });
    if (!sawAll && answer.cursor === cursor) throw new Refusal({ code: 'busy', message: 'The log is busy. The export can go on in a moment.' });
    // A piece that ends early is no gap: the next one begins there. What is damaged, or was not listed, is one.
    const isDamaged = answer.warnings.some(({ code }) => code === 'read.damaged');
    return { ...answer, complete: sawWaiting && !isDamaged };
  });

  const place = id ?? randomUUID();
  const isRepeated = cursor !== undefined && cursor === progress.at;
  const before = isRepeated ? progress.before : progress.sum;
  const next: Progress = { ...progress, at: cursor ?? '', before, sum: before + piece.rows };
  if (id === undefined) await record('export.started', place, next, access);
  // What ended its file ended it once.
  if (piece.cursor === undefined && !isRepeated) await record('export.finished', place, next, access);
  await storage.setAllFor([{ key: keyOf(place), value: { ...next } }], GIVEN_UP_SECONDS);
  return { ...piece, export: place, sum: next.sum };
}

/** Puts on record that somebody gave an export up: `{export}`. Tells how many records they had got by then. */
export async function exportStop(call: Call): Promise<{ sum: number }> {
  const { access } = await reader(call);
  const fields = new Fields(call.payload);
  const id = fields.text('export', NAME_LENGTH_MAX);
  fields.end();
  const progress = await progressOf(id, access);
  await record('export.cancelled', id, progress, access);
  await storage.deleteAll([keyOf(id)]);
  return { sum: progress.sum };
}

function begun({ accountId }: Access, format: string, { jql, narrow }: Query, wish: string): Progress {
  const clauses = [jql, ...narrow].filter((clause) => clause.trim() !== '');
  const query = clauses.length > 1 ? clauses.map((clause) => `(${clause})`).join(' AND ') : clauses.join('');
  return { account: accountId, format, query: query.slice(0, NOTE_QUERY_LENGTH_MAX), wish, now: Date.now(), at: '', before: 0, sum: 0 };
}

/** An export is its own account's alone. */
async function progressOf(id: string, { accountId }: Access): Promise<Progress> {
  const [[, value] = []] = /^[0-9a-f-]{36}$/.test(id) ? await storage.getAllSmall([keyOf(id)], 1_000) : [];
  const progress = value as Progress | null | undefined;
  if (progress?.account === undefined || progress.account !== accountId) throw refuse('There is no such export.');
  return progress;
}

async function record(action: OwnAction, id: string, { format, query, sum }: Progress, access: Access): Promise<void> {
  const [container] = access.access === 'scoped' ? access.containers : [];
  const what = `${format === 'csv' ? 'CSV' : 'JSON Lines'} of ${query === '' ? 'everything' : query}`;
  const isBegun = action === 'export.started';
  const note = isBegun ? what : `${sum} ${sum === 1 ? 'event' : 'events'}, ${what}`;
  const facts = { format, query, ...(!isBegun && { events: String(sum) }) };
  const who = access.accountId === null ? {} : { account: access.accountId };
  await recordOwn(action, { ...who, ...(container !== undefined && { container }), note, facts, apart: id });
}

function digest(wish: unknown[]): string {
  return createHash('sha256').update(JSON.stringify(wish)).digest('hex');
}

function isOn(fields: Fields, name: string): boolean {
  return fields.optionalWhole(name, 0, 1) === 1;
}

function keyOf(id: string): string {
  return `export:${id}`;
}

function refuse(message: string): Refusal {
  return new Refusal({ code: 'bad-request', message });
}
