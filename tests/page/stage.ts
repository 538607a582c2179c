/** Opens the app's page in the frame of the local platform, and listens for what must not happen there. */
import { AxeBuilder } from '@axe-core/playwright';
import { expect, test as base, type FrameLocator, type Page } from '@playwright/test';

const account = (number: number) => `557058:00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;

/** The people whom every site has. */
export const PEOPLE = {
  siteAdmin: account(1),
  projectAdmin: account(2),
  spaceAdmin: account(3),
  plain: account(4),
};

/** Where to look, and who looks. */
export interface Seat {
  module?: 'jira-site' | 'jira-project' | 'jira-issue' | 'confluence-site' | 'confluence-space' | 'confluence-page';
  project?: string;
  /** Key of the issue, or id of the page, beside which the module is shown. */
  issue?: string;
  content?: string;
  as?: string;
  theme?: 'light' | 'dark';
  /** Moments, as a link has them. */
  range?: string;
}

/** The page under test, with what went wrong in it. */
export class Stage {
  readonly app: FrameLocator;
  readonly violations: string[] = [];
  readonly errors: string[] = [];

  constructor(readonly page: Page) {
    this.app = page.frameLocator('#app iframe');
  }

  /** Listens in every frame, before any script of the page runs. */
  async listen() {
    await this.page.addInitScript(() => {
      document.addEventListener('securitypolicyviolation', (event) => {
        console.error(`securitypolicyviolation ${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber}`);
      });
    });
    this.page.on('console', (message) => {
      const text = message.text();
      if (/securitypolicyviolation|content security policy/iu.test(text)) this.violations.push(text);
      else if (message.type() === 'error') this.errors.push(text);
    });
    this.page.on('pageerror', (error) => this.errors.push(error.message));
  }

  async open({ module = 'jira-site', as = PEOPLE.siteAdmin, ...given }: Seat = {}) {
    const query = new URLSearchParams({ module, as, ...Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) });
    await this.page.goto(`/?${query}`);
  }

  /** Opens the log and waits for its first rows. */
  async openLog(seat?: Seat) {
    await this.open(seat);
    await expect(this.rows.first()).toBeVisible({ timeout: 20_000 });
  }

  /** Goes to one of the app's pages by its tab. */
  async goTo(name: string) {
    await this.app.getByRole('navigation', { name: 'Pages' }).getByRole('button', { name, exact: true }).click();
  }

  get rows() {
    return this.app.locator('.row[data-event]');
  }

  get query() {
    return this.app.getByRole('combobox', { name: 'Query' });
  }

  /** Runs a query and waits for its answer. */
  async search(jql: string) {
    await this.query.fill(jql);
    await this.query.press('Enter');
    await this.settled();
  }

  /** Waits until the list shows the answer to the latest question. */
  async settled() {
    await this.page.waitForTimeout(100);
    await expect(this.app.locator('html[data-asking], [aria-busy=true], .skeleton')).toHaveCount(0, { timeout: 20_000 });
  }

  /** Loads the page again, as nobody can before the address bar was told what is asked: that is after the next frame. */
  async reload() {
    await this.page.waitForTimeout(300);
    await this.page.reload();
  }

  /** How many events there are that match, once all of them are counted. */
  async found() {
    const count = this.app.locator('.summary-count');
    await expect(count).toBeVisible({ timeout: 20_000 });
    await this.settled();
    await expect(this.app.locator('.summary-progress')).toHaveCount(0, { timeout: 20_000 });
    return Number((await count.innerText()).replaceAll(',', ''));
  }

  /** Keys of issues in the list that are not of this project. */
  async foreignIssues(project: string) {
    const keys = await this.rows.locator('.subject-key').allInnerTexts();
    return keys.filter((key) => /^[A-Z]+-\d+$/u.test(key) && !key.startsWith(`${project}-`));
  }

  /** Has the app ask the products now, until nothing waits for its turn. */
  async lookNow() {
    await this.goTo('Coverage');
    const button = this.app.getByRole('button', { name: 'Look now' });
    for (let turn = 0; turn < 6; turn += 1) {
      await expect(button).toBeEnabled({ timeout: 40_000 });
      await button.click();
      await expect(this.app.getByRole('button', { name: 'Looking…' })).toHaveCount(0, { timeout: 60_000 });
      await expect(button).toBeEnabled({ timeout: 40_000 });
      if ((await this.app.getByText(/^(Waiting|Failing|Not yet asked)$/u).count()) === 0) break;
    }
    await this.goTo('Activity');
  }

  /** Counts what is clicked in the app from now on. */
  async countClicks() {
    await this.inApp(() => {
      const counted = window as { clicks?: number };
      if (counted.clicks === undefined) addEventListener('click', () => (counted.clicks = (counted.clicks ?? 0) + 1), true);
      counted.clicks = 0;
    });
  }

  /** How many clicks there were. */
  clicks() {
    return this.inApp(() => (window as { clicks?: number }).clicks ?? 0);
  }

  /** What was copied last. */
  clipboard() {
    return this.page.evaluate(() => navigator.clipboard.readText());
  }

  private inApp<T>(work: () => T): Promise<T> {
    return this.app.locator('html').evaluate(work as (html: unknown) => T) as Promise<T>;
  }

  filterButton(name: string) {
    return this.app.getByRole('group', { name: 'Filters' }).getByRole('button', { name: new RegExp(`^${name}`, 'u') });
  }

  /** The button that says which range of time is shown. */
  get range() {
    return this.app.locator('.ask > button, .ask > :not(form) button').first();
  }

  /** A facet by its name. */
  facet(name: string) {
    return this.app.getByRole('region', { name, exact: true });
  }

  /** How many events the page says there are. */
  async count() {
    const text = await this.app.locator('.summary-count').innerText();
    return Number(text.replace(/\D/gu, ''));
  }

  /** What axe finds serious in the app. */
  async seriousFaults() {
    await this.still();
    const { violations } = await new AxeBuilder({ page: this.page }).include(['#app iframe', 'body']).analyze();
    const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
    return serious.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 160)).join(' | ')}`);
  }

  /** Waits until no colour is on its way: half of a change may have too little contrast where both its ends have enough. */
  private async still() {
    await this.page.waitForTimeout(100);
    for (const frame of this.page.frames()) {
      await frame.evaluate(async () => {
        const passing = document.getAnimations().filter((one) => one.effect?.getComputedTiming().iterations !== Infinity);
        await Promise.all(passing.map((one) => one.finished.catch(() => undefined)));
      });
    }
  }

  /** Storage quotas are counted by the minute, points of the products by the hour; each test stands for an hour of its own. */
  async rest(origin: string) {
    const answer = await this.page.request.post('/__frame/rest', { headers: { origin } });
    expect(answer.ok()).toBe(true);
  }

  /** Has somebody do something on the site, as the panel does. */
  async act(request: Record<string, unknown>): Promise<Acted> {
    return (await this.post('/__frame/act', request)) as Acted;
  }

  /** Sends an event as it is, as a fault of delivery would. */
  async emit(event: Record<string, unknown>) {
    return this.post('/__frame/emit', { event });
  }

  /** The platform answers its own frame only. */
  private async post(path: string, body: Record<string, unknown>) {
    const answer = await this.page.evaluate(
      async ([path, body]) => {
        const response = await fetch(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
        return { ok: response.ok, text: await response.text() };
      },
      [path, JSON.stringify(body)] as const,
    );
    expect(answer.ok, `${JSON.stringify(body)}: ${answer.text}`).toBe(true);
    return JSON.parse(answer.text) as unknown;
  }

  /** Recent issues of a project, with what can be done to them. */
  async board(project: string) {
    const response = await this.page.request.get(`/__frame/board?project=${project}`);
    const board = (await response.json()) as BoardIssue[] | { issues: BoardIssue[] };
    return Array.isArray(board) ? board : board.issues;
  }
}

/** What somebody has done: the issue it was about, and the id of what was made. */
export interface Acted {
  issue?: string;
  made?: string;
}

/** An issue as the site tells of it. */
export interface BoardIssue {
  key: string;
  summary: string;
  transitions?: { id: string; name: string; to: string | { name: string } }[];
}

/** Every test watches over the content security policy and over errors, whatever else it is about. */
export const test = base.extend<{ stage: Stage }>({
  stage: async ({ page, baseURL }, use) => {
    const stage = new Stage(page);
    await stage.rest(new URL(baseURL ?? '').origin);
    await stage.listen();
    await use(stage);
    expect(stage.violations, 'violations of the content security policy').toEqual([]);
    expect(stage.errors, 'errors in the console').toEqual([]);
  },
});

export { expect };
