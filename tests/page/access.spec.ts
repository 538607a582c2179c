import { expect, PEOPLE, test } from './stage';

test('a project admin sees their own project only', async ({ stage }) => {
  await stage.openLog({ module: 'jira-project', project: 'PAY', as: PEOPLE.projectAdmin });
  await expect(stage.app.locator('.scope')).toHaveText('Payments (PAY)');
  await expect(stage.filterButton('Projects and spaces')).toHaveCount(0);
  expect(await stage.foreignIssues('PAY')).toEqual([]);
  await stage.search('project != PAY');
  await expect(stage.app.getByRole('heading', { name: 'No events match' })).toBeVisible();
});

test('a project admin is refused at another project', async ({ stage }) => {
  await stage.open({ module: 'jira-project', project: 'OPS', as: PEOPLE.projectAdmin });
  await expect(stage.app.getByRole('heading', { name: 'You don’t have access to this audit log' })).toBeVisible({ timeout: 20_000 });
});

test('a plain user is refused politely, and told whom to ask', async ({ stage }) => {
  await stage.open({ as: PEOPLE.plain });
  await expect(stage.app.getByRole('heading', { name: 'You don’t have access to this audit log' })).toBeVisible({ timeout: 20_000 });
  await expect(stage.app.locator('main')).toContainText('ask one of your Jira administrators');
  await expect(stage.query).toHaveCount(0);
});
