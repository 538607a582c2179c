/** Nothing scrolls sideways, wherever one is, in the narrowest window that the page is made for and in a usual one. */
import { expect, test, type Stage } from './stage';

test.describe.configure({ timeout: 120_000 });

/** What the product has beside the app. */
const BESIDE = 240;

const PLACES: { name: string; go(stage: Stage): Promise<unknown> }[] = [
  { name: 'the log', go: async () => undefined },
  { name: 'an open row', go: (stage) => openRow(stage, 'action = issue.transitioned') },
  { name: 'a deleted comment', go: (stage) => openRow(stage, 'action = comment.deleted') },
  { name: 'an error', go: (stage) => stage.query.fill('project = PAY AND action = issue.transitionned AND sprint = 4 AND actor != x') },
  { name: 'dashboards', go: (stage) => stage.goTo('Dashboards') },
  { name: 'totals', go: (stage) => stage.goTo('Totals') },
  { name: 'people', go: (stage) => stage.goTo('People') },
  { name: 'a person', go: (stage) => openPerson(stage) },
  { name: 'deleted things', go: (stage) => stage.goTo('Deleted') },
  { name: 'coverage', go: (stage) => stage.goTo('Coverage') },
  { name: 'a timeline', go: (stage) => openTimeline(stage) },
  { name: 'a report', go: (stage) => stage.app.getByRole('button', { name: 'Report', exact: true }).click() },
];

for (const width of [900, 1150]) {
  for (const { name, go } of PLACES) {
    test(`${name} at ${width} pixels`, async ({ stage }) => {
      await stage.page.setViewportSize({ width: width + BESIDE, height: 900 });
      await stage.openLog();
      await go(stage);
      await stage.settled();
      await stage.page.waitForTimeout(700);
      const { over, wide } = await stage.app.locator('html').evaluate((html) => ({ over: html.scrollWidth - html.clientWidth, wide: html.clientWidth }));
      expect(wide).toBeLessThanOrEqual(width + 20);
      expect(over).toBeLessThanOrEqual(0);
    });
  }
}

async function openRow(stage: Stage, jql: string) {
  await stage.search(jql);
  await stage.rows.first().getByRole('button', { expanded: false }).first().click();
  await expect(stage.app.locator('.detail')).toBeVisible();
}

async function openPerson(stage: Stage) {
  await stage.goTo('People');
  await stage.app.locator('.people-table tbody .person-button').first().click();
  await expect(stage.app.locator('.profile-head')).toBeVisible();
  await expect(stage.app.locator('.latest').first()).toBeVisible({ timeout: 20_000 });
}

async function openTimeline(stage: Stage) {
  await openRow(stage, 'action = issue.transitioned');
  await stage.app.getByRole('button', { name: /^Timeline of/u }).click();
  await expect(stage.app.locator('.story-item').first()).toBeVisible({ timeout: 20_000 });
}
