import { clauseOf } from '../access';
import type { QueryRequest } from '../generated';
import type { EventsAnswer } from '../reading';
import { readEvents } from '../reading';
import { understand } from '../tables';
import { queryOf } from './query';
import type { Call } from './request';
import { Fields, readerHere } from './request';

const ROWS_MAX = 500;
const CURSOR_LENGTH_MAX = 1_000;
/** Generations are 32-bit numbers. */
const GENERATION_MAX = 4_294_967_295;

/** Events that match a query, of what the asking user may see. */
export async function events(call: Call): Promise<EventsAnswer> {
  const { access, scope } = await readerHere(call);
  const fields = new Fields(call.payload);
  const query = queryOf(fields);
  const limit = fields.whole('limit', 1, ROWS_MAX);
  const cursor = fields.optionalText('cursor', CURSOR_LENGTH_MAX);
  const since = fields.optionalWhole('since', 0, GENERATION_MAX);
  fields.end();
  const account = access.accountId === null ? {} : { account: access.accountId };
  const understood = await understand({ ...query, narrow: [...query.narrow, ...clauseOf(access)], now: Date.now(), ...account }, access);
  const request: QueryRequest = { ...understood.request, limit, ...(cursor !== undefined && { cursor }) };
  // Of a page of Confluence nobody knows whether the asking user may see anything in Jira.
  return readEvents(request, scope, { since, askJira: access.product === 'jira' });
}
