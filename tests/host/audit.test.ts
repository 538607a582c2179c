/** The products' audit logs: everything once, whatever is stopped, and live records that learn who did it. */
import { afterEach, describe, expect, test } from 'vitest';
import type { Event } from '../../src/generated/index.ts';
import { AuditSite } from './audit-site.ts';
import { answerOf, rowsOf, start } from './local.ts';
import type { Local } from './local.ts';
import { PEOPLE, PROJECTS } from './people.ts';
import { makeDue } from './polled.ts';
import type { ProductRequest } from './products.ts';

let local: Local | undefined;

afterEach(async () => {
  await local?.close();
  local = undefined;
});

const MINUTE = 60_000;
const LOGS = ['jira-audit', 'confluence-audit'];
const FOUND = 'provenance = audit-import';

async function poll(target: Local): Promise<void> {
  makeDue(target, LOGS);
  await target.tick('every-hour');
}

function titles(rows: Event[]): string[] {
  return rows.map(({ subject }) => subject.title ?? '').sort();
}

/** A project that changed, as the event tells it: without who did it. */
function projectUpdated(at: number): object {
  return { eventType: 'avi:jira:updated:project', timestamp: String(at), project: { ...PROJECTS.PAY, projectTypeKey: 'software' } };
}

describe('an audit log', () => {
  test('is read from its end to its beginning, and what comes later once', async () => {
    const site = new AuditSite();
    const now = Date.now();
    site.tellJira({ at: now - 400 * 24 * 60 * MINUTE, summary: 'Workflow created', id: 'old', by: PEOPLE.payAdmin });
    site.tellJira({ at: now - 2 * MINUTE, summary: 'Workflow updated', id: 'new', by: PEOPLE.siteAdmin, changed: [['Name', 'a', 'b']] });
    // So long ago that no event of it can come any more.
    site.tellConfluence({ at: now - 90 * MINUTE, summary: 'Space configuration updated', by: PEOPLE.docsAdmin });
    local = await start({ product: site.answer });
    await poll(local);
    expect(await rowsOf(local, FOUND)).toMatchObject([
      { action: 'workflow.updated', actor: { accountId: PEOPLE.siteAdmin }, changes: [{ field: 'Name', from: { text: 'a' }, to: { text: 'b' } }] },
      { action: 'space.updated', actor: { accountId: PEOPLE.docsAdmin, certainty: 'stated' }, product: 'confluence' },
      { action: 'workflow.created', subject: { id: 'old' } },
    ]);
    await local.tick('fiveMinute');
    await poll(local);
    // What the overlap reads again is known and costs no packing.
    expect(local.kvs.keys('w:')).toEqual([]);
    site.tellJira({ at: Date.now(), summary: 'Workflow deleted', id: 'new', by: PEOPLE.siteAdmin });
    await poll(local);
    expect(await rowsOf(local, FOUND)).toHaveLength(4);
    expect(local.kvs.get('c:jira-audit')).toMatchObject({ state: { ranges: [] }, recorded: 3 });
  });

  test('that is longer than an hour’s points is read on in the next, while records arrive', async () => {
    const site = new AuditSite();
    const now = Date.now();
    const wanted: string[] = [];
    const tell = (at: number) => {
      const id = `flow ${wanted.length}`;
      wanted.push(id);
      site.tellJira({ at, summary: 'Workflow updated', id });
    };
    // Several in a millisecond, over more than a day.
    for (let n = 0; n < 1_000; n += 1) tell(now - 30 * 60 * MINUTE + Math.floor(n / 3) * 5 * MINUTE);
    site.onPage = () => tell(Date.now());
    local = await start({ product: site.answer });
    for (let hour = 0; hour < 4; hour += 1) await poll(local);
    expect(site.pages).toBeGreaterThan(4);
    site.onPage = () => {};
    await poll(local);
    await local.tick('fiveMinute');
    expect(titles(await all(local, FOUND))).toEqual([...wanted].sort());
  });

  test('with more records in one millisecond than a page holds', async () => {
    const site = new AuditSite();
    const at = Date.now() - 20 * MINUTE;
    for (let n = 0; n < 450; n += 1) site.tellJira({ at, summary: 'Workflow updated', id: `flow ${n}` });
    for (let n = 0; n < 5; n += 1) site.tellConfluence({ at, summary: 'Space logo uploaded', by: PEOPLE.docsAdmin });
    local = await start({ product: site.answer });
    await poll(local);
    await poll(local);
    expect(await all(local, FOUND)).toHaveLength(455);
  });

  test('that nobody may see is told, and does not keep the other from being read', async () => {
    const site = new AuditSite();
    site.tellConfluence({ at: Date.now() - 9 * MINUTE, summary: 'Space created' });
    const refuse = (request: Parameters<typeof site.answer>[0]) =>
      request.path.includes('auditing') ? Response.json({}, { status: 403 }) : site.answer(request);
    local = await start({ product: refuse });
    await poll(local);
    expect(local.kvs.get('c:jira-audit')).toMatchObject({ refused: expect.stringContaining('free plan') });
    expect(await rowsOf(local, FOUND)).toHaveLength(1);
  });

  test('that is no audit log is an error, and nothing counts as read', async () => {
    const site = new AuditSite();
    let broken = true;
    site.tellJira({ at: Date.now() - 9 * MINUTE, summary: 'Workflow updated' });
    local = await start({ product: (request) => (broken ? new Response('<html>') : site.answer(request)) });
    await poll(local);
    expect(local.kvs.get('c:jira-audit')).toMatchObject({ error: expect.any(String), failures: 1 });
    broken = false;
    await poll(local);
    expect(await rowsOf(local, FOUND)).toHaveLength(1);
  });
});

describe('a live record without an actor', () => {
  test.each(['before', 'after'])('learns who it was, %s it was packed, and is told once', async (when) => {
    const site = new AuditSite();
    const at = Date.now() - 10 * MINUTE;
    site.tellJira({ at: at + 700, summary: 'Project updated', kind: 'PROJECT', id: PROJECTS.PAY.id, name: 'Payments', by: PEOPLE.payAdmin, changed: [['Name', 'Paying', 'Payments']] });
    local = await start({ product: site.answer });
    await local.deliver(projectUpdated(at));
    if (when === 'after') await local.tick('fiveMinute');
    await poll(local);
    // What waits to be packed is shown as it is stored, if it is stored.
    for (const packed of when === 'after' ? [true] : [false, true]) {
      if (packed) await local.tick('fiveMinute');
      expect(await rowsOf(local, 'actionFamily = project')).toMatchObject([
        {
          provenance: 'live',
          actor: { accountId: PEOPLE.payAdmin, certainty: 'inferred', inferredFrom: "the product's audit log" },
          changes: expect.arrayContaining([expect.objectContaining({ field: 'Name', from: { text: 'Paying' } })]),
        },
      ]);
      await poll(local);
    }
  });

  test('learns it from the list of ended projects where the audit log cannot be read', async () => {
    const at = Date.now() - 10 * MINUTE;
    const ended = { ...PROJECTS.PAY, archivedBy: { accountId: PEOPLE.payAdmin }, archivedDate: new Date(at + 900).toISOString() };
    const answer = (request: ProductRequest) => {
      if (request.path.includes('auditing')) return Response.json({}, { status: 403 });
      if (!request.path.startsWith('/rest/api/3/project/search')) return new AuditSite().answer(request);
      return Response.json({ values: request.path.includes('status=archived') ? [ended] : [], isLast: true });
    };
    local = await start({ product: answer });
    await local.deliver({ ...projectUpdated(at), eventType: 'avi:jira:archived:project' });
    await poll(local);
    makeDue(local, ['ended-projects']);
    await local.tick('every-hour');
    expect(await rowsOf(local, 'actionFamily = project')).toMatchObject([
      { action: 'project.archived', actor: { accountId: PEOPLE.payAdmin, certainty: 'inferred', inferredFrom: 'the list of projects' } },
    ]);
  });

  test('is waited for, so that an event that comes late is not told twice', async () => {
    const site = new AuditSite();
    const at = Date.now() - MINUTE;
    site.tellJira({ at, summary: 'Project updated', kind: 'PROJECT', id: PROJECTS.PAY.id, by: PEOPLE.payAdmin });
    local = await start({ product: site.answer });
    await poll(local);
    expect(await rowsOf(local, 'actionFamily = project')).toEqual([]);
    await local.deliver(projectUpdated(at - 500));
    await poll(local);
    expect(await rowsOf(local, 'actionFamily = project')).toMatchObject([{ provenance: 'live', actor: { accountId: PEOPLE.payAdmin } }]);
  });
});

describe('a poll of an audit log that breaks', () => {
  // There are many calls of storage: each kind of fault spoils every fourth, and together they spoil all.
  const kinds = [
    ...['fail', 'lose-answer', 'kill-before', 'kill-after'].map((kind, first) => ['storage', kind, first + 1, 4] as const),
    ...['fail', 'time-out', 'kill-before', 'kill-after'].map((kind) => ['product', kind, 1, 1] as const),
  ];
  test.each(kinds)('at any call of %s (%s) loses nothing and tells nothing twice', async (on, kind, first, step) => {
    // The nth call is spoiled, until there are no more calls.
    for (let nth = first; ; nth += step) {
      const site = new AuditSite();
      const at = Date.now() - 10 * MINUTE;
      site.tellJira({ at: at + 100, summary: 'Project updated', kind: 'PROJECT', id: PROJECTS.PAY.id, by: PEOPLE.payAdmin });
      site.tellJira({ at, summary: 'Workflow updated', by: PEOPLE.siteAdmin });
      site.tellConfluence({ at, summary: 'Space created', by: PEOPLE.docsAdmin });
      site.tellConfluence({ at, summary: 'Space created', by: PEOPLE.docsAdmin });
      const target = await start({ product: site.answer });
      try {
        await target.deliver(projectUpdated(at));
        makeDue(target, LOGS);
        target.faults.set([{ on, functionKey: 'poll', nth, do: kind as 'fail' }]);
        await target.tick('every-hour');
        const [{ applied } = { applied: 0 }] = target.faults.counts();
        target.faults.set([]);
        await poll(target);
        await poll(target);
        await target.tick('fiveMinute');
        const rows = await rowsOf(target, `${FOUND} OR actionFamily = project`);
        const told = rows.map(({ action, actor }) => `${action} ${actor.accountId}`).sort();
        const space = `space.created ${PEOPLE.docsAdmin}`;
        expect(told, `${on} ${kind} ${nth}`).toEqual([`project.updated ${PEOPLE.payAdmin}`, space, space, `workflow.updated ${PEOPLE.siteAdmin}`]);
        if (applied === 0) break;
      } finally {
        await target.close();
      }
    }
  });
});

/** All rows, page by page. */
async function all(target: Local, jql: string): Promise<Event[]> {
  const rows: Event[] = [];
  let cursor: string | undefined;
  do {
    const answer = await answerOf(target, jql, cursor === undefined ? {} : { cursor });
    rows.push(...answer.rows);
    cursor = answer.cursor;
  } while (cursor !== undefined);
  return rows;
}
