'use strict';
/**
 * Bundles the app with `@forge/bundler`, as `forge deploy` does, into target/host-official.
 *
 * It must be the main program and CommonJS: the bundler looks at `require.main`. The wrapper around the code, which the
 * bundler would download, is a stand-in here; the local platform does not need it.
 */
const fs = require('node:fs');
const path = require('node:path');
const { ROOT, logger, main } = require('./official.cjs');

const OUTPUT = path.join(ROOT, 'target', 'host-official');
const standIn = async () => ({ script: 'module.exports = {};', version: 'local', source: 'local' });
const WRAPPER = { getNodeRuntimeWrapper: standIn, getNodeRuntimeLoader: standIn };

main('bundle', async () => {
  const { getEntryPoints, getNodeBundler } = require('@forge/bundler');
  const { ConfigFile, FileSystemReader, FileSystemWriter } = require('@forge/cli-shared');

  const config = new ConfigFile(new FileSystemReader(), new FileSystemWriter());
  const handlers = await config.getAppHandlers();
  const bundler = getNodeBundler(logger, WRAPPER, config);
  const result = await bundler.bundle({
    appDirectory: process.cwd(),
    entryPoints: getEntryPoints(handlers),
    i18nResourceBundle: undefined,
  });

  fs.rmSync(OUTPUT, { recursive: true, force: true });
  fs.cpSync(result.outputDir, OUTPUT, { recursive: true });
  const exported = Object.keys(exportsOf(path.join(OUTPUT, 'index.cjs')));
  const missing = handlers.filter(({ func }) => !exported.includes(func));
  return missing.map(({ module, func }) => `${module}.${func} is in the manifest and not in the bundle`);
});

/** What a bundle exports, seen as the platform's loader sees it. */
function exportsOf(file) {
  globalThis.__forge_runtime__ ??= { appContext: {}, proxy: {} };
  return require(file);
}
