// @ts-check
/** The platform's own endpoints that `@forge/events` and `@forge/api` call: queues, app events, web trigger addresses. */

/** @typedef {{status: number, body?: any, error?: string}} Answer */

/**
 * @param {object} parts
 * @param {ReturnType<import('./delivery/queues.mjs').makeQueues>} parts.queues
 * @param {ReturnType<import('./delivery/web-triggers.mjs').makeWebTriggers>} parts.webTriggers
 */
export function makeStargate({ queues, webTriggers }) {
  /**
   * @param {string} path
   * @param {any} body
   * @returns {Answer}
   */
  return function answer(path, body) {
    if (path.startsWith('/webhook/queue/publish/')) return queues.push(body);
    if (path.startsWith('/webhook/queue/stats/')) return queues.stats(body.jobId);
    if (path.startsWith('/webhook/queue/cancel/')) return queues.cancel(body.jobId);
    if (path === '/forge/events/v1/app-events') return { status: 200, body: { failedEvents: [] } };
    if (path === '/app/report-accounts') return { status: 204 };
    if (path === '/graphql') return graph(body, webTriggers) ?? notOffered(path);
    return notOffered(path);
  };
}

/** The three GraphQL operations of web triggers. */
function graph(/** @type {any} */ { query, variables = {} }, /** @type {ReturnType<import('./delivery/web-triggers.mjs').makeWebTriggers>} */ webTriggers) {
  if (query.includes('createWebTriggerUrl')) {
    const url = webTriggers.getUrl(variables.input?.triggerKey, variables.forceCreate === true);
    return { status: 200, body: { data: { createWebTriggerUrl: url ? { url } : null } } };
  }
  if (query.includes('deleteWebTriggerUrl')) {
    webTriggers.deleteUrl(variables.id);
    return { status: 200, body: { data: { deleteWebTriggerUrl: { success: true, message: null } } } };
  }
  if (query.includes('webTriggerUrlsByAppContext'))
    return { status: 200, body: { data: { webTriggerUrlsByAppContext: webTriggers.list() } } };
  return undefined;
}

/** @returns {Answer} */
function notOffered(/** @type {string} */ path) {
  return { status: 501, body: { message: `The local platform does not offer ${path}.` }, error: 'NOT_OFFERED' };
}
