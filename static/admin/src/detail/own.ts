/** What the app recorded of itself, in the language of the page. */
import { polledAreas } from '../texts/areas';
import { saidByCore } from '../texts/core';
import { datesAs } from '../texts/language';
import { own } from '../texts/own';
import type { Content, Event } from '../types';

type Facts = Record<string, string | undefined>;

/** A text of a record: of the app's own, written anew from the facts that are kept with it; of all others as it is. */
export function textOf({ product, action }: Event, content: Content): string {
  if (product !== 'app') return content.text;
  if (/^log\./u.test(action)) return own.pages[content.text] ?? content.text;
  if (action === 'capture.resumed') return polledAreas[content.text] ?? content.text;
  return noteOf(factsOf(content)) ?? content.text;
}

/** Records from before facts were kept have none. */
function factsOf({ original }: Content): Facts {
  try {
    const facts: unknown = JSON.parse(original ?? '{}');
    return typeof facts === 'object' && facts !== null ? (facts as Facts) : {};
  } catch {
    return {};
  }
}

function noteOf(facts: Facts): string | undefined {
  const { format, report, views, asks, area, reason, to, issues } = facts;
  if (format !== undefined) return fileOf(format, facts);
  if (report !== undefined) return own.printed(own.reportsOf[report] ?? report, periodOf(facts['period'] ?? ''), facts['query'] || own.everything);
  if (views !== undefined) return own.views[views];
  if (asks !== undefined) return own.asks[asks];
  if (area !== undefined && reason !== undefined) return `${polledAreas[area] ?? area}: ${saidByCore(reason)}`;
  if (to !== undefined) return own.history(facts['from'] && moment(facts['from']), moment(to), facts['projects'] ?? '');
  if (issues !== undefined) return own.read(Number(issues), Number(facts['pages'] ?? 0), Number(facts['records'] ?? 0));
  return undefined;
}

function fileOf(format: string, { query, events }: Facts): string {
  const file = own.file(own.formats[format] ?? format, query || own.everything);
  return events === undefined ? file : own.exported(Number(events), file);
}

/** A period as the page wrote it: a length of time, or two days or moments. */
function periodOf(period: string): string {
  const [from = '', to] = period.split('..');
  return to === undefined ? (own.lengths[period] ?? period) : `${day(from)} – ${day(to)}`;
}

const day = (text: string) => (/^\d{11,15}$/u.test(text) ? moment(text) : /^\d{4}-\d\d-\d\d$/u.test(text) ? datesAs({ dateStyle: 'medium', timeZone: 'UTC' }).format(Date.parse(text)) : text);

const moment = (ms: string) => `${datesAs({ dateStyle: 'medium', timeStyle: 'short', timeZone: 'UTC' }).format(Number(ms))} UTC`;
