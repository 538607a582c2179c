import type { Tables } from '../generated';
import { understand } from '../tables';
import { queryOf } from './query';
import type { Call } from './request';
import { Fields, reader } from './request';

/** What the site says of what a query speaks of, for a page that answers it by itself. */
export interface TablesAnswer {
  tables: Tables;
  mondayFirst: boolean;
}

/** The tables that a query needs, as the asking user may see them. */
export async function tables(call: Call): Promise<TablesAnswer> {
  const { access } = await reader(call);
  const fields = new Fields(call.payload);
  const query = queryOf(fields);
  fields.end();
  const account = access.accountId === null ? {} : { account: access.accountId };
  const { request } = await understand({ ...query, now: Date.now(), ...account }, access);
  return { tables: request.tables ?? {}, mondayFirst: request.mondayFirst ?? false };
}
