/** What the log itself knows, asked on nobody's behalf. */
import type { Event } from '../../generated';
import { readEvents } from '../../reading';

const PAGE_ROWS = 500;
/** More than this is a log that cannot be asked within a run. */
const ROWS_MAX = 20_000;

/** All records that match. Throws when not all of them could be read: half of an answer would make records twice. */
export async function eventsOf(jql: string): Promise<Event[]> {
  const rows: Event[] = [];
  let cursor: string | undefined;
  do {
    const request = { jql, now: Date.now(), zone: 'UTC', limit: PAGE_ROWS, ...(cursor !== undefined && { cursor }) };
    const answer = await readEvents(request, 'all', { since: undefined, askJira: false });
    rows.push(...answer.rows);
    if (!answer.complete || rows.length > ROWS_MAX) throw new Error('the log could not be read as far as it is needed');
    cursor = answer.cursor;
  } while (cursor !== undefined);
  return rows;
}
