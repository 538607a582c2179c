import { startTransition, useEffect, useState } from 'react';
import { afterFrame } from './afterFrame';

/**
 * The value that is in view: the one before until the page was drawn with the new one, at first none. What waits for it takes no time
 * from what somebody waits for.
 */
export function useDrawn<T>(value: T): T | undefined {
  const [drawn, setDrawn] = useState<T>();
  useEffect(() => afterFrame(() => startTransition(() => setDrawn(() => value))), [value]);
  return drawn;
}
