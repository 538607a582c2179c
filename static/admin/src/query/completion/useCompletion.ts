import { useEffect, useMemo, useRef, useState } from 'react';
import { completeHere } from '../../core/client';
import type { CompleteAnswer, CompletionToken, HostValues } from '../../types';
import { carriedOver } from '../marks';
import { choicesOf, prefixOf, type Choice } from './choices';
import { findValues, Unlisted, type SiteValue } from './siteValues';
import { usage } from './usage';

const PAUSE_MS = 120;

/** How far the site has got with its values. */
export type SiteState = 'none' | 'loading' | 'ready' | 'unlisted' | 'failed';

/** What may come at the caret, as far as it is known. */
export interface Completion {
  tokens: CompletionToken[];
  /** The stretch that a choice replaces; none while there is no answer to this text and caret. */
  span?: { from: number; to: number };
  prefix: string;
  choices: Choice[];
  site: SiteState;
}

interface Answered {
  jql: string;
  caret: number;
  answer: CompleteAnswer;
}
const NO_CHOICES: Choice[] = [];
const NO_TOKENS: CompletionToken[] = [];

/** Asks the core for colours and choices with every key, and the site for values while the list is open. */
export function useCompletion(jql: string, caret: number, isOpen: boolean): Completion {
  const [answered, setAnswered] = useState<Answered>();
  useEffect(() => {
    let isLatest = true;
    completeHere({ jql, cursor: caret, usage: usage() }).then(
      (answer) => isLatest && setAnswered({ jql, caret, answer }),
      // Without the core there are no colours and no choices; the line works as plain text.
      () => isLatest && setAnswered(undefined),
    );
    return () => {
      isLatest = false;
    };
  }, [jql, caret]);

  const isCurrent = answered?.jql === jql && answered.caret === caret;
  const values = answered?.answer.values;
  const { found, state } = useSiteValues(isOpen && isCurrent ? values : undefined);
  const tokens = useMemo(() => (answered ? carriedOver(answered.answer.tokens, answered.jql, jql) : NO_TOKENS), [answered, jql]);
  const choices = useMemo(() => (answered && isCurrent ? choicesOf(jql, answered.answer, found, usage()) : NO_CHOICES), [answered, isCurrent, jql, found]);
  if (!answered || !isCurrent) return { tokens, prefix: '', choices, site: 'none' };
  const { from, to } = answered.answer;
  return { tokens, span: { from, to }, prefix: prefixOf(jql, answered.answer), choices, site: values ? state : 'none' };
}

const PATIENCE_MS = 10_000;
/** A host that never answers has failed. */
const silence = () => new Promise<never>((_, reject) => setTimeout(() => reject(new Error('no answer')), PATIENCE_MS));

const NO_VALUES: SiteValue[] = [];

/** Values of the site; the latest word wins, and what was found for a word is kept. */
function useSiteValues(values: HostValues | undefined) {
  const field = values && JSON.stringify([values.kind, values.field]);
  const key = values && JSON.stringify([values.kind, values.field, values.prefix]);
  const unlisted = useRef(new Set<string>());
  const known = useRef(new Map<string, SiteValue[]>());
  const [failed, setFailed] = useState<string>();
  const [, setRound] = useState(0);
  useEffect(() => {
    if (!values || !key || !field || known.current.has(key) || unlisted.current.has(field)) return;
    let isLatest = true;
    setFailed(undefined);
    const timer = setTimeout(
      () =>
        Promise.race([findValues(values), silence()]).then(
          (found) => {
            known.current.set(key, found);
            if (isLatest) setRound((round) => round + 1);
          },
          (error: unknown) => {
            if (error instanceof Unlisted) unlisted.current.add(field);
            if (isLatest) setFailed(key);
          },
        ),
      values.prefix ? PAUSE_MS : 0,
    );
    return () => {
      isLatest = false;
      clearTimeout(timer);
    };
  }, [key]);
  const found = key ? known.current.get(key) : undefined;
  // Who has begun to type the value needs no word about lists.
  if (field && unlisted.current.has(field)) return { found: NO_VALUES, state: values?.prefix ? ('none' as const) : ('unlisted' as const) };
  const state: SiteState = !key ? 'none' : found ? 'ready' : failed === key ? 'failed' : 'loading';
  return { found: found ?? NO_VALUES, state };
}
