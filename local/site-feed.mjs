// @ts-check
/**
 * Follows the events of a site: first catches up with what happened while nobody listened, then waits for more. The place
 * in the feed is kept with the other data, so a restart goes on where it stopped; a page of events that was cut off by a
 * restart is delivered again, which the platform may do at any time anyway.
 */
import { setTimeout as sleep } from 'node:timers/promises';

const PAGE = 500;
const WAIT_MS = 20_000;
const TICK_EVERY = 2000;
const RETRY_MS = 1000;
const TRIES_MAX = 60;
const PLACE = 'feed.seq';

/** @typedef {{events: {seq: number, at: number, event: any}[], last: number, time: number}} FeedPage */
/** @typedef {{events: number, delivered: number, noTrigger: number, tooLarge: number, retried: number, failed: number, seconds: number}} Summary */

/**
 * @param {object} parts
 * @param {string} [parts.siteUrl]
 * @param {import('./database.mjs').Database} parts.db
 * @param {(event: any, options: {seq: number}) => Promise<any>} parts.deliver
 * @param {(interval: string) => Promise<any>} parts.tick
 * @param {() => any} parts.counts
 * @param {(on: boolean) => void} parts.enforceQuotas
 * @param {number} parts.concurrency events delivered at the same time
 */
export function makeSiteFeed({ siteUrl, db, deliver, tick, counts, enforceQuotas, concurrency }) {
  const stopping = new AbortController();
  const place = () => db.recall(PLACE) ?? 0;

  /** @returns {Promise<FeedPage>} */
  async function fetchPage(/** @type {number} */ waitMs) {
    for (let tries = 1; ; tries += 1) {
      try {
        const url = `${siteUrl}/_site/events?after=${place()}&limit=${PAGE}${waitMs ? `&wait=${waitMs}` : ''}`;
        const response = await fetch(url, { signal: stopping.signal });
        if (!response.ok) throw new Error(`the site answered ${response.status}`);
        return /** @type {any} */ (await response.json());
      } catch (error) {
        if (stopping.signal.aborted || tries === TRIES_MAX) throw error;
        await sleep(RETRY_MS, undefined, { signal: stopping.signal });
      }
    }
  }

  /** Delivers a page, several events at a time, and then moves the place. */
  async function deliverPage(/** @type {FeedPage} */ page) {
    let next = 0;
    const lane = async () => {
      while (next < page.events.length) {
        const { seq, event } = page.events[next++];
        await deliver(event, { seq });
      }
    };
    await Promise.all(Array.from({ length: concurrency }, lane));
    if (page.events.length > 0) db.remember(PLACE, page.events[page.events.length - 1].seq);
  }

  return {
    /**
     * Delivers everything up to now. Quotas are not enforced meanwhile, because history is played faster than it
     * happened; scheduled triggers of five minutes are fired after every 2,000 events and at the end.
     * @param {(done: number, last: number, perSecond: number) => void} [progress]
     * @returns {Promise<Summary>}
     */
    async catchUp(progress = () => {}) {
      const started = performance.now();
      const before = counts();
      let done = 0;
      enforceQuotas(false);
      try {
        for (;;) {
          const page = await fetchPage(0);
          if (page.last < place())
            throw new Error(`the site has ${page.last} events, but ${place()} were delivered: it was started anew. Delete the data folder to start anew, too`);
          if (page.events.length === 0) break;
          const ticksBefore = Math.floor(done / TICK_EVERY);
          await deliverPage(page);
          done += page.events.length;
          if (Math.floor(done / TICK_EVERY) > ticksBefore) {
            await tick('fiveMinute');
            progress(place(), page.last, (done / (performance.now() - started)) * 1000);
          }
        }
        if (done > 0) await tick('fiveMinute');
      } finally {
        enforceQuotas(true);
      }
      return summarize(before, counts(), (performance.now() - started) / 1000);
    },

    /** Waits for events and delivers them, until stopped. @param {(error: Error) => void} [onError] */
    async follow(onError = () => {}) {
      while (!stopping.signal.aborted) {
        try {
          await deliverPage(await fetchPage(WAIT_MS));
        } catch (error) {
          if (!stopping.signal.aborted) onError(/** @type {Error} */ (error));
        }
      }
    },
    place,
    stop: () => stopping.abort(),
  };
}

/** @returns {Summary} */
function summarize(/** @type {any} */ before, /** @type {any} */ after, /** @type {number} */ seconds) {
  const grown = (/** @type {string} */ name) => after[name] - before[name];
  return {
    events: grown('events'),
    delivered: grown('delivered'),
    noTrigger: grown('noTrigger'),
    tooLarge: grown('tooLarge'),
    retried: grown('retried'),
    failed: grown('failed'),
    seconds: Math.round(seconds * 10) / 10,
  };
}
