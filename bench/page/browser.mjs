// Opens the app's page in the frame of the local platform, under Forge's policy, and listens in it.
import { chromium } from 'playwright-core';
import { listenInFrame } from './in-frame.mjs';

/** Who looks at what. */
export const SEAT = { module: 'jira-site', as: '557058:00000000-0000-4000-8000-000000000001', viewport: { width: 1440, height: 900 } };
const PATIENCE_MS = 180_000;
const AHEAD_MS = 90_000;

export const openBrowser = () =>
  chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run', '--disable-smooth-scrolling'],
  });

/** Opens the log with nothing kept from before, and has something done with it. */
export async function openLog(browser, { frame, variant, range }, work) {
  const context = await browser.newContext({ viewport: SEAT.viewport, timezoneId: 'Europe/Berlin' });
  try {
    const page = await context.newPage();
    page.setDefaultTimeout(PATIENCE_MS);
    await page.addInitScript(listenInFrame);
    if (variant === 'plain') await refuseWasm(page);
    const visit = new Visit(page, frame);
    await visit.rest();
    const address = new URLSearchParams({ module: SEAT.module, as: SEAT.as, ...(range && { range: `${range.since}..${range.until}` }) });
    await page.goto(`${frame}/?${address}`, { waitUntil: 'commit' });
    await visit.answered();
    const html = visit.app.locator('html[data-log]');
    await html.waitFor({ state: 'attached' });
    const found = await html.getAttribute('data-log');
    if (found !== variant) throw new Error(`the log is there as ${found}, not as ${variant}`);
    return await work(visit);
  } finally {
    await context.close();
  }
}

/** Where the policy comes with the worker's script too, it refuses WASM there. */
async function refuseWasm(page) {
  let policy = '';
  await page.route(/\.html|\/main\/?$|worker[^/]*\.js/u, async (route) => {
    const answer = await route.fetch();
    const found = answer.headers()['content-security-policy'] ?? '';
    if (found.includes('script-src')) policy ||= found;
    const isWorker = /worker[^/]*\.js/u.test(route.request().url());
    await route.fulfill({ response: answer, headers: { ...answer.headers(), ...(isWorker && { 'content-security-policy': policy }) } });
  });
}

/** The page while somebody looks at it. */
export class Visit {
  constructor(page, address) {
    this.page = page;
    this.address = address;
    this.app = page.frameLocator('#app iframe');
  }

  /** Storage quotas are counted by the minute: what a person does in minutes is done in seconds here. */
  async rest() {
    await this.page.request.post(`${this.address}/__frame/rest`, { headers: { origin: this.address } });
  }

  frame() {
    const frame = this.page.frames().find((frame) => frame !== this.page.mainFrame() && frame.parentFrame() === this.page.mainFrame());
    if (!frame) throw new Error('there is no frame of the app');
    return frame;
  }

  /** Waits until everything answers the same question; gives its address. */
  async answered() {
    await this.app.locator('main[data-answered]').waitFor({ state: 'attached' });
    return this.app.locator('main').getAttribute('data-answered');
  }

  /** Waits until the newest records of the range are at hand too, which are loaded when nobody waits for anything. */
  async ahead() {
    // A person would not wait longer either; what is not there then is fetched when it is asked for.
    await this.app.locator('html[data-ahead=done]').waitFor({ state: 'attached', timeout: AHEAD_MS }).catch(() => undefined);
  }

  /** When what was there: milliseconds after the page's own document, scripts and styles were loaded. */
  opened() {
    return this.frame().evaluate(() => window.bench.opened());
  }

  /** Does something and waits for the answer; gives how long that took, the question, and how many events were counted. */
  async step(act) {
    await this.frame().evaluate(() => window.bench.begin());
    await act();
    return this.frame().evaluate(() => window.bench.answer());
  }
}
