/** People: who did how much, everything about one of them, and who did nothing. */
import { expect, PEOPLE, test, type Stage } from './stage';

test.describe.configure({ timeout: 120_000 });

const table = (stage: Stage) => stage.app.getByRole('table', { name: 'People', exact: true });
const people = (stage: Stage) => table(stage).getByRole('rowheader');

async function open(stage: Stage, theme?: 'light' | 'dark') {
  await stage.openLog(theme && { theme });
  await stage.goTo('People');
  await expect(people(stage).first()).toBeVisible({ timeout: 20_000 });
  await expect(stage.app.locator('.gathered progress')).toHaveCount(0, { timeout: 20_000 });
}

const numberOf = (text: string) => Number(text.replace(/[^\d]/gu, ''));

test('the number of events of a person is what the log shows of them', async ({ stage }) => {
  await open(stage);
  const row = table(stage).getByRole('row').nth(1);
  const count = numberOf(await row.locator('.number').innerText());
  const name = (await row.getByRole('rowheader').innerText()).split('\n')[0] ?? '';
  expect(count).toBeGreaterThan(0);
  await row.getByRole('button').click();
  await expect(stage.app.getByRole('heading', { level: 2, name })).toBeVisible();
  await expect(stage.app.getByRole('heading', { name: /^By product/u })).toBeVisible();
  // Whoever looks at the log adds to it.
  expect(numberOf(await stage.app.getByRole('heading', { name: /^By product/u }).innerText())).toBeGreaterThanOrEqual(count);

  await stage.app.getByRole('list', { name: 'What they did most' }).getByRole('button').first().click();
  await expect(stage.rows.first()).toContainText(name);
});

test('people are found by name and sorted, and a profile is in the address', async ({ stage }) => {
  await open(stage);
  const first = (await people(stage).first().innerText()).split('\n')[0] ?? '';
  await stage.app.getByRole('searchbox', { name: 'Find by name' }).fill(first);
  await expect(people(stage).first()).toContainText(first);
  await stage.app.getByRole('searchbox', { name: 'Find by name' }).fill('');
  await table(stage).getByRole('button', { name: /^Person/u }).click();
  await stage.page.waitForTimeout(500);
  const names = (await people(stage).allInnerTexts()).map((text) => text.split('\n')[0] ?? '').filter((name) => name !== 'Former user');
  expect(names).toEqual([...names].sort(new Intl.Collator('en-US').compare));
  await people(stage).first().getByRole('button').click();
  await expect(stage.app.getByRole('button', { name: 'Everything they did' })).toBeVisible();
  await stage.reload();
  await expect(stage.app.getByRole('button', { name: 'Everything they did' })).toBeVisible({ timeout: 20_000 });
  await expect(stage.app.locator('.calendar-days')).toBeVisible();
});

test('who did nothing for a time is listed, with what that does not prove', async ({ stage }) => {
  await open(stage);
  await stage.app.getByRole('button', { name: 'Inactive', exact: true }).click();
  await expect(stage.app.getByText(/leaves no trace/u)).toBeVisible();
  const status = stage.app.locator('.people-bar > [role=status]');
  const many = async () => numberOf((await status.innerText()).split(' of ')[0] ?? '');
  await expect(status).toContainText('active accounts', { timeout: 20_000 });
  const inMonth = await many();
  await stage.app.getByRole('combobox').selectOption('7');
  await expect.poll(many).toBeGreaterThanOrEqual(inMonth);
  await expect(stage.app.locator('.people-table tbody tr')).toHaveCount(await many());
  // Whoever looks at the log is active.
  const names = await people(stage).allInnerTexts();
  const viewer = await stage.page.locator('#person option:checked').innerText();
  expect(names.filter((name) => name !== '' && viewer.startsWith(name))).toEqual([]);
});

test('an administrator of a project sees people by what they did there', async ({ stage }) => {
  await stage.openLog({ module: 'jira-project', project: 'PAY', as: PEOPLE.projectAdmin });
  await stage.goTo('People');
  await expect(people(stage).first()).toBeVisible({ timeout: 20_000 });
  await expect(stage.app.getByRole('button', { name: 'Inactive', exact: true })).toHaveCount(0);
  await people(stage).first().getByRole('button').click();
  await expect(stage.app.getByRole('heading', { name: 'Groups' })).toHaveCount(0);
  const places = stage.app.getByRole('list', { name: 'Projects and spaces' }).getByRole('button');
  await expect(places).toHaveCount(1);
});

for (const theme of ['light', 'dark'] as const) {
  test(`axe finds nothing serious among people, ${theme}`, async ({ stage }) => {
    await open(stage, theme);
    expect(await stage.seriousFaults()).toEqual([]);
    await people(stage).first().getByRole('button').click();
    await expect(stage.app.locator('.calendar-days')).toBeVisible({ timeout: 20_000 });
    expect(await stage.seriousFaults()).toEqual([]);
  });
}
