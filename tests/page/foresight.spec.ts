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

test('what the pointer rests on is asked before it is clicked, and nothing is shown of it until then', async ({ stage }) => {
  await stage.page.addInitScript(() => {
    const post = Worker.prototype.postMessage;
    Worker.prototype.postMessage = function (this: Worker, message: { say?: string; isExpected?: boolean; asks?: unknown }) {
      if (message.say === 'ask' && message.isExpected) ((window as Told).told ??= []).push(JSON.stringify(message.asks));
      post.call(this, message);
    };
  });
  await stage.openLog();
  await stage.found();
  const html = stage.app.locator('html');
  const line = stage.app.getByRole('region', { name: 'Action', exact: true }).locator('.facet-line').first();
  const counted = await line.locator('.facet-count').getAttribute('title');
  await line.hover();
  const expected = async () => (await html.evaluate(() => (window as Told).told ?? [])).filter((asks) => asks.includes('"jql":"action = '));
  await expect.poll(async () => (await expected()).length).toBe(2);
  await expect(stage.app.getByRole('button', { name: /^Remove filter/u })).toHaveCount(0);
  await line.click();
  await expect(stage.app.getByRole('button', { name: /^Remove filter/u })).toHaveCount(1);
  await stage.found();
  await expect(stage.app.locator('.summary-count')).toContainText(counted ?? 'a count');
});

test('what is foreseen is asked again when the log grows before it is shown', async ({ stage }) => {
  await stage.page.addInitScript(() => {
    const seen = window as Told & { grows?: number };
    const post = Worker.prototype.postMessage;
    Worker.prototype.postMessage = function (this: Worker, message: { say?: string; isAhead?: boolean; asks?: unknown }) {
      if (message.say === 'ask' && !message.isAhead) (seen.told ??= []).push(JSON.stringify(message.asks));
      post.call(this, message);
    };
    // Right behind the answers, before the page does anything with them.
    const own = Object.getOwnPropertyDescriptor(Worker.prototype, 'onmessage')!;
    Object.defineProperty(Worker.prototype, 'onmessage', {
      ...own,
      set(this: Worker, hear: (event: MessageEvent) => void) {
        own.set!.call(this, (event: MessageEvent<{ say: string }>) => {
          hear.call(this, event);
          if (event.data.say !== 'answers' || !seen.grows) return;
          seen.grows -= 1;
          if (seen.grows === 0) hear.call(this, new MessageEvent('message', { data: { say: 'grown' } }));
        });
      },
    });
  });
  await stage.openLog();
  await stage.found();
  const html = stage.app.locator('html');
  // The counts and the first rows.
  await html.evaluate(() => Object.assign(window, { told: [], grows: 2 }));
  await stage.app.getByRole('region', { name: 'Action', exact: true }).locator('.facet-line').first().click();
  await expect(stage.app.getByRole('button', { name: /^Remove filter/u })).toHaveCount(1);
  await stage.found();
  const told = await html.evaluate(() => (window as Told).told ?? []);
  const counts = told.filter((asks) => asks.includes('"jql":"action = ') && asks.includes('"histogram"'));
  expect(counts.length).toBe(2);
  expect(new Set(counts).size).toBe(1);
});

test('what is under way when the page is left is not shown on another one', async ({ stage }) => {
  await stage.openLog();
  await stage.found();
  const html = stage.app.locator('html');
  await html.evaluate(() => {
    document.querySelector<HTMLElement>('.facet-line')?.click();
    const pages = [...document.querySelectorAll<HTMLElement>('nav[aria-label=Pages] button')];
    pages.find((button) => button.textContent === 'Coverage')?.click();
  });
  await expect(stage.app.getByRole('button', { name: 'Look now' })).toBeVisible();
  await stage.page.waitForTimeout(1_000);
  await expect(html).not.toHaveAttribute('data-asking');
  await expect(stage.app.getByRole('button', { name: 'Look now' })).toBeVisible();
});
