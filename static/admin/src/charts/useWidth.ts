import { useLayoutEffect, useState, type RefObject } from 'react';

/** The width of an element, as it is now. */
export function useWidth(element: RefObject<HTMLElement>, fallback = 900): number {
  const [width, setWidth] = useState(fallback);
  useLayoutEffect(() => {
    const box = element.current;
    if (!box) return;
    const read = () => setWidth(box.clientWidth || fallback);
    read();
    const observer = new ResizeObserver(read);
    observer.observe(box);
    return () => observer.disconnect();
  }, [element, fallback]);
  return width;
}
