/** Totals: how often each person, project, action ... occurs. */
import { expect, test, type Seat, type Stage } from './stage';

async function openTotals(stage: Stage, seat?: Seat) {
  await stage.openLog(seat);
  await stage.app.getByRole('navigation', { name: 'Pages' }).getByRole('button', { name: 'Totals' }).click();
  await stage.app.getByRole('button', { name: '90 days', exact: true }).click();
  await counted(stage);
}

async function counted(stage: Stage) {
  await expect(stage.app.locator('.totals tbody tr').first()).toBeVisible({ timeout: 20_000 });
  await expect(stage.app.locator('.gathered progress')).toHaveCount(0, { timeout: 20_000 });
  await stage.page.waitForTimeout(300);
}

async function totalBy(stage: Stage, field: string) {
  await stage.app.getByLabel('Total by').selectOption(field);
  await expect(stage.app.getByRole('columnheader', { name: field })).toBeVisible();
  await counted(stage);
}

const lines = (stage: Stage) => stage.app.locator('.totals tbody tr');
const numberOf = (text: string) => Number(text.replaceAll(',', ''));
const counts = (stage: Stage) => lines(stage).locator('td.number .link').allInnerTexts().then((texts) => texts.map(numberOf));

for (const field of ['Person', 'Project or space', 'Action', 'Issue', 'Changed field', 'Status change']) {
  test(`a total by ${field.toLowerCase()} is the number of events that a click on it shows`, async ({ stage }) => {
    await openTotals(stage);
    await totalBy(stage, field);
    const line = lines(stage).nth(1);
    const total = numberOf(await line.locator('td.number .link').innerText());
    await line.locator('td.number .link').click();
    expect(await stage.found()).toBe(total);
  });
}

test('totals are sorted by what is clicked, and found by their name', async ({ stage }) => {
  await openTotals(stage);
  await totalBy(stage, 'Action');
  const falling = await counts(stage);
  expect(falling).toEqual([...falling].sort((a, b) => b - a));
  await stage.app.getByRole('columnheader', { name: 'Events' }).getByRole('button').click();
  await expect(stage.app.getByRole('columnheader', { name: 'Events' })).toHaveAttribute('aria-sort', 'ascending');
  const rising = await counts(stage);
  // A long list has pages: the smallest come first of all, not the smallest of the first page.
  expect(rising).toEqual([...rising].sort((a, b) => a - b));
  expect(rising[0]).toBeLessThanOrEqual(falling.at(-1) ?? 0);
  await stage.app.getByRole('columnheader', { name: 'Action' }).getByRole('button').click();
  const names = await lines(stage).locator('.lozenge').allInnerTexts();
  expect(names).toEqual([...names].sort(new Intl.Collator('en').compare));
  await stage.app.getByLabel('Find in this list').fill('comment');
  await expect(stage.app.getByText(/^\d+ values? found$/u)).toBeVisible();
  for (const name of await lines(stage).locator('th').allInnerTexts()) expect(name.toLowerCase()).toContain('comment');
});

test('a long list has pages', async ({ stage }) => {
  await openTotals(stage);
  await totalBy(stage, 'Issue');
  await expect(lines(stage)).toHaveCount(50);
  const first = await lines(stage).first().locator('th').innerText();
  await stage.app.getByRole('button', { name: 'Next' }).click();
  await expect(stage.app.getByRole('navigation', { name: /^51–100 of/u })).toBeVisible();
  await expect(lines(stage).first().locator('th')).not.toHaveText(first);
});

test('totals are copied as CSV', async ({ stage, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await openTotals(stage);
  await totalBy(stage, 'Action');
  const shown = await counts(stage);
  await stage.app.locator('body').evaluate(() => {
    Object.defineProperty(navigator, 'clipboard', { configurable: true, value: { writeText: async (text: string) => void Object.assign(window, { copied: text }) } });
  });
  await stage.app.getByRole('button', { name: 'Copy as CSV' }).click();
  const csv = await stage.app.locator('body').evaluate(() => (window as unknown as { copied: string }).copied);
  const [head, ...rows] = csv.trim().split('\r\n');
  expect(head).toBe('Name,Id,Events,Share,Last event (UTC)');
  // The page has the first fifty; the text has all.
  expect(rows.slice(0, shown.length).map((row) => Number(row.split(',').at(2)))).toEqual(shown);
});

for (const theme of ['light', 'dark'] as const) {
  test(`axe finds nothing serious: totals, ${theme}`, async ({ stage }) => {
    await openTotals(stage, { theme });
    expect(await stage.seriousFaults()).toEqual([]);
  });
}
