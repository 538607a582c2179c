// Reads what the queries ask for, and prints what a peer measured.
import { readFileSync } from 'node:fs';

/** The command line of every peer: records, constants, runs, and a place for files of its own. */
export function given() {
  const [records, constants, runs, place] = process.argv.slice(2);
  if (place === undefined) {
    throw new Error('usage: node PEER.mjs RECORDS CONSTANTS RUNS PLACE');
  }
  return { records, constants: JSON.parse(readFileSync(constants, 'utf8')), runs: Number(runs), place };
}

/** Short queries are run until this has passed, in milliseconds, but not more often than this. */
const AT_LEAST = 200;
const RUNS_MAX = 101;

/** Runs before that, in milliseconds, until V8 has compiled what it runs, above all WASM; at least one. */
const WARM_UP = 1_000;

/**
 * Runs to warm up, then the median of at least so many runs. `shown` makes the comparable result of the last one and is not
 * measured.
 */
export async function median(runs, query, shown = (result) => result) {
  const warming = performance.now();
  let result = await query();
  while (performance.now() - warming < WARM_UP) {
    result = await query();
  }
  const times = [];
  const begin = performance.now();
  while (times.length < runs || (performance.now() - begin < AT_LEAST && times.length < RUNS_MAX)) {
    const start = performance.now();
    result = await query();
    times.push(performance.now() - start);
  }
  times.sort((a, b) => a - b);
  return { ms: times[times.length >> 1], result: shown(result) };
}
