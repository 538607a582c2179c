// Builds the toy app once per test file and starts platforms that are closed when the file ends.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after } from 'node:test';
import { fileURLToPath } from 'node:url';
import esbuild from 'esbuild';
import { createPlatform } from '../platform.mjs';

const toyDir = fileURLToPath(new URL('./toy', import.meta.url));

/** A folder of this test file alone. */
export const scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'forge-local-'));
/** The toy app with its page built. */
export const appDir = path.join(scratch, 'app');
/** The toy's bundle. */
export const codeDir = path.join(scratch, 'code');

fs.mkdirSync(appDir);
fs.cpSync(path.join(toyDir, 'manifest.yml'), path.join(appDir, 'manifest.yml'));
fs.cpSync(path.join(toyDir, 'page'), path.join(appDir, 'page'), { recursive: true });
esbuild.buildSync({
  entryPoints: [path.join(toyDir, 'src/index.js')],
  bundle: true,
  platform: 'node',
  format: 'cjs',
  target: 'node20',
  outfile: path.join(codeDir, 'index.cjs'),
  logLevel: 'error',
});

/** Builds the toy's page, with the real `@forge/bridge` in it. */
export function buildPage() {
  esbuild.buildSync({
    entryPoints: [path.join(toyDir, 'src/page.js')],
    bundle: true,
    format: 'esm',
    target: 'es2022',
    outfile: path.join(appDir, 'page/page.js'),
    logLevel: 'error',
  });
}

const started = new Set();
after(async () => {
  await Promise.all([...started].map((platform) => platform.close()));
  fs.rmSync(scratch, { recursive: true, force: true });
});

/** A platform with the toy app, on which a second lasts a millisecond. */
export async function start(options = {}) {
  const platform = await createPlatform({
    appDir,
    codeDir,
    onOutput: () => {},
    ...options,
    limits: { secondMs: 1, ...options.limits },
  });
  started.add(platform);
  return platform;
}

/** Closes a platform early. */
export async function stop(platform) {
  started.delete(platform);
  await platform.close();
}

/** Calls a resolver of the toy app the way its page does. */
export const caller =
  (platform) =>
  (name, payload = {}, viewer = { accountId: 'ann' }) =>
    platform.invokeResolver('admin', name, payload, viewer);
