/** The one shape in which resolvers answer the page. */
import { CoreError } from './engine';
import { ConfluenceFailure } from './products/confluence';
import { JiraFailure } from './products/jira';
import { StorageFailure } from './storage';

/** What went wrong, told to the page. */
export interface Problem {
  code: 'forbidden' | 'bad-request' | 'query-rejected' | 'busy' | 'internal';
  message: string;
  help?: string;
  /** What is wrong with a query, place by place. */
  diagnostics?: unknown[];
}

/** Every answer of every resolver. */
export type Answer<T> = { ok: T } | { error: Problem };

/** Something a resolver will not do; becomes an `error` answer. */
export class Refusal extends Error {
  constructor(readonly problem: Problem) {
    super(problem.message);
    this.name = 'Refusal';
  }
}

/** Codes of the core that say that the request was wrong. Every other code says that the core or the store is. */
const CODES = new Map<string, Problem['code']>([
  ['query-rejected', 'query-rejected'],
  ['engine.request', 'bad-request'],
  ['engine.cursor', 'bad-request'],
  ['engine.zone', 'bad-request'],
]);

/** Runs a resolver and puts what comes out into the envelope. */
export async function answer<T>(work: () => Promise<T>): Promise<Answer<T>> {
  try {
    return { ok: await work() };
  } catch (error) {
    return { error: problemOf(error) };
  }
}

/**
 * What the page is told of a failure. Failures that are not the page's fault are reported here, once, and the page learns
 * only that they happened: their messages may name what the asking user must not see.
 */
function problemOf(error: unknown): Problem {
  if (error instanceof Refusal) return error.problem;
  const code = error instanceof CoreError ? CODES.get(error.code) : undefined;
  if (error instanceof CoreError && code !== undefined) {
    const { message, help, diagnostics } = error;
    return { code, message, ...(help !== undefined && { help }), ...(diagnostics !== undefined && { diagnostics }) };
  }
  console.error('a resolver failed', error);
  if (error instanceof JiraFailure && error.told !== undefined) return { code: 'busy', message: error.told, help: 'Try again in a moment.' };
  const unavailable = [StorageFailure, JiraFailure, ConfluenceFailure].some((kind) => error instanceof kind);
  if (unavailable) return { code: 'busy', message: 'The log cannot be read just now. Try again in a moment.' };
  return { code: 'internal', message: 'Something went wrong in the log. It has been reported.' };
}
