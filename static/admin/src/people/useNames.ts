import { useEffect, useReducer } from 'react';
import { entryOf, subscribe, want } from './directory';
import { nameOf } from './usePerson';

/** Names of many people at once, for sorting and searching; those that are not known yet arrive later. */
export function useNames(accountIds: string[]): (accountId: string) => string {
  const [, tell] = useReducer((turn: number) => turn + 1, 0);
  const key = accountIds.join();
  useEffect(() => {
    accountIds.forEach(want);
    return subscribe(tell);
  }, [key]);
  return (accountId) => nameOf(entryOf(accountId));
}
