#!/usr/bin/env node
// @ts-check
/**
 * Sustained ingest under the quota: the app's real bundle, one event a trigger, on the meter of the local platform, with a
 * simulated clock.
 *
 *   node local/bench/ingest.mjs --json
 *
 * Ten minutes at a steady rate that is as high as the quota, then ten times that rate for one minute, then as long as it
 * takes until nothing waits any more; packing runs every five minutes all the while. It prints
 *
 *   perMinute   events a minute that were stored within the ten minutes
 *   offered, stored, lost   events in all; `stored` is what the log itself says that it holds at the end
 *   retried, failed   deliveries that the platform repeated, and that it gave up
 *
 * and the same for the two parts. Delivery, retries and queues follow the platform's documented rules; how many triggers
 * the platform runs at once, and how long a request takes, is not simulated: a request takes no time.
 *
 * Options: --rate (events a minute), --minutes, --burst (times the rate), --quota (write units a minute), --seed, --code (the
 * folder of the bundle).
 */
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { draw } from '../faults/chance.mjs';
import { createPlatform } from '../platform.mjs';
import { simulateTime } from './clock.mjs';
import { makeInlinePool } from './inline-pool.mjs';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const SLICE_MS = 100;
const MINUTE_MS = 60_000;
const PACK_EVERY_MS = 300_000;
/** Queue events are kept for a day; nothing can come after that. */
const DRAIN_MAX_MS = 86_400_000;
const BEGIN = Date.UTC(2026, 10, 20, 9, 0, 0);
const ADMIN = '557058:00000000-0000-4000-8000-000000000001';

const { values } = parseArgs({
  options: {
    code: { type: 'string', default: path.join(ROOT, 'target/host') },
    rate: { type: 'string', default: '4000' },
    quota: { type: 'string', default: '4000' },
    minutes: { type: 'string', default: '10' },
    burst: { type: 'string', default: '10' },
    seed: { type: 'string', default: '1' },
    json: { type: 'boolean', default: false },
  },
});
const rate = Number(values.rate);
if (!fs.existsSync(path.join(values.code, 'index.cjs'))) {
  console.error(`there is no index.cjs in ${values.code}: build the app first`);
  process.exit(1);
}

const started = process.hrtime.bigint();
const say = console.log;
// What the app says about events that it could not write at once is thousands of lines here.
for (const level of /** @type {const} */ (['error', 'warn'])) console[level] = () => {};

let drawn = 0;
// Whatever the app leaves to chance, such as when an event comes again, is the same in every run.
Math.random = () => draw(Number(values.seed), (drawn += 1));

const clock = simulateTime(BEGIN);
/** @type {ReturnType<typeof makeInlinePool> | undefined} */
let pool;
const platform = await createPlatform({
  appDir: ROOT,
  codeDir: values.code,
  product: answerAsProduct,
  now: clock.now,
  limits: { writeUnitsPerMinute: Number(values.quota) },
  makePool: (options) => (pool = makeInlinePool(options)),
});
const steps = () => pool?.steps() ?? 0;
let sent = 0;

try {
  const steady = await run(rate, Number(values.minutes));
  await drain();
  steady.stored = await stored();
  const burst = await run(rate * Number(values.burst), 1);
  const burstBegan = clock.now() - MINUTE_MS;
  await drain();
  burst.stored = (await stored()) - steady.stored;
  report(steady, burst, (clock.now() - burstBegan) / MINUTE_MS);
} finally {
  await platform.close();
  clock.stop();
}

/** Delivers so many events a minute, evenly, and says what became of them in that time. */
async function run(/** @type {number} */ perMinute, /** @type {number} */ minutes) {
  const before = { sent, ...platform.counts() };
  const slices = (minutes * MINUTE_MS) / SLICE_MS;
  for (let slice = 1; slice <= slices; slice += 1) {
    const due = Math.floor((slice * perMinute * SLICE_MS) / MINUTE_MS);
    for (; sent - before.sent < due; sent += 1) void platform.deliver(transition(sent));
    await pass();
  }
  const after = platform.counts();
  return { offered: sent - before.sent, inTime: after.delivered - before.delivered, retriedBefore: before.retried, stored: 0 };
}

/** Goes on until no event waits, and then packs what is left. */
async function drain() {
  for (const end = clock.now() + DRAIN_MAX_MS; clock.now() < end; ) {
    await pass();
    if (platform.waiting() === 0 && pool?.busy() === 0) return;
  }
}

/** One slice of time, with packing when it is due. */
async function pass() {
  await clock.pass(SLICE_MS, steps);
  if ((clock.now() - BEGIN) % PACK_EVERY_MS === 0) void platform.tick('fiveMinute');
}

/** How many events the log holds, as its status says. */
async function stored() {
  /** @type {{ok?: {rows: number, writeAhead: number}} | undefined} */
  let answer;
  // Packing works in the background as long as it may; what is packed twice at once is counted when that has ended.
  do {
    await pass();
    if (pool?.busy() !== 0) continue;
    void platform.invokeResolver('jira-site', 'status', {}, { accountId: ADMIN }).then((given) => (answer = given));
    for (let waited = 0; answer === undefined && waited < MINUTE_MS; waited += SLICE_MS) await pass();
  } while (answer?.ok === undefined);
  return answer.ok.rows + answer.ok.writeAhead;
}

/**
 * @param {Awaited<ReturnType<typeof run>>} steady
 * @param {Awaited<ReturnType<typeof run>>} burst
 * @param {number} burstMinutes until everything of the burst was stored
 */
function report(steady, burst, burstMinutes) {
  const { retried, failed } = platform.counts();
  const offered = steady.offered + burst.offered;
  const result = {
    perMinute: Math.floor(steady.inTime / Number(values.minutes)),
    offered,
    stored: steady.stored + burst.stored,
    lost: offered - steady.stored - burst.stored,
    retried,
    failed,
    sustained: { offered: steady.offered, stored: steady.stored, retried: burst.retriedBefore },
    burst: { offered: burst.offered, stored: burst.stored, retried: retried - burst.retriedBefore, minutes: Math.ceil(burstMinutes) },
    refusedRequests: platform.usage().refused,
    seconds: Math.round(Number(process.hrtime.bigint() - started) / 1e8) / 10,
  };
  if (values.json) say(JSON.stringify(result));
  else say(result);
}

/** Nobody is asked about anything but what an administrator may see. */
function answerAsProduct(/** @type {{path: string}} */ { path: asked }) {
  const keys = new URL(asked, 'https://example.invalid').searchParams.get('permissions')?.split(',');
  if (keys === undefined) return Response.json({ errorMessages: ['There is no such thing.'] }, { status: 404 });
  return Response.json({ permissions: Object.fromEntries(keys.map((key) => [key, { key, havePermission: true }])) });
}

/** An issue goes from one status to another, as Jira tells it. */
function transition(/** @type {number} */ n) {
  const person = `557058:00000000-0000-4000-8000-${String(n % 5000).padStart(12, '0')}`;
  const project = { id: String(10_000 + (n % 40)), key: `P${n % 40}`, name: `Project ${n % 40}`, projectTypeKey: 'software' };
  return {
    eventType: 'avi:jira:updated:issue',
    timestamp: String(clock.now() + (n % SLICE_MS)),
    atlassianId: person,
    selfGenerated: false,
    issue: {
      id: String(1_000_000 + n),
      key: `${project.key}-${n}`,
      fields: {
        summary: `Step ${n} of the plan`,
        issuetype: { id: '10001', name: 'Task' },
        creator: { accountId: person },
        project,
        assignee: { accountId: person },
        status: { id: '3', name: 'In Progress', statusCategory: { id: 4, key: 'indeterminate', name: 'In Progress' } },
      },
    },
    changelog: {
      items: [{ field: 'status', fieldId: 'status', fieldtype: 'jira', from: '1', fromString: 'To Do', to: '3', toString: 'In Progress' }],
    },
    jiraEventTypeName: 'issue_generic',
    associatedUsers: [{ accountId: person }],
  };
}
