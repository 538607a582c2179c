/** Every screen in German, in the narrowest window that the page is made for: no English is left over, and nothing runs over. */
import { expect, PEOPLE, test, type Seat, type Stage } from './stage';
import { onlyEnglish } from './words';

test.use({ locale: 'de-DE' });
test.describe.configure({ timeout: 60_000 });

const WIDTH = 1_150;
/** What the product has beside the app. */
const BESIDE = 240;
/** Names that the site has given to things of its own. */
const OWN_NAMES = new Set(['People', 'Website', 'Mobile', 'Payments', 'Operations', 'Documentation', 'Engineering', 'To Do', 'In Progress', 'Done', 'Open', 'Closed', 'Waiting', 'Task', 'Bug', 'Story', 'Epic']);

const button = (stage: Stage, name: string | RegExp) => stage.app.getByRole('button', { name, exact: typeof name === 'string' }).first();
const place = (stage: Stage, name: string) => stage.app.getByRole('navigation', { name: 'Seiten' }).getByRole('button', { name, exact: true }).click();

async function search(stage: Stage, jql: string) {
  const query = stage.app.getByRole('combobox', { name: 'Abfrage' });
  await query.fill(jql);
  await query.press('Enter');
  await stage.settled();
}

async function openRow(stage: Stage, jql: string) {
  await search(stage, jql);
  await stage.rows.first().getByRole('button', { expanded: false }).first().click();
  await expect(stage.app.locator('.detail')).toBeVisible();
}

async function filter(stage: Stage, name: string) {
  await stage.app.getByRole('group', { name: 'Filter' }).getByRole('button', { name: new RegExp(`^${name}`, 'u') }).click();
  await expect(stage.app.locator('.popup')).toBeVisible();
}

const SCREENS: { name: string; seat?: Seat; go?(stage: Stage): Promise<unknown> }[] = [
  { name: 'the log' },
  { name: 'a change', go: (stage) => openRow(stage, 'action = issue.transitioned') },
  { name: 'a deleted comment', go: (stage) => openRow(stage, 'action = comment.deleted') },
  { name: 'what the app did', go: (stage) => openRow(stage, 'product = app') },
  { name: 'nothing found', go: (stage) => search(stage, 'text ~ "zzyzxqwv"') },
  { name: 'the people filter', go: (stage) => filter(stage, 'Personen') },
  { name: 'the actions filter', go: (stage) => filter(stage, 'Aktionen') },
  { name: 'a status change', go: (stage) => filter(stage, 'Statuswechsel') },
  { name: 'more filters', go: (stage) => filter(stage, 'Weitere Filter') },
  { name: 'the range of time', go: (stage) => stage.range.click() },
  { name: 'the views', go: (stage) => button(stage, 'Ansichten').click() },
  { name: 'the export', go: (stage) => button(stage, 'Exportieren').click() },
  { name: 'the settings', go: (stage) => button(stage, 'Einstellungen dieser Seite').click() },
  { name: 'the shortcuts', go: (stage) => button(stage, 'Tastenkürzel').click() },
  { name: 'dashboards', go: (stage) => place(stage, 'Dashboards') },
  { name: 'totals', go: (stage) => place(stage, 'Summen') },
  { name: 'people', go: (stage) => place(stage, 'Personen') },
  { name: 'inactive people', go: async (stage) => [await place(stage, 'Personen'), await button(stage, 'Inaktiv').click()] },
  { name: 'a person', go: async (stage) => [await place(stage, 'Personen'), await stage.app.locator('.people-table tbody .person-button').first().click(), await expect(stage.app.locator('.latest').first()).toBeVisible({ timeout: 20_000 })] },
  { name: 'deleted things', go: (stage) => place(stage, 'Gelöscht') },
  { name: 'coverage', go: async (stage) => [await place(stage, 'Abdeckung'), await expect(stage.app.locator('.areas tbody tr').first()).toBeVisible({ timeout: 30_000 })] },
  { name: 'a timeline', go: async (stage) => [await openRow(stage, 'action = issue.transitioned'), await button(stage, /^Zeitachse von/u).click(), await expect(stage.app.locator('.story-item').first()).toBeVisible({ timeout: 20_000 })] },
  { name: 'a report', go: (stage) => button(stage, 'Bericht').click() },
  { name: 'the project', seat: { module: 'jira-project', project: 'PAY', as: PEOPLE.projectAdmin } },
  { name: 'the refusal', seat: { as: PEOPLE.plain } },
];

for (const { name, seat, go } of SCREENS) {
  test(`${name} is German, and nothing runs over`, async ({ stage }) => {
    const { whole, parts } = onlyEnglish();
    expect(whole.size).toBeGreaterThan(600);
    await stage.page.setViewportSize({ width: WIDTH + BESIDE, height: 900 });
    await asInJira(stage);
    if (seat?.as === PEOPLE.plain) await stage.open(seat);
    else await stage.openLog(seat);
    await go?.(stage);
    await stage.settled();
    await stage.page.waitForTimeout(700);
    const shown = await said(stage);
    expect(shown.filter((text) => !OWN_NAMES.has(text) && (whole.has(text) || parts.some((part) => text.includes(part))))).toEqual([]);
    const over = await stage.app.locator('html').evaluate((html) => html.scrollWidth - html.clientWidth);
    expect(over).toBeLessThanOrEqual(0);
  });
}

/** Whatever language somebody chose in another test, here it is Jira's. */
async function asInJira(stage: Stage) {
  await stage.page.route('**/__frame/bridge', async (route) => {
    if (!route.request().postData()?.includes('"viewer"')) return route.continue();
    const response = await route.fetch();
    return route.fulfill({ response, body: (await response.text()).replace('"language":"en"', '"language":"de"') });
  });
}

/** All that the page says: what is seen, and what is said of it. What records hold is in the language of the site: audit logs speak English. */
async function said(stage: Stage): Promise<string[]> {
  const held = new Set((await stage.app.locator('ins, del, .event-text').allInnerTexts()).map((text) => text.trim()));
  const seen = await stage.app.locator('body').innerText();
  const told = await stage.app.locator('body').evaluate((body) => [...body.querySelectorAll('[aria-label], [title], [placeholder]')].flatMap((one) => ['aria-label', 'title', 'placeholder'].flatMap((name) => one.getAttribute(name) ?? [])));
  return [...new Set([...seen.split('\n'), ...told].map((text) => text.trim()).filter((text) => text !== '' && !held.has(text)))];
}
