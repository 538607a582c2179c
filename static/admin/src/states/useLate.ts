import { useEffect, useState } from 'react';

const LATE_MS = 200;

/** Whether something has been so for a while: an answer that is there at once does not flash, and costs no drawing. */
export function useLate(isSo: boolean): boolean {
  const [isLate, setLate] = useState(false);
  useEffect(() => {
    if (!isSo) return setLate(false);
    const timer = setTimeout(() => setLate(true), LATE_MS);
    return () => clearTimeout(timer);
  }, [isSo]);
  return isSo && isLate;
}
