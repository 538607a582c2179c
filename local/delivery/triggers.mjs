// @ts-check
/**
 * Product events. An event goes to every trigger module that names its type. A function that returns an
 * `InvocationError` gets it again, at most four times; so does one that the platform had to stop. A function that throws
 * does not: the platform promises no retry for that.
 */
import { askedRetry, backOff, retryContext } from './retries.mjs';

/** @typedef {'delivered' | 'delayed' | 'retrying' | 'failed'} Outcome */
/** @typedef {{trigger: string, outcome: Outcome, error?: string}} Result */
/** @typedef {{eventType: string, seq?: number, result: Outcome | 'no-trigger' | 'too-large', results: Result[]}} Delivery */

/** How long a fault holds an event back, unless its rule says so. */
const DELAY_SECONDS = 60;
/** What the platform tells of a delivery that it lost. */
const LOST = 'FUNCTION_PLATFORM_UNKNOWN_ERROR';

/**
 * @param {object} parts
 * @param {import('../manifest.mjs').Manifest} parts.manifest
 * @param {import('../identity.mjs').Identity} parts.identity
 * @param {import('../limits.mjs').Limits} parts.limits
 * @param {(functionKey: string, args: any[], options: {moduleKey: string}) => Promise<string | undefined>} parts.invoke
 * @param {ReturnType<import('./parcels.mjs').makeParcels>} parts.parcels
 * @param {ReturnType<import('../faults/faults.mjs').makeFaults>} parts.faults
 * @param {(notice: any) => void} parts.notify
 */
export function makeTriggers({ manifest, identity, limits, invoke, parcels, faults, notify }) {
  /** @type {Map<string, import('../manifest.mjs').Trigger[]>} */
  const byEvent = new Map();
  for (const trigger of manifest.triggers) {
    for (const name of trigger.events) byEvent.set(name, [...(byEvent.get(name) ?? []), trigger]);
  }
  const counts = { events: 0, delivered: 0, retried: 0, failed: 0, noTrigger: 0, tooLarge: 0 };

  /** One try. */
  async function attempt(/** @type {import('../manifest.mjs').Trigger} */ trigger, /** @type {any} */ parcel, /** @type {number} */ count) {
    const { event, eventType, seq } = parcel;
    const context = { ...event.context, cloudId: identity.cloudId, moduleKey: trigger.key };
    /** @type {import('./retries.mjs').Retry | undefined} */
    let retry;
    /** @type {string | undefined} */
    let error;
    try {
      const text = await invoke(trigger.function, [{ ...event, context, contextToken: 'local' }], { moduleKey: trigger.key });
      retry = askedRetry(text, limits);
      error = retry && `asked to be tried again: ${retry.reason}`;
    } catch (thrown) {
      const failure = /** @type {any} */ (thrown);
      error = `${failure.code ?? failure.name}: ${failure.message}`;
      if (failure.platform) retry = { after: backOff(count), reason: failure.code };
    }
    return conclude(trigger, parcel, count, retry, error);
  }

  /** Counts and tells what became of a try. */
  function conclude(
    /** @type {import('../manifest.mjs').Trigger} */ trigger,
    /** @type {any} */ { eventType, seq },
    /** @type {number} */ count,
    /** @type {import('./retries.mjs').Retry | undefined} */ retry,
    /** @type {string | undefined} */ error,
  ) {
    const again = retry !== undefined && count < limits.triggerRetries;
    /** @type {Outcome} */
    const outcome = again ? 'retrying' : error ? 'failed' : 'delivered';
    counts[again ? 'retried' : outcome === 'failed' ? 'failed' : 'delivered'] += 1;
    notify({ kind: 'trigger', seq, eventType, trigger: trigger.key, outcome, attempt: count, error });
    return { outcome, error, again: again ? retry : undefined };
  }

  /**
   * The first try, or what a fault makes of it.
   * @returns {Promise<Result>}
   */
  async function first(
    /** @type {import('../manifest.mjs').Trigger} */ trigger,
    /** @type {any} */ body,
    /** @type {import('../faults/faults.mjs').Fault | undefined} */ fault,
  ) {
    if (fault?.do === 'delay' || fault?.do === 'reorder') {
      // Events that are each held back for a time of their own come in another order.
      const seconds = (fault.seconds ?? DELAY_SECONDS) * (fault.do === 'reorder' ? fault.chance : 1);
      parcels.send('event', body, seconds);
      notify({ kind: 'trigger', seq: body.seq, eventType: body.eventType, trigger: trigger.key, outcome: 'delayed', attempt: 0 });
      return { trigger: trigger.key, outcome: 'delayed' };
    }
    const lost = { after: backOff(0), reason: LOST };
    const { outcome, error, again } =
      fault?.do === 'drop-and-retry' ? conclude(trigger, body, 0, lost, `${LOST}: a fault was asked for`) : await attempt(trigger, body, 0);
    if (again) parcels.send('event', withContext(body, again, 1), again.after, 1);
    return { trigger: trigger.key, outcome, ...(error && { error }) };
  }

  parcels.register('event', async (parcel) => {
    const trigger = manifest.triggers.find((candidate) => candidate.key === parcel.body.trigger);
    if (!trigger) return undefined;
    const { again } = await attempt(trigger, parcel.body, parcel.attempt);
    return again && { again: again.after, body: withContext(parcel.body, again, parcel.attempt + 1) };
  });

  /** @returns {Promise<Delivery>} */
  async function deliverOnce(
    /** @type {any} */ event,
    /** @type {string} */ eventType,
    /** @type {number | undefined} */ seq,
    /** @type {import('../faults/faults.mjs').Fault | undefined} */ fault,
  ) {
    counts.events += 1;
    const triggers = (byEvent.get(eventType) ?? []).filter((trigger) => !(trigger.ignoreSelf && event.selfGenerated));
    const tooLarge = Buffer.byteLength(JSON.stringify(event)) > limits.eventBytes;
    if (tooLarge || triggers.length === 0) {
      counts[tooLarge ? 'tooLarge' : 'noTrigger'] += 1;
      const result = tooLarge ? 'too-large' : 'no-trigger';
      notify({ kind: 'trigger', seq, eventType, outcome: result, attempt: 0 });
      return { eventType, seq, result, results: [] };
    }
    const results = await Promise.all(
      triggers.map((trigger) => first(trigger, { trigger: trigger.key, event, eventType, seq }, fault)),
    );
    const worst = /** @type {Outcome[]} */ (['failed', 'retrying', 'delayed', 'delivered']).find((outcome) =>
      results.some((result) => result.outcome === outcome),
    );
    return { eventType, seq, result: worst ?? 'delivered', results };
  }

  return {
    /**
     * Delivers one event. Resolves after the first try; later tries go on in the background.
     * @param {any} event
     * @param {{name?: string, seq?: number}} [options] `name`: the event's type, for events that do not carry it
     */
    async deliver(event, { name, seq } = {}) {
      const eventType = name ?? event?.eventType ?? '';
      const fault = faults.event(eventType);
      const delivery = await deliverOnce(event, eventType, seq, fault);
      if (fault?.do === 'duplicate') await deliverOnce(event, eventType, seq, undefined);
      return delivery;
    },
    counts: () => ({ ...counts }),
  };
}

function withContext(/** @type {any} */ body, /** @type {import('./retries.mjs').Retry} */ retry, /** @type {number} */ count) {
  return { ...body, event: { ...body.event, retryContext: retryContext(retry, count) } };
}
