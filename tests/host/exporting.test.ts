/** Files of records: piece by piece, by whom they may, and on record. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Event } from '../../src/generated/index.ts';
import type { Piece } from '../../src/resolvers/exporting.ts';
import { call, rowsOf, start } from './local.ts';
import type { Answered, Local } from './local.ts';
import { comment, transitioned } from './payloads.ts';
import { EXTENSIONS, PEOPLE, PROJECTS } from './people.ts';

const ROWS = 520;
let local: Local;

beforeAll(async () => {
  local = await start();
  for (let number = 0; number < ROWS; number += 1) await local.deliver(transitioned(PROJECTS.PAY, number, number));
  await local.deliver(comment(PROJECTS.OPS, 1, '900', ['=1+2'], 600));
  await local.tick('fiveMinute');
}, 60_000);

afterAll(() => local.close());

const wish = (jql: string, more: object = {}) => ({ jql, narrow: [], zone: 'Europe/Berlin', format: 'csv', times: 'UTC', safe: 1, mark: 0, names: 1, ...more });

/** All pieces of a file, as the page asks for them. */
async function pieces(payload: object, where: object = {}): Promise<Piece[]> {
  const all: Piece[] = [];
  for (;;) {
    const last = all.at(-1);
    const answered: Answered<Piece> = await call<Piece>(local, 'exportPage', { ...payload, ...(last && { export: last.export, cursor: last.cursor }) }, where);
    if (answered.ok === undefined) throw new Error(JSON.stringify(answered.error));
    all.push(answered.ok);
    if (answered.ok.cursor === undefined) return all;
  }
}

test('a file is all that the query finds, once, under one head', async () => {
  const all = await pieces(wish('project = PAY', { columns: ['occurred', 'actor_id', 'subject_key'] }));
  expect(all.map(({ rows }) => rows)).toEqual([500, ROWS - 500]);
  const lines = all.map(({ text }) => text).join('').split('\r\n');
  expect(lines[0]).toBe('occurred,actor_id,subject_key');
  expect(lines.at(-1)).toBe('');
  const rows = lines.slice(1, -1);
  expect(new Set(rows).size).toBe(ROWS);
  expect(rows[0]).toBe(`2026-11-20T17:39:00.000Z,${PEOPLE.plainUser},PAY-519`);
  expect(all.every(({ complete }) => complete)).toBe(true);
});

test('who exports what and how much is on record, also when it is given up', async () => {
  const before = new Set((await rowsOf(local, 'action in (export.started, export.finished, export.cancelled)')).map(({ id }) => id));
  const first = (await call<Piece>(local, 'exportPage', wish('project = PAY', { narrow: ['status = "In Progress"'] }))).ok;
  expect((await call<{ sum: number }>(local, 'exportStop', { export: first?.export })).ok).toEqual({ sum: 500 });
  await pieces(wish('project = OPS', { format: 'jsonl' }));
  // Twice within a minute is twice.
  await pieces(wish('project = OPS', { format: 'jsonl' }));
  const records = (await rowsOf(local, 'action in (export.started, export.finished, export.cancelled)')).filter(({ id }) => !before.has(id));
  const told = records.map(({ action, actor, content }) => [action, actor.accountId, content?.[0]?.text]);
  const who = PEOPLE.siteAdmin;
  const query = 'CSV of (project = PAY) AND (status = "In Progress")';
  const ops = [
    ['export.started', who, 'JSON Lines of project = OPS'],
    ['export.finished', who, '1 event, JSON Lines of project = OPS'],
  ];
  expect(told.sort()).toEqual([['export.started', who, query], ['export.cancelled', who, `500 events, ${query}`], ...ops, ...ops].sort());
  // The page writes the note in the language of who reads it.
  const facts = records.map(({ content }) => JSON.parse(content?.[0]?.original ?? '{}') as Record<string, string>);
  expect(facts).toContainEqual({ format: 'jsonl', query: 'project = OPS', events: '1' });
  expect(facts).toContainEqual({ format: 'csv', query: '(project = PAY) AND (status = "In Progress")' });
  // What was given up cannot be gone on with.
  const again = await call(local, 'exportPage', wish('project = PAY', { export: first?.export, cursor: first?.cursor }));
  expect(again.error?.code).toBe('bad-request');
});

test('a piece that is asked for again counts once', async () => {
  const first = (await call<Piece>(local, 'exportPage', wish('project = PAY'))).ok;
  const next = wish('project = PAY', { export: first?.export, cursor: first?.cursor });
  expect((await call<Piece>(local, 'exportPage', next)).ok?.sum).toBe(ROWS);
  expect((await call<Piece>(local, 'exportPage', next)).ok?.sum).toBe(ROWS);
});

test('a file goes on with the query and the form that it was begun with', async () => {
  const first = (await call<Piece>(local, 'exportPage', wish('project = PAY'))).ok;
  const place = { export: first?.export, cursor: first?.cursor };
  for (const other of [wish('', place), wish('project = PAY', { ...place, format: 'jsonl' }), wish('project = PAY', { ...place, narrow: ['status = Done'] })]) {
    expect((await call(local, 'exportPage', other)).error?.message).toContain('begun with another query');
  }
  expect((await call<Piece>(local, 'exportPage', wish('project = PAY', place))).ok?.sum).toBe(ROWS);
});

test('records come as they are, and formulas only where that is asked for', async () => {
  const [lines] = await pieces(wish('project = OPS', { format: 'jsonl' }));
  const event = JSON.parse(lines?.text ?? '') as Event;
  expect(event.content?.[0]?.text).toBe('=1+2');
  expect((await pieces(wish('project = OPS', { columns: ['text'] })))[0]?.text).toBe('text\r\n"\'=1+2"\r\n');
  expect((await pieces(wish('project = OPS', { columns: ['text'], safe: 0, mark: 1 })))[0]?.text).toBe('\uFEFFtext\r\n=1+2\r\n');
});

test('a project’s administrator exports that project, and nobody goes on with another’s file', async () => {
  const mine = { module: 'jira-project', person: 'payAdmin' as const, extension: EXTENSIONS.PAY };
  const all = await pieces(wish('', { columns: ['container_key'] }), mine);
  const keys = all.map(({ text }) => text).join('').split('\r\n').slice(1, -1);
  expect(new Set(keys)).toEqual(new Set(['PAY']));
  expect(keys.length).toBeGreaterThanOrEqual(ROWS);
  const theirs = (await call<Piece>(local, 'exportPage', wish(''), mine)).ok;
  const taken = wish('', { export: theirs?.export, cursor: theirs?.cursor });
  expect((await call(local, 'exportPage', taken)).error?.code).toBe('bad-request');
  expect((await call(local, 'exportStop', { export: theirs?.export })).error?.code).toBe('bad-request');
  // The project's administrators see that somebody took a file of it.
  const seen = await call<{ rows: Event[] }>(local, 'events', { jql: 'action = export.finished', narrow: [], zone: 'UTC', limit: 10 }, mine);
  expect(seen.ok?.rows.length).toBeGreaterThan(0);
});

test.each([
  ['a column that there is not', { columns: ['colour'] }, 'bad-request'],
  ['a format that there is not', { format: 'xlsx' }, 'bad-request'],
  ['a zone that there is not', { times: 'Mars/Base' }, 'bad-request'],
  ['a cursor without an export', { cursor: 'n00' }, 'bad-request'],
  ['an export that there is not', { cursor: 'n00', export: 'x' }, 'bad-request'],
  ['a query that is wrong', { jql: 'project = ' }, 'query-rejected'],
])('%s is refused, and is no export', async (_, more, code) => {
  const before = (await rowsOf(local, 'action = export.started')).length;
  expect((await call(local, 'exportPage', wish('project = PAY', more))).error?.code).toBe(code);
  expect(await rowsOf(local, 'action = export.started')).toHaveLength(before);
});
