/** The list below the line beside what the page says of the query. */
import { expect, test, type Stage } from './stage';

const list = (stage: Stage) => stage.app.locator('.suggestions');

test('the list leaves the first error to be read', async ({ stage }) => {
  await stage.openLog();
  await stage.query.click();
  await stage.query.pressSequentially('action = nope AND project ', { delay: 15 });
  const error = stage.app.locator('.problem.error').first();
  await expect(error).toBeVisible();
  await expect(list(stage)).toBeVisible();
  const bottom = async () => { const box = (await error.boundingBox())!; return box.y + box.height; };
  await expect.poll(async () => (await list(stage).boundingBox())!.y - (await bottom())).toBeGreaterThanOrEqual(0);
  // Where nothing is wrong it stands at its word.
  await stage.query.fill('');
  await stage.query.pressSequentially('action = issue.created ', { delay: 15 });
  await expect(list(stage)).toBeVisible();
  await expect(error).toHaveCount(0);
  const line = (await stage.app.locator('.query-box').boundingBox())!;
  expect((await list(stage).boundingBox())!.y).toBeLessThan(line.y + line.height + 12);
});

test('of a field whose values nobody can list the list says so, and nothing once a value is typed', async ({ stage }) => {
  await stage.openLog();
  await stage.query.click();
  await stage.query.pressSequentially('sprint = ', { delay: 15 });
  await expect(list(stage)).toContainText('Jira has no list of values for this field. Type the value yourself.');
  await stage.query.pressSequentially('4', { delay: 15 });
  await stage.page.waitForTimeout(600);
  await expect(stage.app.locator('.suggestions-note')).toHaveCount(0);
  // The platform says in the console that Jira refused.
  stage.errors.splice(0);
});
