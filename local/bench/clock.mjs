// @ts-check
/** Time that passes when it is told to: an hour of retries in seconds. */
import { mock } from 'node:test';
import { setImmediate as turn } from 'node:timers/promises';

/** Turns of the event loop without anything happening, after which nothing will happen without time passing. */
const QUIET_TURNS = 3;

/**
 * Puts a clock in place of `Date` and `setTimeout`.
 * @param {number} from where it begins (ms)
 */
export function simulateTime(from) {
  mock.timers.enable({ apis: ['Date', 'setTimeout'], now: from });
  return {
    now: () => Date.now(),
    /** Lets time pass and then everything happen that was due. @param {number} ms @param {() => number} steps grows with what happens */
    async pass(ms, steps) {
      mock.timers.tick(ms);
      let seen = steps();
      for (let quiet = 0; quiet < QUIET_TURNS; quiet += 1) {
        await turn();
        if (steps() === seen) continue;
        seen = steps();
        quiet = -1;
      }
    },
    stop: () => mock.timers.reset(),
  };
}
