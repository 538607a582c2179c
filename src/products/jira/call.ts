/** How Jira is asked, and what may come back. */
import api from '@forge/api';
import type { Route } from '@forge/api';

/** As whom Jira is asked. */
export type As = 'app' | 'user';

/** What Jira answered; none when it refused: no permission, or nothing there. */
export type Answer<T> = { ok: T } | { refused: true };

/** Jira did not answer as it should. */
export class JiraFailure extends Error {
  /** `told` may be shown to the asking user: it holds their own query only, with what was looked up for it. */
  constructor(what: string, readonly status: number, readonly told?: string) {
    super(`Jira answered ${status} to ${what}`);
    this.name = 'JiraFailure';
  }
}

export const REFUSED = { refused: true } as const;

/** Reads something. */
export async function read<T>(as: As, what: string, path: Route): Promise<Answer<T>> {
  const asked = as === 'app' ? api.asApp() : api.asUser();
  const response = await asked.requestJira(path, { headers: { accept: 'application/json' } });
  if (isRefused(response.status)) return REFUSED;
  if (!response.ok) throw new JiraFailure(what, response.status);
  return { ok: (await response.json()) as T };
}

/** A page of a list, in either of the two forms of Jira's answers. */
export interface Page<T> {
  values?: T[];
  isLast?: boolean;
  isLastPage?: boolean;
}

/**
 * Reads a list page by page. A list that is longer than `rowsMax` counts as refused: half of a list would give wrong
 * answers, and reading all of it would cost more than an answer is worth.
 */
export async function readPages<T>(as: As, what: string, rowsMax: number, path: (startAt: number) => Route): Promise<Answer<T[]>> {
  const rows: T[] = [];
  for (;;) {
    const answer = await read<Page<T>>(as, what, path(rows.length));
    if ('refused' in answer) return answer;
    const { values = [], isLast, isLastPage } = answer.ok;
    rows.push(...values);
    if (rows.length > rowsMax) {
      console.warn('a list of Jira is too long to be looked up', { what, rowsMax });
      return REFUSED;
    }
    if (values.length === 0 || (isLast ?? isLastPage ?? true)) return { ok: rows };
  }
}

/** Refusals that mean "not for this user"; anything else is a fault and must not look like one. */
export function isRefused(status: number): boolean {
  return status === 401 || status === 403 || status === 404;
}
