/** The page in German: where Jira is German, and where somebody asks for it. */
import { expect, test, PEOPLE } from './stage';

/** Words that only the English page says. */
const ENGLISH = ['Activity', 'Coverage', 'Search', 'Last 30 days', 'More filters', 'newest first', 'Subject', 'Issue updated', 'Comment created', 'Export', 'What changed', 'Actor'];

test.describe('where Jira is German', () => {
  test.use({ locale: 'de-DE' });

  test('every place is German, and nothing runs over', async ({ stage }) => {
    await stage.page.setViewportSize({ width: 1390, height: 900 });
    await stage.openLog({ as: PEOPLE.siteAdmin });
    await expect(stage.app.getByRole('heading', { name: 'Aktivitätsprotokoll' })).toBeVisible();
    await expect(stage.app.locator('html')).toHaveAttribute('lang', 'de');
    await expect(stage.app.getByRole('columnheader', { name: 'Gegenstand' })).toBeVisible();
    await expect(stage.rows.first().locator('time')).toHaveText(/^\d\d\. /u);
    for (const place of ['Aktivität', 'Dashboards', 'Abdeckung']) {
      await stage.app.getByRole('navigation').getByRole('button', { name: place, exact: true }).click();
      await stage.settled();
      const shown = await stage.app.locator('main').innerText();
      const lines = new Set(shown.split('\n').map((line) => line.trim()));
      expect(ENGLISH.filter((word) => lines.has(word))).toEqual([]);
      const isOver = await stage.app.locator('html').evaluate((html) => html.scrollWidth > html.clientWidth);
      expect(isOver, `${place} is wider than the window`).toBe(false);
    }
  });

  test('what is wrong with a query, its rewrite and the suggestions are German', async ({ stage }) => {
    await stage.openLog();
    const query = stage.app.getByRole('combobox', { name: 'Abfrage' });
    await query.fill('action = issue.transitonned AND sprint = 4 AND actor != "Niemand Da"');
    const problems = stage.app.locator('.problem');
    await expect(problems.first()).toContainText("Den Wert 'issue.transitonned' gibt es für das Feld 'action' nicht. Meinten Sie 'issue.transitioned'?");
    await expect(problems.filter({ hasText: 'sprint' })).toContainText("Das Protokoll bewahrt das Feld 'sprint' nicht auf.");
    for (const line of await problems.allInnerTexts()) expect(line).not.toMatch(/\b(the|does|only|this|write)\b/iu);
    await problems.getByRole('button', { name: 'Ändern in issue.transitioned' }).click();
    await expect(query).toHaveValue(/^action = issue\.transitioned AND/u);
    await query.fill('project = PAY AND');
    await expect(problems.first()).toContainText('Erwartet: ein Feldname, aber die Abfrage ist zu Ende.');
    await query.fill('');
    await query.pressSequentially('occurredW', { delay: 30 });
    await expect(stage.app.getByRole('option').first()).toContainText('an welchem Wochentag es geschah');
    await stage.page.keyboard.press('Escape');
  });

  test('what the app did itself is told in German, from what it kept of it', async ({ stage }) => {
    await stage.openLog();
    const query = stage.app.getByRole('combobox', { name: 'Abfrage' });
    await query.fill('action = comment.deleted');
    await query.press('Enter');
    await stage.settled();
    await stage.app.getByRole('button', { name: 'Bericht', exact: true }).click();
    await expect(stage.app.locator('.event-lines')).toBeVisible({ timeout: 20_000 });
    await stage.app.getByRole('button', { name: 'Zurück' }).click();
    await query.fill('product = app');
    await query.press('Enter');
    await stage.settled();
    // Another report of a moment ago may be there before.
    const told = stage.rows.filter({ hasText: 'Abfrage: action = comment.deleted' }).first();
    await expect(told).toContainText('Protokoll exportiert');
    await expect(told).toContainText('Bericht zum Drucken über Ereignisse');
    await told.getByRole('button', { expanded: false }).first().click();
    await expect(stage.app.locator('.detail')).toContainText('Abfrage: action = comment.deleted');
    await expect(stage.rows.filter({ hasText: 'Protokoll geöffnet' }).first()).toContainText('Administration von Jira');
  });

  test('an opened row, the refusal and the empty state are German', async ({ stage }) => {
    await stage.openLog();
    await stage.app.getByRole('combobox', { name: 'Abfrage' }).fill('action = issue.transitioned');
    await stage.page.keyboard.press('Enter');
    await stage.settled();
    await expect(stage.rows.first()).toContainText('Status gewechselt');
    await stage.rows.first().getByRole('button', { expanded: false }).first().click();
    await expect(stage.app.locator('.detail')).toContainText('Woher es bekannt ist');
    await stage.open({ as: PEOPLE.plain });
    await expect(stage.app.getByRole('heading', { name: 'Sie haben keinen Zugang zu diesem Protokoll' })).toBeVisible();
  });
});

test('the language is a choice that is kept', async ({ stage }) => {
  test.slow();
  await stage.openLog();
  const settings = async (name: string) => stage.app.getByRole('button', { name }).click();
  await settings('Settings of this page');
  await stage.app.getByRole('radio', { name: 'Deutsch' }).click();
  await expect(stage.app.getByRole('heading', { name: 'Aktivitätsprotokoll' })).toBeVisible();
  await stage.openLog();
  await expect(stage.app.getByRole('heading', { name: 'Aktivitätsprotokoll' })).toBeVisible();
  await settings('Einstellungen dieser Seite');
  await stage.app.getByRole('radio', { name: 'English' }).click();
  await expect(stage.app.getByRole('heading', { name: 'User activity audit log' })).toBeVisible();
});

test('times are those of UTC when somebody wants that, and so are the days of queries', async ({ stage }) => {
  test.slow();
  await stage.openLog();
  await stage.search('product != app');
  const first = stage.rows.first().locator('time');
  const at = new Date((await first.getAttribute('datetime')) ?? '');
  const clockIn = (timeZone: string) => new Intl.DateTimeFormat('en-GB', { timeZone, timeStyle: 'medium' }).format(at);
  await expect(first).toContainText(clockIn('Europe/Berlin'));
  await stage.app.getByRole('button', { name: 'Europe/Berlin' }).click();
  await expect(first).toContainText(clockIn('UTC'));
  await stage.openLog();
  await expect(stage.rows.first().locator('time')).toHaveAttribute('title', /UTC/u);
  const day = at.toISOString().slice(0, 10);
  await stage.search(`product != app AND occurred >= "${day}" ORDER BY occurred ASC`);
  const times = await stage.rows.locator('time').evaluateAll((times) => times.map((time) => time.getAttribute('datetime') ?? ''));
  expect(times.length).toBeGreaterThan(0);
  expect(times.filter((time) => !time.startsWith(day) && time < day)).toEqual([]);
  await stage.app.getByRole('button', { name: 'UTC', exact: true }).click();
  await expect(stage.app.getByRole('button', { name: 'Europe/Berlin' })).toBeVisible();
});
