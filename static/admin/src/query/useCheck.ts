import { useEffect, useState } from 'react';
import { askCheck } from '../api';
import { checkHere, isCoreHere } from '../core/client';
import type { Diagnostic } from '../types';

const PAUSE_MS = 180;
/** The host knows the site's names as well; it is asked when the typing has stopped. */
const HOST_PAUSE_MS = 600;
const NOTHING: Diagnostic[] = [];

interface Checked {
  text: string;
  diagnostics: Diagnostic[];
}

/** What is known to be wrong with a text, and whether that is known yet. */
export interface Check {
  diagnostics: Diagnostic[];
  isKnown: boolean;
}

/**
 * What is wrong with the text, asked while typing: first the core in the worker, after a pause the host. The latest
 * text wins: an answer to an older one is dropped, and nothing is marked until the marks belong to what is in the line.
 */
export function useCheck(jql: string, zone: string, account: string): Check {
  const [checked, setChecked] = useState<Checked>({ text: '', diagnostics: NOTHING });
  useEffect(() => {
    if (jql.trim() === '') return;
    let isLatest = true;
    let hasHost = false;
    const show = (diagnostics: Diagnostic[]) => isLatest && setChecked({ text: jql, diagnostics });
    const askHost = () =>
      askCheck({ jql, narrow: [], zone }).then(
        (answer) => {
          hasHost = true;
          show(answer.diagnostics);
        },
        // The host says the same again, with more words, when the query is run.
        () => !isCoreHere() && show(NOTHING),
      );
    checkHere({ jql, zone, account, now: Date.now() }).then(
      (answer) => !hasHost && show(answer.diagnostics),
      () => undefined,
    );
    const timer = setTimeout(askHost, isCoreHere() ? HOST_PAUSE_MS : PAUSE_MS);
    return () => {
      isLatest = false;
      clearTimeout(timer);
    };
  }, [jql, zone, account]);
  const isKnown = checked.text === jql;
  return { diagnostics: isKnown ? checked.diagnostics : NOTHING, isKnown };
}
