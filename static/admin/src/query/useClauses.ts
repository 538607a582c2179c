import { useEffect, useRef, useState } from 'react';
import { clausesHere } from '../core/client';
import type { ClausesAnswer } from '../types';

/** A query as the clauses that must all hold. */
export interface Clauses extends ClausesAnswer {
  /** The text that they were read from. */
  jql: string;
}

const NONE: Clauses = { jql: '', ok: true, clauses: [], order: '' };

/** Queries of which the clauses are known, those of late. */
const known = new Map<string, Clauses>();
const KNOWN_MAX = 100;

/** Notes what the clauses of a query are: who shows that query next need not ask. */
export function keepClauses(jql: string, answer: ClausesAnswer): Clauses {
  const clauses = { jql, ...answer };
  known.delete(jql);
  known.set(jql, clauses);
  for (const oldest of known.keys()) {
    if (known.size <= KNOWN_MAX) break;
    known.delete(oldest);
  }
  return clauses;
}

/** The clauses of a query as soon as they are known; nothing where the core cannot be asked. */
export async function clausesOf(jql: string): Promise<Clauses | undefined> {
  return known.get(jql) ?? clausesHere({ jql }).then((answer) => keepClauses(jql, answer), () => undefined);
}

/** The clauses of a query; those of the one before until they are known, and nothing where the core cannot be asked. */
export function useClauses(jql: string): Clauses | undefined {
  const [found, setFound] = useState<Clauses | undefined>(NONE);
  const here = known.get(jql);
  const last = useRef(found);
  last.current = here ?? (found?.jql === jql || !found ? found : last.current);
  useEffect(() => {
    if (here) return;
    let isLatest = true;
    void clausesOf(jql).then((clauses) => isLatest && setFound(clauses));
    return () => {
      isLatest = false;
    };
  }, [jql, here]);
  return last.current;
}

/** The query without its comparisons with a field, and without its order. */
export function without({ clauses }: Clauses, ...fields: string[]): string {
  return clauses.filter(({ field }) => !field || !fields.includes(field)).map(({ text }) => text).join(' AND ');
}
