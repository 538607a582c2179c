/** What the log does not know: Jira is asked, and where Jira cannot tell either, the event is marked. */
import { expect, PEOPLE, test } from './stage';

const lozenges = 'Cannot tell';

test('a clause that Jira answers is named, and nothing is marked', async ({ stage }) => {
  await stage.openLog();
  await stage.search('created >= -200d AND project = WEB AND action = issue.created AND occurred >= -7d');
  await expect(stage.rows.first()).toBeVisible();
  await expect(stage.app.locator('.remarks')).toContainText('Answered by the issue as it is now: created >= -200d');
  await expect(stage.rows.getByText(lozenges)).toHaveCount(0);
});

test('what the log is sure of is listed while Jira is asked about the rest', async ({ stage }) => {
  await stage.openLog();
  await stage.found();
  let answer = () => {};
  const isHeld = new Promise<void>((resolve) => (answer = resolve));
  await stage.page.route('**/__frame/bridge', async (route) => {
    const asked = route.request().postData() ?? '';
    if (asked.includes('"events"') && asked.includes('votes > 5')) await isHeld;
    await route.continue();
  });
  await stage.query.fill('(project = WEB OR votes > 5) AND action = issue.created AND occurred >= -7d');
  await stage.query.press('Enter');
  const grid = stage.app.getByRole('table', { name: 'Events', exact: true });
  await expect(stage.app.locator('.summary')).toContainText('hang on what only Jira knows. The list asks Jira');
  await expect(grid).toHaveAttribute('aria-busy', 'true');
  await expect(stage.rows.first()).toContainText('WEB-');
  await expect(stage.app.locator('.table.is-busy')).toHaveCount(0);
  // A row of these can be read meanwhile, and stays open.
  await stage.rows.first().locator('.expander').click();
  await expect(stage.app.locator('.detail-row')).toHaveCount(1);
  const keys = await stage.foreignIssues('WEB');
  expect(keys).toEqual([]);
  answer();
  await stage.settled();
  await expect(stage.app.locator('.remarks')).toContainText("Jira did not answer 'votes > 5'");
  await expect(stage.rows.getByText(lozenges).first()).toBeVisible();
  await expect(stage.app.locator('.detail-row')).toHaveCount(1);
});

test('what Jira says does not match is not there', async ({ stage }) => {
  await stage.openLog();
  await stage.search('created < -400d AND project = WEB AND action = issue.created AND occurred >= -7d');
  await expect(stage.app.getByRole('heading', { name: 'No events match' })).toBeVisible();
});

test('what neither the log nor Jira can tell is shown and marked, with the reason', async ({ stage }) => {
  await stage.openLog();
  await stage.search('votes > 5 AND action = issue.created AND occurred >= -7d');
  const first = stage.rows.first();
  await expect(first.getByText(lozenges)).toBeVisible();
  await expect(stage.app.locator('.remarks')).toContainText("Jira did not answer 'votes > 5'");
  await first.click();
  await expect(stage.app.locator('.unsure-note')).toBeVisible();
  expect(await stage.seriousFaults()).toEqual([]);
});

test('an event of a deleted issue is marked, those of others are decided', async ({ stage }) => {
  await stage.openLog();
  const [issue] = await stage.board('WEB');
  await stage.act({ as: PEOPLE.siteAdmin, do: 'delete', issue: issue!.key });
  await stage.search(`created >= -400d AND action = issue.deleted AND issuekey = ${issue!.key}`);
  await expect(async () => {
    await stage.search(`created >= -400d AND action = issue.deleted AND issuekey = ${issue!.key} `);
    await expect(stage.rows).toHaveCount(1);
  }).toPass({ timeout: 15_000 });
  await expect(stage.rows.first().getByText(lozenges)).toBeVisible();
});
