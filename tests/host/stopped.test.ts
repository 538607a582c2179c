/** Whatever reads the past or what a product keeps of it, stopped after every single call: nothing is lost, nothing is told twice. */
import { describe, expect, test } from 'vitest';
import type { Event } from '../../src/generated/index.ts';
import { AuditSite } from './audit-site.ts';
import { call, start } from './local.ts';
import { at, histories, pastSite } from './past.ts';
import { pastWiki, writtenAt } from './past-wiki.ts';
import { BEGIN, transitioned } from './payloads.ts';
import { PEOPLE, PROJECTS } from './people.ts';
import { makeDue, polled } from './polled.ts';
import type { ProductRequest } from './products.ts';
import { stoppedEverywhere, told } from './stopped.ts';
import type { Work } from './stopped.ts';

const CALLS = ['storage', 'product'] as const;
const LIMIT_MS = 600_000;

/** All that a rebuilt or imported record says. */
const whole = ({ recorded: _, ...said }: Event) => said;

describe('the backfill, stopped after every call', () => {
  const work: Work = {
    functionKey: 'backfill',
    begin: () => {
      const [past, wiki] = [pastSite({ page: 8, entries: 20 }), pastWiki(2, PEOPLE.plainUser, { parts: true })];
      return start({ product: (request: ProductRequest) => wiki(request) ?? past.answer(request) });
    },
    run: (local) => call(local, 'backfillStart'),
    async goOn(local) {
      for (let hour = 0; hour < 6; hour += 1) {
        local.kvs.set('c:budget', { hour: 0, spent: 0 });
        for (const key of local.kvs.keys('b:job:')) {
          const { busyUntil: _, ...job } = local.kvs.get(key) as Record<string, unknown>;
          if (job['finishedAt'] !== undefined) return;
          local.kvs.set(key, job);
        }
        makeDue(local, []);
        await local.tick('hour');
        await local.idle();
      }
    },
    rows: (local) => told(local, 'provenance = backfill', whole),
  };
  test.each(CALLS)('of %s', async (on) => expect(await stoppedEverywhere(on, work)).toBeGreaterThan(10), LIMIT_MS);
});

describe('reconciliation, stopped after every call', () => {
  const AREA = 'issue-history';
  const work: Work = {
    functionKey: 'poll',
    async begin() {
      const local = await start({ product: pastSite({ page: 8, entries: 20 }).answer });
      makeDue(local, [AREA]);
      local.kvs.set(`c:${AREA}`, { state: { since: at(6, 45), found: {} }, polled: 0 });
      // One of the changes was seen, without its number.
      await local.deliver({
        eventType: 'avi:jira:updated:issue',
        timestamp: String((histories(7)[0]?.created ?? 0) + 700),
        atlassianId: PEOPLE.payAdmin,
        issue: { id: '20007', key: 'PAY-7', fields: { project: PROJECTS.PAY } },
        changelog: { items: histories(7)[0]?.items },
      });
      return local;
    },
    run: (local) => local.tick('hour'),
    goOn: (local) => polled(local, [AREA]),
    rows: (local) => told(local, 'issue IS NOT EMPTY', whole),
  };
  test.each(CALLS)('of %s', async (on) => expect(await stoppedEverywhere(on, work)).toBeGreaterThan(5), LIMIT_MS);
});

describe('reading audit logs, stopped after every call', () => {
  const LOGS = ['jira-audit', 'confluence-audit'];
  // Not so long ago that the first run would not look for live events; the same in all runs.
  const began = Date.now() - 40 * 60_000;
  const work: Work = {
    functionKey: 'poll',
    async begin() {
      const site = new AuditSite();
      for (const n of [1, 2, 3]) site.tellJira({ at: began + n * 60_000, summary: 'Workflow updated', id: `flow ${n}`, by: PEOPLE.siteAdmin });
      site.tellJira({ at: began - 400 * 86_400_000, summary: 'Workflow created', id: 'old', by: PEOPLE.payAdmin });
      site.tellJira({ at: began + 300, summary: 'Project updated', kind: 'PROJECT', id: PROJECTS.PAY.id, by: PEOPLE.payAdmin });
      site.tellConfluence({ at: began + 5_000, summary: 'Space configuration updated', by: PEOPLE.docsAdmin });
      const local = await start({ product: site.answer });
      makeDue(local, LOGS);
      await local.deliver({ eventType: 'avi:jira:updated:project', timestamp: String(began), project: { ...PROJECTS.PAY, projectTypeKey: 'software' } });
      return local;
    },
    run: (local) => local.tick('hour'),
    async goOn(local) {
      await polled(local, LOGS);
      await local.tick('fiveMinute');
    },
    rows: (local) => told(local, 'product != app', whole),
  };
  test.each(CALLS)('of %s', async (on) => expect(await stoppedEverywhere(on, work)).toBeGreaterThan(3), LIMIT_MS);
});

describe('reading the list of ended projects, stopped after every call', () => {
  const AREA = 'ended-projects';
  const began = Date.now() - 40 * 60_000;
  const ended = (project: { id: string; key: string }, how: 'archived' | 'deleted') => ({ ...project, [`${how}By`]: { accountId: PEOPLE.payAdmin }, [`${how}Date`]: new Date(began + 900).toISOString() });
  const work: Work = {
    functionKey: 'poll',
    async begin() {
      const values = { archived: [ended(PROJECTS.PAY, 'archived')], deleted: [ended(PROJECTS.OPS, 'deleted')] };
      const answer = (request: ProductRequest) => {
        if (request.path.includes('auditing')) return Response.json({}, { status: 403 });
        if (!request.path.startsWith('/rest/api/3/project/search')) return new AuditSite().answer(request);
        return Response.json({ values: request.path.includes('status=archived') ? values.archived : values.deleted, isLast: true });
      };
      const local = await start({ product: answer });
      // One of them was told live, without who did it; the audit log cannot be read.
      await local.deliver({ eventType: 'avi:jira:archived:project', timestamp: String(began), project: { ...PROJECTS.PAY, projectTypeKey: 'software' } });
      await polled(local, ['jira-audit']);
      makeDue(local, [AREA]);
      return local;
    },
    run: (local) => local.tick('hour'),
    async goOn(local) {
      await polled(local, [AREA]);
      await local.tick('fiveMinute');
    },
    rows: (local) => told(local, 'actionFamily = project', whole),
  };
  test.each(CALLS)('of %s', async (on) => expect(await stoppedEverywhere(on, work)).toBeGreaterThan(1), LIMIT_MS);
});

describe('reconciliation of Confluence, stopped after every call', () => {
  const AREA = 'content-history';
  const since = writtenAt(2, 0);
  const work: Work = {
    functionKey: 'poll',
    async begin() {
      const wiki = pastWiki(3, PEOPLE.plainUser, { parts: true });
      const local = await start({ product: (request: ProductRequest) => wiki(request) ?? pastSite().answer(request) });
      makeDue(local, [AREA]);
      local.kvs.set(`c:${AREA}`, { state: { from: since, since, found: {} }, polled: 0 });
      // One of the versions was seen as it was written.
      await local.deliver({
        eventType: 'avi:confluence:updated:page',
        eventCreatedDate: new Date(writtenAt(3, 3) + 900).toISOString(),
        atlassianId: PEOPLE.plainUser,
        content: { id: '3', type: 'page', title: 'Page 3', space: { id: 98305, key: 'DOCS', name: 'Documents' }, version: { number: 3 } },
      });
      return local;
    },
    run: (local) => local.tick('hour'),
    async goOn(local) {
      for (let hour = 0; hour < 5; hour += 1) await polled(local, [AREA]);
    },
    rows: (local) => told(local, 'product = confluence', whole),
  };
  test.each(CALLS)('of %s', async (on) => expect(await stoppedEverywhere(on, work)).toBeGreaterThan(5), LIMIT_MS);
});

describe('retention, stopped after every call', () => {
  const DAYS_MINUTES = 24 * 60;
  const age = Math.ceil((Date.now() - BEGIN) / 86_400_000);
  const work: Work = {
    functionKey: 'sweep',
    async begin() {
      const local = await start();
      // A whole month that goes, one of which a part goes, and one that stays.
      for (const [n, days] of [200, 199, 51, 49, 1, 0].entries()) await local.deliver(transitioned(PROJECTS.PAY, n + 1, -days * DAYS_MINUTES));
      await local.tick('fiveMinute');
      local.kvs.set('c:retention', { days: age + 50 });
      return local;
    },
    run: (local) => local.tick('day'),
    goOn: (local) => local.tick('day'),
    async rows(local) {
      const { body } = local.kvs.get('root', 'catalogue') as { body: string };
      const { dropped } = JSON.parse(body) as { dropped: Record<string, number> };
      return [...(await told(local, '', whole)), JSON.stringify(Object.values(dropped).reduce((sum, count) => sum + count))];
    },
  };
  test('of storage', async () => {
    expect(await stoppedEverywhere('storage', work)).toBeGreaterThan(3);
    const local = await work.begin();
    await work.run(local);
    expect(await told(local, 'actionFamily = issue', ({ subject }) => subject.key)).toEqual(['"PAY-4"', '"PAY-5"', '"PAY-6"']);
    await local.close();
  }, LIMIT_MS);
});
