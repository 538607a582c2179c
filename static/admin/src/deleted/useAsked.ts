import { useCallback, useRef } from 'react';
import type { PageHistory } from '../api';
import { readView, writeView } from '../query/address';
import { edited } from '../query/edit';
import { withText, type Query } from '../query/model';
import type { Ask, Edit } from '../query/useView';
import { useAddress } from '../states/useAddress';

/** What is rarely deleted is looked for further back than other things. */
const USUAL_RANGE = 'quarter';

/** What this page asks, kept in its address beside its own filters. */
export function useAsked(history: PageHistory) {
  const [address, change] = useAddress(history, 'deleted');
  const read = readView(address.toString()).query;
  const query: Query = { ...read, range: read.range ?? USUAL_RANGE };
  const current = useRef(query);
  current.current = query;
  const ask: Ask = useCallback(
    (edit) => {
      const next = edit(current.current);
      current.current = next;
      change((params) => {
        params.delete('jql');
        params.delete('range');
        for (const [name, value] of new URLSearchParams(writeView({ query: next }))) params.set(name, value);
      });
    },
    [change],
  );
  const queue = useRef<Promise<void>>(Promise.resolve());
  const edit: Edit = useCallback(
    (...changes) => {
      queue.current = queue.current.then(async () => {
        let { jql } = current.current;
        for (const one of changes) jql = await edited(jql, one);
        if (jql !== current.current.jql) ask((query) => withText(query, jql));
      });
    },
    [ask],
  );
  return { address, change, query, ask, edit };
}
