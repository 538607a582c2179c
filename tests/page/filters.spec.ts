import { expect, test } from './stage';

test('by person, found by name', async ({ stage }) => {
  await stage.openLog();
  await stage.search('project = PAY AND action = issue.transitioned');
  const name = (await stage.rows.first().getByRole('cell').nth(2).locator('.clip').innerText()).trim();
  await stage.search('');
  await stage.filterButton('People').click();
  await stage.app.getByRole('textbox', { name: 'Find in People' }).fill(name);
  await stage.app.getByRole('checkbox', { name }).first().check();
  await stage.page.keyboard.press('Escape');
  await stage.settled();
  await expect(stage.app.getByRole('button', { name: `Remove filter Actor ${name}` })).toBeVisible();
  const names = await stage.rows.locator('[role=cell]:nth-child(3) .clip').allInnerTexts();
  expect(new Set(names)).toEqual(new Set([name]));
});

test('by project', async ({ stage }) => {
  await stage.openLog();
  await stage.filterButton('Projects and spaces').click();
  await stage.app.getByRole('checkbox', { name: 'Payments (PAY)' }).check();
  await stage.page.keyboard.press('Escape');
  await stage.settled();
  expect(await stage.rows.count()).toBeGreaterThan(0);
  expect(await stage.foreignIssues('PAY')).toEqual([]);
  await stage.app.getByRole('button', { name: 'Remove filter Project PAY' }).click();
  await stage.settled();
  await expect(stage.app.getByRole('list', { name: 'Filters' })).toHaveCount(0);
});

test('by action', async ({ stage }) => {
  await stage.openLog();
  await stage.filterButton('Actions').click();
  await stage.app.getByRole('textbox', { name: 'Find in Actions' }).fill('comment');
  await stage.app.getByRole('checkbox', { name: 'Comment created' }).check();
  await stage.page.keyboard.press('Escape');
  await stage.settled();
  const labels = await stage.rows.locator('.lozenge').allInnerTexts();
  expect(new Set(labels)).toEqual(new Set(['Comment created']));
});

test('by date: the last seven days, and days of the calendar', async ({ stage }) => {
  await stage.openLog();
  await stage.range.click();
  await stage.app.getByRole('button', { name: 'Last 7 days' }).click();
  await stage.settled();
  await expect(stage.range).toHaveText(/Last 7 days/u);
  await stage.search('ORDER BY occurred ASC');
  const oldest = await stage.rows.locator('time').first().getAttribute('datetime');
  expect(Date.parse(oldest ?? '')).toBeGreaterThan(Date.now() - 7.2 * 86_400_000);

  await stage.range.click();
  const days = stage.app.getByRole('gridcell').locator('visible=true').filter({ hasText: /^1$/u });
  await days.first().click();
  await stage.app.getByRole('button', { name: /^Apply/u }).click();
  await stage.settled();
  await expect(stage.range).toHaveText(/\p{L}+ 1, \d{4}/u);
});

test('a click on a cell shows only its value, with Alt it leaves it out', async ({ stage }) => {
  await stage.openLog();
  const lozenge = stage.rows.locator('.lozenge').first();
  const label = await lozenge.innerText();
  await lozenge.click({ modifiers: ['Alt'] });
  await stage.settled();
  await expect(stage.app.getByRole('button', { name: `Remove filter Action not ${label}` })).toBeVisible();
  expect(await stage.rows.locator('.lozenge').allInnerTexts()).not.toContain(label);
  await stage.app.getByRole('button', { name: 'Clear all' }).click();
  await stage.settled();
  await stage.rows.locator('.lozenge').first().click();
  await stage.settled();
  expect(new Set(await stage.rows.locator('.lozenge').allInnerTexts()).size).toBe(1);
});

test('filters come back with the address', async ({ stage }) => {
  await stage.openLog();
  await stage.filterButton('Projects and spaces').click();
  await stage.app.getByRole('checkbox', { name: 'Payments (PAY)' }).check();
  await stage.page.keyboard.press('Escape');
  await stage.settled();
  await stage.search('project = PAY AND action = issue.created');
  await stage.reload();
  await expect(stage.rows.first()).toBeVisible({ timeout: 20_000 });
  await expect(stage.query).toHaveValue('project = PAY AND action = issue.created');
  await expect(stage.app.getByRole('button', { name: 'Remove filter Project PAY' })).toBeVisible();
});
