import { useEffect, useState } from 'react';
import { askCheck } from '../api';
import type { Diagnostic } from '../types';

const PAUSE_MS = 180;
const NOTHING: Diagnostic[] = [];

interface Checked {
  text: string;
  diagnostics: Diagnostic[];
}

/**
 * What is wrong with the text, asked while typing. The latest text wins: an answer to an older one is dropped, and
 * nothing is marked until the marks belong to what is in the line.
 */
export function useCheck(jql: string, zone: string): Diagnostic[] {
  const [checked, setChecked] = useState<Checked>({ text: '', diagnostics: NOTHING });
  useEffect(() => {
    if (jql.trim() === '') return;
    let isLatest = true;
    const timer = setTimeout(() => {
      askCheck({ jql, narrow: [], zone }).then(
        (answer) => isLatest && setChecked({ text: jql, diagnostics: answer.diagnostics }),
        // The host says the same again, with more words, when the query is run.
        () => isLatest && setChecked({ text: jql, diagnostics: NOTHING }),
      );
    }, PAUSE_MS);
    return () => {
      isLatest = false;
      clearTimeout(timer);
    };
  }, [jql, zone]);
  return checked.text === jql ? checked.diagnostics : NOTHING;
}
