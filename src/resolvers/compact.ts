import type { Packed } from '../packing';
import { packAll } from '../packing';
import type { Call } from './request';
import { Fields, administrator } from './request';

/** Packs now what would be packed by the schedule. */
export async function compact(call: Call): Promise<Packed> {
  await administrator(call);
  new Fields(call.payload).end();
  return packAll();
}
