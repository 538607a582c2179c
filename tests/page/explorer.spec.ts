/** The log as it is explored: one query text that filters, facets and the chart change, and a list as long as the log. */
import { expect, PEOPLE, test, type Stage } from './stage';

/** The log at hand has answered. */
async function openExplorer(stage: Stage) {
  await stage.openLog();
  await expect(stage.app.locator('.summary-count')).toBeVisible({ timeout: 30_000 });
  await expect(stage.app.locator('.summary-progress')).toHaveCount(0, { timeout: 30_000 });
  await expect(stage.app.locator('.histogram-plot')).toBeVisible();
  await expect(stage.facet('Kind').locator('.facet-line').first()).toBeVisible();
}

const chip = (stage: Stage, words: string) => stage.app.getByRole('button', { name: `Change filter ${words}` });
/** How many events the page says hang on what only Jira knows. */
const openCount = async (stage: Stage) => Number(/([\d,]+) events? hangs?/u.exec(await stage.app.locator('.summary').innerText())?.[1]?.replace(/\D/gu, '') ?? 0);
const numberOf = async (stage: Stage, facet: string, value: string) => {
  const line = stage.facet(facet).getByRole('button', { name: new RegExp(`^${value}, `, 'u') });
  return Number(((await line.getAttribute('aria-label')) ?? '').replace(/^.*, ([\d,.]+) events?$/u, '$1').replace(/\D/gu, ''));
};

test('the last thirty days are shown first, with their number, their chart and their facets', async ({ stage }) => {
  await openExplorer(stage);
  await expect(stage.range).toHaveText(/Last 30 days/u);
  const month = await stage.count();
  const kinds = await Promise.all(['Created', 'Changed', 'Deleted'].map((kind) => numberOf(stage, 'Kind', kind)));
  expect(kinds.every((number) => number > 0)).toBe(true);
  expect(kinds.reduce((sum, number) => sum + number, 0)).toBeLessThanOrEqual(month);
  // The table behind the picture says the same.
  const totals = await stage.app.locator('.histogram tbody td:nth-child(2)').allInnerTexts();
  expect(totals.map((text) => Number(text.replace(/\D/gu, ''))).reduce((sum, number) => sum + number, 0)).toBe(month);
  await stage.range.click();
  await stage.app.getByRole('button', { name: 'Any time' }).click();
  await expect.poll(() => stage.count(), { timeout: 30_000 }).toBeGreaterThan(month);
});

test('a facet shows only its value, ignores itself, adds, leaves out, and lets go', async ({ stage }) => {
  await openExplorer(stage);
  const kind = stage.facet('Kind');
  const created = await numberOf(stage, 'Kind', 'Created');
  const deleted = await numberOf(stage, 'Kind', 'Deleted');
  await kind.getByRole('button', { name: /^Deleted, /u }).click();
  await expect(stage.query).toHaveValue('actionKind = removed');
  await expect.poll(() => stage.count()).toBe(deleted);
  await stage.settled();
  // The other kinds keep their numbers: a facet does not look at its own filter.
  expect(await numberOf(stage, 'Kind', 'Created')).toBe(created);
  await kind.getByRole('button', { name: /^Created, /u }).click({ modifiers: ['ControlOrMeta'] });
  await expect(stage.query).toHaveValue('actionKind IN (removed, added)');
  await expect.poll(() => stage.count()).toBe(deleted + created);
  await kind.getByRole('button', { name: /^Created, /u }).click({ modifiers: ['Alt'] });
  await expect(stage.query).toHaveValue('actionKind = removed AND actionKind != added');
  await kind.getByRole('button', { name: /^Deleted, /u }).click();
  await expect(stage.query).toHaveValue('');
});

test('what a facet leaves out is not in the list, and events without a value stay', async ({ stage }) => {
  await openExplorer(stage);
  const all = await stage.count();
  const operations = stage.facet('Project').getByRole('button', { name: /^Operations, /u });
  await operations.click();
  await expect(stage.query).toHaveValue('project = OPS');
  await expect.poll(() => stage.count()).toBeLessThan(all);
  await stage.settled();
  const only = await stage.count();
  await operations.click();
  await expect(stage.query).toHaveValue('');
  await expect.poll(() => stage.count()).toBe(all);
  await stage.facet('Project').getByRole('button', { name: /^Operations, /u }).click({ modifiers: ['Alt'] });
  await expect(stage.query).toHaveValue('(project != OPS OR project IS EMPTY)');
  // What is shown, what is left out, and what only Jira can tell are all there is: nothing is lost in between.
  await expect.poll(async () => (await stage.count()) + (await openCount(stage))).toBe(all - only);
  await stage.settled();
  expect((await stage.rows.locator('.subject-key').allInnerTexts()).filter((key) => key.startsWith('OPS-'))).toEqual([]);
  await expect(chip(stage, 'Project not OPS')).toBeVisible();
});

test('all values of a facet can be seen and searched', async ({ stage }) => {
  await openExplorer(stage);
  const facet = stage.facet('Action');
  await facet.getByRole('button', { name: 'Show more' }).click();
  await expect.poll(() => facet.locator('.facet-line').count()).toBeGreaterThan(6);
  await facet.getByRole('searchbox').fill('comment deleted');
  await expect(facet.locator('.facet-line')).toHaveCount(1);
  await facet.locator('.facet-line').click();
  await expect(stage.query).toHaveValue('action = "comment.deleted"');
});

test('a stretch of the chart becomes the range, by pointer, and a double click goes back', async ({ stage }) => {
  await openExplorer(stage);
  const all = await stage.count();
  const plot = stage.app.locator('.histogram-plot');
  const box = (await plot.boundingBox())!;
  await stage.page.mouse.move(box.x + box.width * 0.3, box.y + 30);
  await stage.page.mouse.down();
  await stage.page.mouse.move(box.x + box.width * 0.5, box.y + 30, { steps: 6 });
  await expect(stage.app.locator('.histogram-tip')).toBeVisible();
  const chosen = Number((await stage.app.locator('.histogram-tip-head strong').last().innerText()).replace(/\D/gu, ''));
  await stage.page.mouse.up();
  await expect.poll(() => stage.count()).toBe(chosen);
  expect(chosen).toBeLessThan(all);
  await expect(stage.app.getByRole('button', { name: 'Reset zoom' })).toBeVisible();
  await stage.settled();
  await plot.dblclick();
  await expect(stage.range).toHaveText(/Last 30 days/u);
  await expect.poll(() => stage.count()).toBeGreaterThanOrEqual(all);
});

test('the range of a link comes back when a stretch of it is left', async ({ stage }) => {
  const until = Date.now();
  await stage.openLog({ range: `${until - 20 * 86_400_000}..${until}` });
  await stage.found();
  const before = await stage.range.innerText();
  const box = (await stage.app.locator('.histogram-plot').boundingBox())!;
  for (const [from, to] of [[0.3, 0.7], [0.4, 0.6]] as const) {
    const shown = await stage.range.innerText();
    await stage.page.mouse.move(box.x + box.width * from, box.y + 30);
    await stage.page.mouse.down();
    await stage.page.mouse.move(box.x + box.width * to, box.y + 30, { steps: 6 });
    await stage.page.mouse.up();
    await expect(stage.range).not.toHaveText(shown);
    await stage.settled();
  }
  await stage.app.getByRole('button', { name: 'Reset zoom' }).click();
  await expect(stage.range).toHaveText(before);
});

test('the chart is read and zoomed with keys', async ({ stage }) => {
  await openExplorer(stage);
  const plot = stage.app.getByRole('slider', { name: 'Events over time' });
  await plot.focus();
  await stage.page.keyboard.press('End');
  await expect(plot).toHaveAttribute('aria-valuetext', /: [\d,]+ events?/u);
  await stage.page.keyboard.press('Shift+ArrowLeft');
  await stage.page.keyboard.press('Shift+ArrowLeft');
  await expect(plot).toHaveAttribute('aria-valuetext', /^Chosen: /u);
  await stage.page.keyboard.press('Escape');
  await expect(plot).not.toHaveAttribute('aria-valuetext', /^Chosen: /u);
  await stage.page.keyboard.press('Shift+ArrowLeft');
  await stage.page.keyboard.press('Enter');
  await expect(stage.app.getByRole('button', { name: 'Reset zoom' })).toBeVisible();
  await stage.settled();
  await plot.focus();
  await stage.page.keyboard.press('Escape');
  await expect(stage.range).toHaveText(/Last 30 days/u);
});

test('conditions that are typed are chips, and chips change the text', async ({ stage }) => {
  await openExplorer(stage);
  await stage.search('project in (PAY, WEB) and (action = issue.created or action = issue.deleted) and summary ~ "the" order by occurred asc');
  await expect(chip(stage, 'Project PAY +1 more')).toBeVisible();
  await expect(chip(stage, 'action = issue.created or action = issue.deleted')).toBeVisible();
  await stage.app.getByRole('button', { name: 'Remove filter Summary ~ the' }).click();
  await expect(stage.query).toHaveValue('project in (PAY, WEB) AND (action = issue.created or action = issue.deleted) ORDER BY occurred ASC');
  await chip(stage, 'Project PAY +1 more').click();
  await stage.app.getByRole('checkbox', { name: /WEB/u }).uncheck();
  await expect(stage.query).toHaveValue('project = PAY AND (action = issue.created or action = issue.deleted) ORDER BY occurred ASC');
  await stage.app.getByRole('radio', { name: 'is not' }).click();
  await expect(stage.query).toHaveValue(/^\(action = issue\.created or action = issue\.deleted\) AND \(project != PAY OR project IS EMPTY\)/u);
  await stage.page.keyboard.press('Escape');
  await chip(stage, 'action = issue.created or action = issue.deleted').click();
  await stage.app.getByRole('button', { name: 'Turn into its opposite' }).click();
  await expect(stage.query).toHaveValue(/^NOT \(action = /u);
  await stage.app.getByRole('button', { name: 'Clear all' }).click();
  await expect(stage.query).toHaveValue('ORDER BY occurred ASC');
});

test('groups, status changes and rarer filters need no JQL', async ({ stage }) => {
  await openExplorer(stage);
  await stage.filterButton('People').click();
  await stage.app.getByRole('textbox', { name: 'Find in People' }).fill('admin');
  await stage.app.getByRole('group', { name: 'Groups' }).getByRole('checkbox').first().check();
  await stage.page.keyboard.press('Escape');
  await expect(stage.query).toHaveValue(/^actor IN membersOf\(/u);
  await expect(stage.app.getByRole('button', { name: /^Change filter Actor members of /u })).toBeVisible();
  await stage.app.getByRole('button', { name: 'Clear all' }).click();

  await stage.filterButton('Status change').click();
  await stage.app.getByRole('combobox', { name: 'To', exact: true }).selectOption('Done');
  await stage.app.getByRole('button', { name: 'Apply' }).click();
  await expect(stage.query).toHaveValue('status CHANGED TO "Done"');
  await stage.settled();
  // The line may show another change of the same event first.
  await stage.rows.first().locator('.expander').click();
  await expect(stage.app.locator('.detail-row')).toContainText('Done');

  await stage.filterButton('More filters').click();
  await stage.app.getByRole('dialog', { name: 'More filters' }).getByRole('button', { name: 'Product', exact: true }).click();
  await stage.app.getByRole('checkbox', { name: 'Jira', exact: true }).check();
  await expect(stage.query).toHaveValue('status CHANGED TO "Done" AND product = jira');
});

test('the list goes as deep as the log', async ({ stage }) => {
  await openExplorer(stage);
  await stage.range.click();
  await stage.app.getByRole('button', { name: 'Any time' }).click();
  await stage.settled();
  await expect(stage.app.locator('.summary-progress')).toHaveCount(0, { timeout: 30_000 });
  const all = await stage.count();
  await stage.app.locator('.rows').evaluate((rows) => rows.scrollTo({ top: rows.scrollHeight }));
  await expect(stage.app.locator(`[aria-rowindex="${all + 1}"][data-event]`)).toBeVisible({ timeout: 15_000 });
  const oldest = await stage.app.locator(`[aria-rowindex="${all + 1}"] time`).getAttribute('datetime');
  await stage.app.locator('.rows').evaluate((rows) => rows.scrollTo({ top: rows.scrollHeight / 2 }));
  await expect(stage.app.locator('.row.pending')).toHaveCount(0);
  const times = await stage.rows.locator('time').evaluateAll((times) => times.map((time) => time.getAttribute('datetime') ?? ''));
  expect(times).toEqual([...times].sort().reverse());
  expect(times.at(-1)! >= oldest!).toBe(true);
});

test('a link brings back query, range and the open event', async ({ stage }) => {
  await openExplorer(stage);
  await stage.search('action = issue.transitioned');
  await stage.range.click();
  await stage.app.getByRole('button', { name: 'Last 90 days' }).click();
  await stage.settled();
  await stage.rows.nth(2).getByRole('button', { expanded: false }).click();
  const id = await stage.rows.nth(2).getAttribute('data-event');
  await stage.reload();
  await expect(stage.rows.first()).toBeVisible({ timeout: 20_000 });
  await expect(stage.query).toHaveValue('action = issue.transitioned');
  await expect(stage.range).toHaveText(/Last 90 days/u);
  await expect(stage.app.locator(`.row.is-open[data-event="${id}"]`)).toBeVisible();
});

test('rows stay in order while they come into view and go, and the focus stays with its row', async ({ stage }) => {
  await openExplorer(stage);
  const scroller = stage.app.locator('.rows');
  const focused = stage.app.locator('[data-row="20"]');
  const by = async (px: number) => {
    await scroller.evaluate((rows, px) => rows.scrollBy(0, px), px);
    await expect(stage.app.locator('.row.pending')).toHaveCount(0);
    await stage.page.waitForTimeout(100);
    const places = await stage.rows.evaluateAll((rows) => rows.map((row) => Number(row.getAttribute('aria-rowindex'))));
    expect(places).toEqual(places.map((_, at) => places[0]! + at));
    const times = await stage.rows.locator('time').evaluateAll((times) => times.map((time) => time.getAttribute('datetime') ?? ''));
    expect(times).toEqual([...times].sort().reverse());
    return places[0]!;
  };
  const first = await stage.rows.first().getAttribute('data-event');
  await by(500);
  await focused.focus();
  for (const px of [150, 150, -150, -150, -150]) {
    await by(px);
    await expect(focused).toBeFocused();
  }
  // Far away, and back: nothing else has taken the focus.
  expect(await by(5000)).toBeGreaterThan(100);
  expect(await stage.app.locator('html').evaluate(() => document.activeElement?.getAttribute('data-row') ?? '')).toBe('');
  await by(-5000);
  await stage.search('action != comment.created');
  expect(await stage.rows.first().getAttribute('aria-rowindex')).toBe('2');
  await stage.search('');
  await expect(stage.rows.first()).toHaveAttribute('data-event', first!);
});

test('the back button goes through all that was asked, also when it was asked quickly', async ({ stage }) => {
  await openExplorer(stage);
  const all = await stage.found();
  await stage.search('project = PAY');
  const some = await stage.found();
  // Two questions before the address bar can have been told of the first.
  await stage.app.locator('html').evaluate((html) => {
    const [first, second] = html.querySelectorAll<HTMLElement>('.facet:has(.facet-line)');
    for (const facet of [first!, second!]) facet.querySelector<HTMLElement>('.facet-line[aria-pressed=false]')!.click();
  });
  await stage.found();
  await expect(stage.app.locator('.chip')).toHaveCount(3);
  await stage.page.waitForTimeout(300);
  await stage.page.goBack();
  await expect(stage.app.locator('.chip')).toHaveCount(1);
  const again = await stage.found();
  expect(again).toBeGreaterThanOrEqual(some);
  expect(again).toBeLessThan(all);
  await stage.page.goBack();
  await expect(stage.app.locator('.chip')).toHaveCount(0);
  expect(await stage.found()).toBeGreaterThanOrEqual(all);
  await stage.page.goForward();
  await expect(stage.query).toHaveValue('project = PAY');
});

test('live can be switched off and on with a key', async ({ stage }) => {
  await openExplorer(stage);
  const live = stage.app.getByRole('button', { name: /^Live/u });
  await expect(live).toHaveAttribute('aria-pressed', 'true');
  await stage.app.locator('.rows').focus();
  await stage.page.keyboard.press('l');
  await expect(live).toHaveAttribute('aria-pressed', 'false');
  const first = await stage.rows.first().getAttribute('data-event');
  const before = await stage.count();
  const [issue] = await stage.board('PAY');
  await stage.act({ as: PEOPLE.siteAdmin, do: 'comment', issue: issue!.key, text: 'while nothing moves' });
  await stage.page.waitForTimeout(6000);
  expect(await stage.count()).toBe(before);
  expect(await stage.rows.first().getAttribute('data-event')).toBe(first);
  await stage.page.keyboard.press('l');
  await expect.poll(() => stage.rows.first().getAttribute('data-event'), { timeout: 10_000 }).not.toBe(first);
});

test('on a narrow page facets wait behind a button', async ({ stage }) => {
  await stage.page.setViewportSize({ width: 1180, height: 900 });
  await openNarrow(stage);
  await expect(stage.facet('Kind')).toHaveCount(0);
  await stage.app.getByRole('button', { name: 'Show facets' }).click();
  await expect(stage.facet('Kind')).toBeVisible();
  await stage.app.getByRole('button', { name: 'Hide facets' }).click();
  await expect(stage.facet('Kind')).toHaveCount(0);
});

async function openNarrow(stage: Stage) {
  await stage.openLog();
  await expect(stage.app.locator('.summary-count')).toBeVisible({ timeout: 30_000 });
}
