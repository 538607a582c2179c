/** What is asked of the log at hand, and what it answers. */
import type { ApiError, Question } from '../api';
import type { AskAnswer, Loaded, Show, Shown } from '../types';

export type { Group, GroupField, Loaded, Show, Shown, Stretch } from '../types';

/** A question, and what to tell of the events that match. */
export interface LogAsk {
  question: Question;
  shows: Show[];
}

/** The answer. `shown` is in the order of `shows`. */
export interface LogAnswer extends Pick<AskAnswer, 'count' | 'open' | 'scanned' | 'warnings' | 'loaded'> {
  shown: Shown[];
  /** How long answering took, once everything was at hand. */
  millis: number;
}

/** What one kind of show is answered with. */
export type ShownOf<K extends Shown['show']> = Extract<Shown, { show: K }>;

/** What is at hand of what several questions are about. */
export function togetherOf(answers: LogAnswer[]): Loaded | undefined {
  const [first, ...others] = answers.map((answer) => answer.loaded);
  return others.reduce<Loaded | undefined>((all, one) => all && both(all, one), first);
}

function both(a: Loaded, b: Loaded): Loaded {
  const { since: _, ...all } = {
    ...a,
    rows: Math.max(a.rows, b.rows),
    rowsWanted: Math.max(a.rowsWanted, b.rowsWanted),
    complete: a.complete && b.complete,
    generation: Math.max(a.generation, b.generation),
  };
  return a.since === undefined || b.since === undefined ? all : { ...all, since: Math.max(a.since, b.since) };
}

/** Who waits for answers. They may come again and again; the last ones are whole. */
export interface Asked {
  answered(answers: LogAnswer[], isLast: boolean): void;
  failed(error: ApiError): void;
}
