/** A file of what is shown: chosen, read, saved; or given up. */
import { readFile } from 'node:fs/promises';
import type { Download } from '@playwright/test';
import { expect, test, type Stage } from './stage';

const textOf = async (download: Download) => readFile(await download.path(), 'utf8');

async function openExport(stage: Stage) {
  await stage.app.getByRole('button', { name: 'Export', exact: true }).click();
  const dialog = stage.app.getByRole('dialog', { name: 'Export events' });
  await expect(dialog).toBeVisible();
  return dialog;
}

test('a table for a spreadsheet is saved, with the rows that the list has', async ({ stage }) => {
  await stage.openLog();
  await stage.search('action = comment.deleted');
  const shown = await stage.rows.count();
  const dialog = await openExport(stage);
  expect(await stage.seriousFaults()).toEqual([]);
  await dialog.getByRole('button', { name: 'All', exact: true }).click();
  await dialog.getByRole('checkbox', { name: 'Source' }).uncheck();
  await dialog.getByRole('textbox', { name: /^File name/u }).fill('deleted / comments');
  const saving = stage.page.waitForEvent('download');
  await dialog.getByRole('button', { name: 'Export', exact: true }).click();
  const download = await saving;
  expect(download.suggestedFilename()).toBe('deleted - comments.csv');
  const text = await textOf(download);
  const [head, ...lines] = text.replace(/^\uFEFF/u, '').split('\r\n');
  expect(text.startsWith('\uFEFF')).toBe(true);
  expect(head?.startsWith('occurred,actor_id,actor_name,')).toBe(true);
  expect(head).not.toContain('source');
  expect(lines.filter((line) => line.includes(',comment.deleted,')).length).toBeGreaterThanOrEqual(shown);
  // Names are looked up, beside the ids.
  expect(lines[0]).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+0[12]:00,[\w:-]+,\p{L}/u);
  await expect(dialog.getByRole('status')).toContainText(/events? (was|were) exported/u);
  await dialog.getByRole('button', { name: 'Close' }).click();
  await expect(dialog).toBeHidden();
  await stage.search('action = export.finished');
  await expect(stage.rows.first()).toContainText('comment.deleted');
});

test('a file for programs has the records as they are', async ({ stage }) => {
  await stage.openLog();
  await stage.search('action = issue.transitioned');
  const dialog = await openExport(stage);
  await dialog.getByRole('radio', { name: /^JSON Lines/u }).check();
  const saving = stage.page.waitForEvent('download');
  await dialog.getByRole('button', { name: 'Export', exact: true }).click();
  const download = await saving;
  expect(download.suggestedFilename()).toMatch(/^activity-log-\d{4}-\d\d-\d\d\.jsonl$/u);
  const events = (await textOf(download)).trimEnd().split('\n').map((line) => JSON.parse(line) as { action: string; id: string });
  expect(new Set(events.map(({ action }) => action))).toEqual(new Set(['issue.transitioned']));
  expect(new Set(events.map(({ id }) => id)).size).toBe(events.length);
});

test('a long export shows how far it is, and can be stopped, on record', async ({ stage }) => {
  await stage.openLog();
  // The second piece never comes before somebody has lost patience.
  let pieces = 0;
  await stage.page.route('**/__frame/bridge', async (route) => {
    if (route.request().postData()?.includes('exportPage')) pieces += 1;
    if (pieces > 1) await new Promise((resolve) => setTimeout(resolve, 3_000));
    await route.continue();
  });
  const dialog = await openExport(stage);
  await dialog.getByRole('button', { name: 'Export', exact: true }).click();
  await expect(dialog.getByRole('progressbar')).toBeVisible();
  // A piece is of 500 rows, or fewer where two of them tell of the same thing.
  await expect(dialog.getByRole('status')).toHaveText(/^[1-9]\d* of /u);
  const sofar = (await dialog.getByRole('status').innerText()).split(' ')[0]!;
  await stage.page.keyboard.press('Escape');
  await expect(dialog).toBeVisible();
  await dialog.getByRole('button', { name: 'Stop the export' }).click();
  await expect(dialog.getByRole('status')).toContainText(`stopped after ${sofar} events`);
  await dialog.getByRole('button', { name: 'Close' }).click();
  await stage.page.unrouteAll({ behavior: 'ignoreErrors' });
  await stage.search('action = export.cancelled');
  await expect(stage.rows.first()).toContainText(`${sofar} events, CSV of`);
});

test('without the protection against formulas there is a warning', async ({ stage }) => {
  await stage.openLog();
  const dialog = await openExport(stage);
  await dialog.getByRole('checkbox', { name: 'Safe for spreadsheets' }).uncheck();
  await expect(dialog).toContainText('open this file with programs only');
  await stage.page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
});
