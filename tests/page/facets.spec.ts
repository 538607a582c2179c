/** Facets that are folded, and what the page says of the question that it answers. */
import { expect, test } from './stage';

test('what takes the records themselves to count is counted when it is unfolded, and is remembered so', async ({ stage }) => {
  await stage.openLog();
  await stage.found();
  const changed = stage.facet('Changed field');
  const fold = changed.getByRole('button', { name: 'Changed field', exact: true });
  await expect(fold).toHaveAttribute('aria-expanded', 'false');
  await expect(changed.locator('.facet-line')).toHaveCount(0);
  await fold.click();
  await expect(fold).toHaveAttribute('aria-expanded', 'true');
  const status = changed.getByRole('button', { name: /^status, /iu });
  await expect(status).toBeVisible({ timeout: 20_000 });
  // While records are being loaded the counts grow.
  await stage.found();
  const events = Number((await status.getAttribute('aria-label'))!.replace(/\D/gu, ''));
  await status.click();
  await expect.poll(() => stage.found()).toBe(events);
  await fold.click();
  await expect(changed.locator('.facet-line')).toHaveCount(0);
});

test('the page says which question all of it answers, and nothing while it is under way', async ({ stage }) => {
  await stage.openLog();
  const page = stage.app.locator('main');
  await expect(page).toHaveAttribute('data-answered', '', { timeout: 20_000 });
  await stage.facet('Action').locator('.facet-line').first().click();
  await expect(page).toHaveAttribute('data-answered', /^jql=action/u);
  const events = await stage.found();
  await stage.search('action = issue.created AND product = confluence');
  await expect(page).toHaveAttribute('data-answered', /confluence$/u);
  expect(await stage.found()).toBe(0);
  expect(events).toBeGreaterThan(0);
});

test('what is likely to be asked next is at hand before it is asked', async ({ stage }) => {
  await stage.openLog();
  await expect(stage.app.locator('html')).toHaveAttribute('data-ahead', 'done', { timeout: 30_000 });
  // Rows of a filter that nobody has asked for yet come without a call for values.
  const values: string[] = [];
  stage.page.on('request', (request) => {
    if (request.url().includes('/__frame/bridge') && request.postData()?.includes('"values"')) values.push(request.postData()!);
  });
  await stage.facet('Actor').locator('.facet-line').nth(2).click();
  await stage.settled();
  await expect(stage.rows.first()).toBeVisible();
  expect(values).toEqual([]);
});
