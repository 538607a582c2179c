/** The bundle that the tests run: the one in `BUNDLE_DIR`, or else a fresh one made by esbuild. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';

/** The repository. */
export const ROOT = path.resolve(import.meta.dirname, '..', '..');

/** Folder of the bundle. */
export const BUNDLE = path.resolve(ROOT, process.env['BUNDLE_DIR'] ?? 'target/host');

/** Runs once, before all tests. */
export default async function setup(): Promise<void> {
  if (process.env['BUNDLE_DIR'] !== undefined) {
    if (!existsSync(path.join(BUNDLE, 'index.cjs'))) throw new Error(`there is no index.cjs in ${BUNDLE}`);
    return;
  }
  await build({
    absWorkingDir: ROOT,
    entryPoints: ['src/index.ts'],
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    sourcemap: 'linked',
    logLevel: 'warning',
    outfile: path.join(BUNDLE, 'index.cjs'),
  });
}
