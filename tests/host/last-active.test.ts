/** When people were last active, by product. */
import { afterEach, expect, test } from 'vitest';
import type { LastActiveAnswer } from '../../src/resolvers/last-active.ts';
import { call, start } from './local.ts';
import type { Local } from './local.ts';
import { BEGIN, transitioned } from './payloads.ts';
import { PEOPLE, PROJECTS } from './people.ts';

let local: Local | undefined;

afterEach(async () => {
  await local?.close();
  local = undefined;
});

const MINUTE = 60_000;

function liked(atlassianId: string, minutes: number): object {
  const content = { id: '77', type: 'page', title: 'Runbook', status: 'current', space: { id: 900, key: 'DOCS', name: 'Handbook' } };
  return { eventType: 'avi:confluence:liked:page', eventCreatedDate: new Date(BEGIN + minutes * MINUTE).toISOString(), atlassianId, content };
}

test('the newest record of each person in each product counts, packed or not', async () => {
  local = await start();
  for (let minutes = 0; minutes < 60; minutes += 1) await local.deliver(transitioned(PROJECTS.PAY, 1, minutes));
  await local.deliver(liked(PEOPLE.siteAdmin, 5));
  await local.tick('fiveMinute');
  await local.deliver(liked(PEOPLE.plainUser, 7));
  const accounts = [PEOPLE.plainUser, PEOPLE.siteAdmin, PEOPLE.payAdmin];
  const { ok } = await call<LastActiveAnswer>(local, 'lastActive', { accounts });
  expect(ok).toEqual({
    complete: true,
    people: [
      { account: PEOPLE.plainUser, products: { jira: BEGIN + 59 * MINUTE, confluence: BEGIN + 7 * MINUTE } },
      { account: PEOPLE.siteAdmin, products: { confluence: BEGIN + 5 * MINUTE } },
      { account: PEOPLE.payAdmin, products: {} },
    ],
  });
});
