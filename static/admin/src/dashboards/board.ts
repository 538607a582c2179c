/** What a dashboard shows, wherever it was counted. */
import type { Series } from '../charts/TimeBars';
import type { ContainerKind, Event } from '../types';

/** A count of the period, and one of the period before. */
export interface Both {
  now: number;
  before: number;
}

/** One of the biggest. */
export interface Top {
  value: string;
  count: number;
  /** What it is called, where the log knows. */
  name?: string;
  kind?: ContainerKind;
}

/** All of it. */
export interface Board {
  count: Both;
  people: Both;
  removed: Both;
  security: Both;
  automatic: Both;
  /** In which zone days and hours are. */
  zone: string;
  series: Series[];
  bars: { at: number; to: number; counts: number[] }[];
  /** 168 counts: the first is Monday, 00:00 to 01:00. */
  hours: number[];
  /** Hours in which something happened. */
  busy?: { at: number; count: number }[];
  topPeople: Top[];
  topActions: Top[];
  topContainers: Top[];
  /** Who removed things; not given where that takes a reading of the whole log. */
  removers?: Top[];
  latestSecurity?: Event[];
  /** How many events only Jira can tell of; they are left out. */
  open: number;
  warnings: string[];
}
