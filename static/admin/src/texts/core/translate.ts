/** From the core's sentences to those of another language. */

/** A sentence of the core with places for what changes, `{0}`, `{1}` …, and the same in another language. */
export type Said = Readonly<Record<string, string>>;

interface Pattern {
  test: RegExp;
  says: string;
}

let exact: Said = {};
let patterns: Pattern[] = [];

/** Takes in the sentences of a language. */
export function learn(said: Said) {
  exact = said;
  patterns = Object.entries(said).flatMap(([english, says]) => (/\{\d\}/u.test(english) ? [{ test: patternOf(english), says }] : []));
}

/** What is in the list just so. */
export const exactly = (text: string): string | undefined => exact[text];

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
