/** What the core says has German words, whatever it says: the sentences are taken from its sources and from its table of fields. */
import { readdirSync, readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { learn, translate } from '../../static/admin/src/texts/core/translate.ts';
import { GERMAN } from '../../static/admin/src/texts/core/german.ts';

const root = new URL('../../', import.meta.url);
const read = (path: string) => readFileSync(new URL(path, root), 'utf8');
const sourcesIn = (folder: string) => readdirSync(new URL(folder, root)).filter((name) => name.endsWith('.rs')).map((name) => `${folder}/${name}`);

const MESSAGES = ['crates/filter/src/error.rs', 'crates/jql/src/error.rs', 'crates/jql/src/error/help.rs', ...sourcesIn('crates/filter/src/check')];
const WORDS = ['words', 'operators', 'operands'].map((name) => `crates/filter/src/complete/${name}.rs`);

/** Strings of a source that are sentences: they begin with a capital letter or a place, and end like a sentence. */
function sentencesOf(path: string): string[] {
  const code = read(path).split('#[cfg(test)]')[0]!.replaceAll(/^\s*\/\/.*$/gmu, '').replaceAll(/\\\n\s*/gu, '');
  const raw = [...code.matchAll(/\br"([^"]*)"/gu)].map(([, text]) => text!);
  const plain = [...code.replaceAll(/\br"[^"]*"|'"'|'\\''/gu, '').matchAll(/"((?:[^"\\]|\\.)*)"/gu)].map(([, text]) => text!.replaceAll(/\\(.)/gu, '$1'));
  return [...raw, ...plain].filter((text) => /^[A-Z{'].*\s.*[.?]$/su.test(text));
}

/** What functions tell people of what they asked. */
const refusals = () => ['saved', 'resolvers/saved', 'resolvers/backfill', 'resolvers/exporting', 'resolvers/request', 'envelope', 'access', 'polling/pollers/organizations', 'products/confluence-audit'].flatMap((name) => [...read(`src/${name}.ts`).matchAll(/(?:(?:bad|refuse|none|CannotSee)\(|(?:message|help|reason|rests): |reason = |, )'([A-Z][^']*\.)'/gu)].map(([, text]) => text!));

/** What the app asks the products for, as it says where they refuse. */
const askedFor = () => ['products/jira/lists', 'products/jira/assets', 'products/confluence-lists', 'products/confluence-history'].flatMap((name) => [...read(`src/${name}.ts`).matchAll(/\bwhat: '([^']*)'/gu)].map(([, text]) => text!));

/** With something in its places. */
const filled = (text: string) => text.replaceAll('{ESCAPES}', "The valid escape sequences are \\', \\\", \\t, \\n, \\r, \\\\, '\\ ' and \\uXXXX.").replaceAll(/\{found\}/gu, "but got 'x'").replaceAll(/\{[^}]*\}/gu, 'x');

/** Parts of sentences, and one of which each way it is filled is in the list. */
const PARTS = [/^The valid escape sequences are/u, /^The x 'x' supports x\.$/u];

describe('what the core says has German words', () => {
  beforeAll(() => learn(GERMAN));

  it.each(MESSAGES)('sentences of %s', (path) => {
    const missing = sentencesOf(path).map(filled).filter((text) => !PARTS.some((part) => part.test(text)) && translate(text) === undefined);
    expect(missing).toEqual([]);
  });

  it('what the rewrites of a query are called', () => {
    const labels = sourcesIn('crates/filter/src/check').flatMap((path) => [...read(path).matchAll(/\blabel: (?:format!\()?"([^"]+)"/gu)].map(([, label]) => filled(label!)));
    expect(labels.length).toBeGreaterThan(2);
    expect(labels.filter((label) => translate(label) === undefined)).toEqual([]);
  });

  it('there are sentences in the sources', () => {
    expect(MESSAGES.flatMap(sentencesOf).length).toBeGreaterThan(90);
  });

  it('errors and warnings as they are told for the collected queries', () => {
    const folder = 'tests/fixtures/jql/err';
    const told = readdirSync(new URL(folder, root)).filter((name) => name.endsWith('.txt')).flatMap((name) => read(`${folder}/${name}`).split('\n'));
    const lines = told.filter((line) => /^ {2}(?:help: )?[A-Z'].*[.?]$/u.test(line) && !line.includes('^')).map((line) => line.trim().replace(/^help: /u, ''));
    expect(lines.length).toBeGreaterThan(90);
    expect(lines.filter((line) => translate(line) === undefined)).toEqual([]);
  });

  it('what functions refuse and report', () => {
    expect(refusals().length).toBeGreaterThan(9);
    expect(refusals().filter((text) => translate(text) === undefined)).toEqual([]);
  });

  it('what the products do not show', () => {
    expect(askedFor().length).toBeGreaterThan(20);
    expect(askedFor().filter((what) => translate(what) === undefined)).toEqual([]);
    const refused = 'Jira does not show its audit log to the app, and no administrator has agreed to be asked for.';
    expect(translate(`${refused} On a free plan Jira shows it to nobody.`)).toBe('Jira zeigt der App das Audit-Protokoll nicht, und kein Administrator hat zugestimmt, dass sie in seinem Namen fragt. Im kostenlosen Tarif zeigt Jira es niemandem.');
  });

  it('why a payload is kept as it came', () => {
    const told = [...read('crates/normalize/src/error.rs').matchAll(/#\[error\("([^"]*)"\)\]/gu)].map(([, text]) => text!.replaceAll('{0}', 'x'));
    expect(told.length).toBeGreaterThan(6);
    expect(told.filter((text) => translate(text) === undefined)).toEqual([]);
  });

  it('every field and function of the reference', () => {
    const helps = [...read('docs/jql.md').matchAll(/^\| `.*\| ([^|]*) \|$/gmu)].map(([, help]) => help!);
    expect(helps.length).toBeGreaterThan(120);
    expect(helps.filter((help) => translate(help) === undefined)).toEqual([]);
  });

  it('words that completion explains', () => {
    const told = WORDS.flatMap((path) => [...read(path).matchAll(/(?:Tail::\w+|'\w'|"-?\w+"|O::\w+|Operator::\w+)[^"\n]*?, "([a-z0-9][^"]*)"\)/gu)].map(([, help]) => help!));
    expect(told.length).toBeGreaterThan(20);
    expect(told.filter((help) => translate(help) === undefined)).toEqual([]);
  });

  it('what stands in a sentence stays, and phrases in it are translated', () => {
    const table = [
      ["The value 'issue.creatd' does not exist for the field 'action'.", "Den Wert 'issue.creatd' gibt es für das Feld 'action' nicht."],
      ["Expecting a field name but got 'AND'. You must surround 'AND' in quotation marks to use it as a field name.", "Erwartet: ein Feldname, gefunden: 'AND'. Setzen Sie 'AND' in Anführungszeichen, wenn es so gemeint ist."],
      ["Function 'now' expected '0' arguments but received '1'.", "Die Funktion 'now' erwartet '0' Argumente und hat '1' bekommen."],
      ["Function 'x' expected between '0' and '1' arguments but received '2'.", "Die Funktion 'x' erwartet zwischen '0' und '1' Argumente und hat '2' bekommen."],
      ['Change to `issue.created`', 'Ändern in `issue.created`'],
      ['Something that the core never says.', undefined],
    ];
    for (const [english, german] of table) expect(translate(english!)).toBe(german);
  });
});
