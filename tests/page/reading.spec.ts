import { expect, test } from './stage';

test('an admin sees events, newest first, with names that are looked up', async ({ stage }) => {
  await stage.openLog();
  const times = await stage.rows.locator('time').evaluateAll((times) => times.map((time) => time.getAttribute('datetime') ?? ''));
  expect(times.length).toBeGreaterThan(10);
  expect(times).toEqual([...times].sort().reverse());
  await expect(stage.rows.locator('time').first()).toHaveAttribute('title', /UTC$/u);
  await stage.search('actorKind = person AND action = issue.transitioned');
  await expect(stage.rows.first().locator('.bone')).toHaveCount(0);
  await expect(stage.rows.first().getByRole('cell').nth(2)).toContainText(/\p{L}{2}/u);
  await expect(stage.rows.first().getByRole('cell').nth(5)).toContainText('→');
});

test('a row opens with its changes, its context and ways to go on', async ({ stage }) => {
  await stage.openLog();
  await stage.search('action = issue.transitioned');
  const first = stage.rows.first();
  const key = await first.locator('.subject-key').innerText();
  const expander = first.getByRole('button', { expanded: false });
  await expander.click();
  const detail = stage.app.locator('.detail');
  await expect(detail.getByRole('row', { name: /status/iu })).toBeVisible();
  await expect(detail).toContainText('Event ID');
  await expect(detail).toContainText('issue.transitioned');
  await detail.getByRole('button', { name: `Timeline of ${key}` }).click();
  await expect(stage.app.getByRole('heading', { name: new RegExp(key, 'u') }).first()).toBeVisible();
});

test('everything by a person is one click away', async ({ stage }) => {
  await stage.openLog();
  await stage.search('action = comment.created');
  await stage.rows.first().getByRole('button', { expanded: false }).click();
  await stage.app.getByRole('button', { name: /^Everything by/u }).click();
  await stage.settled();
  const names = await stage.rows.locator('[role=cell]:nth-child(3)').allInnerTexts();
  expect(new Set(names.map((name) => name.replace(/\s*inferred$/u, '').trim())).size).toBe(1);
});

test('scrolling down loads older events', async ({ stage }) => {
  await stage.openLog();
  const before = await stage.rows.last().getAttribute('aria-rowindex');
  await stage.rows.first().hover();
  // More than the first page that the functions give, however fast the wheel is turned.
  const goOn = async () => {
    await stage.page.mouse.wheel(0, 1500);
    return Number(await stage.rows.last().getAttribute('aria-rowindex'));
  };
  await expect.poll(goOn, { timeout: 20_000, intervals: [120] }).toBeGreaterThan(Number(before) + 150);
});

test('the order can be turned', async ({ stage }) => {
  await stage.openLog();
  await stage.app.getByRole('columnheader', { name: /^Time/u }).getByRole('button').click();
  await stage.settled();
  await expect(stage.query).toHaveValue('ORDER BY occurred ASC');
  const times = await stage.rows.locator('time').evaluateAll((times) => times.map((time) => time.getAttribute('datetime') ?? ''));
  expect(times).toEqual([...times].sort());
});

test('keys move, open, close and search, and can be switched off', async ({ stage }) => {
  await stage.openLog();
  await stage.app.locator('.rows').focus();
  await stage.page.keyboard.press('j');
  await stage.page.keyboard.press('j');
  await stage.page.keyboard.press('Enter');
  await expect(stage.rows.nth(1).getByRole('button', { expanded: true })).toBeVisible();
  await stage.page.keyboard.press('Escape');
  await expect(stage.rows.getByRole('button', { expanded: true })).toHaveCount(0);
  await stage.page.keyboard.press('/');
  await expect(stage.query).toBeFocused();
  await stage.page.keyboard.press('Escape');
  await expect(stage.query).not.toBeFocused();

  await stage.app.getByRole('button', { name: 'Keyboard shortcuts' }).click();
  await stage.app.getByRole('checkbox', { name: 'Use single-key shortcuts' }).uncheck();
  await stage.page.keyboard.press('Escape');
  await stage.app.locator('.rows').focus();
  await stage.page.keyboard.press('/');
  await expect(stage.query).not.toBeFocused();
  // The choice is kept for the person, who reads on in other tests.
  await stage.app.getByRole('button', { name: 'Keyboard shortcuts' }).click();
  await stage.app.getByRole('checkbox', { name: 'Use single-key shortcuts' }).check();
});
