/** Scrolling a list of millions of rows, without a browser: the element that scrolls it cannot be as high as the list. */
import { expect, test } from '@playwright/test';
import { scrolledBy, scrolledTo, scrollPxOf, type Scrolled } from '../../static/admin/src/table/scrolling';

const HEIGHT = 700;
const TOTAL = 36_000_000;
const WHEEL = 120;
const barMax = scrollPxOf(TOTAL) - HEIGHT;

/** The element moves as far as it can. */
const turn = (place: Scrolled, by: number) => scrolledBy(place, Math.min(barMax, Math.max(0, place.scrolled + by)), TOTAL, HEIGHT);

test('a list that is not too long is where its element is', () => {
  expect(scrolledBy({ top: 0, scrolled: 0 }, 4321, 1_000_000, HEIGHT)).toEqual({ top: 4321, scrolled: 4321 });
  expect(scrolledTo(5_000_000, 1_000_000, HEIGHT)).toEqual({ top: 999_300, scrolled: 999_300 });
});

test('the wheel moves a long list as far as any, and the bar moves it in proportion', () => {
  const middle = scrolledBy({ top: 0, scrolled: 0 }, barMax / 2, TOTAL, HEIGHT);
  expect(middle.top).toBeCloseTo((TOTAL - HEIGHT) / 2);
  expect(turn(middle, WHEEL).top).toBeCloseTo(middle.top + WHEEL);
  expect(turn(middle, -WHEEL).top).toBeCloseTo(middle.top - WHEEL);
});

test('the wheel comes to both ends of a long list, from wherever the bar was let go near them', () => {
  for (let bar = 0; bar <= 3 * HEIGHT; bar += 7) {
    let place = scrolledBy({ top: TOTAL / 2, scrolled: barMax / 2 }, bar, TOTAL, HEIGHT);
    for (let n = 0; n < 400 && place.top > 0; n += 1) {
      const next = turn(place, -WHEEL);
      // Nothing is jumped over that was not about to be seen.
      expect(place.top - next.top).toBeLessThanOrEqual(HEIGHT + WHEEL);
      place = next;
    }
    expect(place, `from ${bar}`).toEqual({ top: 0, scrolled: 0 });
    let end = scrolledBy({ top: TOTAL / 2, scrolled: barMax / 2 }, barMax - bar, TOTAL, HEIGHT);
    for (let n = 0; n < 400 && end.top < TOTAL - HEIGHT; n += 1) end = turn(end, WHEEL);
    expect(end, `from ${bar} before the end`).toEqual({ top: TOTAL - HEIGHT, scrolled: barMax });
  }
});

test('what is far down a long list can be shown, and read on from there', () => {
  for (const top of [0, 1, 40, 5_000, 17_000_000, TOTAL - 5_000, TOTAL - HEIGHT]) {
    const place = scrolledTo(top, TOTAL, HEIGHT);
    expect(place.top).toBe(top);
    // The element tells of its move: nothing changes by that.
    expect(scrolledBy(place, place.scrolled, TOTAL, HEIGHT).top).toBe(place.scrolled === 0 ? 0 : place.scrolled === barMax ? TOTAL - HEIGHT : top);
  }
});
