/** Stops work after every single call that it makes, one after the other, and looks whether it comes to the same in the end. */
import { expect } from 'vitest';
import type { Event } from '../../src/generated/index.ts';
import { answerOf } from './local.ts';
import type { Local } from './local.ts';

/** Work that may be stopped anywhere. */
export interface Work {
  /** The function that is stopped. */
  functionKey: string;
  /** A platform with all that was there before; it is closed in the end. */
  begin: () => Promise<Local>;
  /** Does the work; this is what is stopped. */
  run: (local: Local) => Promise<unknown>;
  /** Goes on until nothing is left to do, as hours pass. */
  goOn: (local: Local) => Promise<unknown>;
  /** What the log says in the end, in an order of its own. */
  rows: (local: Local) => Promise<string[]>;
}

/** The work is stopped after its first call, its second call ... until it gets through; tells how often it was stopped. */
export async function stoppedEverywhere(on: 'storage' | 'product', work: Work): Promise<number> {
  const wanted = await once(work, (local) => local.faults.set([]));
  expect(wanted.rows.length).toBeGreaterThan(0);
  for (let nth = 1; ; nth += 1) {
    const { rows, applied } = await once(work, (local) => local.faults.set([{ on, functionKey: work.functionKey, nth, times: 1, do: 'kill-after' }]));
    expect(rows, `stopped after call ${nth} of ${on}`).toEqual(wanted.rows);
    if (applied === 0) return nth - 1;
  }
}

async function once({ begin, run, goOn, rows }: Work, arm: (local: Local) => void) {
  const local = await begin();
  try {
    arm(local);
    await run(local).catch(() => undefined);
    await local.idle();
    const applied = local.faults.counts()[0]?.applied ?? 0;
    local.faults.set([]);
    await goOn(local);
    return { rows: await rows(local), applied };
  } finally {
    await local.close();
  }
}

/** Every record that matches, as text; what depends on the time of asking is left out. */
export async function told(local: Local, jql: string, text: (event: Event) => unknown): Promise<string[]> {
  const rows: Event[] = [];
  let cursor: string | undefined;
  do {
    const answer = await answerOf(local, jql, cursor === undefined ? {} : { cursor });
    rows.push(...answer.rows);
    cursor = answer.cursor;
  } while (cursor !== undefined);
  return rows.map((row) => JSON.stringify(text(row))).sort();
}
