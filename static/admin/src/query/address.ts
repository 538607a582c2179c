/** The whole state of the page as an address, so that a view can be shared and bookmarked. */
import { narrowed } from './order';
import { oldPicks } from './oldPicks';
import { isDays, isMoments, PRESETS, type Query, type Range } from './model';

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

const DAY = /^\d{4}-\d{2}-\d{2}$/u;
const MOMENT = /^\d{12,15}$/u;

/** The search part of an address, without the question mark. */
export function writeView({ query, open }: View): string {
  const params = new URLSearchParams();
  if (query.jql.trim()) params.set('jql', query.jql);
  if (query.range) params.set('range', writeRange(query.range));
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
  const clauses = oldPicks(params);
  const text = params.get('jql') ?? '';
  const jql = clauses.length > 0 ? narrowed(text, clauses.join(' AND ')) : text;
  const open = /^([0-9a-f]{32})@(\d{1,15})$/u.exec(params.get('open') ?? '');
  // Addresses with filters of their own are older than the usual range: they meant any time.
  const range = readRange(params.get('range')) ?? (clauses.length > 0 ? 'any' : undefined);
  return {
    query: { jql, ...(range && { range }) },
    open: open ? { id: open[1]!, occurred: Number(open[2]) } : undefined,
  };
}

function writeRange(range: Range): string {
  if (isDays(range)) return `${range.from}..${range.to}`;
  return isMoments(range) ? `${range.since}..${range.until}` : range;
}

function readRange(text: string | null): Range | undefined {
  if (!text) return undefined;
  if (text === 'any') return text;
  const preset = PRESETS.find((name) => name === text);
  if (preset) return preset;
  const [from = '', to = ''] = text.split('..');
  if (DAY.test(from) && DAY.test(to)) return { from, to };
  return MOMENT.test(from) && MOMENT.test(to) && Number(from) < Number(to) ? { since: Number(from), until: Number(to) } : undefined;
}
