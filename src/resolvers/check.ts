import type { CheckAnswer } from '../generated';
import { understand } from '../tables';
import { queryOf } from './query';
import type { Call } from './request';
import { Fields, reader } from './request';

/** What is wrong with a query, without running it. */
export async function check(call: Call): Promise<CheckAnswer> {
  const { access } = await reader(call);
  const fields = new Fields(call.payload);
  const query = queryOf(fields);
  fields.end();
  const now = Date.now();
  const account = access.accountId === null ? {} : { account: access.accountId };
  const { answer } = await understand({ ...query, now, ...account }, access);
  return answer;
}
