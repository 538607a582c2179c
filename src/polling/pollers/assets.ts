/**
 * Assets sends no events. What was made or changed is asked for by time, with the history of each object, which says who; what is
 * gone is found by comparing the ids of a schema's objects.
 */
import { withCore } from '../../engine';
import * as assets from '../../products/jira/assets';
import { readPage } from '../../products/lists';
import type { Place } from '../../products/lists';
import type { Poller, Turn } from '../poller';
import { onlyWithServiceManagement } from './organizations';
import { listOfEach, lookTwice } from '../snapshots/list-of-each';
import type { Things } from '../snapshots/list-of-each';
import { costOf } from '../snapshots/walk';

/** Times of Assets may be exact to the minute only, and their clock is not ours. What is read again gives the same records. */
const OVERLAP_MS = 10 * 60_000;

/** How far it has got. */
export interface Progress {
  /** What was changed up to then is recorded: milliseconds since 1970. */
  seen?: number;
  /** The reading under way: since when, when it began, the page, and the object of it that was read last. */
  under?: { since: number; began: number; page?: Place; after?: string };
}

interface AssetObject {
  id: string | number;
}

const HISTORY_POINTS = 51;

/** What was done to objects, and by whom, since the app was installed. */
export const assetHistory: Poller<Progress> = onlyWithServiceManagement({
  area: 'assets',
  everyMinutes: 60,
  cost: 400,
  async run(state = {}, turn) {
    const workspace = await workspaceOf(turn);
    if (workspace === undefined || state.seen === undefined) return { seen: turn.now };
    const { since, began, ...from } = state.under ?? { since: state.seen - OVERLAP_MS, began: turn.now };
    let [page, after] = [from.page, from.after];
    // An object that was made was updated then.
    const list = assets.objects(workspace, `updated >= "${minute(since)}" ORDER BY id ASC`);
    const under = () => ({ ...state, under: { since, began, ...(page !== undefined && { page }), ...(after !== undefined && { after }) } });
    while (turn.mayGoOn(costOf(list) + HISTORY_POINTS)) {
      const { text, next } = await readPage(turn.ask, list, page);
      const { values = [] } = JSON.parse(text) as { values?: AssetObject[] };
      turn.spend(values.length);
      const at = values.findIndex(({ id }) => String(id) === after);
      for (const object of values.slice(at + 1)) {
        if (!turn.mayGoOn(HISTORY_POINTS)) return under();
        await recordHistory(turn, workspace, object, since);
        after = String(object.id);
        await turn.save(under());
      }
      if (next === undefined) return { seen: began };
      [page, after] = [next, undefined];
    }
    return under();
  },
});

/** Objects that are gone, and that there are new ones. */
export const assetObjects = onlyWithServiceManagement(
  listOfEach<Schema>({
    area: 'assets-objects',
    everyMinutes: 180,
    cost: 600,
    step: 101,
    things: schemasFrom,
    lookAt: (turn, { id, name, workspace }, from) =>
      lookTwice(turn, { kind: 'assets', of: { id, name } }, assets.objects(workspace, `objectSchemaId = ${id} ORDER BY id ASC`), from),
  }),
);

interface Schema {
  id: string;
  name: string;
  workspace: string;
}

async function recordHistory(turn: Turn, workspace: string, object: AssetObject, since: number): Promise<void> {
  const { text } = await readPage(turn.ask, assets.objectHistory(workspace, String(object.id)), undefined);
  const now = Date.now();
  const writes = await withCore((core) => core.assetRecords(object, text, since, now));
  turn.spend(writes.length);
  await turn.record(writes, writes.length > 0 ? now : undefined);
}

async function schemasFrom(turn: Turn, page: Place | undefined): Promise<Things<Schema>> {
  const workspace = await workspaceOf(turn);
  if (workspace === undefined) return { things: [] };
  const { text, next } = await readPage(turn.ask, assets.schemas(workspace), page);
  const { values = [] } = JSON.parse(text) as { values?: { id: string | number; name?: string }[] };
  turn.spend(values.length);
  const things = values.map(({ id, name }) => ({ id: String(id), name: name ?? '', workspace }));
  return { things: things.filter(({ id }) => /^[0-9]{1,19}$/.test(id)), next };
}

/** The site's workspace; none without Jira Service Management Premium. */
async function workspaceOf(turn: Turn): Promise<string | undefined> {
  const { text } = await readPage(turn.ask, assets.workspaces, undefined);
  const { values = [] } = JSON.parse(text) as { values?: { workspaceId?: string }[] };
  return values[0]?.workspaceId;
}

/** As Assets writes times, in UTC. */
function minute(at: number): string {
  return new Date(at).toISOString().slice(0, 16).replace('T', ' ');
}
