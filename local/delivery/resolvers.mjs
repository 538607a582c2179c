// @ts-check
/** What a page's `invoke` does: one call of the resolver function of the page's module. */

/** @typedef {{accountId?: string, extension?: any, locale?: string, timezone?: string}} Viewer */

/** A request or an answer that the platform refuses. */
export class InvokeRefused extends Error {
  /**
   * @param {string} code
   * @param {string} message
   */
  constructor(code, message) {
    super(message);
    this.code = code;
  }
}

/**
 * @param {object} parts
 * @param {import('../manifest.mjs').Manifest} parts.manifest
 * @param {import('../identity.mjs').Identity} parts.identity
 * @param {import('../limits.mjs').Limits} parts.limits
 * @param {() => string} parts.baseUrl
 * @param {(functionKey: string, args: any[], options: {moduleKey: string, accountId?: string}) => Promise<string | undefined>} parts.invoke
 */
export function makeResolvers({ manifest, identity, limits, baseUrl, invoke }) {
  const pageOf = (/** @type {string} */ moduleKey) => {
    const page = manifest.pages.find((candidate) => candidate.key === moduleKey);
    if (!page) throw new InvokeRefused('MODULE_NOT_FOUND', `The manifest has no page \`${moduleKey}\`.`);
    return page;
  };

  /** The context a page and its resolver see. */
  function contextOf(/** @type {string} */ moduleKey, /** @type {Viewer} */ viewer) {
    const page = pageOf(moduleKey);
    return {
      cloudId: identity.cloudId,
      localId: `ari:cloud:ecosystem::extension/${identity.appId}/${identity.environmentId}/static/${moduleKey}`,
      environmentId: identity.environmentId,
      environmentType: identity.environmentType,
      moduleKey,
      siteUrl: baseUrl(),
      locale: viewer.locale ?? 'en-US',
      timezone: viewer.timezone ?? 'UTC',
      extension: { type: page.type, ...viewer.extension },
    };
  }

  return {
    pageOf,
    contextOf,
    /**
     * @param {string} moduleKey
     * @param {string} functionKey
     * @param {any} payload
     * @param {Viewer} [viewer]
     * @returns {Promise<any>}
     */
    async invokeResolver(moduleKey, functionKey, payload, viewer = {}) {
      const page = pageOf(moduleKey);
      if (!page.function) throw new InvokeRefused('NO_RESOLVER', `The page \`${moduleKey}\` has no resolver.`);
      if (Buffer.byteLength(JSON.stringify(payload ?? null)) > limits.invokeRequestBytes)
        throw new InvokeRefused('PAYLOAD_TOO_LARGE', `The payload has more than ${limits.invokeRequestBytes} bytes.`);
      const argument = { call: { functionKey, payload }, context: contextOf(moduleKey, viewer) };
      const text = await invoke(page.function, [argument], { moduleKey, accountId: viewer.accountId });
      if (text === undefined) return undefined;
      if (Buffer.byteLength(text) > limits.invokeResponseBytes)
        throw new InvokeRefused('RESPONSE_TOO_LARGE', `The answer has more than ${limits.invokeResponseBytes} bytes.`);
      return JSON.parse(text);
    },
  };
}
