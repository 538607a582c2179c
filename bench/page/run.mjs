// The page in a real browser over the log of a large site: how soon the first table is there, how long answers take, what scrolling
// costs. Beside it, in the same run: a table of TanStack Virtual over the same rows, and `Array.filter` over the same records, parsed.
//
// Usage: node run.mjs --frame URL --large PROGRAM --records N --seed N --end MS --tanstack FOLDER --work FOLDER [--interactions 200] [--opens 5] [--pace machine]
// Prints one line of JSON; how far it is goes to the standard error output.
import { loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { openBrowser, openLog, SEAT } from './browser.mjs';
import { median, shareOf } from './figures.mjs';
import { answerByList } from './list.mjs';
import { makeRecords } from './records.mjs';
import { PACES, playScript } from './script.mjs';
import { scrollOurs, scrollTanstack } from './scroll.mjs';
import { serveFolders } from './serve.mjs';

const DAY = 86_400_000;
const { values: given } = parseArgs({
  options: {
    frame: { type: 'string' },
    large: { type: 'string' },
    records: { type: 'string' },
    seed: { type: 'string' },
    end: { type: 'string' },
    tanstack: { type: 'string' },
    work: { type: 'string' },
    interactions: { type: 'string', default: '200' },
    opens: { type: 'string', default: '5' },
    pace: { type: 'string', default: 'person' },
  },
});
// What is asked ends before the small company beside the large site has done anything, so that all count the same.
const end = Number(given.end);
const range = { since: end - 32 * DAY, until: end - 2 * DAY };
const interactions = Number(given.interactions);
const tell = (text) => console.error(text);

const records = await makeRecords({ ...given, range, tell });
const served = await serveFolders({ '/list/': new URL('./list/', import.meta.url).pathname, '/data/': given.work, '/tanstack/': given.tanstack });
const browser = await openBrowser();
const loads = [loadavg()[0]];
try {
  const opening = {};
  for (const variant of ['wasm', 'plain']) {
    const times = [];
    for (let n = 0; n < Number(given.opens); n += 1) times.push(await openLog(browser, { frame: given.frame, variant }, (page) => page.opened()));
    opening[variant] = Object.fromEntries(Object.keys(times[0]).map((name) => [name, median(times.map((one) => one[name]))]));
    tell(`opening, ${variant}: ${JSON.stringify(opening[variant])}`);
  }
  loads.push(loadavg()[0]);

  const played = {};
  for (const variant of ['wasm', 'plain']) {
    played[variant] = await openLog(browser, { frame: given.frame, variant, range }, async (page) => {
      await page.ahead();
      return playScript(page, interactions, PACES[given.pace], tell);
    });
    const { times, kinds } = summary(played[variant]);
    tell(`interactions, ${variant}: ${JSON.stringify({ ...times, kinds })}`);
    loads.push(loadavg()[0]);
  }
  const list = await answerByList(browser, served.url, played.wasm.map(({ asked }) => asked), records.list);
  tell(`array.filter: load ${Math.round(list.loadMs)} ms, p95 ${shareOf(list.times, 0.95)}`);
  agree(played, list.counts);

  const scroll = {};
  for (const [name, px] of [['notch', 120], ['fast', 400]]) {
    const ours = await openLog(browser, { frame: given.frame, variant: 'wasm', range }, (page) => scrollOurs(page, px));
    const peer = await scrollTanstack(browser, `${served.url}/tanstack/`, { px, count: played.wasm[0].before, ...ours.box });
    scroll[name] = { ours: ours.figures, peer };
    tell(`scrolling, ${px} px: ${JSON.stringify(scroll[name])}`);
  }
  loads.push(loadavg()[0]);

  console.log(
    JSON.stringify({
      opening,
      interactions: { wasm: summary(played.wasm), plain: summary(played.plain) },
      list: { load_ms: list.loadMs, p50: shareOf(list.times, 0.5), p95: shareOf(list.times, 0.95) },
      scroll,
      seat: SEAT.viewport,
      loads: loads.map((load) => Math.round(load * 10) / 10),
    }),
  );
} finally {
  await browser.close();
  served.close();
}

function summary(steps) {
  const of = (list) => ({ p50: shareOf(list, 0.5), p95: shareOf(list, 0.95) });
  const kinds = {};
  for (const { kind, ms } of steps) (kinds[kind] ??= []).push(ms);
  return { times: of(steps.map(({ ms }) => ms)), kinds: Object.fromEntries(Object.entries(kinds).map(([kind, list]) => [kind, { steps: list.length, ...of(list) }])) };
}

/** All ways to answer must have been asked the same, and must have counted the same. */
function agree({ wasm, plain }, counts) {
  wasm.forEach(({ asked, count }, at) => {
    const other = plain[at];
    if (asked !== other?.asked) throw new Error(`step ${at}: WASM was asked ${asked}, plain JavaScript ${other?.asked}`);
    if (count !== other.count || count !== counts[at]) throw new Error(`step ${at}, ${asked}: ${count} as WASM, ${other.count} as plain JavaScript, ${counts[at]} by filtering a list`);
  });
}
