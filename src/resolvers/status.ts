import { withCore } from '../engine';
import type { StatusAnswer } from '../generated';
import * as storage from '../storage';
import { WRITE_AHEAD } from '../write-ahead';
import type { Call } from './request';
import { Fields, administrator } from './request';

/** Counting stops here: more is a log whose packing has stopped. */
const WAITING_MAX = 10_000;

/** How much the log holds. */
export async function status(call: Call): Promise<StatusAnswer & { writeAhead: number }> {
  await administrator(call);
  new Fields(call.payload).end();
  let writeAhead = 0;
  for await (const page of storage.list(WRITE_AHEAD)) {
    writeAhead += page.length;
    if (writeAhead >= WAITING_MAX || !storage.hasRoomFor(1)) break;
  }
  const root = await storage.readRoot();
  const packed = await withCore((core) => core.status(root));
  return { ...packed, writeAhead };
}
