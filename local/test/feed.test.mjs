import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { startSite } from './fake-site.mjs';
import { appDir, caller, codeDir, scratch, start, stop } from './support.mjs';

const SERVE = fileURLToPath(new URL('../serve.mjs', import.meta.url));

const history = (count) => Array.from({ length: count }, (_, id) => ({ eventType: 'avi:jira:updated:issue', toy: { id } }));

async function site(t, events) {
  const made = await startSite({ events });
  t.after(() => made.close());
  return made;
}

const until = async (test) => {
  for (let tries = 0; tries < 6000 && !test(); tries += 1) await sleep(10);
  assert.ok(test());
};

test('catches up without quotas, ticks, then follows', async (t) => {
  const there = await site(t, [...history(4500), { eventType: 'avi:jira:nobody:cares' }, { ...history(1)[0], pad: 'x'.repeat(200_000) }]);
  const dataFile = path.join(scratch, 'feed', 'data.sqlite3');
  const platform = await start({ siteUrl: there.url, dataFile, limits: { writeUnitsPerMinute: 100 }, now: () => 0 });
  const progress = [];
  const summary = await platform.feed.catchUp((done, last) => progress.push([done, last]));
  assert.deepEqual({ ...summary, seconds: 0 }, { events: 4502, delivered: 4500, noTrigger: 1, tooLarge: 1, retried: 0, failed: 0, seconds: 0 });
  assert.deepEqual(progress, [[2000, 4502], [4000, 4502]]);
  assert.equal(platform.kvs.get('ticks'), 3);
  assert.equal(platform.kvs.keys('event:').length, 4500);
  const set = () => caller(platform)('set', { key: 'a', value: 1 });
  for (let units = 0; units < 100; units += 1) await set();
  await assert.rejects(set(), /Rate limit/, 'quotas are back, and history was not counted');
  await stop(platform);

  const again = await start({ siteUrl: there.url, dataFile });
  assert.equal((await again.feed.catchUp()).events, 0);
  void again.feed.follow();
  there.emit({ eventType: 'avi:jira:created:issue', toy: { id: 'live' } });
  await until(() => again.kvs.get('event:live'));
  await until(() => again.feed.place() === 4503);
});

test('a site that was started anew is noticed', async (t) => {
  const dataFile = path.join(scratch, 'anew', 'data.sqlite3');
  const first = await start({ siteUrl: (await site(t, history(3))).url, dataFile });
  await first.feed.catchUp();
  await stop(first);
  const second = await start({ siteUrl: (await site(t, history(2))).url, dataFile });
  await assert.rejects(second.feed.catchUp(), /started anew/);
});

/** Runs the command; resolves with what it printed when it ends. */
function serve(there, dataDir, ...more) {
  const args = [SERVE, '--app', appDir, '--code', codeDir, '--data', dataDir, '--site', there.url, '--port', '0', '--assets-port', '0', ...more];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  const printed = { out: '', err: '' };
  child.stdout.on('data', (data) => (printed.out += data));
  child.stderr.on('data', (data) => (printed.err += data));
  const ended = new Promise((resolve) => child.on('close', (code) => resolve({ code, ...printed })));
  return { child, printed, ended };
}

test('--load-only catches up, prints a summary and exits', async (t) => {
  const there = await site(t, history(2100));
  const dataDir = path.join(scratch, 'load');
  const { code, out, err } = await serve(there, dataDir, '--load-only').ended;
  assert.equal(code, 0, err);
  const { events, delivered, failed } = JSON.parse(out);
  assert.deepEqual([events, delivered, failed], [2100, 2100, 0]);
  assert.match(err, /catching up: 2,000 of 2,100 events/);
  assert.ok(fs.existsSync(path.join(dataDir, 'platform.sqlite3')));
});

test('a killed platform goes on where it was, with its data whole', async (t) => {
  const there = await site(t, history(10_000));
  const dataDir = path.join(scratch, 'killed');
  for (let round = 0; round < 2; round += 1) {
    const run = serve(there, dataDir, '--load-only');
    await until(() => run.printed.err.includes('catching up'));
    run.child.kill('SIGKILL');
    await run.ended;
  }
  const { code, out, err } = await serve(there, dataDir, '--load-only').ended;
  assert.equal(code, 0, err);
  assert.ok(JSON.parse(out).events <= 6000, 'not from the start');
  const platform = await start({ dataFile: path.join(dataDir, 'platform.sqlite3') });
  assert.equal(platform.kvs.keys('event:').length, 10_000);
});
