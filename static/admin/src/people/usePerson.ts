import { useEffect, useSyncExternalStore } from 'react';
import { texts } from '../texts';
import { entryOf, subscribe, want, type Entry } from './directory';

/** What is known of this account, asking for it when it is not known yet. */
export function usePerson(accountId: string | undefined): Entry | undefined {
  const entry = useSyncExternalStore(subscribe, () => (accountId ? entryOf(accountId) : undefined));
  useEffect(() => {
    if (accountId) want(accountId);
  }, [accountId, entry]);
  return entry;
}

/** How a person is called on the page. */
export function nameOf(entry: Entry | undefined): string {
  if (entry?.state === 'found') return entry.person.name;
  return entry?.state === 'missing' ? texts.actor.unknownPerson : texts.actor.loading;
}

/** The name, with a remark when the account is deactivated. */
export function fullNameOf(entry: Entry | undefined): string {
  return entry?.state === 'found' && !entry.person.active ? texts.actor.inactive(entry.person.name) : nameOf(entry);
}

/** The name of the person with this account id. */
export const useName = (accountId: string | undefined) => nameOf(usePerson(accountId));
