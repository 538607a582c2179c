import { useCallback, useState } from 'react';
import type { OpenEvent } from '../query/address';
import type { Event } from '../types';

const NONE: ReadonlySet<string> = new Set();

/** Which rows are open; the last one that was opened stands in the address. */
export function useOpenRows(first: OpenEvent | undefined, tell: (event: OpenEvent | undefined) => void) {
  const [openIds, setOpenIds] = useState<ReadonlySet<string>>(() => new Set(first ? [first.id] : []));
  const toggle = useCallback(
    (event: Event) => {
      const isOpen = openIds.has(event.id);
      setOpenIds((ids) => new Set(isOpen ? [...ids].filter((id) => id !== event.id) : [...ids, event.id]));
      tell(isOpen ? undefined : { id: event.id, occurred: event.occurred });
    },
    [openIds, tell],
  );
  const closeAll = useCallback(() => {
    setOpenIds(NONE);
    tell(undefined);
  }, [tell]);
  return { openIds, toggle, closeAll };
}
