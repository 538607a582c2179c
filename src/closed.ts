/**
 * Projects and spaces that a data security policy has closed to this app: what happens there is not told.
 *
 * An event says that something was closed. None says that it was opened again; but whoever tells of it is open.
 */
import type { Event } from './generated';
import { readEvents } from './reading';

/** One that was closed. Times are milliseconds since 1970, UTC. */
export interface Closed {
  kind: 'project' | 'space';
  id: string;
  /** As far as the log knows it. */
  key?: string;
  name?: string;
  /** When the app was told for the first time, and for the last. */
  since: number;
  told: number;
  /** The newest live event from there; later than `told` when it was opened again. */
  heard?: number;
}

const ROWS = 200;
/** Of so many at most it is looked up whether they are open again. */
const CLOSED_MAX = 20;
/** What the platform calls things: `ari:cloud:jira::project/10003`, `ari:cloud:confluence:<cloud id>:space/98305`. */
const PLACE = /^ari:cloud:[a-z-]+:[^:]*:(?:[^/]*:)?(project|space)\/([0-9]+)$/u;

/** What was closed, the last first. */
export async function closedPlaces(): Promise<Closed[]> {
  const { rows } = await newest('action = app.access-blocked', ROWS);
  const found = new Map<string, Closed>();
  for (const { occurred, changes = [] } of rows) {
    for (const { to } of changes) {
      const [, kind, id] = PLACE.exec(to?.text ?? '') ?? [];
      if (kind === undefined || id === undefined) continue;
      const before = found.get(`${kind} ${id}`);
      if (before !== undefined) before.since = Math.min(before.since, occurred);
      else if (found.size < CLOSED_MAX) found.set(`${kind} ${id}`, { kind: kind as Closed['kind'], id, since: occurred, told: occurred });
    }
  }
  return Promise.all([...found.values()].map(withNews));
}

async function withNews(closed: Closed): Promise<Closed> {
  const [row] = (await newest(`${closed.kind} = "${closed.id}" AND provenance = live`, 1)).rows as (Event | undefined)[];
  if (row === undefined) return closed;
  const { key, name } = row.container ?? {};
  return { ...closed, heard: row.occurred, ...(key !== undefined && { key }), ...(name !== undefined && { name }) };
}

function newest(jql: string, limit: number) {
  return readEvents({ jql, now: Date.now(), zone: 'UTC', limit }, 'all', { since: undefined, askJira: false });
}
