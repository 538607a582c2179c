import { useState } from 'react';

/** A yes or no that the browser remembers. Frames may be denied storage: then it lasts as long as the page. */
export function usePreference(name: string, fallback: boolean): [boolean, (value: boolean) => void] {
  const [value, setValue] = useState(() => read(name) ?? fallback);
  return [
    value,
    (value) => {
      setValue(value);
      write(name, value);
    },
  ];
}

function read(name: string): boolean | undefined {
  try {
    const text = window.localStorage.getItem(name);
    return text === null ? undefined : text === 'true';
  } catch {
    return undefined;
  }
}

function write(name: string, value: boolean) {
  try {
    window.localStorage.setItem(name, String(value));
  } catch {
    // Storage is denied; the page still knows.
  }
}
