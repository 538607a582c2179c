/** What the page asks of the worker: one door of the core, with its request as JSON. */
export interface CoreRequest {
  id: number;
  door: 'check' | 'complete' | 'clauses' | 'edit';
  request: string;
}

/** Which build of the core runs: WASM, or plain JavaScript where WASM is refused. */
export type Variant = 'wasm' | 'plain';

/** What the worker says: which build it runs, an answer as JSON, or why there is none. */
export type CoreReply = { variant: Variant } | { id: number; answer: string } | { id: number; failure: string };
