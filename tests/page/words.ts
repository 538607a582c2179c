/** What the page says in one language and not in the other, taken from its own catalogues. */
import { readdirSync } from 'node:fs';

const FOLDER = new URL('../../static/admin/src/texts/', `file://${__filename}`);

interface Languages {
  speak(language: 'en' | 'de', locale: string): void;
}

/** Words and sentences of the English page that the German one does not have. */
export async function onlyEnglish(): Promise<{ whole: Set<string>; parts: string[] }> {
  // Speaking a language tells the page; here there is none.
  (globalThis as { document?: unknown }).document ??= { documentElement: {} };
  const names = readdirSync(FOLDER).filter((name) => name.endsWith('.ts') && !/^index\.|\.(?:en|de)\./u.test(name));
  const areas: unknown[] = [];
  let speak: Languages['speak'] | undefined;
  for (const name of names) {
    const area = (await import(new URL(name, FOLDER).pathname)) as object;
    if (name === 'language.ts') speak = (area as Languages).speak;
    else areas.push(...Object.values(area));
  }
  speak?.('en', 'en-US');
  const english = leavesOf(areas);
  speak?.('de', 'de-DE');
  const german = leavesOf(areas);
  const parts = english.parts.filter((part) => !german.parts.includes(part) && part.length > 7 && /\S\s+\S/u.test(part));
  return { whole: new Set(english.whole.filter((text) => !german.whole.includes(text))), parts };
}

/** The texts of an object; of what is put together, the pieces that are written out. */
function leavesOf(value: unknown): { whole: string[]; parts: string[] } {
  if (typeof value === 'string') return { whole: [value], parts: [] };
  if (typeof value === 'function') return { whole: [], parts: piecesOf(String(value)) };
  if (typeof value !== 'object' || value === null) return { whole: [], parts: [] };
  const all = Object.values(value).map(leavesOf);
  return { whole: all.flatMap(({ whole }) => whole), parts: all.flatMap(({ parts }) => parts) };
}

const piecesOf = (code: string) => [...code.matchAll(/[`}']([^`${}']+)(?:\$\{|`|')/gu)].map(([, text]) => text!.trim()).filter((text) => !/[=>()?:;]{1}\s|=>/u.test(text));
