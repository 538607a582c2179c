/** Hours and days of the week: as a view, as filters, and as a cell of the dashboard. */
import { expect, test, type Stage } from './stage';

const timesShown = (stage: Stage) => stage.rows.locator('time').evaluateAll((times) => times.map((time) => time.getAttribute('datetime') ?? ''));

/** What a clock in the zone of the tests shows: the day of the week from Monday, and the hour. */
function onWall(time: string) {
  const parts = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/Berlin', weekday: 'short', hour: '2-digit', hourCycle: 'h23' }).formatToParts(new Date(time));
  const of = (type: string) => parts.find((part) => part.type === type)?.value ?? '';
  return { weekday: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'].indexOf(of('weekday')), hour: Number(of('hour')) };
}

test('what people did outside of working hours is a view that the page brings', async ({ stage }) => {
  await stage.openLog();
  await stage.app.getByRole('button', { name: 'Views', exact: true }).click();
  await stage.app.getByRole('dialog', { name: 'Saved views' }).getByRole('button', { name: 'Outside working hours', exact: true }).click();
  await stage.settled();
  await expect(stage.rows.first()).toBeVisible();
  const times = (await timesShown(stage)).map(onWall);
  expect(times.length).toBeGreaterThan(5);
  for (const { weekday, hour } of times) expect(weekday > 4 || hour < 7 || hour >= 19, `${weekday} ${hour}`).toBe(true);
});

test('a weekday is a filter with a name', async ({ stage }) => {
  await stage.openLog();
  await stage.filterButton('More filters').click();
  await stage.app.getByRole('dialog').getByRole('button', { name: 'Weekday' }).click();
  await stage.app.getByRole('dialog').getByText('Saturday', { exact: true }).click();
  await stage.settled();
  await stage.page.keyboard.press('Escape');
  await expect(stage.query).toHaveValue('occurredWeekday = 6');
  await expect(stage.app.locator('.chip')).toContainText('Saturday');
  const times = (await timesShown(stage)).map(onWall);
  for (const { weekday } of times) expect(weekday).toBe(5);
});

test('a cell of the dashboard opens its events, as many as it says', async ({ stage }) => {
  await stage.openLog();
  await stage.goTo('Dashboards');
  const cell = stage.app.locator('.heat td button:not([aria-disabled=true])').last();
  await expect(cell).toBeVisible({ timeout: 20_000 });
  const says = (await cell.getAttribute('aria-label')) ?? '';
  const [, count] = /: ([\d,]+) event/u.exec(says) ?? [];
  await cell.click();
  await expect(stage.query).toHaveValue(/^occurredWeekday = \d AND occurredHour = \d+$/u);
  expect(await stage.found()).toBe(Number(count?.replaceAll(',', '')));
});
