/** What an administrator wants to know, from the opened page to the answer: at most five clicks. */
import { expect, PEOPLE, test, type Stage } from './stage';

test.describe.configure({ timeout: 400_000 });

const CLICKS_MAX = 5;
const ADMIN = PEOPLE.siteAdmin;
const mark = () => `probe${Date.now().toString(36)}`;

/** Opens a view that the page brings. */
async function openView(stage: Stage, name: string) {
  await stage.app.getByRole('button', { name: 'Views', exact: true }).click();
  await stage.app.getByRole('dialog', { name: 'Saved views' }).getByRole('button', { name, exact: true }).click();
  await stage.settled();
}

/** Opens the row that says this. */
async function openRow(stage: Stage, text: string) {
  const row = stage.rows.filter({ hasText: text }).first();
  await expect(row).toBeVisible({ timeout: 20_000 });
  await row.getByRole('button', { expanded: false }).first().click();
  const detail = stage.app.locator('.detail');
  await expect(detail).toBeVisible();
  return detail;
}

async function expectFewClicks(stage: Stage) {
  const clicks = await stage.clicks();
  expect(clicks).toBeGreaterThan(0);
  expect(clicks).toBeLessThanOrEqual(CLICKS_MAX);
}

test('a workflow stopped working: who changed it, and what it was before', async ({ stage }) => {
  const workflow = `${mark()} workflow`;
  await stage.openLog();
  await stage.act({ as: ADMIN, do: 'workflow', change: 'create', workflow, description: 'Every bug is checked' });
  await stage.act({ as: ADMIN, do: 'workflow', change: 'update', workflow, description: 'Bugs go straight to done' });
  await stage.lookNow();

  await stage.openLog();
  await stage.countClicks();
  await openView(stage, 'Workflow changes');
  const row = stage.rows.filter({ hasText: workflow }).filter({ hasText: 'Bugs go straight to done' }).first();
  await expect(row).toContainText('Ingrid Solheim');
  await expect(row).toContainText('Workflow updated');
  const detail = await openRow(stage, 'Bugs go straight to done');
  await expect(detail).toContainText('Every bug is checked');
  await expect(detail).toContainText('Bugs go straight to done');
  await expect(detail.locator('.facts')).toContainText('Ingrid Solheim');
  await expectFewClicks(stage);
});

test('an important comment vanished: its text, who deleted it, when, and on which issue', async ({ stage }) => {
  const text = `${mark()} the contract ends in May`;
  await stage.openLog();
  const [issue] = await stage.board('PAY');
  const written = await stage.act({ as: PEOPLE.projectAdmin, do: 'comment', issue: issue?.key, text });
  await stage.act({ as: ADMIN, do: 'delete-comment', issue: issue?.key, comment: written.made });

  await stage.openLog();
  await stage.countClicks();
  await stage.goTo('Deleted');
  await stage.app.getByRole('group', { name: 'What was deleted' }).getByRole('button', { name: /^Comments/u }).click();
  const card = stage.app.locator('.deleted-card').filter({ hasText: text });
  await expect(card).toContainText(issue?.key ?? '-');
  await expect(card).toContainText('Deleted by Ingrid Solheim');
  await expect(card).toContainText(String(new Date().getFullYear()));
  await expectFewClicks(stage);
});

test('a suspicious change of permissions: an administrator, a user or automation, and how sure that is', async ({ stage }) => {
  const scheme = `${mark()} scheme`;
  await stage.openLog();
  await stage.act({ as: ADMIN, do: 'permission-scheme', change: 'create', scheme });
  await stage.act({ as: ADMIN, do: 'permission-scheme', change: 'grant', scheme, permission: 'DELETE_ISSUES', member: PEOPLE.plain });
  await stage.lookNow();

  await stage.openLog();
  await stage.countClicks();
  await openView(stage, 'Permission changes');
  const detail = await openRow(stage, scheme);
  const facts = detail.locator('.facts');
  await expect(facts).toContainText(/Actor\s*Ingrid Solheim · (Stated|Inferred)/u);
  await expect(facts).toContainText(/Kind of actor\s*Person/u);
  // What makes somebody an administrator are groups.
  await expect(facts).toContainText(/Groups\s*[\w, -]*jira-administrators/u, { timeout: 20_000 });
  await expectFewClicks(stage);
});
