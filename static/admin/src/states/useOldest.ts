import { useEffect, useState } from 'react';
import { askEvents } from '../api';

/** When the log begins: milliseconds since 1970, UTC. Nothing until that is known. */
export function useOldest(zone: string): number | undefined {
  const [oldest, setOldest] = useState<number>();
  useEffect(() => {
    let isGone = false;
    askEvents({ jql: 'ORDER BY occurred ASC', narrow: [], zone }, 1).then(
      ({ rows }) => !isGone && setOldest(rows[0]?.occurred),
      () => undefined,
    );
    return () => {
      isGone = true;
    };
  }, [zone]);
  return oldest;
}
