import { expect, test, type Stage } from './stage';

const variant = (stage: Stage) => stage.app.locator('html');

/** What the app itself records while the page is open is left out. */
const QUERIES = ['product != app', 'project = PAY AND action != comment.created ORDER BY occurred ASC', 'status = Done OR changedField = assignee', 'text ~ "the" AND product != app', 'category is EMPTY AND actorKind = person AND product != app'];

/** Moments that stay what they are: days that end now would end later, and begin later, when they are asked about again. */
const fixed = () => {
  const until = Date.now();
  return { range: `${until - 20 * 86_400_000}..${until}` };
};

/** So many rows of a list are compared. */
const ROWS = 12;

/** The first rows that the list has of each query. Those below what is in view are drawn a moment later. */
async function told(stage: Stage): Promise<string[][]> {
  const all: string[][] = [];
  for (const jql of QUERIES) {
    await stage.search(jql);
    const told = Number((await stage.app.locator('.grid').evaluateAll((grids) => grids[0]?.getAttribute('aria-rowcount'))) ?? 1) - 1;
    // A list that goes on does not tell how long it is.
    await expect.poll(() => stage.rows.count()).toBeGreaterThanOrEqual(told < 0 ? ROWS : Math.min(ROWS, told));
    all.push(await stage.rows.evaluateAll((rows, length) => rows.slice(0, length).map((row) => row.getAttribute('data-event') ?? ''), ROWS));
  }
  return all;
}

test('the log at hand lists what the functions list', async ({ stage }) => {
  // Every query is asked twice.
  test.slow();
  const seat = fixed();
  await stage.openLog(seat);
  await expect(variant(stage)).toHaveAttribute('data-log', 'wasm', { timeout: 20_000 });
  const here = await told(stage);
  expect(here.filter((rows) => rows.length > 0).length).toBeGreaterThan(3);
  await stage.page.route(/\/worker[^/]*\.js/u, (route) => route.abort());
  await stage.openLog(seat);
  await expect(variant(stage)).toHaveAttribute('data-log', 'none', { timeout: 20_000 });
  expect(await told(stage)).toEqual(here);
  await expect(stage.app.locator('.summary')).toContainText('No chart and no facets');
  stage.errors.splice(0);
});

test('rows are shown of what is at hand until their records come', async ({ stage }) => {
  // Questions for whole rows are held back, those for bare ones are not.
  await stage.page.addInitScript(() => {
    const holding = window as { holds?: boolean; held?: (() => void)[] };
    const post = Worker.prototype.postMessage;
    Worker.prototype.postMessage = function (this: Worker, message: { asks?: { shows: { show: string; bare?: boolean; unpack?: number }[] }[] }) {
      const isWhole = message.asks?.some(({ shows }) => shows.some(({ show, bare, unpack }) => show === 'rows' && (!bare || unpack)));
      if (holding.holds && isWhole) (holding.held ??= []).push(() => post.call(this, message));
      else post.call(this, message);
    };
  });
  await stage.openLog();
  await stage.found();
  const html = stage.app.locator('html');
  await html.evaluate(() => ((window as { holds?: boolean }).holds = true));
  await stage.query.fill('project = PAY AND action = issue.transitioned ORDER BY occurred ASC');
  await stage.query.press('Enter');
  const first = stage.rows.first();
  await expect(first).toHaveAttribute('aria-busy', 'true');
  await expect(first).toContainText(/\d\d:\d\d:\d\d.*PAY-\d+/u);
  await expect(first.locator('.bone-change')).toBeVisible();
  const [time, key] = [await first.locator('time').innerText(), await first.locator('.subject-key').innerText()];
  const second = stage.rows.nth(1);
  await first.locator('.expander').click();
  // A second click takes the first one back.
  await second.locator('.expander').click();
  await second.locator('.expander').click();
  await expect(stage.app.locator('.detail-row')).toHaveCount(0);
  await html.evaluate(() => {
    const holding = window as { holds?: boolean; held?: (() => void)[] };
    holding.holds = false;
    holding.held?.forEach((go) => go());
  });
  await expect(first).not.toHaveAttribute('aria-busy', 'true');
  await expect(first.locator('time')).toHaveText(time);
  await expect(first.locator('.subject-key')).toHaveText(key);
  // What was clicked opens now that its record is there.
  await expect(stage.app.locator('.detail-row')).toHaveCount(1);
  await expect(first.locator('.expander')).toHaveAttribute('aria-expanded', 'true');
  await expect(second.locator('.expander')).toHaveAttribute('aria-expanded', 'false');
  await first.locator('.expander').click();
  await expect(stage.app.locator('.detail-row')).toHaveCount(0);
});

/** Has the policy come with the worker's script too, where it refuses WASM; gives what tells it. */
async function refuseWasm(stage: Stage): Promise<() => string> {
  let policy = '';
  await stage.page.route(/\.html|\/$|\/main\/?|worker[^/]*\.js/u, async (route) => {
    const answer = await route.fetch();
    policy ||= answer.headers()['content-security-policy']?.includes('script-src') ? (answer.headers()['content-security-policy'] ?? '') : '';
    const isWorker = /worker[^/]*\.js/u.test(route.request().url());
    await route.fulfill({ response: answer, headers: { ...answer.headers(), ...(isWorker && { 'content-security-policy': policy }) } });
  });
  return () => policy;
}

test('where the policy holds in the worker too, the log at hand counts and lists the same as plain JavaScript', async ({ stage }) => {
  // Every query is asked twice. Its memory grows meanwhile, which the functions that read answers have to see.
  test.slow();
  const seat = fixed();
  const counted = async () => {
    const counts = [];
    for (const jql of QUERIES) {
      await stage.search(jql);
      counts.push(await stage.found());
    }
    return counts;
  };
  await stage.openLog(seat);
  await expect(variant(stage)).toHaveAttribute('data-log', 'wasm', { timeout: 20_000 });
  const here = { rows: await told(stage), counts: await counted() };
  const policy = await refuseWasm(stage);
  await stage.openLog(seat);
  await expect(variant(stage)).toHaveAttribute('data-log', 'plain', { timeout: 30_000 });
  expect(policy()).not.toContain('unsafe-eval');
  expect({ rows: await told(stage), counts: await counted() }).toEqual(here);
  // The refused WASM is told of: that is what this test is about.
  stage.violations.splice(0);
});

test('a project\'s administrator has the log of the project at hand, and nothing else', async ({ stage }) => {
  await stage.openLog({ module: 'jira-project', project: 'PAY' });
  await expect(variant(stage)).toHaveAttribute('data-log', 'wasm', { timeout: 20_000 });
  await stage.search('');
  expect(await stage.rows.count()).toBeGreaterThan(0);
  expect(await stage.foreignIssues('PAY')).toEqual([]);
});
