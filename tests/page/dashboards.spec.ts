/** Dashboards: numbers that can be checked against the log, and that open the events behind them. */
import { expect, PEOPLE, test, type Seat, type Stage } from './stage';

/** Opens the dashboards, with a period, and waits until everything is counted. */
async function openBoards(stage: Stage, period = '90 days', seat?: Seat) {
  await stage.openLog(seat);
  await stage.app.getByRole('navigation', { name: 'Pages' }).getByRole('button', { name: 'Dashboards' }).click();
  await stage.app.getByRole('button', { name: period, exact: true }).click();
  await expect(stage.app.getByRole('button', { name: period, exact: true })).toHaveAttribute('aria-pressed', 'true');
  await counted(stage);
}

/** Waits until nothing is counted any more. */
async function counted(stage: Stage) {
  await expect(stage.app.locator('.tile strong').first()).toBeVisible({ timeout: 20_000 });
  await expect(stage.app.locator('.gathered progress')).toHaveCount(0, { timeout: 20_000 });
  await stage.page.waitForTimeout(300);
}

const numberOf = (text: string) => Number(/[\d,.]+/u.exec(text)?.[0].replaceAll(',', ''));

/** The number on a tile. */
async function tile(stage: Stage, name: string) {
  return numberOf(await stage.app.locator('.tile', { hasText: name }).first().locator('strong').innerText());
}

test('the number of deletions is the number of events that a click on it shows', async ({ stage }) => {
  await openBoards(stage);
  const removed = await tile(stage, 'Deleted or removed');
  expect(removed).toBeGreaterThan(5);
  await stage.app.locator('.tile', { hasText: 'Deleted or removed' }).getByRole('button').click();
  expect(await stage.found()).toBe(removed);
  await expect(stage.rows.first()).toBeVisible();
});

test('what is not captured says so, and leads to where it is found', async ({ stage }) => {
  await openBoards(stage, '30 days');
  const tile = stage.app.locator('.tile', { hasText: 'Sign-ins' });
  await expect(tile).toContainText('Not captured');
  await tile.getByRole('button', { name: 'Where to find them' }).click();
  await expect(stage.app.getByText(/find logins at admin\.atlassian\.com/u)).toBeVisible({ timeout: 20_000 });
});

test('a bar opens the events of its day, also by keyboard', async ({ stage }) => {
  await openBoards(stage);
  const bars = stage.app.locator('.bar-target');
  await expect(bars).toHaveCount(90);
  await bars.nth(0).focus();
  await stage.page.keyboard.press('End');
  for (let step = 0; step < 10; step += 1) await stage.page.keyboard.press('ArrowLeft');
  const label = (await stage.app.locator('.bar-target:focus').getAttribute('aria-label')) ?? '';
  const day = /: ([\d,]+) event/u.exec(label)?.[1] ?? '';
  expect(numberOf(day)).toBeGreaterThan(0);
  await stage.page.keyboard.press('Enter');
  expect(await stage.found()).toBe(numberOf(day));
});

test('an hour of the week opens its events, and so does a person', async ({ stage }) => {
  await openBoards(stage, '30 days');
  const cell = stage.app.locator('.heat td button.heat-6').first();
  const label = (await cell.getAttribute('aria-label')) ?? '';
  await cell.click();
  expect(await stage.found()).toBe(numberOf(label.slice(label.lastIndexOf(':'))));

  await stage.app.getByRole('navigation', { name: 'Pages' }).getByRole('button', { name: 'Dashboards' }).click();
  await expect(stage.app.getByRole('button', { name: '30 days', exact: true })).toHaveAttribute('aria-pressed', 'true');
  await counted(stage);
  const person = stage.app.getByRole('list', { name: 'Most active people' }).getByRole('button').nth(1);
  const events = numberOf(await person.locator('.number').first().innerText());
  await person.click();
  expect(await stage.found()).toBe(events);
});

test('the parts add up: days, hours and kinds are the same events', async ({ stage }) => {
  await openBoards(stage);
  const all = await tile(stage, 'Events');
  const sum = async (selector: string, pattern: RegExp) => {
    const labels = await stage.app.locator(selector).evaluateAll((elements) => elements.map((element) => element.getAttribute('aria-label') ?? ''));
    return labels.reduce((sum, label) => sum + Number((pattern.exec(label)?.[1] ?? '0').replaceAll(',', '')), 0);
  };
  expect(await sum('.bar-target', /: ([\d,]+) event/u)).toBe(all);
  expect(await sum('.heat td button', /: ([\d,]+) event/u)).toBe(all);
});

test('a query narrows the dashboard, and the address keeps both', async ({ stage }) => {
  await openBoards(stage);
  const all = await tile(stage, 'Events');
  await stage.query.fill('project = PAY');
  await stage.query.press('Enter');
  await expect.poll(() => tile(stage, 'Events')).toBeLessThan(all);
  await counted(stage);
  const narrowed = await tile(stage, 'Events');
  const places = stage.app.getByRole('list', { name: 'Where' }).getByRole('button');
  await expect(places).toHaveCount(1);
  await expect(places).toContainText('Payments');
  await stage.app.locator('.tile', { hasText: 'Events' }).first().getByRole('button').click();
  expect(await stage.found()).toBe(narrowed);
  await expect(stage.query).toContainText('project = PAY');
});

test('a year is answered, in weeks', async ({ stage }) => {
  await openBoards(stage, '12 months');
  await expect(stage.app.getByRole('heading', { name: /^Events per week/u })).toBeVisible({ timeout: 20_000 });
  const weeks = await stage.app.locator('.bar-target').count();
  expect(weeks).toBeGreaterThan(51);
  expect(weeks).toBeLessThan(55);
  expect(await tile(stage, 'Events')).toBeGreaterThan(100);
});

test('who administers a project sees a dashboard of it alone', async ({ stage }) => {
  await openBoards(stage, '90 days', { module: 'jira-project', project: 'PAY', as: PEOPLE.projectAdmin });
  const all = await tile(stage, 'Events');
  expect(all).toBeGreaterThan(20);
  await expect(stage.app.getByRole('navigation', { name: 'Pages' }).getByRole('button', { name: 'Coverage' })).toHaveCount(0);
  await stage.app.locator('.tile', { hasText: 'Events' }).first().getByRole('button').click();
  expect(await stage.found()).toBe(all);
  expect(await stage.foreignIssues('PAY')).toEqual([]);
});

for (const theme of ['light', 'dark'] as const) {
  test(`axe finds nothing serious: dashboards, ${theme}`, async ({ stage }) => {
    await openBoards(stage, '30 days', { theme });
    expect(await stage.seriousFaults()).toEqual([]);
  });
}
