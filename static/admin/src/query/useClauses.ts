import { useEffect, useState } from 'react';
import { clausesHere } from '../core/client';
import type { ClausesAnswer } from '../types';

/** A query as the clauses that must all hold. */
export interface Clauses extends ClausesAnswer {
  /** The text that they were read from. */
  jql: string;
}

const NONE: Clauses = { jql: '', ok: true, clauses: [], order: '' };

/** The clauses of a query; those of the one before until they are known, and nothing where the core cannot be asked. */
export function useClauses(jql: string): Clauses | undefined {
  const [found, setFound] = useState<Clauses | undefined>(NONE);
  useEffect(() => {
    let isLatest = true;
    clausesHere({ jql }).then(
      (answer) => isLatest && setFound({ jql, ...answer }),
      () => isLatest && setFound(undefined),
    );
    return () => {
      isLatest = false;
    };
  }, [jql]);
  return found;
}

/** The query without its comparisons with a field, and without its order. */
export function without({ clauses }: Clauses, ...fields: string[]): string {
  return clauses.filter(({ field }) => !field || !fields.includes(field)).map(({ text }) => text).join(' AND ');
}
