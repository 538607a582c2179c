// The records of the large site once more, from the same seed: as little of each as the questions look at, for the list; and the newest of
// the range whole, for the rows of the other table.
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import { createInterface } from 'node:readline';

const ROWS = 6_000;

/** Makes both files unless they are there; gives the names of the files. */
export async function makeRecords({ large, records, seed, end, work, range, tell }) {
  const name = `${records}-${seed}-${end}`;
  const [list, rows] = [`list-${name}.jsonl`, `rows-${name}.json`];
  if (fs.existsSync(`${work}/${rows}`)) return { list, rows };
  tell(`making the records of the list`);
  fs.mkdirSync(work, { recursive: true });
  const maker = spawn(large, ['--events', records, '--seed', seed, '--end', end, '--placed'], { stdio: ['ignore', 'pipe', 'inherit'] });
  const out = fs.createWriteStream(`${work}/${list}`);
  const newest = [];
  for await (const line of createInterface({ input: maker.stdout })) {
    const event = JSON.parse(line);
    if (event.occurred >= range.since && event.occurred < range.until) newest.push(event);
    if (newest.length > 2 * ROWS) newest.splice(0, newest.length - ROWS);
    const { id, occurred, product, action, actor, container } = event;
    const slim = { id, occurred, product, action, actor: actor.accountId, place: container?.key ?? container?.id };
    if (!out.write(`${JSON.stringify(slim)}\n`)) await new Promise((resolve) => out.once('drain', resolve));
  }
  await new Promise((resolve) => out.end(resolve));
  newest.sort((a, b) => b.occurred - a.occurred || (a.id < b.id ? 1 : -1));
  fs.writeFileSync(`${work}/${rows}`, JSON.stringify(newest.slice(0, ROWS)));
  // The other table asks for its rows by a name that is always the same.
  fs.copyFileSync(`${work}/${rows}`, `${work}/rows.json`);
  return { list, rows };
}
