import { expect, test, type Stage } from './stage';

const options = (stage: Stage) => stage.app.getByRole('option');
const list = (stage: Stage) => stage.app.getByRole('listbox', { name: 'Suggestions' });

/** Types the beginning of a word and takes the choice that is called so. */
async function take(stage: Stage, begin: string, label: string | RegExp) {
  await stage.query.pressSequentially(begin, { delay: 15 });
  const wanted = options(stage).filter({ has: stage.app.locator('.suggestion-label').filter({ hasText: typeof label === 'string' ? new RegExp(`^${escape(label)}$`, 'u') : label }) }).first();
  await expect(wanted).toBeVisible();
  for (let step = 0; step < 60 && (await wanted.getAttribute('aria-selected')) !== 'true'; step += 1) await stage.query.press('ArrowDown');
  await expect(wanted).toHaveAttribute('aria-selected', 'true');
  await stage.query.press('Enter');
}

const escape = (text: string) => text.replace(/[$()*+.?[\\\]^{|}]/gu, '\\$&');

/** Runs what is in the line and expects rows without a complaint. */
async function runs(stage: Stage) {
  await stage.page.waitForTimeout(800);
  await expect(stage.app.locator('.problem.error')).toHaveCount(0);
  await stage.query.press('Enter');
  await stage.settled();
  await expect(stage.rows.first()).toBeVisible();
}

async function openLine(stage: Stage) {
  await stage.openLog();
  await stage.query.click();
}

test('changes of one person in one project of the last days, by choices alone', async ({ stage }) => {
  await openLine(stage);
  const name = (await stage.rows.locator('.face + span').first().innerText()).trim();
  await take(stage, 'act', 'actor');
  await take(stage, '', '=');
  await take(stage, name.slice(0, 4), name);
  await take(stage, 'a', 'AND');
  await take(stage, 'occ', 'occurred');
  await take(stage, '>', '>=');
  await take(stage, '-7', '-7d');
  await take(stage, 'A', 'AND');
  await take(stage, 'proj', 'project');
  await take(stage, '', '=');
  await take(stage, 'PA', 'PAY');
  await expect(stage.query).toHaveValue(`actor = "${name}" AND occurred >= -7d AND project = PAY `);
  await stage.page.waitForTimeout(800);
  await expect(stage.app.locator('.problem.error')).toHaveCount(0);
  await stage.query.press('Enter');
  await stage.settled();
  expect(await stage.foreignIssues('PAY')).toEqual([]);
});

test('activity on a type of issues', async ({ stage }) => {
  await openLine(stage);
  await take(stage, 'issuet', 'issuetype');
  await take(stage, '', '=');
  await take(stage, 'Bu', 'Bug');
  await expect(stage.query).toHaveValue('issuetype = Bug ');
  await runs(stage);
});

test('activity in a category of projects', async ({ stage }) => {
  await openLine(stage);
  await take(stage, 'categ', 'category');
  await take(stage, '', '=');
  const first = stage.app.locator('[data-kind=value] .suggestion-label').first();
  await expect(first).toBeVisible();
  const name = await first.innerText();
  await take(stage, name.slice(0, 3), name);
  await expect(stage.query).toHaveValue(`category = "${name}" `);
  await runs(stage);
});

test('activity on a workflow', async ({ stage }) => {
  await openLine(stage);
  await take(stage, 'workf', 'workflow');
  await take(stage, '', '=');
  await take(stage, 'Bug', 'Bug workflow');
  await expect(stage.query).toHaveValue('workflow = "Bug workflow" ');
  await runs(stage);
});

test('Enter runs what is typed out, and Escape closes the list first', async ({ stage }) => {
  await openLine(stage);
  await stage.query.pressSequentially('project = PAY ', { delay: 15 });
  await expect(list(stage)).toBeVisible();
  await expect(stage.query).toHaveAttribute('aria-expanded', 'true');
  await stage.query.press('Enter');
  await stage.settled();
  await expect(stage.query).toHaveValue(/^project = PAY ?$/u);
  await expect(list(stage)).toHaveCount(0);
  await stage.query.press('Control+Space');
  await expect(list(stage)).toBeVisible();
  await stage.query.press('Escape');
  await expect(list(stage)).toHaveCount(0);
  await expect(stage.query).toBeFocused();
  await stage.query.press('Escape');
  await expect(stage.query).not.toBeFocused();
});

test('a half-typed word is completed by Tab, and without a list Tab moves on', async ({ stage }) => {
  await openLine(stage);
  await stage.query.pressSequentially('changedF', { delay: 15 });
  await expect(options(stage).first()).toHaveAttribute('aria-selected', 'true');
  await expect(stage.app.locator('.problem')).toHaveCount(0);
  const active = await stage.query.getAttribute('aria-activedescendant');
  await expect(options(stage).first()).toHaveAttribute('id', active ?? '');
  await stage.query.press('Tab');
  await expect(stage.query).toHaveValue('changedField ');
  await expect(stage.query).toBeFocused();
  await stage.query.press('Escape');
  await stage.query.press('Tab');
  await expect(stage.query).not.toBeFocused();
});

test('a click takes a choice, in the middle of a query too', async ({ stage }) => {
  await openLine(stage);
  await stage.query.fill('proj AND occurred >= -7d');
  await stage.query.evaluate((area: HTMLTextAreaElement) => area.setSelectionRange(4, 4));
  await stage.query.press('Control+Space');
  await options(stage).filter({ hasText: /^project/u }).first().click();
  await expect(stage.query).toHaveValue('project AND occurred >= -7d');
  await expect(stage.query).toBeFocused();
  expect(await stage.query.evaluate((area: HTMLTextAreaElement) => area.selectionStart)).toBe(7);
  await stage.query.press('Control+z');
  await expect(stage.query).toHaveValue('proj AND occurred >= -7d');
});

test('words have colours by what they are', async ({ stage }) => {
  await openLine(stage);
  await stage.query.fill('actor = currentUser() AND text ~ "größe 🚀"');
  await expect(stage.app.locator('.query-mirror .role-field')).toHaveText(['actor', 'text']);
  await expect(stage.app.locator('.query-mirror .role-function')).toHaveText('currentUser');
  await expect(stage.app.locator('.query-mirror .role-keyword')).toHaveText('AND');
  await expect(stage.app.locator('.query-mirror .role-string')).toHaveText('"größe 🚀"');
});

test('a rewrite is one click, and can be undone', async ({ stage }) => {
  await openLine(stage);
  await stage.query.fill('project != PAY');
  await stage.query.press('Escape');
  await stage.app.locator('.problem .fix').first().click();
  await expect(stage.query).toHaveValue('(project != PAY OR project IS EMPTY)');
  await expect(stage.query).toBeFocused();
  await expect(stage.app.locator('.problem .fix')).toHaveCount(0);
  await stage.query.press('Control+z');
  await expect(stage.query).toHaveValue('project != PAY');
});

test('Jira may fail to list values; the core still answers', async ({ stage }) => {
  await stage.page.route('**/*', async (route) => {
    const isPeople = /user\/search/u.test(route.request().url() + (route.request().postData() ?? ''));
    if (!isPeople) return route.fallback();
    // The platform answers; what it tells of is Jira's refusal.
    const answer = await route.fetch();
    return route.fulfill({ response: answer, body: (await answer.text()).replace('"status":200', '"status":503') });
  });
  await openLine(stage);
  await stage.query.pressSequentially('actor = ', { delay: 15 });
  await expect(stage.app.locator('.suggestions-note')).toContainText('did not list');
  await expect(options(stage).filter({ hasText: 'currentUser' })).toBeVisible();
  stage.errors.splice(0);
});

test('nothing that matches is said', async ({ stage }) => {
  await openLine(stage);
  await stage.query.pressSequentially('project = zzqq', { delay: 15 });
  await expect(stage.app.locator('.suggestions-note')).toContainText('nothing that matches');
});

for (const theme of ['light', 'dark'] as const) {
  for (const text of ['a', 'actor = m', 'project = PAY AND ac']) {
    test(`axe finds nothing serious in the list: ${text}, ${theme}`, async ({ stage }) => {
      await stage.openLog({ theme });
      await stage.query.click();
      await stage.query.pressSequentially(text, { delay: 15 });
      await expect(options(stage).first()).toBeVisible();
      await stage.page.waitForTimeout(500);
      expect(await stage.seriousFaults()).toEqual([]);
    });
  }
}
