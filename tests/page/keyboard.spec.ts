/** Everything without a mouse. */
import { readFile } from 'node:fs/promises';
import { expect, PEOPLE, test, type Stage } from './stage';

const press = async (stage: Stage, ...keys: string[]) => {
  for (const key of keys) await stage.page.keyboard.press(key);
};

/** Tab, until what has the focus in the app is what is looked for. */
async function tabTo(stage: Stage, what: string | RegExp, within = 'body') {
  for (let step = 0; step < 80; step += 1) {
    await press(stage, 'Tab');
    const name = await nameOfFocus(stage, within);
    if (name !== undefined && (typeof what === 'string' ? name === what : what.test(name))) return;
  }
  throw new Error(`Tab never comes to ${what}`);
}

/** What has the focus, when it is in that part of the app. */
async function nameOfFocus(stage: Stage, within: string): Promise<string | undefined> {
  const focused = stage.app.locator(`${within} :focus`);
  if ((await focused.count()) === 0) return undefined;
  return focused.evaluate((element) => element.getAttribute('aria-label') ?? element.textContent?.trim() ?? '');
}

test('who deleted a comment last week: found, its text copied, the list exported, by keys alone', async ({ stage, context, baseURL }) => {
  test.slow();
  await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: new URL(baseURL ?? '').origin });
  await stage.openLog();
  const text = `by keys alone ${Date.now()}`;
  const [issue] = await stage.board('PAY');
  const written = await stage.act({ as: PEOPLE.projectAdmin, do: 'comment', issue: issue?.key, text });
  await stage.act({ as: PEOPLE.siteAdmin, do: 'delete-comment', issue: issue?.key, comment: written.made });

  // Into the frame, past what the product has around it.
  await tabTo(stage, 'Skip to the content');
  await press(stage, 'Enter', '/');
  await expect(stage.query).toBeFocused();
  await stage.page.keyboard.type('action = comment.deleted AND occurred >= -7d');
  // A list of suggestions takes Enter for itself.
  await stage.page.waitForTimeout(400);
  if ((await stage.query.getAttribute('aria-expanded')) === 'true') await press(stage, 'Escape');
  await press(stage, 'Enter');
  await stage.settled();
  await expect(stage.rows.first()).toContainText(text);
  await expect(stage.rows.first()).toContainText('Ingrid Solheim');
  await press(stage, 'Escape', 'j', 'k');
  await expect(stage.rows.first().getByRole('button').first()).toBeFocused();
  await press(stage, 'Enter');
  const detail = stage.app.locator('.detail');
  await expect(detail).toContainText(text);
  await tabTo(stage, 'Copy text', '.detail');
  await press(stage, 'Enter');
  await expect(detail.getByText('Copied').first()).toBeVisible();
  expect(await stage.clipboard()).toBe(text);

  await press(stage, 'e');
  const dialog = stage.app.getByRole('dialog', { name: 'Export events' });
  await expect(dialog).toBeVisible();
  const saving = stage.page.waitForEvent('download');
  await tabTo(stage, 'Export', ':is(dialog, [role=dialog])');
  await press(stage, 'Enter');
  const file = await readFile(await (await saving).path(), 'utf8');
  expect(file).toContain(',comment.deleted,');
  expect(file).toContain(text);
  await expect(dialog.getByRole('button', { name: 'Save again' })).toBeFocused();
  await press(stage, 'Escape');
  await expect(dialog).toBeHidden();
});

test('G and a letter go from place to place', async ({ stage }) => {
  await stage.openLog();
  await stage.app.locator('.rows').focus();
  await press(stage, 'g', 'c');
  await expect(stage.app.getByRole('button', { name: 'Coverage', exact: true })).toHaveAttribute('aria-current', 'page');
  await press(stage, 'g', 'd');
  await expect(stage.app.getByRole('button', { name: 'Dashboards', exact: true })).toHaveAttribute('aria-current', 'page');
  await press(stage, 'g', 'a');
  await expect(stage.rows.first()).toBeVisible();
});

test('the sheet of keys opens with ?, and switches them off', async ({ stage }) => {
  await stage.openLog();
  await stage.app.locator('.rows').focus();
  await press(stage, '?');
  const sheet = stage.app.getByRole('dialog', { name: 'Keyboard shortcuts' });
  await expect(sheet).toContainText('Go to Dashboards');
  await sheet.getByRole('checkbox').uncheck();
  await press(stage, 'Escape');
  await stage.app.locator('.rows').focus();
  await press(stage, '?', 'e', 'g', 'c');
  await expect(sheet).toBeHidden();
  await expect(stage.app.getByRole('dialog')).toHaveCount(0);
  await expect(stage.rows.first()).toBeVisible();
  // The choice is the person's, and is there the next time.
  await stage.openLog();
  await stage.app.locator('.rows').focus();
  await press(stage, '?');
  await expect(sheet).toBeHidden();
  await stage.app.getByRole('button', { name: 'Settings of this page' }).click();
  await stage.app.getByRole('checkbox', { name: 'Single-key shortcuts' }).check();
});

test('the first stop of Tab leads past everything to the list', async ({ stage }) => {
  await stage.openLog();
  const skip = stage.app.getByRole('button', { name: 'Skip to the content' });
  await skip.focus();
  await expect(skip).toBeInViewport();
  await press(stage, 'Enter');
  await expect(stage.app.locator('.rows')).toBeFocused();
});
