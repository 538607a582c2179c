/** What people do with the log, and what the app does by itself, is part of the log. */
import { withCore } from './engine';
import type { Container } from './generated';
import * as storage from './storage';
import type { Value } from './storage';

/** What the app records of itself. */
export type OwnAction =
  | 'log.opened'
  | 'log.refused'
  | 'capture.refused'
  | 'capture.resumed'
  | 'capture.configured'
  | 'backfill.started'
  | 'backfill.paused'
  | 'backfill.resumed'
  | 'backfill.finished'
  | 'export.started'
  | 'export.finished'
  | 'export.cancelled'
  | 'view.created'
  | 'view.updated'
  | 'view.deleted';

/** Who made the app do it, if somebody did, and what else there is to say. */
export interface OwnFacts {
  account?: string;
  /** In English, for exports and searches. */
  note?: string;
  /** What the note was written from: the page writes it in the language of who reads it. */
  facts?: Record<string, string>;
  /** The project or space it was about. */
  container?: Container;
  /** When it happened, if not now: milliseconds since 1970, UTC. */
  at?: number;
  /** Tells apart what is on record each time, also within a second. */
  apart?: string;
}

/** Records something that the app did. The engine keeps one record a person, note and second, unless it is told apart. */
export async function recordOwn(action: OwnAction, { at = Date.now(), ...facts }: OwnFacts): Promise<void> {
  const writes = await withCore((core) => core.ownEvent({ action, ...facts, occurred: at }));
  await storage.withPriority('capture', async () => {
    for (const { key, value } of writes) await storage.set(key, JSON.parse(value) as Value);
  });
}
