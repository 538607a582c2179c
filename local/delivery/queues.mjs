// @ts-check
/**
 * Queues of async events. Events are kept for a day and tried again with growing gaps, or when the consumer says. They
 * come in no particular order and may come twice.
 */
import { randomUUID } from 'node:crypto';
import { askedRetry, backOff, retryContext } from './retries.mjs';

/** @typedef {{status: number, body?: any}} Answer */
/** @typedef {{queueName: string, success: number, inProgress: number, failed: number, cancelled: boolean}} Job */

/**
 * @param {object} parts
 * @param {import('../manifest.mjs').Manifest} parts.manifest
 * @param {import('../identity.mjs').Identity} parts.identity
 * @param {import('../limits.mjs').Limits} parts.limits
 * @param {() => number} parts.now
 * @param {(functionKey: string, args: any[], options: {moduleKey: string}) => Promise<string | undefined>} parts.invoke
 * @param {ReturnType<import('./parcels.mjs').makeParcels>} parts.parcels
 * @param {(notice: any) => void} parts.notify
 */
export function makeQueues({ manifest, identity, limits, now, invoke, parcels, notify }) {
  /** @type {Map<string, Job>} numbers of jobs of this process; events themselves outlive it */
  const jobs = new Map();
  /** @type {Map<string, number>} running consumers per concurrency key */
  const running = new Map();
  const minute = { start: 0, events: 0 };

  parcels.register('queue', async (parcel) => {
    const { event, queueName, jobId, eventId, startedAt } = parcel.body;
    const consumer = manifest.consumers.find((candidate) => candidate.queue === queueName);
    const job = jobs.get(jobId);
    if (!consumer || job?.cancelled) return settle(job, 'failed');
    const lane = event.concurrency && `${queueName}/${event.concurrency.key}`;
    if (lane && (running.get(lane) ?? 0) >= event.concurrency.limit) return { again: 1, attempt: parcel.attempt };
    if (lane) running.set(lane, (running.get(lane) ?? 0) + 1);
    const tried = await tryOnce(consumer, { ...event, queueName, jobId, eventId });
    if (lane) running.set(lane, (running.get(lane) ?? 1) - 1);
    notify({ kind: 'queue', queueName, outcome: tried ? 'retrying' : 'delivered', attempt: parcel.attempt, error: tried?.reason });
    if (!tried) return settle(job, 'success');
    const after = tried.after || backOff(parcel.attempt);
    if (now() + after * 1000 > startedAt + limits.queueRetentionSeconds * 1000) return settle(job, 'failed');
    const next = { ...event, retryContext: retryContext(tried, parcel.attempt + 1) };
    return { again: after, body: { ...parcel.body, event: next } };
  });

  /** @returns {Promise<import('./retries.mjs').Retry | undefined>} why to try again; `after` is 0 when nobody said when */
  async function tryOnce(/** @type {import('../manifest.mjs').Consumer} */ consumer, /** @type {any} */ event) {
    try {
      return askedRetry(await invoke(consumer.function, [argumentOf(consumer, event, identity)], { moduleKey: consumer.key }), limits);
    } catch (error) {
      const failure = /** @type {any} */ (error);
      return { after: 0, reason: failure.platform ? failure.code : 'FUNCTION_PLATFORM_UNKNOWN_ERROR' };
    }
  }

  return {
    /** Takes a push of the SDK. @returns {Answer} */
    push(/** @type {any} */ { queueName, jobId, payload }) {
      if (!manifest.consumers.some((consumer) => consumer.queue === queueName))
        return { status: 404, body: { code: 'QUEUE_NOT_FOUND', message: `The manifest declares no consumer of \`${queueName}\`.` } };
      if (payload.length > limits.pushEvents || Buffer.byteLength(JSON.stringify(payload)) > limits.pushBytes)
        return { status: 413, body: { errorMessage: 'The push is too large.' } };
      if (now() - minute.start >= 60_000) Object.assign(minute, { start: now(), events: 0 });
      if (minute.events + payload.length > limits.pushEventsPerMinute)
        return { status: 429, body: { code: 'RATE_LIMIT_EXCEEDED', message: 'Too many queue events in this minute.' } };
      minute.events += payload.length;
      jobs.set(jobId, { queueName, success: 0, inProgress: payload.length, failed: 0, cancelled: false });
      for (const event of payload) {
        const body = { event, queueName, jobId, eventId: randomUUID(), startedAt: now() };
        parcels.send('queue', body, event.delayInSeconds ?? 0);
      }
      return { status: 201, body: {} };
    },
    /** @returns {Answer} */
    stats(/** @type {string} */ jobId) {
      const job = jobs.get(jobId);
      return job ? { status: 200, body: { success: job.success, inProgress: job.inProgress, failed: job.failed } } : { status: 404, body: {} };
    },
    /** @returns {Answer} */
    cancel(/** @type {string} */ jobId) {
      const job = jobs.get(jobId);
      if (job) job.cancelled = true;
      return job ? { status: 204 } : { status: 404, body: {} };
    },
  };
}

/** A consumer is a plain function of the event, or a method of a resolver. */
function argumentOf(
  /** @type {import('../manifest.mjs').Consumer} */ consumer,
  /** @type {any} */ event,
  /** @type {import('../identity.mjs').Identity} */ identity,
) {
  if (!consumer.method) return event;
  const context = { cloudId: identity.cloudId, moduleKey: consumer.key };
  return { call: { functionKey: consumer.method, payload: event.body, jobId: event.jobId }, context };
}

function settle(/** @type {Job | undefined} */ job, /** @type {'success' | 'failed'} */ how) {
  if (job) {
    job.inProgress -= 1;
    job[how] += 1;
  }
  return undefined;
}
