/**
 * What the core says, in the language of the page. The core speaks English; its sentences are the keys here. A sentence that is
 * not in the list stays English, and `tests/host/german.test.ts` fails on those that the core's sources have.
 */
import { spoken } from '../language';

/** A sentence of the core with places for what changes, `{0}`, `{1}` …, and the same in another language. */
export type Said = Readonly<Record<string, string>>;

interface Pattern {
  test: RegExp;
  says: string;
}

let exact: Said = {};
let patterns: Pattern[] = [];
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

/** The same as a sentence: the core's are lower case without a final stop where they are no advice. */
export function sentenceByCore(text: string): string {
  const said = saidByCore(text);
  const start = said.charAt(0).toUpperCase() + said.slice(1);
  return /[.!?]$/u.test(start) ? start : `${start}.`;
}

/** Takes in the sentences of a language. */
export function learn(said: Said) {
  exact = said;
  patterns = Object.entries(said).flatMap(([english, says]) => (/\{\d\}/u.test(english) ? [{ test: patternOf(english), says }] : []));
}

/** The sentence, and what stands in its places, translated; nothing when it is not known. */
export function translate(text: string): string | undefined {
  const known = exact[text];
  if (known !== undefined) return known;
  for (const { test, says } of patterns) {
    const found = test.exec(text);
    if (found) return says.replace(/\{(\d)\}/gu, (_, place: string) => partOf(found[Number(place) + 1] ?? ''));
  }
  return undefined;
}

/** What stands in a place may be a phrase of the core itself. */
const partOf = (text: string) => (/\s/u.test(text) ? (translate(text) ?? text) : text);

function patternOf(english: string): RegExp {
  const parts = english.split(/\{\d\}/u).map((part) => part.replace(/[\\^$.*+?()[\]{}|]/gu, '\\$&'));
  return new RegExp(`^${parts.join('(.*?)')}$`, 'su');
}
