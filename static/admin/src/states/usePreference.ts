import { useState } from 'react';

/** A yes or no that the browser remembers. Frames may be denied storage: then it lasts as long as the page. */
export function usePreference(name: string, fallback: boolean): [boolean, (value: boolean) => void] {
  const [value, setValue] = useState(() => readPreference(name) ?? fallback);
  return [
    value,
    (value) => {
      setValue(value);
      writePreference(name, value);
    },
  ];
}

/** What the browser remembers, if anything. */
export function readPreference(name: string): boolean | undefined {
  try {
    const text = window.localStorage.getItem(name);
    return text === null ? undefined : text === 'true';
  } catch {
    return undefined;
  }
}

/** Has the browser remember, where it may. */
export function writePreference(name: string, value: boolean) {
  try {
    window.localStorage.setItem(name, String(value));
  } catch {
    // Storage is denied; the page still knows.
  }
}
