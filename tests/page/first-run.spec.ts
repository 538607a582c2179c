/** Who is here for the first time is told what this is, once. */
import { expect, test, PEOPLE } from './stage';

// Other tests are other people: the project's administrator has not been here yet.
const seat = { module: 'jira-project', project: 'PAY', as: PEOPLE.projectAdmin } as const;

test('a welcome with a tour, which is gone when it was seen', async ({ stage }) => {
  await stage.openLog(seat);
  const welcome = stage.app.getByRole('region', { name: 'Welcome' });
  await expect(welcome).toContainText('appears within seconds');
  await welcome.getByRole('button', { name: /tour/u }).click();
  const tour = stage.app.getByRole('dialog', { name: 'Tour' });
  const titles = [];
  for (;;) {
    titles.push(await tour.locator('strong').innerText());
    if (await tour.getByRole('button', { name: 'Done' }).isVisible()) break;
    await tour.getByRole('button', { name: 'Next' }).click();
  }
  expect(titles).toEqual(['Ask', 'Or click', 'Read', 'Take along', 'Make it yours']);
  expect(await stage.seriousFaults()).toEqual([]);
  await tour.getByRole('button', { name: 'Done' }).click();
  await expect(tour).toBeHidden();
  await expect(welcome).toBeHidden();
  await stage.openLog(seat);
  await expect(welcome).toBeHidden();
});

test('the tour can be taken again, and left with Escape', async ({ stage }) => {
  await stage.openLog(seat);
  await stage.app.getByRole('button', { name: 'Settings of this page' }).click();
  await stage.app.getByRole('button', { name: 'Take the tour again' }).click();
  const tour = stage.app.getByRole('dialog', { name: 'Tour' });
  await expect(tour).toBeFocused();
  await stage.page.keyboard.press('Escape');
  await expect(tour).toBeHidden();
});
