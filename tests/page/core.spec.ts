import { expect, test, type Stage } from './stage';

const variant = (stage: Stage) => stage.app.locator('html');

async function works(stage: Stage) {
  await stage.query.click();
  await stage.query.pressSequentially('changedF', { delay: 15 });
  await expect(stage.app.getByRole('option').first()).toContainText('changedField');
  await stage.query.fill('action = issue.exploded');
  await expect(stage.app.locator('.mark-error')).toHaveText('issue.exploded');
  await expect(stage.app.locator('.query-mirror .role-field')).toHaveText('action');
}

test('queries are read by WASM in a worker', async ({ stage }) => {
  await stage.openLog();
  await works(stage);
  await expect(variant(stage)).toHaveAttribute('data-core', 'wasm');
});

test('where the policy holds in the worker too, plain JavaScript reads them', async ({ stage }) => {
  let policy = '';
  let isWorkerServed = false;
  await stage.page.route(/\.html|\/$|\/main\/?/u, async (route) => {
    const answer = await route.fetch();
    policy ||= answer.headers()['content-security-policy']?.includes('script-src') ? (answer.headers()['content-security-policy'] ?? '') : '';
    const isWorker = /worker[^/]*\.js/u.test(route.request().url());
    isWorkerServed ||= isWorker;
    await route.fulfill({ response: answer, headers: { ...answer.headers(), ...(isWorker && { 'content-security-policy': policy }) } });
  });
  await stage.openLog();
  await works(stage);
  expect(isWorkerServed).toBe(true);
  expect(policy).not.toContain('unsafe-eval');
  await expect(variant(stage)).toHaveAttribute('data-core', 'plain');
  // The refused WASM is told of: that is what this test is about.
  stage.violations.splice(0);
});

test('without a worker the host checks, and the line is plain text', async ({ stage }) => {
  await stage.page.route(/\/worker[^/]*\.js/u, (route) => route.abort());
  await stage.openLog();
  await stage.query.fill('actor = currentUser() AND action = issue.exploded');
  await expect(stage.app.locator('.mark-error')).toHaveText('issue.exploded');
  await expect(variant(stage)).toHaveAttribute('data-core', 'none');
  await stage.search('project = PAY');
  await expect(stage.rows.first()).toBeVisible();
  stage.errors.splice(0);
});
