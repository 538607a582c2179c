// The log itself: the core as WASM over packed segments, as the page's worker keeps them.
//
// Each query is JQL; the answer is JSON text, parsed here, rows included. Loading is decoding the columns, dictionaries and words of all
// segments; groups of records are decoded when a query first needs them, as warming up does.
import { createReadStream, readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';
import { given, median } from './constants.mjs';

const { records, constants, runs, place } = given();
const core = await import(pathToFileURL(`${place}/core.js`));
const cold = performance.now();
core.initSync({ module: new WebAssembly.Module(readFileSync(`${place}/core.wasm`)) });
const first = { check: { jql: 'action = issue.created', now: 0, zone: 'UTC' }, shows: [{ show: 'count' }] };
JSON.parse(new core.Log().ask(JSON.stringify(first)));
const cold_ms = performance.now() - cold;

let log;
const pages = [];
let root;
let load_ms = 0;
let text_bytes = 0;
for await (const line of createInterface({ input: createReadStream(records) })) {
  const entry = JSON.parse(line);
  if (entry.root) root = entry.root;
  if (entry.page) pages.push(entry.page);
  if (!entry.segment) continue;
  const values = entry.values.join('\n');
  text_bytes += values.length + 1 - entry.values.length;
  const begin = performance.now();
  log ??= core.Log.withPeople(root, JSON.stringify(pages));
  const problem = log.add(JSON.stringify(entry.segment), values);
  if (problem) throw new Error(problem);
  load_ms += performance.now() - begin;
}

const { limit, Q1, Q2, Q3, Q4, Q5, Q6, Q7, Q8 } = constants;
const now = 4_102_444_800_000;
const list = (all) => all.map((one) => `"${one}"`).join(', ');
const since = (time) => `occurred >= "${new Date(time).toISOString().slice(0, 16).replace('T', ' ')}"`;
const ask = (jql, show) => {
  const check = { jql, now, zone: 'UTC' };
  const answer = JSON.parse(log.ask(JSON.stringify({ check, shows: [show] })));
  if (answer.error) throw new Error(JSON.stringify(answer.error));
  if (!answer.ok.loaded.complete) throw new Error('not all is at hand');
  return answer.ok.shown[0];
};
const rows = (jql, limit) => ask(jql, { show: 'rows', limit }).rows;
const count = (jql) => ask(jql, { show: 'count' }).count;
const shown = (found) => found.map((row) => ({
  id: row.id,
  time: row.occurred,
  actor: row.actor.accountId ?? null,
  action: row.action,
  container: row.container?.id ?? null,
  key: row.subject.key ?? null,
  title: row.subject.title ?? null,
  changes: row.changes ? JSON.stringify(row.changes) : null,
}));
const q1 = `actor = "${Q1.actor}" AND project = ${Q1.container} AND ${since(Q1.from)}`;
const q5 = `action in (${list(Q5.actions)}) AND project in (${list(Q5.containers)})`;
const q8 = `issue = ${Q8.issue} AND subjectType = issue`;

const days = Array.from({ length: 4_000 }, (_, n) => (18_262 + n) * 86_400_000);

const queries = {
  Q1: await median(runs, () => rows(q1, limit), shown),
  Q2: await median(runs, () => count(`action = ${Q2.action}`)),
  Q3: await median(runs, () => count(`subject ~ "${Q3.word}" OR content ~ "${Q3.word}"`)),
  Q4: await median(runs, () => count(`actor in (${list(Q4.actors)}) AND ${since(Q4.from)}`)),
  Q5: await median(runs, () => rows(q5, limit), shown),
  Q6: await median(
    runs,
    () => ask(`project = ${Q6.container} AND action in (${list(Q6.actions)})`, { show: 'histogram', edges: days }).stretches,
    (stretches) => stretches.filter(({ counts: [n] }) => n > 0).map(({ at, counts: [n] }) => [at / 86_400_000, n]),
  ),
  Q7: await median(runs, () => ask(`action in (${list(Q7.actions)}) AND ${since(Q7.from)}`, { show: 'groups', by: 'actor', limit: 1 }).distinct),
  Q8: await median(runs, () => rows(q8, 1_000), shown),
};
const hot = await median(runs, () => log.decodeColumns());
console.log(JSON.stringify({
  peer: 'ours', version: 'WASM', load_ms, bytes: text_bytes, queries,
  rows: log.rows(), cold_ms, decode_ms: hot.ms, memory: process.memoryUsage().rss,
}));
