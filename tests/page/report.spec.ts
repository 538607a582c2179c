/** Reports: made from what is shown, on record, and printed as they are. */
import { mkdirSync } from 'node:fs';
import { expect, test, type Stage } from './stage';

const PAPER = 'test-results/paper';

/** Makes a report of what is shown. */
async function makeReport(stage: Stage) {
  await stage.app.getByRole('button', { name: 'Report', exact: true }).click();
  await expect(stage.app.locator('.sheet')).toBeVisible({ timeout: 20_000 });
  await expect(stage.app.locator('.sheet .bone, .sheet progress')).toHaveCount(0, { timeout: 20_000 });
  await stage.page.waitForTimeout(500);
}

const fact = (stage: Stage, name: string) => stage.app.locator('.sheet-facts > div').filter({ has: stage.page.locator(`dt:text-is("${name}")`) }).locator('dd');
const numberOf = (text: string) => Number(text.replaceAll(',', ''));

test('a report says what was asked, by whom, and shows the rows; it is itself on record', async ({ stage }) => {
  await stage.openLog();
  await stage.search('action = issue.transitioned');
  await makeReport(stage);
  await expect(fact(stage, 'Query')).toHaveText('action = issue.transitioned');
  await expect(fact(stage, 'In words')).toContainText('Issue transitioned');
  await expect(fact(stage, 'Made by')).not.toHaveText('');
  const count = numberOf(await fact(stage, 'Events').innerText());
  expect(count).toBeGreaterThan(5);
  const lines = stage.app.locator('.event-lines tbody tr');
  await expect(lines).toHaveCount(Math.min(count, 200));
  for (const text of await lines.locator('td:nth-child(3)').allInnerTexts()) expect(text).toBe('Issue transitioned');

  await stage.app.getByRole('button', { name: 'Back' }).click();
  await expect(stage.query).toContainText('action = issue.transitioned');
  await stage.search('product = app AND content ~ "report to print"');
  await expect(stage.rows.first()).toContainText('Report to print');
});

test('a long report says what it leaves out, and takes more rows when asked', async ({ stage }) => {
  await stage.openLog();
  await makeReport(stage);
  const count = numberOf(await fact(stage, 'Events').innerText());
  expect(count).toBeGreaterThan(250);
  await expect(stage.app.locator('.sheet footer')).toHaveText(`The first 200 of ${count.toLocaleString('en-US')} rows are shown; ${(count - 200).toLocaleString('en-US')} are left out.`);
  await stage.app.getByLabel('Rows').selectOption('50');
  await expect(stage.app.locator('.event-lines tbody tr')).toHaveCount(50, { timeout: 20_000 });
});

test('the title is one’s own', async ({ stage }) => {
  await stage.openLog();
  await makeReport(stage);
  await stage.app.getByLabel('Title').fill('Who did what in November');
  await stage.app.getByLabel('Title').press('Tab');
  await expect(stage.app.getByLabel('Title')).toHaveValue('Who did what in November');
});

test('the button prints the frame, and nothing of the product around it', async ({ stage }) => {
  await stage.openLog();
  await makeReport(stage);
  // A frame may open the dialog of the browser only where the product lets it.
  await expect(stage.page.locator('#app iframe')).toHaveAttribute('sandbox', /allow-modals/u);
  const html = stage.app.locator('html');
  await html.evaluate(() => {
    window.print = () => {
      window.dispatchEvent(new Event('beforeprint'));
      document.documentElement.dataset['printed'] = document.documentElement.dataset['colorMode'];
      window.dispatchEvent(new Event('afterprint'));
    };
  });
  await stage.app.getByRole('button', { name: 'Print or save as PDF' }).click();
  await expect(html).toHaveAttribute('data-printed', 'light');
});

test('totals and dashboards are printed with the same numbers', async ({ stage }) => {
  await stage.openLog();
  const places = stage.app.getByRole('navigation', { name: 'Pages' });
  await places.getByRole('button', { name: 'Totals' }).click();
  await stage.app.getByLabel('Total by').selectOption('Action');
  await expect(stage.app.locator('.totals tbody tr').first()).toBeVisible({ timeout: 20_000 });
  const shown = await stage.app.locator('.totals tbody tr').allInnerTexts();
  await makeReport(stage);
  const printed = await stage.app.locator('.sheet .totals tbody tr').allInnerTexts();
  expect(printed.filter((line) => !line.includes('This log')).length).toBeGreaterThan(3);
  expect(printed[0]).toBe(shown[0]);

  await stage.app.getByRole('button', { name: 'Back' }).click();
  await places.getByRole('button', { name: 'Dashboards' }).click();
  await expect(stage.app.locator('.tile strong').first()).toBeVisible({ timeout: 20_000 });
  const tiles = await stage.app.locator('.tile strong').allInnerTexts();
  await makeReport(stage);
  expect((await stage.app.locator('.sheet .tile strong').allInnerTexts()).slice(2, 4)).toEqual(tiles.slice(2, 4));
});

for (const [name, theme] of [['events', 'light'], ['dashboard', 'dark']] as const) {
  test(`the report is printed on white pages whose table heads repeat: ${name}`, async ({ stage, browser }) => {
    await stage.openLog({ theme });
    if (name === 'dashboard') {
      await stage.app.getByRole('navigation', { name: 'Pages' }).getByRole('button', { name: 'Dashboards' }).click();
      await expect(stage.app.locator('.tile strong').first()).toBeVisible({ timeout: 20_000 });
    }
    await makeReport(stage);
    // The browser prints a frame only by its dialog; the same document is printed here by itself, with its own style sheets.
    const { html, css } = await stage.app.locator('html').evaluate((root) => {
      window.dispatchEvent(new Event('beforeprint'));
      const html = root.outerHTML.replace(/<script[\s\S]*?<\/script>|<link[^>]*>/gu, '');
      window.dispatchEvent(new Event('afterprint'));
      const css = [...document.styleSheets].flatMap((sheet) => [...sheet.cssRules].map((rule) => rule.cssText)).join('\n');
      return { html, css };
    });
    await expect(stage.app.locator('html')).toHaveAttribute('data-color-mode', theme);
    const paper = await browser.newPage();
    await paper.setContent(html.replace('</head>', `<style>${css}</style></head>`));
    await paper.emulateMedia({ media: 'print' });
    expect(await paper.locator('html').getAttribute('data-color-mode')).toBe('light');
    await expect(paper.locator('.report-bar')).toBeHidden();
    expect(await paper.locator('.sheet').evaluate((sheet) => getComputedStyle(sheet).color)).not.toBe('rgb(255, 255, 255)');
    if (name === 'events') expect(await paper.locator('.event-lines thead').evaluate((head) => getComputedStyle(head).display)).toBe('table-header-group');
    mkdirSync(PAPER, { recursive: true });
    const pdf = await paper.pdf({ path: `${PAPER}/${name}.pdf`, preferCSSPageSize: true });
    const pages = pdf.toString('latin1').match(/\/Type\s*\/Page\b/gu)?.length ?? 0;
    expect(pages).toBeGreaterThan(name === 'events' ? 2 : 0);
    await paper.close();
  });
}

test('axe finds nothing serious: report', async ({ stage }) => {
  await stage.openLog();
  await makeReport(stage);
  expect(await stage.seriousFaults()).toEqual([]);
});
