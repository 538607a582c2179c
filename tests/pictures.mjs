// Takes the pictures of the README from a running local platform.
// Usage: PLATFORM_URL=http://localhost:4600 node tests/pictures.mjs
import { chromium } from '@playwright/test';

const account = (number) => `557058:00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
const base = process.env.PLATFORM_URL ?? 'http://localhost:4600';
const folder = new URL('../docs/pictures/', import.meta.url).pathname;
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu'] });

await picture('admin-light', { module: 'jira-site', as: account(1) });
await picture('admin-dark', { module: 'jira-site', as: account(1), theme: 'dark' });
await picture('detail-light', { module: 'jira-site', as: account(1) }, async (app) => {
  await search(app, 'action = comment.deleted');
  await app.locator('.row[data-event]').nth(1).getByRole('button', { expanded: false }).first().click();
  await app.locator('[aria-expanded=true]').first().waitFor();
});
await picture('jql-error-light', { module: 'jira-site', as: account(1) }, async (app) => {
  await app.getByRole('combobox', { name: 'Query' }).fill('project = PAY AND action = issue.transitionned AND occurred >= -7d');
});
await picture('completion-light', { module: 'jira-site', as: account(1) }, async (app) => {
  await app.getByRole('combobox', { name: 'Query' }).click();
  await app.getByRole('combobox', { name: 'Query' }).pressSequentially('project = PAY AND actor = m', { delay: 20 });
});
await picture('cannot-tell-dark', { module: 'jira-site', as: account(1), theme: 'dark' }, async (app) => {
  await app.getByRole('combobox', { name: 'Query' }).fill('votes > 5 AND action = issue.created AND occurred >= -7d');
  await app.getByRole('combobox', { name: 'Query' }).press('Enter');
  await app.getByText('Cannot tell').first().waitFor();
});
await picture('coverage-light', { module: 'jira-site', as: account(1) }, async (app) => {
  await app.getByRole('button', { name: 'Coverage' }).click();
  await app.getByRole('button', { name: 'Look now' }).click();
  await app.getByRole('button', { name: 'Look now' }).waitFor({ timeout: 60_000 });
  await app.getByText(/^Last event/u).nth(9).waitFor();
});
await picture('project-admin-light', { module: 'jira-project', project: 'PAY', as: account(2) });
await picture('refused-light', { module: 'jira-site', as: account(4) });
await picture('panel-dark', { module: 'jira-site', as: account(1), theme: 'dark' }, async (_, page) => {
  await page.getByRole('button', { name: 'Make something happen' }).click();
});
await picture('dashboards-light', { module: 'jira-site', as: account(1) }, async (app) => {
  await place(app, 'Dashboards');
  await app.locator('svg').nth(3).waitFor();
});
await picture('person-light', { module: 'jira-site', as: account(1) }, async (app) => {
  await place(app, 'People');
  await app.getByRole('table', { name: 'People', exact: true }).getByRole('rowheader').nth(1).getByRole('button').click();
  await app.getByRole('heading', { name: /^By product/u }).waitFor();
});
await picture('deleted-light', { module: 'jira-site', as: account(1) }, async (app) => {
  await place(app, 'Deleted');
  await app.locator('.deleted-list li').first().waitFor();
});
await picture('report-light', { module: 'jira-site', as: account(1) }, async (app) => {
  await place(app, 'Dashboards');
  await app.getByRole('button', { name: 'Report' }).click();
  await app.locator('svg').nth(1).waitFor();
});
await picture('german-light', { module: 'jira-site', as: account(1) }, undefined, 'de-DE');
await browser.close();

function place(app, name) {
  return app.getByRole('navigation', { name: 'Pages' }).getByRole('button', { name, exact: true }).click();
}

async function picture(name, seat, work, locale = 'en-GB') {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, locale });
  await page.goto(`${base}/?${new URLSearchParams(seat)}`);
  const app = page.frameLocator('#app iframe');
  await app.locator('.row[data-event], [data-refused], h1, h2').first().waitFor();
  await page.waitForTimeout(2500);
  await work?.(app, page);
  await page.waitForTimeout(1500);
  await page.screenshot({ path: `${folder}${name}.png` });
  await page.close();
  console.log(`${name}.png`);
}

async function search(app, jql) {
  await app.getByRole('combobox', { name: 'Query' }).fill(jql);
  await app.getByRole('combobox', { name: 'Query' }).press('Enter');
  await app.getByText('Comment deleted').nth(3).waitFor();
}
