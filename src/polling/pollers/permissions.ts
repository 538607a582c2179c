/**
 * Who may read and edit which page, and who may do what in which space. Confluence says that it changed, and not what; so what the
 * log says has changed is looked at first, and everything else in turn, because a difference can only be told from a look before.
 */
import type { Event, SnapshotOf } from '../../generated';
import * as wiki from '../../products/confluence-lists';
import { readPage } from '../../products/lists';
import type { List, Place } from '../../products/lists';
import type { Poller, Turn } from '../poller';
import { isMissing, listOfEach, lookTwice } from '../snapshots/list-of-each';
import type { Round, Things } from '../snapshots/list-of-each';
import { eventsOf } from '../snapshots/log';
import { costOf } from '../snapshots/walk';

/** Events come up to three minutes late, and up to an hour after that when they had to be delivered again. */
const OVERLAP_MS = 2 * 3_600_000;
/** For how long what was just written may not be listed. */
const LATE_MS = 60_000;
/** Things that wait to be looked at. When more do, the oldest are looked at in turn with all others. */
const WAITING_MAX = 500;

/** How far it has got. */
export interface Told {
  /** Events that the app saw up to then have been looked for: milliseconds since 1970. */
  seen?: number;
  /** What has changed and was not looked at yet, oldest first. */
  waiting?: SnapshotOf[];
  round?: Round;
}

const KINDS = ['page', 'blogpost', 'whiteboard', 'database', 'folder', 'embed', 'content', 'attachment', 'comment'];

export const pageRestrictions = toldAndInTurn({
  area: 'page-restrictions',
  kind: 'restrictions',
  actions: KINDS.map((kind) => `${kind}.permissions-updated`),
  everyMinutes: 24 * 60,
  cost: 260,
  list: wiki.restrictions,
  ofEvent: ({ action, subject, container }) => ({
    id: subject.id ?? '',
    content: action.slice(0, action.indexOf('.')),
    ...(subject.title !== undefined && { name: subject.title }),
    ...(container !== undefined && { space: { id: container.id, ...(container.key !== undefined && { key: container.key }) } }),
  }),
  things: pagesFrom,
});

export const spacePermissions = toldAndInTurn({
  area: 'space-permissions',
  kind: 'space-permissions',
  actions: ['space.permissions-updated'],
  everyMinutes: 6 * 60,
  cost: 1_002,
  list: wiki.spacePermissions,
  ofEvent: ({ subject }) => ({
    id: subject.id ?? '',
    ...(subject.key !== undefined && { key: subject.key }),
    ...(subject.title !== undefined && { name: subject.title }),
  }),
  things: spacesFrom,
});

interface Watched {
  area: string;
  kind: string;
  /** Actions of live records that say that something changed. */
  actions: string[];
  everyMinutes: number;
  cost: number;
  list(id: string): List;
  /** What the list is of, by a record that says that it changed. */
  ofEvent(event: Event): SnapshotOf;
  things(turn: Turn, page: Place | undefined): Promise<Things<SnapshotOf>>;
}

function toldAndInTurn({ area, kind, actions, everyMinutes, cost, list, ofEvent, things }: Watched): Poller<Told> {
  const step = costOf(list('0'));
  const lookAt = (turn: Turn, of: SnapshotOf, from: Place | undefined) => lookTwice(turn, { kind, of }, list(of.id), from);
  const inTurn = listOfEach<SnapshotOf>({ area, everyMinutes, cost, step, things, lookAt });
  return {
    area,
    everyMinutes: 60,
    cost: Math.max(cost, 2 * step),
    async run(state = {}, turn) {
      const { changed, seen } = await toldSince(actions, state.seen, turn.now);
      let told: Told = { ...state, seen, waiting: merged(state.waiting ?? [], changed.map(ofEvent)) };
      await turn.save(told);
      for (const of of told.waiting ?? []) {
        if (!turn.mayGoOn(step)) return told;
        try {
          // Lists of one page or space are short; the rest of a long one comes in its turn.
          await lookAt(turn, of, undefined);
        } catch (error) {
          // A page that is hidden from the app by the very change: the live record is all that can be said.
          if (!isMissing(error)) throw error;
        }
        told = { ...told, waiting: (told.waiting ?? []).slice(1) };
        await turn.save(told);
      }
      const round = await inTurn.run(told.round, { ...inner(turn), save: (round) => turn.save({ ...told, round }) });
      return { ...told, round };
    },
  };
}

/** The turn of a poller within a poller. */
function inner(turn: Turn<Told>): Omit<Turn<Round>, 'save'> {
  return {
    now: turn.now,
    isAsked: turn.isAsked,
    ask: turn.ask,
    points: () => turn.points(),
    spend: (points) => turn.spend(points),
    mayGoOn: (points, ms) => turn.mayGoOn(points, ms),
    record: (writes, newest) => turn.record(writes, newest),
  };
}

/** Records that the app has seen since it looked the last time; none the first time. */
async function toldSince(actions: string[], seen: number | undefined, now: number): Promise<{ changed: Event[]; seen: number }> {
  if (seen === undefined) return { changed: [], seen: now };
  const from = new Date(seen - OVERLAP_MS).toISOString().slice(0, 16).replace('T', ' ');
  const found = await eventsOf(`action IN (${actions.join(', ')}) AND provenance = live AND occurred >= "${from}"`);
  const changed = found.filter(({ recorded, subject }) => recorded >= seen && subject.id !== undefined);
  // Oldest first. What was recorded just now may not be listed yet: the last minute is looked through once more the next time.
  return { changed: changed.reverse(), seen: Math.max(seen, now - LATE_MS) };
}

/** What waits already, and what came: each once. */
function merged(waiting: SnapshotOf[], more: SnapshotOf[]): SnapshotOf[] {
  const all = new Map([...waiting, ...more].map((of) => [of.id, of]));
  return [...all.values()].slice(-WAITING_MAX);
}

/** A page of spaces. Costs a point, and one a space. The name of a personal space is its owner's. */
async function spacesFrom(turn: Turn, page: Place | undefined): Promise<Things<SnapshotOf>> {
  const { text, next } = await readPage(turn.ask, wiki.spaces, page);
  const { results = [] } = JSON.parse(text) as { results?: { id: string | number; key?: string; name?: string; type?: string }[] };
  turn.spend(results.length);
  const things = results.map(({ id, key, name, type }) => ({
    id: String(id),
    ...(key !== undefined && { key }),
    ...(name !== undefined && type !== 'personal' && { name }),
  }));
  return { things, next };
}

/** A page of pages. Costs a point, and one a page. */
async function pagesFrom(turn: Turn, page: Place | undefined): Promise<Things<SnapshotOf>> {
  const { text, next } = await readPage(turn.ask, wiki.pages, page);
  const { results = [] } = JSON.parse(text) as { results?: { id: string | number; title?: string; spaceId?: string | number }[] };
  turn.spend(results.length);
  const things = results.map(({ id, title, spaceId }) => ({
    id: String(id),
    content: 'page',
    ...(title !== undefined && { name: title }),
    ...(spaceId !== undefined && { space: { id: String(spaceId) } }),
  }));
  return { things, next };
}
