/** The app's bundle on the local platform. */
import { createPlatform } from '../../local/platform.mjs';
import type { Options, Platform } from '../../local/platform.mjs';
import type { Event } from '../../src/generated/index.ts';
import type { EventsAnswer } from '../../src/reading.ts';
import { BUNDLE, ROOT } from './bundle.ts';
import { PEOPLE } from './people.ts';
import type { Person } from './people.ts';
import { answerAsProduct } from './products.ts';

/** A running platform, with what its functions printed. */
export type Local = Platform & { output: string[] };

/** What a resolver answers. */
export interface Answered<T = unknown> {
  ok?: T;
  error?: { code: string; message: string; help?: string; diagnostics?: { code: string; from: number; to: number }[] };
}

/** Starts the app. Seconds of waiting last a millisecond; what functions print is collected, not shown. */
export async function start(options: Partial<Options> = {}): Promise<Local> {
  const output: string[] = [];
  const { limits, ...rest } = options;
  const platform = await createPlatform({
    appDir: ROOT,
    codeDir: BUNDLE,
    dataFile: ':memory:',
    product: answerAsProduct,
    limits: { secondMs: 1, ...limits },
    onOutput: (text) => output.push(text),
    ...rest,
  });
  return Object.assign(platform, { output });
}

/** Calls a resolver as a page does. */
export function call<T>(
  local: Local,
  key: string,
  payload: unknown = {},
  { module = 'jira-site', person = 'siteAdmin' as Person, extension = {} as object } = {},
): Promise<Answered<T>> {
  return local.invokeResolver(module, key, payload, { accountId: PEOPLE[person], extension }) as Promise<Answered<T>>;
}

/** A query as the page would ask it. */
export function query(jql: string, more: object = {}): object {
  return { jql, narrow: [], limit: 500, zone: 'Europe/Berlin', ...more };
}

/** What the site's administrator sees of a query. */
export async function answerOf(local: Local, jql: string, more: object = {}): Promise<EventsAnswer> {
  const answered = await call<EventsAnswer>(local, 'events', query(jql, more));
  if (answered.ok === undefined) throw new Error(`${jql}: ${JSON.stringify(answered.error)}`);
  return answered.ok;
}

/** Rows that the site's administrator sees of a query. */
export async function rowsOf(local: Local, jql: string, more: object = {}): Promise<Event[]> {
  return (await answerOf(local, jql, more)).rows;
}
