// The records as objects in a list: what a page would do that fetches lines of JSON.
//
// Tuned: only what queries ask for is kept, all objects have one shape, the text to search is made small once, sets are Sets.
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { given, median } from './constants.mjs';

const DAY = 86_400_000;

const { records, constants, runs } = given();
const begin = performance.now();
const all = await load(records);
const load_ms = performance.now() - begin;

const { limit, Q1, Q2, Q3, Q4, Q5, Q6, Q7, Q8 } = constants;
const [actors, deletes, containers] = [new Set(Q4.actors), new Set(Q5.actions), new Set(Q5.containers)];
const [shownActions, deletesToo] = [new Set(Q6.actions), new Set(Q7.actions)];
const newest = (found, count = limit) => found.slice(-count).reverse();

const queries = {
  Q1: await median(
    runs,
    () => newest(all.filter((r) => r.actor === Q1.actor && r.container === Q1.container && r.time >= Q1.from)),
    rows,
  ),
  Q2: await median(runs, () => all.filter((r) => r.action === Q2.action).length),
  Q3: await median(runs, () => all.filter((r) => r.text.includes(Q3.word)).length),
  Q4: await median(runs, () => all.filter((r) => r.time >= Q4.from && actors.has(r.actor)).length),
  Q5: await median(runs, () => newest(all.filter((r) => deletes.has(r.action) && containers.has(r.container))), rows),
  Q6: await median(runs, histogram),
  Q7: await median(runs, distinct),
  Q8: await median(runs, () => newest(all.filter((r) => r.subject === Q8.issue && r.kind === 'issue'), Infinity), rows),
};
console.log(JSON.stringify({ peer: 'JSON.parse and filter', version: `Node ${process.version}`, load_ms, bytes: null, queries }));

function histogram() {
  const days = new Map();
  for (const record of all.filter((r) => r.container === Q6.container && shownActions.has(r.action))) {
    const day = Math.floor(record.time / DAY);
    days.set(day, (days.get(day) ?? 0) + 1);
  }
  return [...days];
}

function distinct() {
  const found = all.filter((r) => r.time >= Q7.from && deletesToo.has(r.action) && r.actor !== null);
  return new Set(found.map((r) => r.actor)).size;
}

function rows(found) {
  return found.map(({ id, time, actor, action, container, key, title, changes }) => {
    return { id, time, actor, action, container, key, title, changes: changes && JSON.stringify(changes) };
  });
}

async function load(path) {
  const list = [];
  for await (const line of createInterface({ input: createReadStream(path, { highWaterMark: 1 << 20 }) })) {
    const { id, occurred, action, actor, container, subject, changes, content } = JSON.parse(line);
    const text = [subject.title ?? '', ...(content ?? []).map((part) => part.text)].join('\n').toLowerCase();
    list.push({
      id,
      time: occurred,
      actor: actor.accountId ?? null,
      action,
      container: container?.id ?? null,
      kind: subject.kind,
      subject: subject.id ?? null,
      key: subject.key ?? null,
      title: subject.title ?? null,
      changes: changes ?? null,
      text,
    });
  }
  return list.sort((a, b) => a.time - b.time || (a.id < b.id ? -1 : 1));
}
