import type { Locator } from '@playwright/test';
import { expect, PEOPLE, test, type Seat, type Stage } from './stage';

const refusal = (stage: Stage) => expect(stage.app.locator('.notice')).toBeVisible({ timeout: 20_000 });

/** Where something `fails`, the browser says so in the console. */
const STATES: { name: string; seat?: Seat; fails?: true; go(stage: Stage): Promise<unknown> }[] = [
  { name: 'rows', go: async () => undefined },
  { name: 'an open row', go: (stage) => openChange(stage) },
  { name: 'the people filter', go: (stage) => openFilter(stage, 'People') },
  { name: 'the actions filter', go: (stage) => openFilter(stage, 'Actions') },
  { name: 'the range of time', go: (stage) => openPopup(stage, stage.range) },
  { name: 'more filters', go: (stage) => openFilter(stage, 'More filters') },
  { name: 'a status change', go: (stage) => openFilter(stage, 'Status change') },
  { name: 'chips and picked facets', go: (stage) => stage.search('actionKind = added AND (project != OPS OR project IS EMPTY) AND (summary ~ a OR text ~ b)') },
  { name: 'an error in the query', go: (stage) => showError(stage) },
  { name: 'a rewrite of the query', go: (stage) => showRewrite(stage) },
  { name: 'the views', go: (stage) => openPopup(stage, stage.app.getByRole('button', { name: 'Views', exact: true })) },
  { name: 'nothing found', go: (stage) => stage.search('text ~ "zzyzxqwv"') },
  { name: 'an error below the list of suggestions', go: (stage) => showSuggestions(stage) },
  { name: 'the keys', go: (stage) => openDialog(stage, 'Keyboard shortcuts') },
  { name: 'the settings', go: (stage) => stage.app.getByRole('button', { name: 'Settings of this page' }).click() },
  { name: 'the export', go: (stage) => showExport(stage) },
  { name: 'a report', go: (stage) => showReport(stage) },
  { name: 'a failure', fails: true, go: (stage) => showFailure(stage) },
  { name: 'coverage', go: (stage) => showCoverage(stage) },
  { name: 'the project page', seat: { module: 'jira-project', project: 'PAY', as: PEOPLE.projectAdmin }, go: async () => undefined },
  { name: 'the refusal', seat: { as: PEOPLE.plain }, go: refusal },
];

for (const theme of ['light', 'dark'] as const) {
  for (const { name, seat, fails, go } of STATES) {
    test(`axe finds nothing serious: ${name}, ${theme}`, async ({ stage }) => {
      if (seat?.as === PEOPLE.plain) await stage.open({ ...seat, theme });
      else await stage.openLog({ ...seat, theme });
      await go(stage);
      await expect(stage.app.locator('html')).toHaveAttribute('data-color-mode', theme);
      expect(await stage.seriousFaults()).toEqual([]);
      if (fails) stage.errors.splice(0);
    });
  }
}

async function showCoverage(stage: Stage) {
  await stage.app.getByRole('button', { name: 'Coverage' }).click();
  await expect(stage.app.getByText(/^(Last event|Nothing yet)/u)).toHaveCount(13, { timeout: 30_000 });
  await expect(stage.app.locator('.areas tbody tr').first()).toBeVisible();
}

test('the dark theme is dark', async ({ stage }) => {
  await stage.openLog({ theme: 'dark' });
  const background = await stage.app.locator('body').evaluate((body) => getComputedStyle(body).backgroundColor);
  const [red = 255] = /\d+/u.exec(background)?.map(Number) ?? [];
  expect(red).toBeLessThan(60);
});

for (const width of [900, 1150, 2000]) {
  test(`nothing overflows sideways at ${width} pixels`, async ({ stage }) => {
    await stage.openLog();
    await stage.page.setViewportSize({ width: width + 260, height: 900 });
    await stage.page.waitForTimeout(300);
    const overflow = await stage.app.locator('html').evaluate((html) => html.scrollWidth - html.clientWidth);
    expect(overflow).toBeLessThanOrEqual(0);
  });
}

async function openChange(stage: Stage) {
  await stage.search('action = issue.transitioned');
  await stage.rows.first().getByRole('button', { expanded: false }).click();
  await expect(stage.app.locator('.detail')).toBeVisible();
}

const openFilter = (stage: Stage, name: string) => openPopup(stage, stage.filterButton(name));

async function openPopup(stage: Stage, button: Locator) {
  await button.click();
  await expect(stage.app.locator('.popup')).toBeVisible();
  await stage.page.waitForTimeout(500);
}

async function showSuggestions(stage: Stage) {
  await stage.query.click();
  await stage.query.pressSequentially('action = nope AND project ', { delay: 15 });
  await expect(stage.app.getByRole('option').first()).toBeVisible();
  await expect(stage.app.locator('.problem.error').first()).toBeVisible();
}

async function openDialog(stage: Stage, name: string) {
  await stage.app.getByRole('button', { name }).click();
  await expect(stage.app.getByRole('dialog')).toBeVisible();
}

async function showExport(stage: Stage) {
  await stage.app.getByRole('button', { name: 'Export', exact: true }).click();
  await expect(stage.app.getByRole('dialog').getByRole('checkbox').first()).toBeVisible();
}

async function showReport(stage: Stage) {
  await stage.app.getByRole('button', { name: 'Report', exact: true }).click();
  await expect(stage.app.locator('.event-lines')).toBeVisible({ timeout: 20_000 });
}

/** The functions and the log at hand both know nothing. */
async function showFailure(stage: Stage) {
  await stage.page.route(/__frame\/bridge/u, (route) => route.abort());
  await stage.page.route(/\/worker[^/]*\.js/u, (route) => route.abort());
  await stage.search('votes > 5 AND action = issue.created');
  await expect(stage.app.getByRole('alert').first()).toBeVisible({ timeout: 20_000 });
}

async function showRewrite(stage: Stage) {
  await stage.query.fill('action = issue.transitonned AND sprint = 4');
  await expect(stage.app.locator('.problem .fix')).toBeVisible();
}

async function showError(stage: Stage) {
  await stage.query.fill('action = issue.exploded');
  await expect(stage.app.locator('.mark-error')).toBeVisible();
}
