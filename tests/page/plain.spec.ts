// Parts of the page that need no browser.
import { expect, test } from '@playwright/test';
import { KIND_OF_ACTION, type ActionName, type Event } from '../../src/generated';
import { compareWords, differingParts } from '../../static/admin/src/detail/words';
import { readView, writeView } from '../../static/admin/src/query/address';
import { edgesOf } from '../../static/admin/src/histogram/edges';
import { outlinesOf } from '../../static/admin/src/histogram/outlines';
import { ticksOf } from '../../static/admin/src/histogram/ticks';
import { placeOf, stretchesOf } from '../../static/admin/src/query/marks';
import { rangeOf, withText } from '../../static/admin/src/query/model';
import { orderOf, turnOrder } from '../../static/admin/src/query/order';
import { rangeClauses } from '../../static/admin/src/query/range';
import { dayAfter, startOfDay } from '../../static/admin/src/query/zone';
import { indexAt, topOf, windowOf } from '../../static/admin/src/table/layout';
import { PAGE_ROWS, Pages, pagesOf } from '../../static/admin/src/table/pages';
import { makeClock } from '../../static/admin/src/table/time';
import { toneOf } from '../../static/admin/src/table/tone';

test('a range becomes clauses, and gives way to a text that says when', () => {
  expect(rangeClauses({ from: '2026-02-27', to: '2026-02-28' })).toEqual(['occurred >= "2026-02-27"', 'occurred < "2026-03-01"']);
  expect(rangeClauses({ since: 1_763_913_600_000, until: 1_763_913_660_000 })).toEqual(['occurred >= 1763913600000', 'occurred < 1763913660000']);
  expect(rangeClauses('week')).toEqual(['occurred >= -7d']);
  expect(rangeOf({ jql: 'project = PAY' })).toBe('month');
  expect(rangeOf({ jql: 'occurred >= -1d' })).toBe('any');
  expect(rangeOf({ jql: 'text ~ "what occurred" ORDER BY occurred' })).toBe('month');
  expect(withText({ jql: '', range: 'week' }, 'occurred >= -1d')).toEqual({ jql: 'occurred >= -1d' });
  expect(withText({ jql: '', range: 'week' }, 'project = PAY')).toEqual({ jql: 'project = PAY', range: 'week' });
  expect(dayAfter('2026-12-31')).toBe('2027-01-01');
});

test('days begin when they begin in the zone, also when clocks are changed', () => {
  expect(new Date(startOfDay('2026-03-30', 'Europe/Berlin')).toISOString()).toBe('2026-03-29T22:00:00.000Z');
  const { edges } = edgesOf({ since: Date.UTC(2026, 9, 24, 22), until: Date.UTC(2026, 9, 26, 23) }, 'Europe/Berlin', 3);
  expect(edges.map((edge) => new Date(edge).toISOString())).toEqual(['2026-10-24T22:00:00.000Z', '2026-10-25T23:00:00.000Z', '2026-10-26T23:00:00.000Z']);
  const hours = edgesOf({ since: Date.UTC(2026, 2, 28, 23), until: Date.UTC(2026, 2, 29, 22) }, 'Europe/Berlin', 30).edges;
  expect(hours.length).toBe(24);
  expect(hours.every((edge, index) => index === 0 || edge > hours[index - 1]!)).toBe(true);
});

test('labels below a chart never touch, whatever its range', () => {
  const since = Date.UTC(2026, 0, 17, 3, 24);
  for (const minutes of [7, 60, 300, 1440, 10_000, 43_200, 130_000, 525_600, 5_256_000]) {
    for (const width of [500, 900, 1400]) {
      const { edges } = edgesOf({ since, until: since + minutes * 60_000 }, 'America/New_York', 100);
      expect(edges.length, `${minutes}`).toBeLessThan(140);
      const ticks = ticksOf(edges, width / (edges.length - 1), 'America/New_York');
      expect(ticks.length, `${minutes} minutes on ${width} pixels`).toBeGreaterThan(0);
      const ends = ticks.map(({ x, text, anchor }) => (anchor === 'start' ? [x, x + text.length * 6] : anchor === 'end' ? [x - text.length * 6, x] : [x - text.length * 3, x + text.length * 3]));
      expect(ends.every(([from], index) => index === 0 || from! > ends[index - 1]![1]!)).toBe(true);
    }
  }
});

test('pages of rows keep their places, and the oldest go', () => {
  const pages = new Pages(1_000_000);
  const row = (index: number) => ({ id: String(index) }) as Event;
  for (let page = 0; page < 400; page += 1) pages.put(page, Array.from({ length: PAGE_ROWS }, (_, index) => row(page * PAGE_ROWS + index)));
  expect(pages.at(9_950)?.id).toBe('9950');
  expect(pages.at(5)).toBeUndefined();
  expect(pages.placeOf('5')).toBe(5);
  expect(pagesOf(20, 55)).toEqual([0, 1, 2]);
});

test('a row is at one place only, however the log has grown between two pages', () => {
  const pages = new Pages(100);
  const rows = (from: number) => Array.from({ length: PAGE_ROWS }, (_, index) => ({ id: String(from + index) }) as Event);
  expect(pages.put(0, rows(0))).toBe(false);
  expect(pages.put(2, rows(2 * PAGE_ROWS))).toBe(false);
  // One has come in at the top since: the last row of the first page is the first of the second.
  expect(pages.put(1, rows(PAGE_ROWS - 1))).toBe(true);
  expect(pages.at(PAGE_ROWS)?.id).toBe(String(PAGE_ROWS - 1));
  expect(pages.has(0)).toBe(false);
  expect(pages.has(2)).toBe(true);
});

test('the order is read from the text and written into it, not from inside quotes', () => {
  expect(orderOf('project = PAY')).toBe('newest');
  expect(orderOf('ORDER BY occurred')).toBe('oldest');
  expect(orderOf('a = b order  by occurred desc')).toBe('newest');
  expect(orderOf('ORDER BY actor')).toBe('other');
  expect(orderOf('text ~ "order by occurred asc"')).toBe('newest');
  expect(turnOrder('text ~ "order by x"')).toBe('text ~ "order by x" ORDER BY occurred ASC');
  expect(turnOrder('project = PAY ORDER BY occurred ASC')).toBe('project = PAY');
  expect(turnOrder('')).toBe('ORDER BY occurred ASC');
});

test('marks cover what they are about, also at the end and where nothing is', () => {
  const mark = (from: number, to: number, severity: 'error' | 'warning' = 'error') => ({ severity, code: 'x', message: 'm', from, to });
  expect(stretchesOf('a = 🚀b', [mark(4, 7)])).toEqual([{ text: 'a = ', severity: undefined }, { text: '🚀b', severity: 'error' }]);
  expect(stretchesOf('a =', [mark(3, 3)]).at(-1)).toEqual({ text: '=', severity: 'error' });
  expect(stretchesOf('', [mark(0, 0)])).toEqual([]);
  expect(stretchesOf('abc', [mark(0, 3, 'warning'), mark(1, 2)]).map(({ severity }) => severity)).toEqual(['warning', 'error', 'warning']);
  expect(placeOf('a\nbc', 3)).toEqual({ line: 2, column: 2 });
});

test('an address brings back the whole view', () => {
  const view = {
    query: { jql: 'actor = x', range: { from: '2026-01-01', to: '2026-01-02' } },
    open: { id: '0123456789abcdef0123456789abcdef', occurred: 1763913600000 },
  };
  expect(readView(writeView(view))).toEqual(view);
  const zoomed = { query: { jql: '', range: { since: 1_763_913_600_000, until: 1_763_913_660_000 } } };
  expect(readView(writeView(zoomed))).toEqual({ ...zoomed, open: undefined });
  expect(readView('?range=never&open=1&unknown=2')).toEqual({ query: { jql: '' }, open: undefined });
});

test('addresses with values beside the query still open', () => {
  expect(readView('?jql=a+%3D+1+OR+b+%3D+2+ORDER+BY+c&actor=557058:x&actorKind=app&not-issue=PAY-1').query).toEqual({
    jql: '(a = 1 OR b = 2) AND (actor = "557058:x" OR actorKind = "app") AND (issue != "PAY-1" OR issue IS EMPTY) ORDER BY c',
    range: 'any',
  });
});

test('texts are compared word by word', () => {
  expect(compareWords('one two three', 'one 2 three')).toEqual([
    { kind: 'same', text: 'one ' },
    { kind: 'gone', text: 'two' },
    { kind: 'new', text: '2' },
    { kind: 'same', text: ' three' },
  ]);
  const pieces = compareWords('a b c d', 'x a c d e');
  expect(pieces.filter(({ kind }) => kind !== 'new').map(({ text }) => text).join('')).toBe('a b c d');
  expect(pieces.filter(({ kind }) => kind !== 'gone').map(({ text }) => text).join('')).toBe('x a c d e');
  expect(differingParts('the old text here', 'the new text here')).toEqual({ before: '…old…', after: '…new…' });
  // What was only added, or only spaces, has nothing that went.
  expect(differingParts('the text', 'the text and more')).toEqual({ before: '', after: '…and more' });
  expect(differingParts('the text', 'the  text')).toEqual({ before: '…', after: '…' });
});

test('parts of one tone are one shape, and what is rare is seen', () => {
  const bar = (from: number, ...parts: number[]) => ({ from, to: from + 1, total: parts.reduce((sum, part) => sum + part, 0), parts });
  const bars = [bar(0, 3, 1), bar(1, 0, 0), bar(2, 0, 2)];
  expect(outlinesOf(bars, 10, 4, false)).toEqual(['M0.75 21h8.5v51h-8.5z', 'M0.75 4h8.5v17h-8.5zM20.75 38h8.5v34h-8.5z']);
  expect(outlinesOf([bar(0, 1_000_000, 1)], 10, 1_000_001, false)[1]).toMatch(/v1\.5h/u);
  expect(outlinesOf([], 0, 1, false)).toEqual([]);
});

test('rows lie where they are drawn, with open rows between', () => {
  const openings = [{ index: 2, height: 100 }];
  expect(topOf(3, openings)).toBe(3 * 36 + 100);
  for (const index of [0, 1, 2, 3, 50]) expect(indexAt(topOf(index, openings), openings)).toBe(index);
  expect(indexAt(3 * 36 + 99, openings)).toBe(2);
  expect(windowOf(0, 1_000_000, 5000, [], 8)).toEqual({ first: 0, last: 120 });
});

test('times are those of the reader', () => {
  const clock = makeClock('Europe/Berlin', 'en-US', Date.UTC(2026, 10, 23));
  expect(clock.short(Date.UTC(2026, 10, 22, 23, 30, 5))).toBe('Nov 23, 00:30:05');
  expect(clock.jql(Date.UTC(2026, 10, 22, 23, 30))).toBe('2026-11-23 00:30');
});

test('tones follow the verb', () => {
  expect(toneOf('comment.deleted')).toBe('removed');
  expect(toneOf('space.permissions-updated')).toBe('security');
  expect(toneOf('issue.transitioned')).toBe('changed');
  for (const [action, kind] of Object.entries(KIND_OF_ACTION)) expect(toneOf(action as ActionName), action).toBe(kind);
});
