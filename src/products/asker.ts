/**
 * How schedules ask: as the app; where that is refused, as an administrator who agreed to it; where that is refused too,
 * the product cannot be seen, and the log says so.
 */
import api from '@forge/api';
import type { Route } from '@forge/api';
import { ConfluenceFailure } from './confluence';
import { JiraFailure } from './jira';

/** Products that have a REST interface. */
export type ProductName = 'jira' | 'confluence';

/** The product refuses to show something; `reason` is for the administrator who reads about it. */
export class CannotSee extends Error {
  constructor(readonly reason: string) {
    super(reason);
    this.name = 'CannotSee';
  }
}

/** The product has had too many requests; nothing may be asked before `until` (milliseconds since 1970). */
export class Throttled extends Error {
  constructor(product: ProductName, readonly until: number) {
    super(`${product} has had too many requests`);
    this.name = 'Throttled';
  }
}

/** Who counts the points that requests cost. */
export interface Purse {
  spend(points: number): void;
}

/** What a request has besides its path; a body makes it a POST. */
export interface Body {
  method?: 'POST';
  body?: unknown;
  headers?: Record<string, string>;
}

const HOUR_MS = 3_600_000;
/** A product that asks for more patience than this has made a mistake. */
const PATIENCE_MAX_MS = 6 * HOUR_MS;

/** Asks on behalf of a schedule. Remembers, for as long as it lives, which product refuses the app. */
export class Asker {
  private readonly refusesApp = new Set<ProductName>();

  /** `admin` is the account of the administrator who agreed to be asked for, if there is one. */
  constructor(
    private readonly purse: Purse,
    private readonly admin: string | undefined,
  ) {}

  /**
   * The body of an answer, as text. Costs a point a request; what the objects in the answer cost is booked by the caller.
   *
   * Throws `CannotSee` when neither the app nor the administrator may ask (401, 403), `Throttled` at 429, and the product's
   * failure with its status otherwise; 404 is such a failure.
   */
  async text(product: ProductName, what: string, path: Route, more: Body = {}): Promise<string> {
    if (!this.refusesApp.has(product)) {
      const response = await this.send(product, 'app', path, more);
      if (response !== undefined) return taken(product, what, response);
    }
    const { admin } = this;
    const response = admin === undefined ? undefined : await this.send(product, { admin }, path, more);
    if (response === undefined) throw new CannotSee(refusal(product, what, admin !== undefined));
    // Only when the administrator may: a place that nobody may see says nothing of the app.
    this.refusesApp.add(product);
    return taken(product, what, response);
  }

  /** The body of an answer, as JSON; see `text`. */
  async json<T>(product: ProductName, what: string, path: Route, more: Body = {}): Promise<T> {
    return JSON.parse(await this.text(product, what, path, more)) as T;
  }

  /** The answer; none when it is that this one may not ask. */
  private async send(product: ProductName, as: 'app' | { admin: string }, path: Route, { body, headers }: Body): Promise<Response | undefined> {
    this.purse.spend(1);
    const asked = as === 'app' ? api.asApp() : api.asUser(as.admin);
    const posted = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) };
    const type = body === undefined ? {} : { 'content-type': 'application/json' };
    const options = { headers: { accept: 'application/json', ...type, ...headers }, ...posted };
    try {
      const response = product === 'jira' ? await asked.requestJira(path, options) : await asked.requestConfluence(path, options);
      return isRefusal(response.status) ? undefined : (response as unknown as Response);
    } catch (error) {
      // The package throws when the platform itself refuses: no consent, or a product that is not there.
      const { name, status } = error as { name?: string; status?: number };
      if (name === 'NeedsAuthenticationError' || (name === 'ProxyRequestError' && isRefusal(status ?? 0))) return undefined;
      throw error;
    }
  }
}

function isRefusal(status: number): boolean {
  return status === 401 || status === 403;
}

async function taken(product: ProductName, what: string, response: Response): Promise<string> {
  if (response.status === 429) throw new Throttled(product, patience(response.headers.get('retry-after'), Date.now()));
  if (!response.ok) throw product === 'jira' ? new JiraFailure(what, response.status) : new ConfluenceFailure(what, response.status);
  return response.text();
}

/** Until when to wait: as long as the product says, else until the hour ends, because that is when quotas begin anew. */
export function patience(retryAfter: string | null, now: number): number {
  const hourEnds = (Math.floor(now / HOUR_MS) + 1) * HOUR_MS;
  if (retryAfter === null || retryAfter.trim() === '') return hourEnds;
  const seconds = Number(retryAfter);
  const until = Number.isFinite(seconds) ? now + seconds * 1_000 : Date.parse(retryAfter);
  return Number.isFinite(until) ? Math.min(Math.max(until, now), now + PATIENCE_MAX_MS) : hourEnds;
}

function refusal(product: ProductName, what: string, hasAdmin: boolean): string {
  const name = product === 'jira' ? 'Jira' : 'Confluence';
  const why = hasAdmin ? 'nor to the administrator who agreed to be asked for' : 'and no administrator has agreed to be asked for';
  return `${name} does not show ${what} to the app, ${why}.`;
}
