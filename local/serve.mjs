#!/usr/bin/env node
// @ts-check
/**
 * Runs the local platform as a command:
 *
 *   node serve.mjs --app <folder> --code <folder> --data <folder> --site http://127.0.0.1:4610 --port 4600 --assets-port 4601
 */
import fs from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { createPlatform } from './platform.mjs';

const USAGE = `Usage: node serve.mjs [options]

  --app <folder>        the app: manifest.yml and its resources (default: .)
  --code <folder>       the bundle: index.cjs (default: <app>/dist)
  --data <folder>       where data is kept between runs (default: <app>/data)
  --site <url>          the site that stands in for Jira and Confluence (default: http://127.0.0.1:4610)
  --port <n>            port of the frame (default: 4600; 0 = any)
  --assets-port <n>     port of the app's page, another origin (default: 4601; 0 = any)
  --workers <n>         most functions that run at the same time (default: 4)
  --query-delay <ms>    how long a storage query may miss a write (default: 0)
  --faults <file>       a plan of faults, see README.md; POST /__frame/faults changes it while running
  --csp-all             send the content security policy with every file of the page, not with the HTML alone
  --stock <file>        fill an empty storage with these entries first, see stock.mjs
  --load-only           catch up with the site, print a summary as JSON, and exit
  --help`;

const { values } = parseArgs({
  options: {
    app: { type: 'string', default: '.' },
    code: { type: 'string' },
    data: { type: 'string' },
    site: { type: 'string', default: 'http://127.0.0.1:4610' },
    port: { type: 'string', default: '4600' },
    'assets-port': { type: 'string', default: '4601' },
    workers: { type: 'string', default: '4' },
    'query-delay': { type: 'string', default: '0' },
    faults: { type: 'string' },
    'csp-all': { type: 'boolean', default: false },
    stock: { type: 'string' },
    'load-only': { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

if (values.help) {
  console.log(USAGE);
  process.exit(0);
}

const appDir = path.resolve(values.app);
const platform = await createPlatform({
  appDir,
  codeDir: path.resolve(values.code ?? path.join(appDir, 'dist')),
  dataFile: path.join(path.resolve(values.data ?? path.join(appDir, 'data')), 'platform.sqlite3'),
  siteUrl: values.site.replace(/\/$/, ''),
  workers: Number(values.workers),
  limits: { queryDelayMs: Number(values['query-delay']) },
  faults: values.faults === undefined ? [] : JSON.parse(fs.readFileSync(values.faults, 'utf8')),
});

for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM'])) {
  process.once(signal, () => void platform.close().finally(() => process.exit(0)));
}

try {
  if (values.stock !== undefined) console.log(`stocked: ${await platform.stock(path.resolve(values.stock))} entries`);
  if (values['load-only']) await load();
  else await serve();
} catch (error) {
  console.error(`\n${/** @type {Error} */ (error).message}`);
  await platform.close();
  process.exit(1);
}

async function load() {
  await platform.install();
  const summary = await platform.feed.catchUp(showProgress);
  await platform.idle();
  endProgress();
  console.log(JSON.stringify(summary));
  await platform.close();
}

async function serve() {
  const frame = await platform.listen({
    port: Number(values.port),
    assetsPort: Number(values['assets-port']),
    cspOnEverything: values['csp-all'],
  });
  console.log(`frame  ${frame.url}`);
  await platform.install();
  const summary = await platform.feed.catchUp(showProgress);
  endProgress();
  console.log(`caught up: ${JSON.stringify(summary)}`);
  platform.startSchedules();
  await platform.feed.follow((error) => console.error(`feed: ${error.message}`));
}

function showProgress(/** @type {number} */ done, /** @type {number} */ last, /** @type {number} */ perSecond) {
  const line = `catching up: ${done.toLocaleString('en')} of ${last.toLocaleString('en')} events, ${Math.round(perSecond)} a second`;
  process.stderr.write(process.stderr.isTTY ? `\r${line}` : `${line}\n`);
}

function endProgress() {
  if (process.stderr.isTTY) process.stderr.write('\n');
}
