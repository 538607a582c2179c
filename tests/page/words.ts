/** What the page says in one language and not in the other, taken from its own catalogues. */
import * as areas from '../../static/admin/src/texts/areas';
import * as charts from '../../static/admin/src/texts/charts';
import * as coverage from '../../static/admin/src/texts/coverage';
import * as dashboards from '../../static/admin/src/texts/dashboards';
import * as deleted from '../../static/admin/src/texts/deleted';
import * as explorer from '../../static/admin/src/texts/explorer';
import * as exporting from '../../static/admin/src/texts/exporting';
import * as labels from '../../static/admin/src/texts/labels';
import { speak } from '../../static/admin/src/texts/language';
import * as own from '../../static/admin/src/texts/own';
import * as page from '../../static/admin/src/texts/page';
import * as people from '../../static/admin/src/texts/people';
import * as report from '../../static/admin/src/texts/report';
import * as saved from '../../static/admin/src/texts/saved';
import * as settings from '../../static/admin/src/texts/settings';
import * as story from '../../static/admin/src/texts/story';
import * as totals from '../../static/admin/src/texts/totals';
import * as welcome from '../../static/admin/src/texts/welcome';

const AREAS = [areas, charts, coverage, dashboards, deleted, explorer, exporting, labels, own, page, people, report, saved, settings, story, totals, welcome];

/** Words and sentences of the English page that the German one does not have. */
export function onlyEnglish(): { whole: Set<string>; parts: string[] } {
  // Speaking a language tells the page; here there is none.
  (globalThis as { document?: unknown }).document ??= { documentElement: {} };
  speak('en', 'en-US');
  const english = leavesOf(AREAS);
  speak('de', 'de-DE');
  const german = leavesOf(AREAS);
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
