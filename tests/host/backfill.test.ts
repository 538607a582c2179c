/** History before the installation: rebuilt once, whatever breaks in between. */
import { afterEach, describe, expect, test } from 'vitest';
import type { Event } from '../../src/generated/index.ts';
import type { BackfillStatus } from '../../src/resolvers/backfill.ts';
import { call, rowsOf, start } from './local.ts';
import type { Local } from './local.ts';
import { ISSUES, KEYS, RECORDS_EACH, at, histories, pastSite } from './past.ts';
import { pastWiki, writtenAt } from './past-wiki.ts';
import { PEOPLE, PROJECTS } from './people.ts';
import { makeDue } from './polled.ts';
import type { ProductRequest } from './products.ts';

let local: Local | undefined;

afterEach(async () => {
  await local?.close();
  local = undefined;
});

/** Begins a backfill and waits until its messages are worked on. */
async function begin(target: Local, payload: object = {}): Promise<void> {
  const answered = await call<BackfillStatus>(target, 'backfillStart', payload);
  if (answered.ok === undefined) throw new Error(JSON.stringify(answered.error));
  await target.idle();
}

/** Has what waits go on, as hours pass. */
async function goOn(target: Local): Promise<void> {
  for (let n = 0; n < 12 && (await jobOf(target)).finishedAt === undefined; n += 1) {
    target.kvs.set('c:budget', { hour: 0, spent: 0 });
    const job = target.kvs.keys('b:job:')[0];
    if (job !== undefined) {
      const { busyUntil: _, ...rest } = target.kvs.get(job) as Record<string, unknown>;
      target.kvs.set(job, rest);
    }
    await target.tick('hour');
    await target.idle();
  }
}

async function jobOf(target: Local): Promise<NonNullable<BackfillStatus['job']>> {
  const { ok } = await call<BackfillStatus>(target, 'backfillStatus');
  if (ok?.job === undefined) throw new Error('there is no job');
  return ok.job;
}

const rebuilt = (target: Local) => rowsOf(target, 'provenance = backfill ORDER BY occurred ASC');

function expectWhole(rows: Event[]): void {
  expect(rows).toHaveLength(ISSUES * RECORDS_EACH);
  expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length);
  for (const key of KEYS) {
    const own = rows.filter(({ subject }) => subject.key === key || subject.parent?.key === key);
    expect(own.map(({ action }) => action)).toEqual([
      ...['issue.created', 'issue.transitioned', 'comment.created', 'worklog.created', 'comment.edited', 'issue.transitioned'],
    ]);
  }
}

describe('the backfill', () => {
  test('rebuilds what happened, and what was true then', async () => {
    const site = pastSite();
    local = await start({ product: site.answer });
    await begin(local);
    expectWhole(await rebuilt(local));
    const job = await jobOf(local);
    expect(job).toMatchObject({ issues: ISSUES, records: ISSUES * RECORDS_EACH, approximate: ISSUES, problems: [], finishedAt: expect.any(Number) });
    expect(job.points).toBeGreaterThan(ISSUES);
    expect(site.asked.filter((route) => route.includes('bulkfetch'))).toHaveLength(5);
    expect(local.kvs.keys('w:').length).toBeLessThan(4);
    const [progress] = await rowsOf(local, 'issue = PAY-7 AND status = "In Progress" AND action = comment.edited');
    expect(progress).toMatchObject({ actor: { accountId: PEOPLE.payAdmin }, content: [{ text: 'edited 7' }], container: { id: PROJECTS.PAY.id } });
    expect(await rowsOf(local, 'issue = PAY-7 AND statusCategory = "To Do" AND action = issue.created')).toHaveLength(1);
    const own = await rowsOf(local, 'action IN (backfill.started, backfill.finished)');
    // Both may be of the same second, in which what the app does has no order.
    expect(own.map(({ action, actor }) => [action, actor.accountId]).sort()).toEqual([['backfill.finished', undefined], ['backfill.started', PEOPLE.siteAdmin]]);
  });

  test('again finds everything there', async () => {
    local = await start({ product: pastSite().answer });
    await begin(local);
    await begin(local);
    expectWhole(await rebuilt(local));
    expect(await jobOf(local)).toMatchObject({ issues: ISSUES, records: 0 });
  });

  test('of a range of time and of projects asks for these', async () => {
    local = await start({ product: pastSite().answer });
    await begin(local, { from: at(2, 0), to: at(3, 15), projects: ['PAY'] });
    const rows = await rebuilt(local);
    expect(rows.map(({ subject, action }) => [subject.key ?? subject.parent?.key, action])).toEqual([
      ...['issue.created', 'issue.transitioned', 'comment.created', 'worklog.created', 'comment.edited', 'issue.transitioned'].map((action) => ['PAY-2', action]),
      ['PAY-3', 'issue.created'],
      ['PAY-3', 'issue.transitioned'],
    ]);
    for (const payload of [{ from: 5, to: 4 }, { projects: ['pay" OR x'] }, { from: 'x' }, { more: 1 }]) {
      expect((await call(local, 'backfillStart', payload)).error).toMatchObject({ code: 'bad-request' });
    }
  });

  test('knows what was seen live, with and without the id of its changelog entry', async () => {
    local = await start({ product: pastSite().answer });
    const event = (number: number, entry: 0 | 1, late: number, withId: boolean) => ({
      eventType: 'avi:jira:updated:issue',
      timestamp: String((histories(number)[entry]?.created ?? 0) + late),
      atlassianId: PEOPLE.payAdmin,
      issue: { id: String(20_000 + number), key: `PAY-${number}`, fields: { project: PROJECTS.PAY } },
      changelog: { items: histories(number)[entry]?.items, ...(withId && { id: histories(number)[entry]?.id }) },
    });
    await local.deliver(event(8, 0, 1_400, true));
    await local.deliver(event(8, 1, 2_600, false));
    await local.tick('fiveMinute');
    await local.deliver(event(9, 0, 700, false));
    await begin(local);
    const rows = await rowsOf(local, 'issue IN (PAY-8, PAY-9) AND action = issue.transitioned');
    expect(rows.map(({ subject, provenance }) => `${subject.key} ${provenance}`).sort()).toEqual(['PAY-8 live', 'PAY-8 live', 'PAY-9 backfill', 'PAY-9 live']);
    expect((await jobOf(local)).records).toBe(ISSUES * RECORDS_EACH - 3);
  });

  test('tells which numbers nobody has ever seen', async () => {
    local = await start({ product: pastSite().answer });
    await begin(local);
    const gaps = async () => (await call<BackfillStatus>(local as Local, 'backfillStatus')).ok?.gaps;
    expect(await gaps()).toEqual([{ project: 'PAY', ranges: [[4, 5]] }]);
    await local.deliver({ eventType: 'avi:jira:deleted:issue', timestamp: String(at(20, 0)), issue: { id: '20004', key: 'PAY-4', fields: { project: PROJECTS.PAY } } });
    // They are found out anew when a job is done.
    expect(await gaps()).toEqual([{ project: 'PAY', ranges: [[4, 5]] }]);
    await begin(local);
    expect(await gaps()).toEqual([{ project: 'PAY', ranges: [[5, 5]] }]);
  });

  test('waits for points and goes on in the next hour', async () => {
    local = await start({ product: pastSite({ page: 2 }).answer });
    local.kvs.set('c:budget', { hour: Math.floor(Date.now() / 3_600_000) + 1, spent: 1_500 });
    await begin(local);
    expect((await jobOf(local)).finishedAt).toBeUndefined();
    await goOn(local);
    expectWhole(await rebuilt(local));
  });

  test('is paused and resumed', async () => {
    local = await start({ product: pastSite().answer });
    local.kvs.set('c:budget', { hour: Math.floor(Date.now() / 3_600_000) + 1, spent: 2_000 });
    await begin(local);
    expect((await call(local, 'backfillStart')).error).toMatchObject({ code: 'bad-request' });
    expect((await call<BackfillStatus>(local, 'backfillPause')).ok?.job?.pausedAt).toBeTypeOf('number');
    local.kvs.set('c:budget', { hour: 0, spent: 0 });
    await local.tick('hour');
    await local.idle();
    expect(await rebuilt(local)).toEqual([]);
    expect((await call<BackfillStatus>(local, 'backfillResume')).ok?.job?.pausedAt).toBeUndefined();
    await local.idle();
    expectWhole(await rebuilt(local));
    expect(await rowsOf(local, 'action IN (backfill.paused, backfill.resumed)')).toHaveLength(2);
  });

  test('goes on behind the last issue when Jira has forgotten the page', async () => {
    let spoilt = 0;
    const spoil = ({ path, body }: { path: string; body?: unknown }) => {
      const stale = path.includes('search/jql') && JSON.stringify(body).includes('nextPageToken') && spoilt++ === 0;
      return stale ? Response.json({ errorMessages: ['The token is not valid.'] }, { status: 400 }) : undefined;
    };
    local = await start({ product: pastSite({ spoil }).answer });
    await begin(local);
    expect(spoilt).toBeGreaterThan(1);
    expectWhole(await rebuilt(local));
  });

  test('says so when Jira shows nothing, and waits when it has had too many requests', async () => {
    let answer = () => Response.json({}, { status: 403 });
    const spoil = ({ path }: { path: string }) => (path.includes('changelog') ? answer() : undefined);
    local = await start({ product: pastSite({ spoil }).answer });
    await begin(local);
    expect((await jobOf(local)).refused).toContain('changelogs');
    answer = () => new Response('', { status: 429, headers: { 'retry-after': '60' } });
    await local.tick('hour');
    await local.idle();
    expect(local.kvs.get('c:budget')).toMatchObject({ until: expect.any(Number) });
    answer = () => Response.json({}, { status: 500 });
    local.kvs.set('c:budget', { hour: 0, spent: 0 });
    await local.tick('hour');
    await local.idle();
    const job = await jobOf(local);
    expect(job.problems.length).toBeGreaterThan(1);
    expect(job.pausedAt).toBeTypeOf('number');
  });

  test.each([
    ...['/batch/set', '/batch/get', '/set', '/transaction', '/get'].map((match) => ['storage', match] as const),
    ...['search/jql', 'bulkfetch', 'comment', 'status', 'approximate'].map((match) => ['product', match] as const),
  ])('that is stopped at a call of %s %s loses nothing and doubles nothing', async (on, match) => {
    for (const kill of ['kill-before', 'kill-after', 'fail'] as const) {
      for (const nth of [1, 3]) {
        const faults = [{ on, match, functionKey: 'backfill', nth, do: kill }];
        const target = await start({ product: pastSite({ page: 4 }).answer, faults });
        try {
          await begin(target);
          await goOn(target);
          if (nth === 1) expect(target.faults.counts()).toMatchObject([{ applied: 1 }]);
          expectWhole(await rebuilt(target));
        } finally {
          await target.close();
        }
      }
    }
  });
});

describe('the backfill of Confluence', () => {
  const PAGES = 5;
  const ofContent = (target: Local) => rowsOf(target, 'provenance = backfill AND product = confluence ORDER BY occurred ASC');

  test('tells who wrote which version, once, and not what was seen live', async () => {
    const [past, wiki] = [pastSite(), pastWiki(PAGES, PEOPLE.plainUser)];
    local = await start({ product: (request: ProductRequest) => wiki(request) ?? past.answer(request) });
    // The last version of page 3 was seen as it was written.
    await local.deliver({
      eventType: 'avi:confluence:updated:page',
      eventCreatedDate: new Date(writtenAt(3, 3) + 900).toISOString(),
      atlassianId: PEOPLE.plainUser,
      content: { id: '3', type: 'page', title: 'Page 3', space: { id: 98305, key: 'DOCS', name: 'Documents' }, version: { number: 3 } },
    });
    await begin(local);
    await goOn(local);
    const rows = await ofContent(local);
    // 1 + 2 + 3 + 4 + 5 versions of pages and one of a blog post, without the one that is there.
    expect(rows).toHaveLength((PAGES * (PAGES + 1)) / 2);
    expect(rows.filter(({ action }) => action === 'page.created')).toHaveLength(PAGES);
    expect(rows.find(({ action }) => action === 'blogpost.created')?.container).toMatchObject({ kind: 'space', key: 'DOCS' });
    expect(rows.find(({ subject, revision }) => subject.id === '4' && revision === '2')).toMatchObject({
      action: 'page.updated',
      occurred: writtenAt(4, 2),
      actor: { accountId: PEOPLE.plainUser, certainty: 'stated' },
    });
    expect(await jobOf(local)).toMatchObject({ contents: PAGES + 1 });
    await begin(local);
    await goOn(local);
    expect(await ofContent(local)).toEqual(rows);
  });

  test('tells of comments and files, on what they are', async () => {
    const [past, wiki] = [pastSite(), pastWiki(PAGES, PEOPLE.plainUser, { parts: true })];
    local = await start({ product: (request: ProductRequest) => wiki(request) ?? past.answer(request) });
    await begin(local);
    await goOn(local);
    const rows = (await ofContent(local)).filter(({ subject }) => subject.kind === 'comment' || subject.kind === 'attachment');
    expect(rows.map(({ action }) => action).sort()).toEqual(['attachment.created', ...Array(PAGES).fill('comment.created'), ...Array(PAGES).fill('comment.edited')]);
    expect(rows.find(({ action, subject }) => action === 'comment.edited' && subject.id === '93')).toMatchObject({
      occurred: writtenAt(3, 8),
      actor: { accountId: PEOPLE.plainUser },
      container: { kind: 'space', key: 'DOCS' },
      subject: { parent: { kind: 'page', id: '3', title: 'Page 3' } },
      revision: '2',
    });
    expect(rows.find(({ subject }) => subject.kind === 'attachment')?.subject).toMatchObject({ id: 'att1', title: 'plan.png', parent: { kind: 'blogpost', id: '100' } });
    await begin(local);
    await goOn(local);
    expect((await jobOf(local)).records).toBe(0);
  });

  test('goes on where one kind alone is hidden, and says so', async () => {
    const [past, wiki] = [pastSite(), pastWiki(PAGES, PEOPLE.plainUser, { parts: true })];
    const hides = ({ path }: ProductRequest) => (path.includes('footer-comments') ? Response.json({}, { status: 403 }) : undefined);
    local = await start({ product: (request: ProductRequest) => hides(request) ?? wiki(request) ?? past.answer(request) });
    await begin(local);
    await goOn(local);
    expect((await jobOf(local)).problems.map(({ what }) => what)).toEqual([expect.stringContaining('its comments')]);
    expect((await ofContent(local)).filter(({ subject }) => subject.kind === 'attachment')).toHaveLength(1);
    expect(await ofContent(local)).toHaveLength((PAGES * (PAGES + 1)) / 2 + 2);
  });

  test('is done where there is none, and says so where it is hidden', async () => {
    for (const status of [404, 403]) {
      const past = pastSite();
      local = await start({ product: (request: ProductRequest) => (request.path.startsWith('/wiki/api/v2/') ? Response.json({}, { status }) : past.answer(request)) });
      await begin(local);
      await goOn(local);
      const job = await jobOf(local);
      expect(job.finishedAt).toBeDefined();
      expect(job.problems.map(({ what }) => what)).toEqual(status === 404 ? [] : [expect.stringContaining('Confluence')]);
      await local.close();
    }
    local = undefined;
  });

  test('that is stopped at any call goes on without a loss or a double', async () => {
    for (let nth = 3; nth <= 27; nth += 6) {
      const [past, wiki] = [pastSite(), pastWiki(PAGES, PEOPLE.plainUser)];
      local = await start({
        product: (request: ProductRequest) => wiki(request) ?? past.answer(request),
        faults: [{ on: 'product', match: '/wiki/api/v2', functionKey: 'backfill', nth, do: nth % 2 === 0 ? 'kill-before' : 'kill-after' }],
      });
      await begin(local).catch(() => undefined);
      await goOn(local);
      const rows = await ofContent(local);
      expect(rows, `stopped at call ${nth}`).toHaveLength((PAGES * (PAGES + 1)) / 2 + 1);
      expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length);
      await local.close();
    }
    local = undefined;
  });
});

describe('every day', () => {
  test('what the log has missed of pages, comments and files is added once, and counted', async () => {
    const [past, wiki] = [pastSite(), pastWiki(5, PEOPLE.plainUser, { parts: true })];
    // The last of them was written in January; the double says so whatever is asked for.
    local = await start({ product: (request: ProductRequest) => wiki(request) ?? past.answer(request) });
    const area = 'c:content-history';
    const since = writtenAt(4, 0);
    const compare = async (target: Local) => {
      for (let hour = 0; hour < 8; hour += 1) {
        makeDue(target, ['content-history']);
        await target.tick('hour');
      }
    };
    local.kvs.set(area, { state: { from: since, since, found: {} }, polled: 0 });
    await local.deliver({
      eventType: 'avi:confluence:updated:page',
      eventCreatedDate: new Date(writtenAt(5, 5) + 900).toISOString(),
      atlassianId: PEOPLE.plainUser,
      content: { id: '5', type: 'page', title: 'Page 5', space: { id: 98305, key: 'DOCS', name: 'Documents' }, version: { number: 5 } },
    });
    await compare(local);
    const rows = await rebuilt(local);
    // Of page 4 its versions from 1 o'clock on, of page 5 all but the one that was seen; two versions of each of their comments; no file.
    expect(rows.map(({ action, subject, revision }) => `${action} ${subject.id} ${revision}`).sort()).toEqual([
      ...['comment.created 94 1', 'comment.created 95 1', 'comment.edited 94 2', 'comment.edited 95 2', 'page.created 4 1', 'page.created 5 1'],
      ...['page.updated 4 2', 'page.updated 4 3', 'page.updated 4 4', 'page.updated 5 2', 'page.updated 5 3', 'page.updated 5 4'],
      'blogpost.created 100 1',
    ].sort());
    const { state } = local.kvs.get(area) as { state: { since: number; found: Record<string, number>; round?: object } };
    expect(Object.values(state.found)).toEqual([rows.length]);
    expect(state).not.toHaveProperty('round');
    expect(state.since).toBeGreaterThan(Date.now() - 3 * 3_600_000);
    local.kvs.set(area, { ...(local.kvs.get(area) as object), state: { from: since, since, found: {} }, polled: 0 });
    await compare(local);
    expect(await rebuilt(local)).toEqual(rows);
  });

  test('what the log has missed lately is added once, and counted', async () => {
    local = await start({ product: pastSite().answer });
    const area = 'c:issue-history';
    const since = at(6, 45);
    local.kvs.set(area, { state: { since, found: {} }, polled: 0 });
    const event = {
      eventType: 'avi:jira:updated:issue',
      timestamp: String((histories(7)[0]?.created ?? 0) + 700),
      atlassianId: PEOPLE.payAdmin,
      issue: { id: '20007', key: 'PAY-7', fields: { project: PROJECTS.PAY } },
      changelog: { items: histories(7)[0]?.items },
    };
    await local.deliver(event);
    await local.tick('hour');
    // Compared from an hour before: of issue 6 the last five records, of the later ones all but the one that was seen.
    const rows = await rebuilt(local);
    const wanted = ISSUES - KEYS.indexOf('PAY-6') - 1;
    expect(rows).toHaveLength(6 + wanted * RECORDS_EACH - 1);
    const { ok } = await call<BackfillStatus>(local, 'backfillStatus');
    expect(Object.values(ok?.reconciled?.found ?? {})).toEqual([rows.length]);
    expect(ok?.reconciled?.since).toBeGreaterThan(Date.now() - 3 * 3_600_000);
    local.kvs.set(area, { ...(local.kvs.get(area) as object), state: { since, found: {} }, polled: 0 });
    await local.tick('hour');
    expect(await rebuilt(local)).toEqual(rows);
    expect(local.kvs.get(area)).toMatchObject({ state: { found: { [new Date().toISOString().slice(0, 10)]: 0 } } });
  });
});
