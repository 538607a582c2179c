import { expect, test } from './stage';

interface Told {
  told?: string[];
}

test('what is asked next goes to the log once, before it is shown', async ({ stage }) => {
  await stage.page.addInitScript(() => {
    const post = Worker.prototype.postMessage;
    Worker.prototype.postMessage = function (this: Worker, message: { say?: string; isAhead?: boolean; asks?: unknown }) {
      if (message.say === 'ask' && !message.isAhead) ((window as Told).told ??= []).push(`${document.querySelectorAll('.chip').length} ${JSON.stringify(message.asks)}`);
      post.call(this, message);
    };
  });
  await stage.openLog();
  await stage.found();
  const html = stage.app.locator('html');
  await html.evaluate(() => ((window as Told).told = []));
  await stage.app.getByRole('region', { name: 'Action', exact: true }).locator('.facet-line').first().click();
  await expect(stage.app.getByRole('button', { name: /^Remove filter/u })).toHaveCount(1);
  await stage.found();
  const told = await html.evaluate(() => (window as Told).told ?? []);
  const asks = told.map((text) => text.slice(text.indexOf(' ')));
  // Counts, bars and facets in one question, the first rows in another: while no chip says so yet.
  const early = told.filter((text) => text.startsWith('0 ') && text.includes('"jql":"action = '));
  expect(early.some((text) => text.includes('"histogram"'))).toBe(true);
  expect(early.some((text) => text.includes('"rows"'))).toBe(true);
  expect(new Set(asks).size).toBe(asks.length);
});
