/** What could make the log lose something, or tell it wrongly: order, repetition, keys that come again, clocks, size. */
import { afterEach, describe, expect, test } from 'vitest';
import type { Event } from '../../src/generated/index.ts';
import type { EventsAnswer } from '../../src/reading.ts';
import { call, query, rowsOf, start } from './local.ts';
import type { Local } from './local.ts';
import { at, pastSite } from './past.ts';
import { BEGIN, changed, transitioned } from './payloads.ts';
import { EXTENSIONS, PEOPLE, PROJECTS } from './people.ts';
import type { ProductRequest } from './products.ts';

let local: Local | undefined;

afterEach(async () => {
  await local?.close();
  local = undefined;
});

const minute = (n: number) => String(BEGIN + n * 60_000);

/** An issue event, with what it says of the issue. */
function issueEvent(verb: 'created' | 'deleted', minutes: number, issue: { id: string; key: string; summary: string; project?: object }) {
  const { id, key, summary, project = PROJECTS.PAY } = issue;
  return {
    eventType: `avi:jira:${verb}:issue`,
    timestamp: minute(minutes),
    atlassianId: PEOPLE.plainUser,
    issue: { id, key, fields: { summary, project, issuetype: { id: '10001', name: 'Task' }, status: { id: '1', name: 'To Do', statusCategory: { key: 'new' } } } },
  };
}

const retitled = (from: string, to: string, more: object = {}) => ({ field: 'summary', fieldId: 'summary', fieldtype: 'jira', from: null, fromString: from, to: null, toString: to, ...more });

const told = (rows: Event[]) => rows.map(({ action, subject }) => `${action} ${subject.id}`);

/** The same answer while events wait and after they are packed. */
async function waitingAndPacked(target: Local, jql: string, look: (rows: Event[]) => void): Promise<void> {
  look(await rowsOf(target, jql));
  await target.tick('fiveMinute');
  look(await rowsOf(target, jql));
}

describe('order and repetition', () => {
  test('events that come in the reverse order are rows in the order in which they happened', async () => {
    local = await start();
    const issue = { id: '20001', key: 'PAY-1', summary: 'First' };
    const events = [
      issueEvent('created', 0, issue),
      changed(PROJECTS.PAY, 1, 1, [retitled('First', 'Second')]),
      changed(PROJECTS.PAY, 1, 2, [retitled('Second', 'Third')]),
      issueEvent('deleted', 3, { ...issue, summary: 'Third' }),
    ];
    for (const event of events.toReversed()) {
      await local.deliver(event);
      await local.tick('fiveMinute');
    }
    const rows = await rowsOf(local, 'issue = PAY-1 ORDER BY occurred ASC');
    expect(rows.map(({ action }) => action)).toEqual(['issue.created', 'issue.updated', 'issue.updated', 'issue.deleted']);
  });

  test('two changes of one issue in the same millisecond are two rows', async () => {
    local = await start();
    await local.deliver(changed(PROJECTS.PAY, 1, 0, [retitled('First', 'Second')]));
    await local.deliver(changed(PROJECTS.PAY, 1, 0, [retitled('Second', 'Third')]));
    await waitingAndPacked(local, 'issue = PAY-1', (rows) => expect(rows).toHaveLength(2));
  });

  test('of two events that tell of one assignment neither takes away what the other says, in any order', async () => {
    const assignee = { field: 'assignee', fieldId: 'assignee', fieldtype: 'jira', from: null, fromString: null, to: PEOPLE.payAdmin, toString: 'Made Up' };
    const updated = { ...transitioned(PROJECTS.PAY, 1, 0), changelog: { id: '900', items: [assignee, retitled('First', 'Second')] } };
    const { atlassianId: _, ...nameless } = updated;
    const assigned = { ...nameless, eventType: 'avi:jira:assigned:issue', changelog: { id: '900', items: [assignee] } };
    for (const isPackedBetween of [false, true]) {
      for (const [first, second] of [[updated, assigned], [assigned, updated]]) {
        const target = await start();
        await target.deliver(first as object);
        if (isPackedBetween) await target.tick('fiveMinute');
        await target.deliver(second as object);
        await waitingAndPacked(target, 'issue = PAY-1', (rows) => {
          expect(rows).toMatchObject([{ actor: { accountId: PEOPLE.plainUser, certainty: 'stated' } }]);
          expect(rows[0]?.changes?.map(({ field }) => field).sort()).toEqual(['assignee', 'summary']);
        });
        await target.close();
      }
    }
  });
});

describe('keys that come again, change and move', () => {
  test('an issue that is made anew under the key of a deleted one is another issue', async () => {
    local = await start();
    await local.deliver(issueEvent('created', 0, { id: '20001', key: 'PAY-1', summary: 'The old one' }));
    await local.deliver(issueEvent('deleted', 1, { id: '20001', key: 'PAY-1', summary: 'The old one' }));
    await local.tick('fiveMinute');
    await local.deliver(issueEvent('created', 2, { id: '30001', key: 'PAY-1', summary: 'The new one' }));
    await local.deliver({ eventType: 'avi:jira:deleted:issue', timestamp: minute(3), atlassianId: PEOPLE.plainUser, issue: { id: '30001', key: 'PAY-1', fields: { project: PROJECTS.PAY } } });
    await waitingAndPacked(local, 'issue = PAY-1 ORDER BY occurred ASC', (rows) =>
      expect(told(rows)).toEqual(['issue.created 20001', 'issue.deleted 20001', 'issue.created 30001', 'issue.deleted 30001']),
    );
    const last = (await rowsOf(local, 'issue = PAY-1 AND action = issue.deleted')).find(({ subject }) => subject.id === '30001');
    expect(last?.subject.title).toBe('The new one');
  });

  test('what happened under an old key of a project is found in the project, by its administrators too', async () => {
    local = await start();
    await local.deliver(transitioned(PROJECTS.PAY, 1, 0));
    await local.tick('fiveMinute');
    const renamed = { ...PROJECTS.PAY, key: 'MONEY', name: 'Money' };
    await local.deliver({ eventType: 'avi:jira:updated:project', timestamp: minute(1), atlassianId: PEOPLE.siteAdmin, project: { ...renamed, projectTypeKey: 'software' } });
    await local.deliver(transitioned(renamed as never, 2, 2));
    await waitingAndPacked(local, 'actionFamily = issue', (rows) => expect(rows.map(({ subject }) => subject.key).sort()).toEqual(['MONEY-2', 'PAY-1']));
    const own = await call<EventsAnswer>(local, 'events', query('actionFamily = issue'), { module: 'jira-project', person: 'payAdmin', extension: EXTENSIONS.PAY });
    expect(own.ok?.rows.map(({ subject }) => subject.key).sort(), JSON.stringify(own.error)).toEqual(['MONEY-2', 'PAY-1']);
  });

  test('an issue that moves is seen in each project for the time in which it was there', async () => {
    local = await start();
    await local.deliver(issueEvent('created', 0, { id: '20001', key: 'PAY-1', summary: 'Movable' }));
    const key = { field: 'Key', fieldtype: 'jira', from: null, fromString: 'PAY-1', to: null, toString: 'OPS-9' };
    const project = { field: 'project', fieldId: 'project', fieldtype: 'jira', from: PROJECTS.PAY.id, fromString: 'Payments', to: PROJECTS.OPS.id, toString: 'Operations' };
    const moved = { ...transitioned(PROJECTS.OPS, 1, 1), jiraEventTypeName: 'issue_moved', changelog: { items: [key, project] } };
    await local.deliver({ ...moved, issue: { ...moved.issue, id: '20001', key: 'OPS-9' } });
    await local.deliver({ ...transitioned(PROJECTS.OPS, 1, 2), issue: { ...moved.issue, id: '20001', key: 'OPS-9' } });
    await waitingAndPacked(local, 'issue = 20001 ORDER BY occurred ASC', (rows) =>
      expect(rows.map(({ action, container }) => `${action} ${container?.key}`)).toEqual(['issue.created PAY', 'issue.moved OPS', 'issue.transitioned OPS']),
    );
    const ofPay = await call<EventsAnswer>(local, 'events', query(''), { module: 'jira-project', person: 'payAdmin', extension: EXTENSIONS.PAY });
    expect(ofPay.ok?.rows.filter(({ action }) => action.startsWith('issue.')).map(({ action }) => action)).toEqual(['issue.created']);
  });

  test('somebody who is erased stays one person in the log: by account, without a name', async () => {
    local = await start();
    await local.deliver(transitioned(PROJECTS.PAY, 1, 0));
    await local.deliver({ eventType: 'avi:jira:deleted:user', timestamp: minute(1), user: { accountId: PEOPLE.plainUser, accountType: 'atlassian', displayName: 'Former user', active: false } });
    await waitingAndPacked(local, `actor = "${PEOPLE.plainUser}"`, (rows) => expect(rows.map(({ subject }) => subject.key)).toContain('PAY-1'));
    const kept = JSON.stringify(local.kvs.keys('').map((name) => local?.kvs.get(name)));
    expect(kept).not.toContain('Former user');
    expect(await rowsOf(local, 'action = person.deleted')).toMatchObject([{ subject: { id: PEOPLE.plainUser } }]);
  });
});

describe('clocks', () => {
  test.each([
    ['in 1970', 0],
    ['in seconds in place of milliseconds', Math.floor(BEGIN / 1_000)],
    ['of tomorrow', Date.now() + 86_400_000],
    ['of the year 2250', Date.UTC(2250, 0, 1)],
  ])('an event with a time %s is a row, beside others', async (_, time) => {
    local = await start();
    await local.deliver({ ...transitioned(PROJECTS.PAY, 1, 0), timestamp: String(time) });
    await local.deliver(transitioned(PROJECTS.PAY, 2, 0));
    await waitingAndPacked(local, 'action = issue.transitioned', (rows) => {
      expect(rows.map(({ subject }) => subject.key).sort()).toEqual(['PAY-1', 'PAY-2']);
      expect(rows.find(({ subject }) => subject.key === 'PAY-1')?.occurred).toBe(time);
    });
  });

  test.each(['', 'soon', '1e400', '-99999999999999999', null])('an event whose time is %j is a row', async (timestamp) => {
    local = await start();
    const begun = Date.now();
    await local.deliver({ ...transitioned(PROJECTS.PAY, 1, 0), timestamp });
    await waitingAndPacked(local, 'issue = PAY-1', (rows) => {
      expect(rows).toHaveLength(1);
      expect(rows[0]?.recorded).toBeGreaterThanOrEqual(begun);
    });
  });
});

describe('size', () => {
  test('1,000 changes of one update are one row with all of them', async () => {
    local = await start();
    const items = Array.from({ length: 1_000 }, (_, n) => ({ field: `Field ${n}`, fieldId: `customfield_${20_000 + n}`, fieldtype: 'custom', from: null, fromString: `before ${n}`, to: null, toString: `after ${n}` }));
    await local.deliver(changed(PROJECTS.PAY, 1, 0, items));
    await waitingAndPacked(local, 'issue = PAY-1', (rows) => {
      expect(rows).toHaveLength(1);
      expect(rows[0]?.changes).toHaveLength(1_000);
    });
    expect(await rowsOf(local, 'changedField = "Field 999"')).toHaveLength(1);
  });

  test('what is longer than an event may be is found in the history, and kept whole though it is longer than a value of the store', async () => {
    // Every word is another one, so that what is kept can be told to be whole.
    const words = Array.from({ length: 60_000 }, (_, n) => `word${n}`).join(' ');
    const author = { accountId: PEOPLE.plainUser };
    const comment = { id: '82', author, updateAuthor: author, body: words, created: new Date(at(2, 20)).toISOString(), updated: new Date(at(2, 20)).toISOString() };
    const spoil = ({ path }: ProductRequest) => (path.includes('/issue/20002/comment') ? Response.json({ startAt: 0, total: 1, comments: [comment] }) : undefined);
    local = await start({ product: pastSite({ spoil }).answer });
    const event = { eventType: 'avi:jira:commented:issue', timestamp: String(at(2, 20)), atlassianId: PEOPLE.plainUser, issue: { id: '20002', key: 'PAY-2', fields: { project: PROJECTS.PAY } }, comment };
    expect(await local.deliver(event)).toMatchObject({ result: 'too-large' });
    await call(local, 'backfillStart');
    await local.idle();
    const rows = await rowsOf(local, 'action = comment.created AND issue = PAY-2');
    expect(rows).toMatchObject([{ problem: expect.stringContaining('too long for one value'), actor: { accountId: PEOPLE.plainUser } }]);
    const pieces = local.kvs.keys('p:').sort((a, b) => Number(a.split(':')[2]) - Number(b.split(':')[2]));
    const whole = pieces.map((name) => (local?.kvs.get(name) as { text: string }).text).join('');
    expect((JSON.parse(whole) as Event).content?.[0]?.text).toBe(words);
  });
});
