/** Everything without a mouse. */
import { readFile } from 'node:fs/promises';
import { expect, test, type Stage } from './stage';

const press = async (stage: Stage, ...keys: string[]) => {
  for (const key of keys) await stage.page.keyboard.press(key);
};

test('who deleted a comment last week: found, its text copied, the list exported, by keys alone', async ({ stage, context, baseURL }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: new URL(baseURL ?? '').origin });
  await stage.openLog();
  await stage.app.locator('.rows').focus();
  await press(stage, '/');
  await expect(stage.query).toBeFocused();
  await stage.page.keyboard.type('action = comment.deleted AND occurred >= -60d');
  // A list of suggestions takes Enter for itself.
  await stage.page.waitForTimeout(400);
  if ((await stage.query.getAttribute('aria-expanded')) === 'true') await press(stage, 'Escape');
  await press(stage, 'Enter');
  await stage.settled();
  await press(stage, 'Escape', 'j', 'k');
  await expect(stage.rows.first().getByRole('button').first()).toBeFocused();
  await press(stage, 'Enter');
  const detail = stage.app.locator('.detail');
  await expect(detail).toBeVisible();
  // Tab reaches the button that copies.
  for (let step = 0; step < 40; step += 1) {
    await press(stage, 'Tab');
    const name = await stage.app.locator(':focus').evaluate((element) => element.closest('.detail') && (element.getAttribute('aria-label') ?? element.textContent));
    if (/^Copy/u.test(name ?? '')) break;
  }
  await press(stage, 'Enter');
  await expect(detail.getByText('Copied').first()).toBeVisible();
  await press(stage, 'e');
  const dialog = stage.app.getByRole('dialog', { name: 'Export events' });
  await expect(dialog).toBeVisible();
  const saving = stage.page.waitForEvent('download');
  await dialog.getByRole('textbox', { name: /^File name/u }).focus();
  await press(stage, 'Enter');
  const text = await readFile(await (await saving).path(), 'utf8');
  expect(text).toContain(',comment.deleted,');
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
