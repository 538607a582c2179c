/**
 * What the core says, in the language of the page. The core speaks English; its sentences are the keys here. A sentence that is
 * not in the list stays English, and `tests/host/german.test.ts` fails on those that the core's sources have.
 */
import { spoken } from '../language';
import { exactly, learn, translate } from './translate';

let loading: Promise<void> | undefined;

/** Fetches the sentences of a language; English needs none. */
export function loadCoreWords(language: string): Promise<void> {
  if (language !== 'de') return Promise.resolve();
  loading ??= import('./german').then(
    ({ GERMAN }) => learn(GERMAN),
    // Without them the core's sentences are English, and the page works.
    () => void (loading = undefined),
  );
  return loading;
}

/** A sentence of the core in the language of the page. */
export const saidByCore = (text: string) => (spoken() === 'en' ? text : (translate(text) ?? text));

/** What the list of the page's language has just so; nothing in English. */
export const exactlyByCore = (text: string) => (spoken() === 'en' ? undefined : exactly(text));

/** The same as a sentence: the core's are lower case without a final stop where they are no advice. */
export function sentenceByCore(text: string): string {
  const said = saidByCore(text);
  const start = said.charAt(0).toUpperCase() + said.slice(1);
  return /[.!?]$/u.test(start) ? start : `${start}.`;
}
