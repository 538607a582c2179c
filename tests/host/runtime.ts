/** The two globals of the platform, for tests of single modules: storage that answers what the test says. */

/** A request to storage: the last part of the path, such as `batch/set`, and the body. */
export type Respond = (endpoint: string, body: any) => { status?: number; body?: unknown } | undefined;

/** Puts the globals in place; whatever `respond` does not answer succeeds with nothing. Returns the requests made. */
export function installRuntime(respond: Respond, remainingMs = 25_000): { endpoint: string; body: any }[] {
  const requests: { endpoint: string; body: any }[] = [];
  Object.assign(globalThis, {
    __forge_runtime__: {
      appContext: { appId: 'app', environmentId: 'environment', installationId: 'installation', invocationId: 'invocation' },
      lambdaContext: { getRemainingTimeInMillis: () => remainingMs },
      contextAri: 'ari:cloud:jira::site/1',
      metrics: { counter: () => ({ incr() {} }), timing: () => ({ measure: () => ({ stop() {} }) }) },
    },
    __forge_fetch__: async (_: unknown, path: string, init: { body: string }) => {
      const endpoint = path.replace('/api/v1/', '');
      const body = JSON.parse(init.body);
      requests.push({ endpoint, body });
      const { status = 200, body: answer } = respond(endpoint, body) ?? {};
      return new Response(status === 204 ? null : JSON.stringify(answer ?? {}), { status });
    },
  });
  return requests;
}
