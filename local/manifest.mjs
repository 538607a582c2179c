// @ts-check
/** Reads `manifest.yml` into the few lists the platform works from. Nothing in here is about one particular app. */
import fs from 'node:fs';
import path from 'node:path';
import YAML from 'yaml';

/** Intervals of scheduled triggers. */
export const INTERVALS = { fiveMinute: 300_000, hour: 3_600_000, day: 86_400_000, week: 604_800_000 };

/** @typedef {{key: string, handler: string, timeoutSeconds?: number}} FunctionEntry */
/** @typedef {{key: string, function: string, events: string[], ignoreSelf: boolean}} Trigger */
/** @typedef {{key: string, function: string, interval: keyof typeof INTERVALS}} Schedule */
/** @typedef {{key: string, queue: string, function: string, method?: string}} Consumer */
/** @typedef {{key: string, function: string, response?: any}} WebTrigger */
/** @typedef {{key: string, type: string, title: string, resource: string, function?: string, layout?: string}} Page */

/**
 * @typedef {object} Manifest
 * @property {string} appId
 * @property {string} name
 * @property {boolean} licensed
 * @property {number} memoryMB
 * @property {any[]} entities
 * @property {string[]} scopes
 * @property {any} external
 * @property {{scripts?: string[], styles?: string[]}} content
 * @property {Map<string, FunctionEntry>} functions
 * @property {Trigger[]} triggers
 * @property {Schedule[]} schedules
 * @property {Consumer[]} consumers
 * @property {WebTrigger[]} webTriggers
 * @property {Page[]} pages
 * @property {Map<string, string>} resources resource key -> absolute folder
 */

/**
 * @param {string} appDir the folder with `manifest.yml`
 * @returns {Manifest}
 */
export function readManifest(appDir) {
  const file = path.join(appDir, 'manifest.yml');
  const raw = YAML.parse(fs.readFileSync(file, 'utf8'));
  const modules = raw.modules ?? {};
  const functions = new Map((modules.function ?? []).map((/** @type {any} */ entry) => [entry.key, entry]));
  const manifest = {
    appId: String(raw.app?.id ?? '').split('/').pop() ?? '',
    name: raw.app?.name ?? 'App',
    licensed: raw.app?.licensing?.enabled === true,
    memoryMB: raw.app?.runtime?.memoryMB ?? 512,
    entities: raw.app?.storage?.entities ?? [],
    scopes: scopeNames(raw.permissions?.scopes),
    external: raw.permissions?.external ?? {},
    content: raw.permissions?.content ?? {},
    functions,
    triggers: (modules.trigger ?? []).map(readTrigger),
    schedules: modules.scheduledTrigger ?? [],
    consumers: (modules.consumer ?? []).map(readConsumer),
    webTriggers: modules.webtrigger ?? [],
    pages: readPages(modules),
    resources: new Map((raw.resources ?? []).map((/** @type {any} */ r) => [r.key, path.resolve(appDir, r.path)])),
  };
  checkReferences(manifest, file);
  return manifest;
}

/**
 * How long a function may run: the shortest limit of everything that refers to it. Only functions that nothing but
 * consumers and scheduled triggers refer to may ask for more with `timeoutSeconds`.
 * @param {Manifest} manifest
 * @param {string} key
 * @param {import('./limits.mjs').Limits} limits
 */
export function timeLimitMs(manifest, key, limits) {
  const entry = manifest.functions.get(key);
  const uses = (/** @type {{function?: string}[]} */ list) => list.some((module) => module.function === key);
  const asked = entry?.timeoutSeconds;
  const found = [];
  if (uses(manifest.triggers) || uses(manifest.pages)) found.push(limits.functionMs);
  if (uses(manifest.webTriggers)) found.push(limits.webTriggerMs);
  if (uses(manifest.schedules) || uses(manifest.consumers)) {
    const seconds = asked && Math.min(asked, limits.backgroundSecondsMax);
    found.push(seconds ? seconds * 1000 : limits.backgroundMs);
  }
  return found.length ? Math.min(...found) : limits.functionMs;
}

/** Scopes are a list of names, or a map from names to settings. */
function scopeNames(/** @type {any} */ scopes) {
  return Array.isArray(scopes) ? scopes : Object.keys(scopes ?? {});
}

/** Events are names, or objects with an `eventType`. Filter expressions are Jira's business and are not evaluated. */
function readTrigger(/** @type {any} */ raw) {
  const events = (raw.events ?? []).map((/** @type {any} */ e) => (typeof e === 'string' ? e : e.eventType));
  return { key: raw.key, function: raw.function, events, ignoreSelf: raw.filter?.ignoreSelf === true };
}

function readConsumer(/** @type {any} */ raw) {
  return { key: raw.key, queue: raw.queue, function: raw.function ?? raw.resolver?.function, method: raw.resolver?.method };
}

/** Every module that shows a resource is a page, whatever its type is called. */
function readPages(/** @type {Record<string, any>} */ modules) {
  return Object.entries(modules).flatMap(([type, list]) =>
    (Array.isArray(list) ? list : [])
      .filter((module) => module.resource)
      .map((module) => ({
        key: module.key,
        type,
        title: typeof module.title === 'string' ? module.title : module.key,
        resource: module.resource,
        function: module.resolver?.function,
        layout: module.layout,
      })),
  );
}

function checkReferences(/** @type {Manifest} */ manifest, /** @type {string} */ file) {
  const users = [...manifest.triggers, ...manifest.schedules, ...manifest.consumers, ...manifest.webTriggers];
  for (const module of [...users, ...manifest.pages.filter((page) => page.function)]) {
    if (!manifest.functions.has(/** @type {string} */ (module.function)))
      throw new Error(`${file}: module \`${module.key}\` refers to the function \`${module.function}\`, which is not declared`);
  }
  for (const schedule of manifest.schedules) {
    if (!INTERVALS[schedule.interval])
      throw new Error(`${file}: scheduled trigger \`${schedule.key}\` has the unknown interval \`${schedule.interval}\``);
  }
  for (const page of manifest.pages) {
    if (!manifest.resources.has(page.resource))
      throw new Error(`${file}: module \`${page.key}\` shows the resource \`${page.resource}\`, which is not declared`);
  }
}
