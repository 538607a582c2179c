/** Every word of the page is used somewhere: words that nobody reads are taken out. */
import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const SOURCES = new URL('../../static/admin/src/', import.meta.url);
const TEXTS = new URL('texts/', SOURCES);

/** Sources of the page, without the words themselves. */
function code(folder = SOURCES): string {
  return readdirSync(folder, { withFileTypes: true })
    .map((entry) => {
      if (entry.isDirectory()) return entry.name === 'generated' || entry.name === 'texts' ? '' : code(new URL(`${entry.name}/`, folder));
      return /\.tsx?$/u.test(entry.name) ? readFileSync(new URL(entry.name, folder), 'utf8') : '';
    })
    .join('\n');
}

interface Word {
  file: string;
  path: string[];
}

/** The words of a file: the keys of its English object, with those that hold them. */
function wordsOf(file: string): Word[] {
  const text = readFileSync(new URL(file, TEXTS), 'utf8');
  const begin = /const en\b[^=]*= \{|export const en\b[^=]*= \{|export const \w+ = \{/u.exec(text);
  if (!begin) return [];
  const english = text.slice(begin.index + begin[0].length, text.indexOf('\n};', begin.index));
  const path: string[] = [];
  const words: Word[] = [];
  for (const line of english.split('\n')) {
    const indent = /^ */u.exec(line)![0].length / 2;
    const [, key, rest] = /^\s*'?([\w-]+)'?: (.*)$/u.exec(line) ?? [];
    if (key === undefined || rest === undefined) continue;
    path.length = indent - 1;
    path.push(key);
    // A group on lines of its own is not a word but the words in it.
    if (rest !== '{' && rest !== '[') words.push({ file, path: [...path] });
  }
  return words;
}

it('no word of the page is left over', () => {
  const all = code();
  const has = (pattern: string) => new RegExp(pattern, 'u').test(all);
  // `detail.actor`, `words.find`, or taken out of its group: `const { time, actor } = words.latestColumns`.
  const isRead = (key: string, group: string) => has(`\\b${group}\\??\\.${key}\\b|\\{[^{}]*\\b${key}\\b[^{}]*\\} = [\\w.]*\\b${group}\\b`);
  // A group that is read by a key which is not written out, or handed on whole, uses all of its words.
  const isReadWhole = (group: string) => has(`\\b${group}\\b( as [^)\\]]*\\))?\\??\\.?\\[|\\b${group}\\)|= [\\w.]*\\b${group};|\\b${group} \\}|\\{\\.\\.\\.\\w*\\.?${group}|\\b${group},`);
  // Words of the whole page are always read by their full name, or through a group that is handed on by it.
  const isReadOfPage = (group: string, key: string) => has(`texts\\.${group}\\??\\.${key}\\b|texts\\.${group}\\b(?!\\??\\.)|\\{[^{}]*\\b${group}\\b[^{}]*\\} = texts\\b|\\{[^{}]*\\b${key}\\b[^{}]*\\} = texts\\.${group}\\b`);
  const files = readdirSync(TEXTS).filter((name) => name.endsWith('.ts') && !/^(language|index|page|labels)\.ts$|\.de\.ts$|^labels/u.test(name));
  const words = files.flatMap(wordsOf);
  expect(words.length).toBeGreaterThan(400);
  const unused = words.filter(({ file, path }) => {
    const [group, key] = path;
    if (file === 'page.en.ts') return group !== undefined && key !== undefined && !isReadOfPage(group, key);
    return !isRead(path.at(-1)!, path.at(-2) ?? '\\w+') && !path.slice(0, -1).some(isReadWhole);
  });
  expect(unused.map(({ file, path }) => `${file}: ${path.join('.')}`)).toEqual([]);
});
