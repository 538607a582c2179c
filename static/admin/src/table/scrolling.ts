/** Scrolling a list that is longer than an element can be: the bar of the element then stands for more than its own pixels. */

/** Browsers cannot make elements of any height; beyond this, scrolling is scaled. */
const SCROLL_PX_MAX = 8_000_000;

/** How high the element is that scrolls a list of this height. */
export const scrollPxOf = (total: number) => Math.min(total, SCROLL_PX_MAX);

/** How far down the list its view begins, and the element that scrolls it: the same, unless the list is too long. */
export interface Scrolled {
  top: number;
  scrolled: number;
}

/** How far down each of the two can begin. */
const endsOf = (total: number, height: number) => ({ topMax: Math.max(0, total - height), scrolledMax: Math.max(0, scrollPxOf(total) - height) });

/** The view of a list of this height begins here. */
export function scrolledTo(top: number, total: number, height: number): Scrolled {
  const { topMax, scrolledMax } = endsOf(total, height);
  const wanted = Math.min(topMax, Math.max(0, top));
  return { top: wanted, scrolled: total > SCROLL_PX_MAX ? Math.round((wanted / topMax) * scrolledMax) : wanted };
}

/**
 * What is seen when the element was scrolled from one place to another: small moves of the wheel move as far as ever, large ones, as
 * with the bar, move in proportion. The element is put elsewhere when it is near an end and the list is not.
 */
export function scrolledBy(before: Scrolled, scrolled: number, total: number, height: number): Scrolled {
  if (total <= SCROLL_PX_MAX) return { top: scrolled, scrolled };
  const { topMax, scrolledMax } = endsOf(total, height);
  const scaled = scrolledMax > 0 ? (scrolled / scrolledMax) * topMax : 0;
  const by = scrolled - before.scrolled;
  const top = Math.abs(by) > 2 * height ? scaled : Math.min(topMax, Math.max(0, before.top + by));
  const isNearEnd = scrolled < height || scrolled > scrolledMax - height;
  if (isNearEnd && Math.abs(scaled - top) > height) return scrolledTo(top, total, height);
  // Nobody could scroll on to what is left.
  if (scrolled <= 0) return { top: 0, scrolled };
  return { top: scrolled >= scrolledMax ? topMax : top, scrolled };
}
