import { useRef, useState, type KeyboardEvent, type PointerEvent } from 'react';

/** A stretch of bars, both ends included. */
export interface Stretch {
  first: number;
  last: number;
}

interface Acts {
  bars: number;
  onZoom(stretch: Stretch): void;
  /** This stretch is chosen so far. */
  onChosen(stretch: Stretch): void;
  onReset(): void;
}

/** Choosing a stretch of bars, by pointer and by keys. */
export function useBrush({ bars, onZoom, onChosen, onReset }: Acts) {
  const [cursor, setCursor] = useState<number>();
  const [anchor, setAnchor] = useState<number>();
  const isDragging = useRef(false);
  const chosen = anchor !== undefined && cursor !== undefined ? { first: Math.min(anchor, cursor), last: Math.max(anchor, cursor) } : undefined;
  const clear = () => {
    setAnchor(undefined);
    isDragging.current = false;
  };

  const barAt = (event: PointerEvent<Element>) => {
    const { left, width } = event.currentTarget.getBoundingClientRect();
    return Math.min(bars - 1, Math.max(0, Math.floor(((event.clientX - left) / width) * bars)));
  };
  const pointer = {
    onPointerDown: (event: PointerEvent<Element>) => {
      if (event.button !== 0) return;
      event.currentTarget.setPointerCapture(event.pointerId);
      isDragging.current = true;
      setAnchor(undefined);
      setCursor(barAt(event));
    },
    onPointerMove: (event: PointerEvent<Element>) => {
      const at = barAt(event);
      if (isDragging.current && at !== cursor) {
        const from = anchor ?? cursor;
        if (anchor === undefined) setAnchor(cursor);
        if (from !== undefined) onChosen({ first: Math.min(from, at), last: Math.max(from, at) });
      }
      setCursor(at);
    },
    onPointerUp: () => {
      if (isDragging.current && chosen) onZoom(chosen);
      clear();
    },
    onPointerCancel: clear,
    onPointerLeave: () => {
      if (!isDragging.current && anchor === undefined) setCursor(undefined);
    },
    onDoubleClick: onReset,
  };

  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowLeft: -1, ArrowRight: 1, PageUp: -10, PageDown: 10, Home: -bars, End: bars }[event.key];
    if (step !== undefined) {
      const from = cursor ?? (step > 0 ? -1 : bars);
      const to = Math.min(bars - 1, Math.max(0, from + step));
      if (event.shiftKey) setAnchor((anchor) => anchor ?? cursor ?? to);
      else setAnchor(undefined);
      setCursor(to);
    } else if (event.key === 'Enter' && cursor !== undefined) {
      onZoom(chosen ?? { first: cursor, last: cursor });
      clear();
    } else if (event.key === 'Escape') {
      if (chosen) clear();
      else onReset();
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return { cursor: cursor !== undefined && cursor < bars ? cursor : undefined, chosen, pointer, onKeyDown, leave: () => setCursor(undefined) };
}
