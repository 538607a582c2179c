/** What the page and the log's worker say to each other. The worker has no way to the host: it asks the page to ask. */
import type { CatalogueAnswer, Question } from '../api';
import type { Tables } from '../types';
import type { LogAnswer, LogAsk } from './types';

/** Which build of the core runs: WASM, or plain JavaScript where WASM is refused. */
export type Variant = 'wasm' | 'plain';

/** What the host is asked for. */
export interface HostCalls {
  catalogue(known: { since?: number; mark?: string }): Promise<CatalogueAnswer>;
  values(keys: string[]): Promise<{ values: [key: string, text: string | null][] }>;
  tables(question: Question): Promise<{ tables: Tables; mondayFirst: boolean }>;
}

/** Something that went wrong, as it crosses to the other side. */
export interface Failure {
  code: string;
  message: string;
  help?: string;
  diagnostics?: unknown[];
}

/** How something is asked. */
export interface How {
  /** Whether answers are told while more is being loaded. */
  interim: boolean;
  /** Whether nobody waits for it: then everything else goes first. */
  isAhead: boolean;
  /** Whether it is only expected to be asked: then nothing is loaded for it. */
  isExpected: boolean;
}

/** From the page. */
export type ToWorker =
  | ({ say: 'ask'; id: number; asks: LogAsk[] } & How)
  | { say: 'cancel'; id: number }
  /** Looks whether the log has grown. */
  | { say: 'refresh' }
  | { say: 'called'; call: number; ok: unknown }
  | { say: 'called'; call: number; error: Failure };

/** From the worker. */
export type FromWorker =
  | { say: 'variant'; variant: Variant }
  /** Answers to all of the asks, which are not the last ones while more is being loaded. */
  | { say: 'answers'; id: number; answers: LogAnswer[]; isLast: boolean }
  | { say: 'failed'; id: number; error: Failure }
  /** The log has grown: answers may be others now. */
  | { say: 'grown' }
  | { say: 'call'; call: number; name: keyof HostCalls; payload: unknown }
  /** Nothing can be answered at all. */
  | { say: 'dead'; message: string };
