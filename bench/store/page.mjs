// What somebody does who looks into the log: values of facets clicked, stretches of time drawn, queries edited. Each is answered by the
// log at hand as the page ships it (as WASM or as plain JavaScript), and by filtering a list of parsed records.
//
// Usage: node page.mjs PACKED RECORDS MODULE wasm|plain|list INTERACTIONS
import { createReadStream, readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';

const [packed, records, folder, variant, interactions] = process.argv.slice(2);
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const FIELDS = ['action', 'actor', 'container', 'product', 'changedField'];
const FIRST_VALUES = 8;
const PAGE_ROWS = 100;

/** The script is the same for all: it follows from what is found at first. */
function* script(found, first, last) {
  const pick = (list, n) => list[n % list.length].value;
  for (let n = 0; n < Number(interactions); n += 1) {
    const since = last - (30 - (n % 11) * 2) * DAY;
    const stretch = n % 3 === 1 ? { since: since + DAY, before: since + (2 + (n % 5)) * DAY } : { since, before: last + 1 };
    const actor = pick(found.actor, n);
    const container = pick(found.container, n * 3);
    const action = pick(found.action, n * 5);
    yield [
      { ...stretch, actor },
      { ...stretch, container },
      { ...stretch, action },
      { ...stretch, container, action },
      { ...stretch, notActor: actor },
      { ...stretch },
    ][n % 6];
  }
}

async function* linesOf(path) {
  for await (const line of createInterface({ input: createReadStream(path, { highWaterMark: 1 << 20 }) })) yield JSON.parse(line);
}

async function openLog() {
  const core = await import(pathToFileURL(`${folder}/${variant === 'wasm' ? 'core.js' : 'plain.js'}`));
  core.init(variant === 'wasm' ? readFileSync(`${folder}/core.wasm`) : undefined);
  let log;
  let root;
  const pages = [];
  let load_ms = 0;
  for await (const entry of linesOf(packed)) {
    if (entry.root) root = entry.root;
    if (entry.page) pages.push(entry.page);
    if (!entry.segment) continue;
    const begin = performance.now();
    log ??= core.Log.withPeople(root, JSON.stringify(pages));
    const problem = log.add(JSON.stringify(entry.segment), entry.values.join('\n'));
    if (problem) throw new Error(problem);
    load_ms += performance.now() - begin;
  }
  const text = (time) => new Date(time).toISOString().slice(0, 16).replace('T', ' ');
  const jqlOf = (want) =>
    Object.entries(want)
      .map(([name, value]) => ({
        since: () => `occurred >= "${text(value)}"`,
        before: () => `occurred < "${text(value + 60_000)}"`,
        actor: () => `actor = "${value}"`,
        notActor: () => `actor != "${value}"`,
        container: () => `project = "${value}"`,
        action: () => `action = ${value}`,
      })[name]())
      .join(' AND ');
  const ask = (want, edges) => {
    const check = { jql: jqlOf(want), zone: 'UTC', now: 4_102_444_800_000 };
    const shows = [{ show: 'histogram', edges, by: 'action' }, { show: 'rows', limit: PAGE_ROWS }, ...FIELDS.map((by) => ({ show: 'groups', by, limit: FIRST_VALUES }))];
    const answer = JSON.parse(log.ask(JSON.stringify({ check, shows })));
    if (answer.error) throw new Error(JSON.stringify(answer.error));
    const [, rows, ...groups] = answer.ok.shown;
    return { count: answer.ok.count, rows: rows.rows.length, groups };
  };
  return { ask, load_ms };
}

async function openList() {
  const begin = performance.now();
  const all = [];
  for await (const { id, occurred, product, action, actor, container, subject, changes } of linesOf(records)) {
    all.push({ id, occurred, product, action, actor: actor.accountId, container: container?.id, subject, changedField: changes?.map((change) => change.field) });
  }
  const load_ms = performance.now() - begin;
  const minute = (time) => Math.floor(time / 60_000) * 60_000;
  const ask = (want, edges) => {
    const [since, before] = [minute(want.since), minute(want.before + 60_000)];
    const found = all.filter(
      (one) =>
        one.occurred >= since &&
        one.occurred < before &&
        (want.actor === undefined || one.actor === want.actor) &&
        (want.notActor === undefined || (one.actor !== undefined && one.actor !== want.notActor)) &&
        (want.container === undefined || one.container === want.container) &&
        (want.action === undefined || one.action === want.action),
    );
    const width = edges[1] - edges[0];
    const bars = edges.map(() => new Map());
    for (const one of found) {
      const bar = bars[Math.floor((one.occurred - edges[0]) / width)];
      bar?.set(one.action, (bar.get(one.action) ?? 0) + 1);
    }
    const groups = FIELDS.map((field) => {
      const counts = new Map();
      for (const one of found) for (const value of [one[field]].flat()) if (value !== undefined) counts.set(value, (counts.get(value) ?? 0) + 1);
      return { distinct: counts.size, groups: [...counts].sort((a, b) => b[1] - a[1]).slice(0, FIRST_VALUES).map(([value, count]) => ({ value, count })) };
    });
    return { count: found.length, rows: found.slice(-PAGE_ROWS).reverse().length, groups };
  };
  return { ask, load_ms };
}

async function ends() {
  let [first, last] = [Infinity, 0];
  for await (const entry of linesOf(packed)) if (entry.segment) [first, last] = [Math.min(first, entry.segment.from), Math.max(last, entry.segment.to)];
  return { first, last };
}

const { first, last } = await ends();
const { ask, load_ms } = variant === 'list' ? await openList() : await openLog();
const edgesOf = ({ since, before }) => Array.from({ length: 101 }, (_, at) => Math.floor((since + ((before - since) * at) / 100) / 1_000) * 1_000);
const timed = (want) => {
  const begin = performance.now();
  const answer = ask(want, edgesOf(want));
  return { ms: performance.now() - begin, answer };
};
const opening = timed({ since: last - 30 * DAY, before: last + 1 });
const found = Object.fromEntries(FIELDS.map((field, at) => [field, opening.answer.groups[at].groups]));
// Once to warm up, then for the figures.
for (const want of script(found, first, last)) timed(want);
const times = [];
const counts = [];
for (const want of script(found, first, last)) {
  const { ms, answer } = timed(want);
  times.push(ms);
  counts.push(answer.count);
}
times.sort((a, b) => a - b);
const at = (share) => times[Math.min(times.length - 1, Math.floor(times.length * share))];
console.log(JSON.stringify({ load_ms, opening_ms: opening.ms, p50_ms: at(0.5), p95_ms: at(0.95), counts }));
