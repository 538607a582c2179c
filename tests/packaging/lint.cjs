'use strict';
/**
 * The client-side half of `forge lint`, with `@forge/lint`. The other half runs at Atlassian and needs a login.
 *
 * The linter wants to know which scope each REST endpoint needs and would download six API descriptions for it. Here it is
 * given extracts with the endpoints that the app calls. It says nothing of endpoints it does not know, so this script does.
 */
const fs = require('node:fs');
const path = require('node:path');
const { ROOT, describe, logger, main } = require('./official.cjs');

const extract = (name) => path.join(__dirname, 'openapi', `${name}.json`);
const DESCRIPTIONS = {
  LOCAL_JIRA_SWAGGER: extract('jira'),
  LOCAL_JSM_SWAGGER: extract('jsm'),
  LOCAL_JSW_SWAGGER: extract('none'),
  LOCAL_CONF_SWAGGER: extract('confluence'),
  LOCAL_CONF_V2_SWAGGER: extract('confluence-v2'),
  LOCAL_BB_SWAGGER: extract('none'),
};
const PRODUCTS = path.join(ROOT, 'src', 'products');

main('lint', async () => {
  Object.assign(process.env, DESCRIPTIONS, { USE_LOCAL_SWAGGER: '1' });
  const { PermissionLinter, lint } = require('@forge/lint');
  const { ConfigFile, FileSystemReader, FileSystemWriter, listGitIgnoreFiles } = require('@forge/cli-shared');
  const { getHandlersDirectory } = require('@forge/manifest');

  const reader = new FileSystemReader();
  const manifest = await new ConfigFile(reader, new FileSystemWriter()).readConfig();
  const exclude = [...(await listGitIgnoreFiles(reader)), '.git', 'node_modules'];
  const files = await reader.recursiveReadDir(`./${getHandlersDirectory(manifest)}`, exclude);
  const run = (declared, config) => lint(files, declared, 'development', logger, FLAGS, config);

  const results = await run(manifest, { linter: { mode: 'client-side' } });
  const problems = [...problemsOf(results), ...unknownEndpoints()];
  // A linter that finds nothing may have looked at nothing: without a scope that the app needs it must complain.
  const { 'read:jira-work': _, ...scopes } = manifest.permissions.scopes;
  const crippled = { ...manifest, permissions: { ...manifest.permissions, scopes } };
  const found = await run(crippled, { linters: [new PermissionLinter('development', crippled, logger)] });
  const aware = problemsOf(found).some((problem) => problem.includes('read:jira-work'));
  return aware ? problems : [...problems, 'the linter did not notice that the scope read:jira-work was missing'];
});

/** The only feature flags that the linters ask for. */
const FLAGS = { getDeprecatedRuntimes: async () => ['nodejs18.x', 'nodejs20.x', 'sandbox'] };

function problemsOf(results) {
  return results.flatMap(({ errors = [], warnings = [] }) => [
    ...errors.map((problem) => describe({ level: 'error', ...problem })),
    ...warnings.map((problem) => describe({ level: 'warning', ...problem })),
  ]);
}

/** Calls of endpoints that none of the extracts knows. */
function unknownEndpoints() {
  const known = Object.values(DESCRIPTIONS)
    .flatMap((file) => Object.keys(JSON.parse(fs.readFileSync(file, 'utf8')).paths))
    .map((pattern) => new RegExp(`^${pattern.replace(/\{[^}]+\}/g, '[^/]+')}$`));
  const called = fs.readdirSync(PRODUCTS, { recursive: true }).filter((file) => file.endsWith('.ts')).flatMap((file) => {
    const text = fs.readFileSync(path.join(PRODUCTS, file), 'utf8');
    return [...text.matchAll(/route`([^`?]+)[^`]*`/g)].map((match) => match[1].replace(/\$\{[^}]+\}/g, 'x'));
  });
  if (called.length === 0) return ['no REST call was found in src/products'];
  return called
    .filter((endpoint) => !known.some((pattern) => pattern.test(endpoint)))
    .map((endpoint) => `${endpoint} is not in tests/packaging/openapi: add it with the scopes it needs`);
}
