import { expect, PEOPLE, test, type Stage } from './stage';

async function changeStatus(stage: Stage) {
  const board = await stage.board('PAY');
  const issue = board.find(({ transitions }) => (transitions?.length ?? 0) > 0);
  const transition = issue?.transitions?.[0];
  if (!issue || !transition) throw new Error('no issue of PAY can change its status');
  await stage.act({ as: PEOPLE.projectAdmin, do: 'transition', issue: issue.key, transition: transition.id });
  return issue;
}

test('a status change made elsewhere is here within five seconds', async ({ stage }) => {
  await stage.openLog();
  const newest = await stage.rows.first().getAttribute('data-event');
  const issue = await changeStatus(stage);
  const started = Date.now();
  const row = stage.rows.filter({ hasText: issue.key }).filter({ hasText: 'Status' }).first();
  await expect.poll(async () => (await stage.rows.first().getAttribute('data-event')) !== newest, { timeout: 5000, intervals: [100] }).toBe(true);
  await expect(row).toBeVisible({ timeout: Math.max(1, 5000 - (Date.now() - started)) });
});

test('while a row is read it stays where it is, and new events wait behind a pill', async ({ stage }) => {
  await stage.openLog();
  await expect(stage.app.locator('.summary-count')).toBeVisible({ timeout: 30_000 });
  await stage.rows.nth(1).getByRole('button', { expanded: false }).click();
  const newest = await stage.rows.first().getAttribute('data-event');
  const open = stage.app.locator('.row.is-open');
  const place = (await open.boundingBox())!.y;
  await changeStatus(stage);
  const pill = stage.app.getByRole('button', { name: /new events?$/u });
  await expect(pill).toBeVisible({ timeout: 10_000 });
  expect(Math.abs((await open.boundingBox())!.y - place)).toBeLessThan(3);
  await pill.click();
  await expect.poll(() => stage.rows.first().getAttribute('data-event')).not.toBe(newest);
  await expect(pill).toHaveCount(0);
});

test('a malformed event is shown as unreadable, with its payload', async ({ stage }) => {
  await stage.openLog();
  const mark = `mark-${Date.now()}`;
  await stage.emit({ eventType: 'avi:jira:updated:issue', atlassianId: PEOPLE.siteAdmin, mark });
  await stage.page.waitForTimeout(2000);
  await stage.search('action = payload.unreadable');
  await expect(stage.rows.first()).toContainText('Could not be read');
  await stage.rows.first().getByRole('button', { expanded: false }).click();
  await expect(stage.app.locator('.raw').first()).toContainText(mark);
});

test('a full admin sees how much is kept, and packs', async ({ stage }) => {
  await stage.openLog();
  await expect(stage.app.locator('.log-status')).toContainText(/[\d,]+ events? kept/u);
  await changeStatus(stage);
  await stage.openLog();
  await stage.app.getByRole('button', { name: 'Pack now' }).click();
  await expect(stage.app.locator('.log-status')).toContainText(/events? packed/u, { timeout: 25_000 });
});
