/** The core in a worker: it reads queries while they are typed, without a way to the host. */
import type { CoreReply, CoreRequest } from './protocol';

interface Core {
  check(request: string): string;
  complete(request: string): string;
  clauses(request: string): string;
  edit(request: string): string;
}

const core = load();

self.onmessage = ({ data }: MessageEvent<CoreRequest>) => {
  core.then(
    (core) => reply({ id: data.id, answer: core[data.door](data.request) }),
    (error: unknown) => reply({ id: data.id, failure: String(error) }),
  ).catch((error: unknown) => reply({ id: data.id, failure: String(error) }));
};

/** Where the content security policy refuses WASM, the same core is there as plain JavaScript. */
async function load(): Promise<Core> {
  try {
    const [core, { default: url }] = await Promise.all([import('../generated/core/core.js'), import('../generated/core/core.wasm?url')]);
    core.init(await (await fetch(url)).arrayBuffer());
    reply({ variant: 'wasm' });
    return core;
  } catch {
    const plain = await import('../generated/core/plain.js');
    plain.init();
    reply({ variant: 'plain' });
    return plain;
  }
}

function reply(message: CoreReply) {
  self.postMessage(message);
}
