/** What Jira tells of twice is one row, with who did it; at once and after packing. */
import { afterEach, describe, expect, test } from 'vitest';
import type { Event } from '../../src/generated/index.ts';
import { call, rowsOf, start } from './local.ts';
import type { Local } from './local.ts';
import { attachmentDeleted, changed, linkMade, transitioned } from './payloads.ts';
import { PEOPLE, PROJECTS } from './people.ts';

let local: Local | undefined;

afterEach(async () => {
  await local?.close();
  local = undefined;
});

const SOON = 0;
const linkItem = (text: string, key: string) => ({ field: 'Link', fieldId: 'issuelinks', from: null, fromString: null, to: key, toString: text });
const near = changed(PROJECTS.PAY, 1, SOON, [linkItem('This issue blocks PAY-2', 'PAY-2')]);
const far = changed(PROJECTS.PAY, 2, SOON, [linkItem('This issue is blocked by PAY-1', 'PAY-1')]);
const link = linkMade(PROJECTS.PAY, 1, 2, SOON);
const inferred = { accountId: PEOPLE.plainUser, certainty: 'inferred', inferredFrom: "the issue's own change" };

const told = (rows: Event[]) => rows.map((row) => row.action);

describe('records that tell of the same thing', () => {
  test.each([
    ['the link first', [link, near, far]],
    ['the link last', [far, near, link]],
  ])('are one row, beside that of the issue at the other end: %s', async (_, events) => {
    local = await start();
    for (const event of events) await local.deliver(event);
    const before = await rowsOf(local, '');
    await local.tick('fiveMinute');
    const after = await rowsOf(local, '');
    for (const rows of [before, after]) {
      expect(told(rows).sort()).toEqual(['issue.updated', 'link.created']);
      const [made] = rows.filter(({ action }) => action === 'link.created');
      expect(made).toMatchObject({ actor: inferred, subject: { parent: { key: 'PAY-1' } }, container: { key: 'PAY' } });
      expect(rows.filter(({ subject }) => subject.key === 'PAY-2')).toHaveLength(1);
    }
    expect(local.kvs.keys('w:')).toEqual([]);
    // The platform delivers one of them again.
    await local.deliver(near);
    await local.tick('fiveMinute');
    expect(await rowsOf(local, '')).toEqual(after);
  });

  test('wait for each other, and are seen meanwhile', async () => {
    local = await start();
    await local.deliver(transitioned(PROJECTS.PAY, 9, SOON));
    await local.deliver(attachmentDeleted('70', 1, SOON));
    await local.tick('fiveMinute');
    expect(local.kvs.keys('w:')).toHaveLength(1);
    expect(await rowsOf(local, 'action = attachment.deleted')).toMatchObject([{ actor: { certainty: 'unknown' } }]);

    const item = { field: 'Attachment', fieldId: 'Attachment', from: '70', fromString: 'a.png', to: null, toString: null };
    await local.deliver(changed(PROJECTS.PAY, 1, SOON, [item]));
    await local.tick('fiveMinute');
    expect(local.kvs.keys('w:')).toEqual([]);
    const rows = await rowsOf(local, '');
    expect(told(rows).sort()).toEqual(['attachment.deleted', 'issue.transitioned']);
    expect(rows.find((row) => row.action === 'attachment.deleted')?.actor).toMatchObject(inferred);
    const status = await call<{ rows: number }>(local, 'status');
    expect(status.ok?.rows).toBe(2);
  });

  test('are as many as 1,000 changes of one bulk edit', async () => {
    local = await start({ workers: 4 });
    const numbers = Array.from({ length: 1_000 }, (_, n) => n + 1);
    const target = local;
    await Promise.all(numbers.map((n) => target.deliver(transitioned(PROJECTS.PAY, n, SOON))));
    await local.tick('fiveMinute');
    const status = await call<{ rows: number; writeAhead: number }>(local, 'status');
    expect(status.ok).toMatchObject({ rows: 1_000, writeAhead: 0 });
  });
});
