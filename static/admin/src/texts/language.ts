/**
 * The languages of the page. English is the type of all others: a word that one of them lacks is a compile error.
 *
 * How to add words: a file `texts/<area>.ts` with `const en = {…}`, `const de: Words<typeof en> = {…}` and
 * `export const <area> = inLanguages({ en, de })`; components read it like any object. What it holds changes in place when
 * another language is chosen, and the page is drawn anew: so no component may keep a word in a constant of its module
 * (a part of the object may be kept). Numbers and plurals: `count` and `plural`; dates: the clock, or `Intl` with `locale()`.
 */

/** A language the page speaks. */
export type Language = 'en' | 'de';

/** The shape of words, whatever they are. */
export type Words<T> = T extends string
  ? string
  : T extends (...given: infer Given) => infer Said
    ? (...given: Given) => Words<Said>
    : { [Key in keyof T]: Words<T[Key]> };

let language: Language = 'en';
let tag = 'en-US';
const SHORT = { notation: 'compact', maximumFractionDigits: 1 } as const;
let numbers = new Intl.NumberFormat(tag);
let plurals = new Intl.PluralRules(tag);
let short = new Intl.NumberFormat(tag, SHORT);
let spokenFor: string | undefined;
const areas: (() => void)[] = [];

/** Words in the language of the page. */
export function inLanguages<T extends object>(words: { en: T; de: Words<T> }): Words<T> {
  const live = {} as Words<T>;
  const fill = () => void replace(live as Record<string, unknown>, words[language]);
  fill();
  areas.push(fill);
  return live;
}

/** The language for a locale of the product: its own, or English. */
export const languageOf = (locale: string): Language => (/^de\b/iu.test(locale) ? 'de' : 'en');

/** From now on the page speaks this language, with numbers and dates as in the locale where the two agree. */
export function speak(next: Language, locale: string) {
  if (next === language && locale === spokenFor) return;
  spokenFor = locale;
  language = next;
  tag = languageOf(locale) === next && new RegExp(`^${next}\\b`, 'iu').test(locale) ? validTag(locale) : { en: 'en-US', de: 'de-DE' }[next];
  numbers = new Intl.NumberFormat(tag);
  plurals = new Intl.PluralRules(tag);
  short = new Intl.NumberFormat(tag, SHORT);
  for (const fill of areas) fill();
  document.documentElement.lang = next;
}

/** The language that is spoken. */
export const spoken = () => language;

/** For `Intl`. */
export const locale = () => tag;

const dates = new Map<string, Intl.DateTimeFormat>();

/** Writes dates. Making a format takes far longer than writing with it: each is made once. */
export function datesAs(options: Intl.DateTimeFormatOptions, tag = locale()): Intl.DateTimeFormat {
  const key = JSON.stringify([tag, options]);
  const format = dates.get(key) ?? new Intl.DateTimeFormat(tag, options);
  dates.set(key, format);
  return format;
}

/** A number as people read it. */
export const count = (value: number) => numbers.format(value);

/** A number in little room: `15.7K`. */
export const compact = (value: number) => (value < 10_000 ? count(value) : short.format(value));

/** A number and what is counted. */
export const plural = (value: number, one: string, many: string) => `${count(value)} ${plurals.select(value) === 'one' ? one : many}`;

/** The product writes `de_DE` where `Intl` wants `de-DE`. */
function validTag(locale: string): string {
  try {
    return new Intl.Locale(locale.replace('_', '-')).toString();
  } catch {
    return 'en-US';
  }
}

/** Objects stay the same ones, so that whoever holds a part of them reads the new words. */
function replace(live: Record<string, unknown>, words: object) {
  for (const [key, word] of Object.entries(words)) {
    const isGroup = typeof word === 'object' && word !== null && !Array.isArray(word);
    if (!isGroup) live[key] = word;
    else replace((live[key] ??= {}) as Record<string, unknown>, word as object);
  }
}
