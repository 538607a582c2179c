import { useLayoutEffect, useRef, type ReactNode } from 'react';

/** The detail below an open row; tells its height, so that the rows below know their place. */
export function Measured({ children, onHeight }: { children: ReactNode; onHeight(height: number): void }) {
  const box = useRef<HTMLDivElement>(null);
  const tell = useRef(onHeight);
  tell.current = onHeight;
  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return;
    const read = () => tell.current(element.getBoundingClientRect().height);
    read();
    const observer = new ResizeObserver(read);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return (
    <div ref={box} role="row" className="detail-row">
      <div role="cell" aria-colspan={7}>
        {children}
      </div>
    </div>
  );
}
