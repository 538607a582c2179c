import { locale } from '../texts';
import type { Change } from '../types';

/** Fields whose texts are whole seconds. */
const SECONDS = new Set(['timespent', 'timeestimate', 'timeoriginalestimate']);
const UNITS: [seconds: number, name: string][] = [
  [3600, 'h'],
  [60, 'm'],
  [1, 's'],
];
const SIZES = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;

/** The change with texts as a person would write them: hours for seconds, megabytes for bytes. The log keeps what it got. */
export function readable(change: Change): Change {
  const field = (change.fieldId ?? change.field).toLowerCase();
  const write = SECONDS.has(field) ? duration : field === 'size' ? size : undefined;
  if (!write) return change;
  const shown = (value: Change['from']) => (value?.text && /^\d{1,15}$/u.test(value.text) ? { ...value, text: write(Number(value.text)) } : value);
  const [from, to] = [shown(change.from), shown(change.to)];
  return { ...change, ...(from && { from }), ...(to && { to }) };
}

function duration(seconds: number): string {
  let left = seconds;
  const parts = UNITS.map(([length, name]) => {
    const count = Math.floor(left / length);
    left -= count * length;
    return count > 0 ? `${count}${name}` : '';
  });
  return parts.filter(Boolean).join(' ') || '0h';
}

function size(bytes: number): string {
  const power = Math.min(SIZES.length - 1, Math.floor(Math.log10(Math.max(bytes, 1)) / 3));
  const format = new Intl.NumberFormat(locale(), { style: 'unit', unit: SIZES[power]!, unitDisplay: 'short', maximumFractionDigits: 1 });
  return format.format(bytes / 1000 ** power);
}
