/** What a change says of itself: fields as they are called, and what the eye cannot see in a text. */
import { expect, PEOPLE, test, type Stage } from './stage';

/** An update of an issue by these entries of its changelog. */
async function change(stage: Stage, items: Record<string, string>[]) {
  const [issue] = await stage.board('PAY');
  await stage.emit({
    eventType: 'avi:jira:updated:issue',
    timestamp: String(Date.now()),
    atlassianId: PEOPLE.siteAdmin,
    issue: { id: '10000', key: issue!.key, fields: { summary: issue!.summary, project: { id: '10000', key: 'PAY', name: 'Payments' } } },
    changelog: { items },
  });
  await stage.page.waitForTimeout(2000);
  return issue!.key;
}

test('a line break that was put in is shown as a sign with a name', async ({ stage }) => {
  await stage.openLog();
  const from = 'All that is needed stands here, and it is more than sixty letters long. The end.';
  const key = await change(stage, [{ field: 'description', fieldId: 'description', fieldtype: 'jira', fromString: from, toString: from.replace('. The', '.\n\nThe') }]);
  await stage.search(`issue = ${key} AND changedField = description`);
  await expect(stage.rows.first()).toContainText('only spaces or line breaks');
  await stage.rows.first().getByRole('button', { expanded: false }).click();
  const signs = stage.app.locator('.changes').getByRole('img', { name: 'line break' });
  await expect(signs).toHaveCount(2);
  await expect(stage.app.locator('.changes ins').first()).toHaveText('↵');
});

test('of a text that is the same before and after nothing is said that is not true', async ({ stage }) => {
  await stage.openLog();
  const key = await change(stage, [{ field: 'environment', fieldId: 'environment', fieldtype: 'jira', fromString: 'As it was.', toString: 'As it was.' }]);
  await stage.search(`issue = ${key} AND changedField = environment`);
  await expect(stage.rows.first()).toContainText('As it was.');
  await expect(stage.rows.first()).not.toContainText('only spaces');
});

test.describe('where Jira is German', () => {
  test.use({ locale: 'de-DE' });

  test('fields of the site keep their names, those of Jira are translated', async ({ stage }) => {
    await stage.openLog();
    const key = await change(stage, [
      { field: 'Owner', fieldId: 'customfield_10300', fieldtype: 'custom', fromString: 'Team A', toString: 'Team B' },
      { field: 'summary', fieldId: 'summary', fieldtype: 'jira', fromString: 'Old', toString: 'New' },
    ]);
    const query = stage.app.getByRole('combobox', { name: 'Abfrage' });
    // A facet looks beyond the filter of its own field, and shows few values of many.
    await query.fill(`issue = ${key} AND action = issue.updated AND actor = currentUser()`);
    await query.press('Enter');
    await stage.settled();
    const changed = stage.facet('Geändertes Feld');
    await changed.getByRole('button', { name: 'Geändertes Feld', exact: true }).click();
    await expect(changed.getByRole('button', { name: /^Owner, /u })).toBeVisible({ timeout: 20_000 });
    await expect(changed.getByRole('button', { name: /^Zusammenfassung, /u })).toBeVisible();
    await expect(changed.getByRole('button', { name: /^Besitzer, /u })).toHaveCount(0);
    await stage.app.getByRole('navigation').getByRole('button', { name: 'Summen', exact: true }).click();
    await stage.app.getByRole('combobox', { name: 'Summen nach' }).selectOption('field');
    await expect(stage.app.getByRole('rowheader', { name: /^Owner/u })).toBeVisible({ timeout: 20_000 });
  });
});
