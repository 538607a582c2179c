import { readStored, repack } from '../log';
import type { Part } from '../log';
import type { Call } from './request';
import { Fields, reader } from './request';

/** As many keys as the page may name at once. */
const KEYS_MAX = 300;
const KEY_LENGTH_MAX = 120;

/** Values of the store by key, of what the asking user may see: `{keys}`. As many as fit into an answer; the page asks again for the rest. */
export async function values(call: Call): Promise<Part> {
  const { scope } = await reader(call);
  const fields = new Fields(call.payload);
  const keys = [...new Set(fields.texts('keys', KEYS_MAX, KEY_LENGTH_MAX))];
  fields.end();
  return scope === 'all' ? readStored(keys) : repack(keys, scope);
}
