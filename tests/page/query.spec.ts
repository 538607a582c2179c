import { expect, test } from './stage';

test('an error is shown at its place, with help', async ({ stage }) => {
  await stage.openLog();
  await stage.query.fill('actor = currentUser() AND action = issue.exploded');
  await expect(stage.app.locator('.mark-error')).toHaveText('issue.exploded');
  await expect(stage.app.locator('.problem.error').first()).toContainText('issue.exploded');
  await expect(stage.app.getByRole('button', { name: 'Character 36' })).toBeVisible();
  await expect(stage.query).toHaveAttribute('aria-invalid', 'true');
  await expect(stage.app.getByRole('button', { name: 'Search' })).toBeDisabled();
});

test('places are right behind letters that take more than one unit', async ({ stage }) => {
  await stage.openLog();
  await stage.query.fill('text ~ "🚀 größe" AND action = nope');
  await expect(stage.app.locator('.mark-error')).toHaveText('nope');
});

test('an unfinished query marks its end', async ({ stage }) => {
  await stage.openLog();
  await stage.query.fill('project = PAY AND');
  await expect(stage.app.locator('.problem.error')).toHaveCount(1);
  await expect(stage.app.locator('.mark-error')).toHaveCount(1);
});

test('the examples of the empty state run', async ({ stage }) => {
  await stage.openLog();
  await stage.search('text ~ "zzyzxqwv"');
  await expect(stage.app.getByRole('heading', { name: 'No events match' })).toBeVisible();
  const examples = stage.app.locator('.examples button');
  const jqls = await examples.locator('.code').allInnerTexts();
  for (const jql of jqls) {
    await stage.query.fill(jql);
    await stage.page.waitForTimeout(600);
    await expect(stage.app.locator('.problem.error')).toHaveCount(0);
  }
  await stage.search('text ~ "zzyzxqwv"');
  await examples.filter({ hasText: 'Status changes' }).click();
  await stage.settled();
  await expect(stage.rows.first()).toContainText('Issue transitioned');
});

test('a misspelt name is put right with one click', async ({ stage }) => {
  await stage.openLog();
  await stage.query.fill('action = issue.transitonned AND product = jira');
  const problem = stage.app.locator('.problem.error');
  await expect(problem).toContainText("Did you mean 'issue.transitioned'?");
  await problem.getByRole('button', { name: 'Change to issue.transitioned' }).click();
  await expect(stage.query).toHaveValue('action = issue.transitioned AND product = jira');
  await expect(stage.app.locator('.problem')).toHaveCount(0);
  await stage.query.press('Enter');
  await stage.settled();
  await expect(stage.rows.first()).toContainText('Issue transitioned');
});

test('a query that cannot be run says that the list is that of the query before', async ({ stage }) => {
  await stage.openLog();
  await stage.search('action = issue.created');
  const before = await stage.found();
  await stage.query.fill('action = nonsense ');
  await stage.query.press('Enter');
  await expect(stage.app.locator('.problem.error')).toContainText("The value 'nonsense' does not exist for the field 'action'.");
  await expect(stage.app.getByText('What is shown below is still the answer to the query before.')).toBeVisible();
  expect(await stage.found()).toBe(before);
  await stage.query.fill('action = issue.created');
  await expect(stage.app.getByText('What is shown below is still')).toHaveCount(0);
});

test('a date that means midnight is made the whole day with one click', async ({ stage }) => {
  await stage.openLog();
  await stage.query.fill('occurred = "2026-11-20"');
  await stage.query.press('Escape');
  await stage.app.locator('.problem').getByRole('button', { name: 'Take the whole day' }).click();
  await expect(stage.query).toHaveValue('occurred >= 2026-11-20 AND occurred < 2026-11-21');
  await expect(stage.query).toBeFocused();
  await expect(stage.app.locator('.problem')).toHaveCount(0);
});
