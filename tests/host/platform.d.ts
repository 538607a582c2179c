/** The part of the local platform that the tests use. It is JavaScript, checked under rules of its own. */
declare module '*/local/platform.mjs' {
  export interface Options {
    appDir: string;
    codeDir?: string;
    dataFile?: string;
    product?: (request: never) => Response | Promise<Response>;
    now?: () => number;
    limits?: Record<string, number>;
    faults?: Plan | Fault[];
    workers?: number;
    onOutput?: (text: string, functionKey: string) => void;
  }

  export interface Fault {
    on: 'storage' | 'product' | 'event';
    match?: string;
    method?: string;
    key?: string;
    functionKey?: string;
    nth?: number;
    every?: number;
    probability?: number;
    times?: number;
    do:
      | 'fail'
      | 'throttle'
      | 'time-out'
      | 'lose-answer'
      | 'partial'
      | 'kill-before'
      | 'kill-after'
      | 'duplicate'
      | 'delay'
      | 'reorder'
      | 'drop-and-retry';
    seconds?: number;
    share?: number;
  }

  export interface Plan {
    seed?: number;
    queryDelayMs?: number;
    rules: Fault[];
  }

  export interface Platform {
    manifest: { pages: { key: string; function?: string }[] };
    deliver(event: object, options?: { name?: string }): Promise<{ result: string; results: object[] }>;
    tick(interval: string): Promise<{ key: string; ok: boolean; error?: string }[]>;
    invokeResolver(module: string, key: string, payload: unknown, viewer: { accountId?: string; extension?: object }): Promise<unknown>;
    install(accountId?: string): Promise<void>;
    idle(): Promise<void>;
    close(): Promise<void>;
    counts(): Record<string, number>;
    /** Requests, units and bytes of storage since the start. */
    usage(): { requests: number; read: number; write: number; readBytes: number; writeBytes: number; refused: number };
    enforceQuotas(on: boolean): void;
    calls(): { kind: string; path: string; status: number; functionKey: string; as?: string }[];
    faults: { set(plan: Plan | Fault[]): void; counts(): (Fault & { applied: number })[] };
    kvs: {
      keys(prefix: string, entity?: string): string[];
      get(key: string, entity?: string): unknown;
      set(key: string, value: unknown, entity?: string): void;
      delete(key: string, entity?: string): void;
    };
  }

  export function createPlatform(options: Options): Promise<Platform>;
}
