import { useEffect, type RefObject } from 'react';

/** What keys do in the list. */
export interface KeyActs {
  move(step: 1 | -1): void;
  toggle(): void;
  close(): void;
  search(): void;
  live(): void;
  exportRows(): void;
}

/** Single-key shortcuts, while nobody is typing and no popup is open. */
export function useKeys(isOn: boolean, acts: RefObject<KeyActs>) {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      const act = actOf(event, isOn, acts.current);
      if (!act) return;
      event.preventDefault();
      act();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [isOn, acts]);
}

function actOf(event: KeyboardEvent, isOn: boolean, acts: KeyActs | null): (() => void) | undefined {
  if (!acts) return undefined;
  const inTable = event.target instanceof Element && event.target.closest('[role=table]') !== null;
  if (event.key === 'Escape') return acts.close;
  if (inTable && event.key === 'ArrowDown') return () => acts.move(1);
  if (inTable && event.key === 'ArrowUp') return () => acts.move(-1);
  if (!isOn) return undefined;
  if (event.key === '/') return acts.search;
  if (event.key === 'l') return acts.live;
  if (event.key === 'e') return acts.exportRows;
  if (event.key === 'j') return () => acts.move(1);
  if (event.key === 'k') return () => acts.move(-1);
  // A focused button answers Enter by itself.
  if (event.key === 'Enter' && !(event.target instanceof HTMLButtonElement)) return acts.toggle;
  return undefined;
}

/** Whether a key is for a field, a popup or a dialog. */
export const isTyping = (target: EventTarget | null) =>
  target instanceof Element && target.closest('input, textarea, select, dialog, [contenteditable=true], [role=dialog]') !== null;
