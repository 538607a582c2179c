import { useCallback, useLayoutEffect, useMemo, useRef, useState, type RefObject } from 'react';

/** Browsers cannot make elements of any height; beyond this, scrolling is scaled. */
const SCROLL_PX_MAX = 8_000_000;

/** What of the list is seen. */
export interface Viewport {
  /** How far down the list it begins. */
  top: number;
  height: number;
  /** How far down the element that scrolls it begins: the same, unless the list is too long. */
  scrolled: number;
}

/**
 * How far the list is scrolled and how much of it is seen. In a list that is longer than an element can be, small moves of
 * the wheel move as far as ever, and large ones, as with the scroll bar, move in proportion.
 */
export function useViewport(scroller: RefObject<HTMLElement>, total: number) {
  const [viewport, setViewport] = useState<Viewport>({ top: 0, height: 600, scrolled: 0 });
  const place = useRef({ top: 0, scrolled: 0, total });
  place.current.total = total;
  const scrollPx = Math.min(total, SCROLL_PX_MAX);

  const read = useCallback(() => {
    const element = scroller.current;
    if (!element) return;
    const { total } = place.current;
    const { scrollTop, clientHeight: height } = element;
    const topMax = Math.max(0, total - height);
    const scrolledMax = Math.max(0, Math.min(total, SCROLL_PX_MAX) - height);
    let top = scrollTop;
    if (total > SCROLL_PX_MAX) {
      const by = scrollTop - place.current.scrolled;
      const scaled = scrolledMax > 0 ? (scrollTop / scrolledMax) * topMax : 0;
      top = Math.abs(by) > 2 * height ? scaled : Math.min(topMax, Math.max(0, place.current.top + by));
      // Near the ends of the bar, and not of the list: the bar is put where it belongs.
      const isNearEnd = scrollTop < height || scrollTop > scrolledMax - height;
      if (isNearEnd && Math.abs(scaled - top) > height) {
        element.scrollTop = Math.round((top / topMax) * scrolledMax);
      }
    }
    place.current = { top, scrolled: element.scrollTop, total };
    setViewport((old) => (old.top === top && old.height === height && old.scrolled === element.scrollTop ? old : { top, height, scrolled: element.scrollTop }));
  }, [scroller]);

  /** Shows what is so far down the list. */
  const scrollTo = useCallback(
    (top: number) => {
      const element = scroller.current;
      // Where it is already, nothing is measured.
      if (!element || (top === 0 && place.current.scrolled === 0)) return;
      const { total } = place.current;
      const topMax = Math.max(0, total - element.clientHeight);
      const wanted = Math.min(topMax, Math.max(0, top));
      const scrolledMax = Math.max(0, Math.min(total, SCROLL_PX_MAX) - element.clientHeight);
      const scrolled = total > SCROLL_PX_MAX ? Math.round((wanted / topMax) * scrolledMax) : wanted;
      place.current = { top: wanted, scrolled, total };
      element.scrollTop = scrolled;
      read();
    },
    [scroller, read],
  );

  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element) return;
    read();
    const observer = new ResizeObserver(read);
    observer.observe(element);
    element.addEventListener('scroll', read, { passive: true });
    return () => {
      observer.disconnect();
      element.removeEventListener('scroll', read);
    };
  }, [scroller, read]);
  // At the top it is seen from there, however long the list is.
  useLayoutEffect(() => {
    if (place.current.scrolled > 0) read();
  }, [read, total]);
  return useMemo(() => ({ viewport, scrollPx, scrollTo }), [viewport, scrollPx, scrollTo]);
}
