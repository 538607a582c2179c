/**
 * What the log has missed of pages, blog posts, comments and files: once a day the versions of what changed lately are compared with
 * it, as `reconcile` does with issues.
 *
 * What changed last is read first, up to the time that was compared before. Who changes something while it is read puts it in
 * front, where this round does not look again; so each round looks at versions back to where the round before began.
 */
import { withCore } from '../engine';
import { packRecords } from '../packing';
import type { Poller, Turn } from '../polling/poller';
import { ConfluenceFailure } from '../products/confluence';
import { changedContents, kindAfter, shown, spacesById } from '../products/confluence-history';
import type { PastKind, Spaces } from '../products/confluence-history';
import type { Place } from '../products/lists';
import { missingContents } from './known';
import { DAY_MS, OVERLAP_MS, SETTLED_MS, added } from './reconcile';
import type { Reconciled } from './reconcile';

const PAGE_POINTS = 250;
const TIME_FOR_PAGE_MS = 120_000;

/** How far it has got. Times are milliseconds since 1970, UTC. */
export interface ReconciledContents extends Pick<Reconciled, 'since' | 'found'> {
  /** Where the round before began. */
  from: number;
  /** The round that goes on: versions written before `to` are compared; where the next ones are. */
  round?: { to: number; kind: PastKind; place?: Place };
  /** Why nothing is compared. */
  rests?: string;
}

export const reconcileContents: Poller<ReconciledContents> = {
  area: 'content-history',
  everyMinutes: 24 * 60,
  cost: 700,
  async run(state, turn) {
    try {
      return await compare(state, turn);
    } catch (error) {
      // A site without Confluence.
      if (!(error instanceof ConfluenceFailure) || error.status !== 404) throw error;
      return { ...begun(state, turn.now), rests: 'There is no Confluence here.' };
    }
  },
};

function begun(state: ReconciledContents | undefined, now: number): ReconciledContents {
  if (state === undefined) return { from: now - DAY_MS, since: now - DAY_MS, found: {} };
  const { rests: _, ...rest } = state;
  return rest;
}

async function compare(state: ReconciledContents | undefined, turn: Turn<ReconciledContents>): Promise<ReconciledContents> {
  let now = begun(state, turn.now);
  let round = now.round ?? { to: turn.now - SETTLED_MS, kind: 'page' as const };
  if (round.to <= now.since) return now;
  const spaces = await spacesById(turn.ask, turn);
  while (turn.mayGoOn(PAGE_POINTS, TIME_FOR_PAGE_MS)) {
    const { next, found } = await page(now, round, spaces, turn);
    const counted = { ...now, found: added(now.found, turn.now, found) };
    if (next === undefined) {
      const { round: _, ...done } = counted;
      return { ...done, from: now.since, since: round.to };
    }
    round = { to: round.to, ...next };
    now = { ...counted, round };
    await turn.save(now);
  }
  return { ...now, round };
}

/** Compares a page of the list; tells how many records were missing, and where the next one is. */
async function page(now: ReconciledContents, { to, kind, place }: NonNullable<ReconciledContents['round']>, spaces: Spaces, turn: Turn<ReconciledContents>) {
  const from = now.from - OVERLAP_MS;
  const asked = changedContents(turn.ask, turn, kind, spaces, place, from);
  // Whether pages are shown is the state of the area; comments and files may be hidden alone.
  const read = kind === 'page' ? await asked : await shown(asked);
  const following = kindAfter(kind);
  const after = following && { kind: following };
  if ('hidden' in read) {
    if (read.hidden !== undefined) console.warn(read.hidden);
    return { found: 0, next: after };
  }
  const request = { recorded: Date.now(), from, to, statuses: {}, issues: [], contents: read.texts };
  const { events } = await withCore((core) => core.rebuild(request));
  const missing = await missingContents(events, read.ids, from);
  const found = missing.length > 0 ? await packRecords(missing) : 0;
  if (read.next !== undefined && read.last >= now.since - OVERLAP_MS) return { found, next: { kind, place: read.next } };
  return { found, next: after };
}
