import { useCallback, useLayoutEffect, useState, type RefObject } from 'react';

/** How far the list is scrolled and how much of it is seen. */
export function useViewport(scroller: RefObject<HTMLElement>) {
  const [viewport, setViewport] = useState({ top: 0, height: 600 });
  const read = useCallback(() => {
    const element = scroller.current;
    if (!element) return;
    setViewport((old) => (old.top === element.scrollTop && old.height === element.clientHeight ? old : { top: element.scrollTop, height: element.clientHeight }));
  }, [scroller]);
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
  return viewport;
}
