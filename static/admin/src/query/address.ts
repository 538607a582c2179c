/** The whole state of the page as an address, so that a view can be shared and bookmarked. */
import { PICK_FIELDS, type Pick, type Preset, type Query, type Range } from './model';

/** The event that is open, and when it happened, so that it can be found again. */
export interface OpenEvent {
  id: string;
  occurred: number;
}

/** What the address says. */
export interface View {
  query: Query;
  open?: OpenEvent;
}

const PRESETS: Preset[] = ['hour', 'day', 'week', 'month', 'quarter'];
const DAY = /^\d{4}-\d{2}-\d{2}$/u;

/** The search part of an address, without the question mark. */
export function writeView({ query, open }: View): string {
  const params = new URLSearchParams();
  if (query.jql.trim()) params.set('jql', query.jql);
  for (const pick of query.picks) params.append(pick.exclude ? `not-${pick.field}` : pick.field, pick.value);
  if (query.range) params.set('range', 'preset' in query.range ? query.range.preset : `${query.range.from}..${query.range.to}`);
  if (open) params.set('open', `${open.id}@${open.occurred}`);
  return params.toString();
}

/** The address of a view, on top of the page's own. */
export function linkTo(pageUrl: string, view: View): string {
  const url = new URL(pageUrl);
  for (const [name, value] of new URLSearchParams(writeView(view))) url.searchParams.append(name, value);
  return url.href;
}

/** Reads an address; what it does not understand is left out. */
export function readView(search: string): View {
  const params = new URLSearchParams(search);
  const picks = PICK_FIELDS.flatMap((field): Pick[] => [
    ...params.getAll(field).map((value) => ({ field, value, exclude: false })),
    ...params.getAll(`not-${field}`).map((value) => ({ field, value, exclude: true })),
  ]);
  const open = /^([0-9a-f]{32})@(\d{1,15})$/u.exec(params.get('open') ?? '');
  return {
    query: { jql: params.get('jql') ?? '', picks, range: readRange(params.get('range')) },
    open: open ? { id: open[1]!, occurred: Number(open[2]) } : undefined,
  };
}

function readRange(text: string | null): Range | undefined {
  if (!text) return undefined;
  const preset = PRESETS.find((name) => name === text);
  if (preset) return { preset };
  const [from, to] = text.split('..');
  return from && to && DAY.test(from) && DAY.test(to) ? { from, to } : undefined;
}
