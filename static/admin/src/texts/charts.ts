/** What charts say. */
import { count, inLanguages, locale, plural, type Words } from './language';

const en = {
  keys: 'Arrow keys move, Enter opens.',
  legend: 'Colours',
  open: 'Click to see the events',
  events: (value: number) => plural(value, 'event', 'events'),
  unit: (value: number) => (value === 1 ? 'event' : 'events'),
  fewer: 'Fewer',
  more: 'More',
  same: 'unchanged',
  rise: 'up',
  fall: 'down',
  from: (before: number) => `from ${count(before)}`,
  noneBefore: 'none before',
  nothingBefore: 'no comparison',
  compared: (before: number, period: string) => `${count(before)} in ${period}`,
  change,
  share,
  short,
};

const de: Words<typeof en> = {
  keys: 'Pfeiltasten bewegen, Eingabe öffnet.',
  legend: 'Farben',
  open: 'Klicken, um die Ereignisse zu sehen',
  events: (value) => plural(value, 'Ereignis', 'Ereignisse'),
  unit: (value) => (value === 1 ? 'Ereignis' : 'Ereignisse'),
  fewer: 'Weniger',
  more: 'Mehr',
  same: 'unverändert',
  rise: 'mehr',
  fall: 'weniger',
  from: (before) => `vorher ${count(before)}`,
  noneBefore: 'vorher keine',
  nothingBefore: 'kein Vergleich',
  compared: (before, period) => `${count(before)} in ${period}`,
  change,
  share,
  short,
};

export const charts = inLanguages({ en, de });

/** A number with little room. */
function short(value: number): string {
  return new Intl.NumberFormat(locale(), value < 10_000 ? {} : { notation: 'compact', maximumFractionDigits: 1 }).format(value);
}

/** How much more or less, in percent. */
function change(now: number, before: number): string {
  const part = Math.abs(now - before) / before;
  return part >= 10 ? `×${new Intl.NumberFormat(locale(), { maximumSignificantDigits: 2 }).format(now / before)}` : new Intl.NumberFormat(locale(), { style: 'percent', maximumFractionDigits: part < 0.1 ? 1 : 0 }).format(part);
}

/** A part of all. */
function share(part: number, all: number): string {
  return new Intl.NumberFormat(locale(), { style: 'percent', minimumFractionDigits: 1, maximumFractionDigits: 1 }).format(all === 0 ? 0 : part / all);
}
