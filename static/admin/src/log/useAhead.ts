import { useEffect, useRef } from 'react';
import { loadAhead } from './client';
import type { LogAsk } from './types';

/** Records are loaded a stretch of time at a time, the newest first: about so many at once, and no more than so many in all. */
const STRETCH_EVENTS = 25_000;
const EVENTS_MAX = 50_000;
/** When the store is busy: its quotas are counted by the minute. What goes wrong is told to nobody, for nobody has asked. */
const AGAIN_MS = 30_000;

/** What is likely to be asked about: a stretch of time that holds so many events. */
export interface Ahead {
  since: number;
  until: number;
  events: number;
}

/**
 * Once there is nothing to wait for, loads the records behind what is shown, so that the next filter finds its rows at hand.
 * `name` stands for the stretch, whose ends move with the clock.
 */
export function useAhead(name: string, stretch: Ahead | undefined) {
  const stop = useRef<() => void>();
  const done = useRef<{ name: string } & Ahead>();
  const isReady = stretch !== undefined;
  useEffect(() => {
    if (!stretch || isWithin(stretch, name, done.current) || savesData()) return;
    done.current = { name, ...stretch };
    stop.current?.();
    const steps = Math.max(1, Math.ceil(stretch.events / STRETCH_EVENTS));
    const length = (stretch.until - stretch.since) / steps;
    const next = (step: number, sum: number) => {
      // For support, tests and measurements: how much of the stretch is there.
      const isOver = step === steps || sum > EVENTS_MAX;
      document.documentElement.dataset['ahead'] = isOver ? 'done' : `${step}/${steps}`;
      if (isOver) return;
      const until = stretch.until - step * length;
      const again = () => {
        const timer = setTimeout(() => next(step, sum), AGAIN_MS);
        stop.current = () => clearTimeout(timer);
      };
      stop.current = loadAhead([askOf(Math.round(until - length), Math.round(until))], (events) => next(step + 1, sum + events), again);
    };
    next(0, 0);
  }, [name, isReady]);
  useEffect(() => () => stop.current?.(), []);
}

/** Whether a stretch is a part of another one, or the same one later. */
const isWithin = (part: Ahead, name: string, whole: ({ name: string } & Ahead) | undefined) =>
  whole !== undefined && (whole.name === name || (whole.since <= part.since && part.until <= whole.until));

const askOf = (since: number, until: number): LogAsk => ({
  question: { jql: '', narrow: [`occurred >= ${since}`, `occurred < ${until}`], zone: 'UTC' },
  shows: [{ show: 'atHand' }],
});

/** Whether somebody has told the browser to load no more than needed. */
const savesData = () => (navigator as { connection?: { saveData?: boolean } }).connection?.saveData === true;
