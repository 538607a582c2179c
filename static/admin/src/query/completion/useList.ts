import { useEffect, useState, type KeyboardEvent } from 'react';
import type { Choice } from './choices';
import type { Completion } from './useCompletion';

/** The list as it is shown: which line is active, and what the keys do to it. */
export interface List {
  isShown: boolean;
  active: number;
  /** Whether the key was for the list. */
  takesKey(event: KeyboardEvent): boolean;
}

interface Wishes {
  jql: string;
  isOpen: boolean;
  /** Enter runs a query that is whole; only a half-typed word is completed instead. */
  isWhole: boolean;
  onOpen(isOpen: boolean): void;
  onChoose(choice: Choice): void;
}

/** Moves through the list. What an arrow key chose stays chosen when more choices arrive. */
export function useList({ choices, span, prefix, site }: Completion, { jql, isOpen, isWhole, onOpen, onChoose }: Wishes): List {
  const [chosen, setChosen] = useState<string>();
  useEffect(() => setChosen(undefined), [jql]);

  const isTypedOut = choices.length === 1 && span !== undefined && choices[0]!.insert.trim() === jql.slice(span.from, span.to).trim();
  const isShown = isOpen && span !== undefined && !isTypedOut && (choices.length > 0 || site !== 'none');
  const byArrow = chosen === undefined ? -1 : choices.findIndex(({ key }) => key === chosen);
  const active = byArrow >= 0 ? byArrow : prefix !== '' && !isWhole && choices.length > 0 ? 0 : -1;

  const step = (by: number) => {
    const next = active < 0 ? (by > 0 ? 0 : choices.length - 1) : (active + by + choices.length) % choices.length;
    setChosen(choices[next]?.key);
  };
  const takesKey = (event: KeyboardEvent) => {
    if (event.key === ' ' && event.ctrlKey) {
      onOpen(true);
      return true;
    }
    if (!isShown || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return false;
    switch (event.key) {
      case 'ArrowDown':
      case 'ArrowUp':
        step(event.key === 'ArrowDown' ? 1 : -1);
        return true;
      case 'Enter':
      case 'Tab': {
        const choice = choices[active];
        if (choice) onChoose(choice);
        return choice !== undefined;
      }
      case 'Escape':
        onOpen(false);
        return true;
      default:
        return false;
    }
  };
  return { isShown, active, takesKey };
}
