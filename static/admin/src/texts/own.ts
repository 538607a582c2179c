/** What the app's own records say: who opened the log where, what was exported, what was set. */
import { inLanguages, plural, type Words } from './language';

const en = {
  /** Places from which the log is opened. */
  pages: {
    'jira-site': 'Administration of Jira',
    'jira-project': 'Settings of a project',
    'jira-issue': 'Beside an issue',
    'confluence-site': 'Administration of Confluence',
    'confluence-space': 'Settings of a space',
    'confluence-page': 'Beside a page',
  } as Record<string, string>,
  formats: { csv: 'CSV', jsonl: 'JSON Lines' } as Record<string, string>,
  everything: 'everything',
  file: (format: string, query: string) => `${format} of ${query}`,
  exported: (events: number, file: string) => `${plural(events, 'event', 'events')}, ${file}`,
  reportsOf: { events: 'events', dashboards: 'the dashboard', totals: 'totals' } as Record<string, string>,
  printed: (of: string, period: string, query: string) => `Report to print, of ${of}; period: ${period}; query: ${query}`,
  lengths: { '': 'the last 30 days', any: 'the whole log', '7d': 'the last 7 days', '30d': 'the last 30 days', '90d': 'the last 90 days', '12m': 'the last 12 months' } as Record<string, string>,
  views: { kept: 'Views and searches are kept', 'not kept': 'Views and searches are not kept' } as Record<string, string>,
  asks: { now: 'The products were asked now', 'for me': 'The app may ask in my name', 'for nobody': 'The app may ask in nobody’s name' } as Record<string, string>,
  history: (from: string | undefined, to: string, projects: string) => `From ${from ?? 'the beginning'} to ${to}; ${projects === '' ? 'all projects' : projects}`,
  read: (issues: number, pages: number, events: number) => `${plural(issues, 'issue', 'issues')} and ${plural(pages, 'page, comment or file', 'pages, comments and files')} of Confluence read, ${plural(events, 'event', 'events')} added`,
};

const de: Words<typeof en> = {
  pages: {
    'jira-site': 'Administration von Jira',
    'jira-project': 'Einstellungen eines Projekts',
    'jira-issue': 'Neben einem Vorgang',
    'confluence-site': 'Administration von Confluence',
    'confluence-space': 'Einstellungen eines Bereichs',
    'confluence-page': 'Neben einer Seite',
  },
  formats: { csv: 'CSV', jsonl: 'JSON Lines' },
  everything: 'alles',
  file: (format, query) => `${format}: ${query}`,
  exported: (events, file) => `${plural(events, 'Ereignis', 'Ereignisse')}, ${file}`,
  reportsOf: { events: 'Ereignisse', dashboards: 'das Dashboard', totals: 'Summen' },
  printed: (of, period, query) => `Bericht zum Drucken über ${of}; Zeitraum: ${period}; Abfrage: ${query}`,
  lengths: { '': 'die letzten 30 Tage', any: 'das ganze Protokoll', '7d': 'die letzten 7 Tage', '30d': 'die letzten 30 Tage', '90d': 'die letzten 90 Tage', '12m': 'die letzten 12 Monate' },
  views: { kept: 'Aufrufe und Suchen werden aufbewahrt', 'not kept': 'Aufrufe und Suchen werden nicht aufbewahrt' },
  asks: { now: 'Die Produkte wurden jetzt gefragt', 'for me': 'Die App darf in meinem Namen fragen', 'for nobody': 'Die App darf in niemandes Namen fragen' },
  history: (from, to, projects) => `Von ${from ?? 'Anfang an'} bis ${to}; ${projects === '' ? 'alle Projekte' : projects}`,
  read: (issues, pages, events) => `${plural(issues, 'Vorgang', 'Vorgänge')} und ${plural(pages, 'Seite, Kommentar oder Datei', 'Seiten, Kommentare und Dateien')} aus Confluence gelesen, ${plural(events, 'Ereignis', 'Ereignisse')} hinzugefügt`,
};

export const own = inLanguages({ en, de });
