// @ts-check
/** What the frame asks of the platform: the bridge commands that need a server, and the panel's requests to the site. */
import { describeThing } from './places.mjs';

const TEXT = /json|text|xml|javascript|x-www-form-urlencoded/;

/**
 * @param {import('../core.mjs').Core} platform
 */
export function makeBackend(platform) {
  /** What the product would tell about the place where the page is shown. */
  async function extensionOf(/** @type {any} */ { module, project, space, issue, content, modal }) {
    const page = platform.resolvers.pageOf(module);
    return {
      type: page.type,
      ...(project && { project: { id: project.id, key: project.key, type: project.type } }),
      ...(space && { space: { id: space.id, key: space.key } }),
      ...(await describeThing(platform, { issue, content })),
      ...(modal !== undefined && { modal }),
    };
  }

  const viewerOf = async (/** @type {any} */ seat) => ({
    accountId: seat.as,
    extension: await extensionOf(seat),
    locale: seat.locale,
    timezone: seat.timezone,
  });

  /** @type {Record<string, (payload: any, seat: any) => Promise<any>>} */
  const commands = {
    async invoke(payload, seat) {
      if (payload.invokeType) throw new Error('The local platform runs no remotes and no containers.');
      try {
        const body = await platform.resolvers.invokeResolver(seat.module, payload.functionKey, payload.payload, await viewerOf(seat));
        return payload.metadata ? { body, metadata: {} } : body;
      } catch (error) {
        const { message, code } = /** @type {any} */ (error);
        throw Object.assign(new Error(`There was an error invoking the function - ${message}`), { code });
      }
    },
    async getContext(_payload, seat) {
      const { identity } = platform;
      return {
        ...platform.resolvers.contextOf(seat.module, await viewerOf(seat)),
        accountId: seat.as,
        license: identity.license,
        permissions: identity.permissions,
        theme: { colorMode: seat.theme, light: 'light', dark: 'dark', spacing: 'spacing', typography: 'typography-modernized' },
      };
    },
    async fetchProduct(payload, seat) {
      const { method = 'GET', headers = [], body } = payload.fetchRequestInit ?? {};
      const form = payload.isMultipartFormData ? new Request('http://localhost/', { method: 'POST', body: readForm(JSON.parse(body)) }) : undefined;
      const answer = await platform.products.request({
        product: payload.product,
        as: 'user',
        accountId: seat.as,
        method,
        path: payload.restPath,
        headers: form ? [...withoutType(headers), ...form.headers] : headers,
        body: form ? new Uint8Array(await form.arrayBuffer()) : body ?? undefined,
      });
      const type = answer.headers?.find((/** @type {[string, string]} */ [name]) => name.toLowerCase() === 'content-type')?.[1] ?? '';
      const isAttachment = type !== '' && !TEXT.test(type);
      const bytes = Buffer.from(answer.body ?? '');
      return {
        status: answer.status,
        statusText: answer.statusText,
        headers: Object.fromEntries(answer.headers ?? []),
        body: isAttachment ? `data:${type};base64,${bytes.toString('base64')}` : bytes.toString(),
        isAttachment,
      };
    },
  };

  return {
    /** Answers one bridge command. @param {{command: string, payload: any, seat: any}} request */
    async bridge({ command, payload, seat }) {
      const run = commands[command];
      if (!run) throw new Error(`The local platform does not offer the bridge command \`${command}\`.`);
      return run(payload ?? {}, seat);
    },
    /**
     * Passes a request of the panel to the site.
     * @param {string} path
     * @param {string} [body]
     */
    async site(path, body) {
      if (!platform.siteUrl) return { status: 503, body: JSON.stringify({ error: 'There is no site.' }) };
      const init = body === undefined ? {} : { method: 'POST', body, headers: { 'content-type': 'application/json' } };
      try {
        const response = await fetch(platform.siteUrl + path, init);
        return { status: response.status, body: await response.text() };
      } catch {
        return { status: 503, body: JSON.stringify({ error: `The site at ${platform.siteUrl} does not answer.` }) };
      }
    },
  };
}

/** The bridge sends a form as JSON: files as data URLs under `file`, their name and type beside them. */
function readForm(/** @type {Record<string, string>} */ fields) {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) {
    if (name.startsWith('__')) continue;
    const type = fields[`__${name}Type`];
    if (type === undefined) form.append(name, value);
    else form.append(name, new Blob([Buffer.from(value.replace(/^data:[^,]*,/, ''), 'base64')], { type }), fields[`__${name}Name`]);
  }
  return form;
}

const withoutType = (/** @type {[string, string][]} */ headers) => headers.filter(([name]) => name.toLowerCase() !== 'content-type');
