'use strict';
/** What the three packaging checks share: the repository as working directory, a quiet logger, a clean exit. */
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');

/** The repository. */
const ROOT = path.resolve(__dirname, '..', '..');

/** Takes what the official packages report; only what is wrong is shown. */
const logger = { info() {}, debug() {}, trace() {}, warn: console.warn, error: console.error };

/**
 * Runs a check as the main program: it ends with 1 when it returns problems, with 2 when it could not be made.
 * @param {string} name
 * @param {() => Promise<string[]>} check returns what is wrong, one text a problem
 */
function main(name, check) {
  // The packages read the manifest of the working directory and keep caches below HOME.
  const home = fs.mkdtempSync(path.join(os.tmpdir(), 'packaging-'));
  process.env.HOME = home;
  process.chdir(ROOT);
  const begin = Date.now();
  check()
    .then((problems) => {
      for (const problem of problems) console.error(`${name}: ${problem}`);
      console.log(`${name}: ${problems.length} problems, ${Date.now() - begin} ms`);
      process.exitCode = problems.length > 0 ? 1 : 0;
    })
    .catch((error) => {
      console.error(`${name}: ${error?.stack ?? error}`);
      process.exitCode = 2;
    })
    .finally(() => fs.rmSync(home, { recursive: true, force: true }));
}

/** A problem as the official packages describe it, in one line. */
function describe({ level, message, reference, line, column }) {
  const place = line === undefined ? '' : ` at ${line}:${column}`;
  return `${level ?? 'error'}: ${message} (${reference})${place}`;
}

module.exports = { ROOT, logger, main, describe };
