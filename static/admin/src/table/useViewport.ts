import { useCallback, useLayoutEffect, useMemo, useRef, useState, type RefObject } from 'react';
import { scrolledBy, scrolledTo, scrollPxOf, type Scrolled } from './scrolling';

/** What of the list is seen. */
export interface Viewport extends Scrolled {
  height: number;
}

/** How far the list is scrolled and how much of it is seen. */
export function useViewport(scroller: RefObject<HTMLElement>, total: number) {
  const [viewport, setViewport] = useState<Viewport>({ top: 0, height: 600, scrolled: 0 });
  const place = useRef({ top: 0, scrolled: 0, total });
  place.current.total = total;
  const scrollPx = scrollPxOf(total);

  const show = useCallback((element: HTMLElement, { top, scrolled }: Scrolled) => {
    const height = element.clientHeight;
    // A place that the element cannot have it does not take.
    if (scrolled !== element.scrollTop) element.scrollTop = scrolled;
    place.current = { top, scrolled: element.scrollTop, total: place.current.total };
    setViewport((old) => (old.top === top && old.height === height && old.scrolled === element.scrollTop ? old : { top, height, scrolled: element.scrollTop }));
  }, []);
  const read = useCallback(() => {
    const element = scroller.current;
    if (element) show(element, scrolledBy(place.current, element.scrollTop, place.current.total, element.clientHeight));
  }, [scroller, show]);

  /** Shows what is so far down the list. */
  const scrollTo = useCallback(
    (top: number) => {
      const element = scroller.current;
      // Where it is already, nothing is measured.
      if (!element || (top === 0 && isAtTop(place.current))) return;
      show(element, scrolledTo(top, place.current.total, element.clientHeight));
      // The element may not be that high yet.
      read();
    },
    [scroller, show, read],
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
    if (!isAtTop(place.current)) read();
  }, [read, total]);
  return useMemo(() => ({ viewport, scrollPx, scrollTo }), [viewport, scrollPx, scrollTo]);
}

const isAtTop = ({ top, scrolled }: Scrolled) => top === 0 && scrolled === 0;
