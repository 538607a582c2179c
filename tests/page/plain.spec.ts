// Parts of the page that need no browser.
import { expect, test } from '@playwright/test';
import { compareWords, differingParts } from '../../static/admin/src/detail/words';
import { readView, writeView } from '../../static/admin/src/query/address';
import { dayAfter, narrowOf } from '../../static/admin/src/query/clauses';
import { placeOf, stretchesOf } from '../../static/admin/src/query/marks';
import { togglePick, type Query } from '../../static/admin/src/query/model';
import { orderOf, turnOrder } from '../../static/admin/src/query/order';
import { indexAt, topOf, windowOf } from '../../static/admin/src/table/layout';
import { makeClock } from '../../static/admin/src/table/time';
import { toneOf } from '../../static/admin/src/table/tone';

const NOTHING: Query = { jql: '', picks: [] };

test('filters become clauses, quoted, and leaving out keeps what has no value', () => {
  const query: Query = {
    jql: '',
    picks: [
      { field: 'actor', value: '557058:a"b', exclude: false },
      { field: 'actorKind', value: 'automation', exclude: false },
      { field: 'project', value: 'PAY', exclude: true },
      { field: 'action', value: 'issue.created', exclude: false },
      { field: 'action', value: 'issue.deleted', exclude: false },
    ],
    range: { from: '2026-02-27', to: '2026-02-28' },
  };
  expect(narrowOf(query)).toEqual([
    '(actor = "557058:a\\"b" OR actorKind = "automation")',
    '(project != "PAY" OR project IS EMPTY)',
    'action IN ("issue.created", "issue.deleted")',
    'occurred >= "2026-02-27"',
    'occurred < "2026-03-01"',
  ]);
  expect(narrowOf({ ...NOTHING, range: { preset: 'week' } })).toEqual(['occurred >= -7d']);
  expect(dayAfter('2026-12-31')).toBe('2027-01-01');
});

test('a pick is added, turned and taken back', () => {
  const shown = togglePick(NOTHING, { field: 'project', value: 'PAY', exclude: false });
  const hidden = togglePick(shown, { field: 'project', value: 'PAY', exclude: true });
  expect(hidden.picks).toEqual([{ field: 'project', value: 'PAY', exclude: true }]);
  expect(togglePick(hidden, { field: 'project', value: 'PAY', exclude: true }).picks).toEqual([]);
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
    query: { jql: 'actor = x', picks: [{ field: 'issue' as const, value: 'PAY-1', exclude: true }], range: { from: '2026-01-01', to: '2026-01-02' } },
    open: { id: '0123456789abcdef0123456789abcdef', occurred: 1763913600000 },
  };
  expect(readView(writeView(view))).toEqual(view);
  expect(readView('?range=never&open=1&unknown=2')).toEqual({ query: { jql: '', picks: [], range: undefined }, open: undefined });
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
});

test('rows lie where they are drawn, with open rows between', () => {
  const openings = [{ index: 2, height: 100 }];
  expect(topOf(3, openings)).toBe(3 * 36 + 100);
  for (const index of [0, 1, 2, 3, 50]) expect(indexAt(topOf(index, openings), openings)).toBe(index);
  expect(indexAt(3 * 36 + 99, openings)).toBe(2);
  expect(windowOf(0, 1_000_000, 5000, [])).toEqual({ first: 0, last: 120 });
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
});
