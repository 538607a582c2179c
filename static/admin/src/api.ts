/** The only door to the host: everything the page asks of Forge, Jira and Confluence goes through here. */
import { invoke, NavigationTarget, requestJira, router, view } from '@forge/bridge';
import type { CheckAnswer, Container, Diagnostic, Event, ExportAnswer, Listing, OverviewAnswer, QueryAnswer, StatusAnswer, Tables } from './types';

/** Who is looking, and how much of the log they may see. */
export interface Viewer {
  access: 'all' | 'scoped' | 'none';
  containers: Container[];
  /** The one issue or page that is shown here, and nothing else. */
  thing?: { kind: 'issue' | 'content'; id: string; key?: string; title: string };
  product: 'jira' | 'confluence';
  accountId: string;
  reason?: string;
  preferences: Preferences;
}

/** What somebody has chosen for their page; what is absent was not chosen yet. */
export interface Preferences {
  language?: 'en' | 'de';
  /** Whether times are those of the person's own zone or UTC. */
  zone?: 'own' | 'utc';
  /** Whether single keys are shortcuts. */
  keys?: boolean;
  /** Whether the tour was seen or closed. */
  toured?: boolean;
}

/** What is asked of the log. The host adds the time, the asking account and the scope. */
export interface Question {
  jql: string;
  narrow: string[];
  zone: string;
}

/** One page of events, the generation of the store that it was read from, and what it cost there. */
export type EventsAnswer = QueryAnswer & { generation: number; cost: { units: { read: number } } };

/** How full the log is: what is packed, and how many events wait to be. */
export type LogStatus = StatusAnswer & { writeAhead: number };

/** A person as the product shows them. Kept in memory only. */
export interface Person {
  accountId: string;
  name: string;
  picture?: string | undefined;
  active: boolean;
}

/** A project as the product shows it. */
export interface Project {
  key: string;
  name: string;
}

/** Where and for whom the page is shown. */
export interface PageContext {
  zone: string;
  locale: string;
  moduleKey: string;
}

/** A place in the page's address, as the host's history knows it. */
export interface Place {
  pathname: string;
  search: string;
}

/** The host's address bar, for this app's part of it. */
export interface PageHistory {
  location: Place;
  push(to: Place): void;
  replace(to: Place): void;
  listen(onMove: (place: Place, action?: string) => void): () => void;
}

/** A refusal or a failure, in words for the person who looks at it. */
export class ApiError extends Error {
  constructor(
    readonly code: string,
    message: string,
    readonly help?: string,
    readonly diagnostics: Diagnostic[] = [],
    /** What the product answered, where it was asked. */
    readonly status?: number,
  ) {
    super(message);
  }
}

interface Failure {
  code: string;
  message: string;
  help?: string;
  diagnostics?: Diagnostic[];
}
type Envelope<T> = { ok: T } | { error: Failure };

async function call<T>(name: string, payload?: object): Promise<T> {
  let answer: Envelope<T> | undefined;
  try {
    answer = await invoke<Envelope<T>>(name, { ...payload }) as Envelope<T> | undefined;
  } catch (cause) {
    throw new ApiError('unreachable', cause instanceof Error ? cause.message : String(cause));
  }
  if (answer && 'ok' in answer) return answer.ok;
  const failure = answer?.error;
  if (!failure) throw new ApiError('internal', `\`${name}\` gave no answer`);
  throw new ApiError(failure.code, failure.message, failure.help, failure.diagnostics);
}

/** Who is looking. */
export const askViewer = () => call<Viewer>('viewer');

/** Keeps what the person chose just now, beside what they chose before. */
export const savePreferences = ({ keys, toured, ...rest }: Preferences) =>
  call<Preferences>('setPreferences', { ...rest, ...(keys !== undefined && { keys: keys ? 1 : 0 }), ...(toured !== undefined && { toured: toured ? 1 : 0 }) });

/** One page of events that match, in the order of the query. */
export const askEvents = (question: Question, limit: number, cursor?: string) =>
  call<EventsAnswer>('events', { ...question, limit, ...(cursor ? { cursor } : {}) });

/** The newest events that match; only those that came since this generation, as long as it is the present one. */
export const askNewest = (question: Question, limit: number, since: number | undefined) =>
  call<EventsAnswer>('events', { ...question, limit, ...(since === undefined ? {} : { since }) });

/** A file of records, as somebody wants it. */
export interface FileWish {
  format: 'csv' | 'jsonl';
  /** Columns of a table, in order. */
  columns: string[];
  /** The zone that times in a table are written in. */
  times: string;
  /** Whether a table's texts are kept from being taken for formulas. */
  safe: boolean;
  /** Whether a table begins with a byte order mark. */
  mark: boolean;
  /** Whether people's names stand in a table. */
  names: boolean;
}

/** A piece of such a file, which export it belongs to, and how many records that has so far. */
export type Piece = ExportAnswer & { export: string; sum: number };

/** The next piece of a file; the first one when it is not said behind which. */
export const askPiece = (question: Question, { safe, mark, names, ...wish }: FileWish, behind?: { export: string; cursor: string }) =>
  call<Piece>('exportPage', { ...question, ...wish, safe: safe ? 1 : 0, mark: mark ? 1 : 0, names: names ? 1 : 0, ...behind });

/** Tells that somebody gave an export up. */
export const stopExport = (id: string) => call<{ sum: number }>('exportStop', { export: id });

/** Whether a query can be run, and what is wrong where. */
export const askCheck = (question: Question) => call<CheckAnswer>('check', question);

/** What the log has, as far as the page does not know it. */
export interface CatalogueAnswer {
  generation: number;
  /** What is listed; absent while the generation is the known one. */
  listing?: Listing;
  /** What waits to be packed; absent while it is what is known. */
  tail?: Event[];
  /** Stands for what waits to be packed. */
  mark: string;
  /** Whether all that waits is here. */
  complete: boolean;
  /** Who asks. */
  account: string | null;
}

/** What the log has. `known` is what the answer before said. */
export const askCatalogue = (known: { since?: number; mark?: string }) => call<CatalogueAnswer>('catalogue', known);

/** Values of the store by key: as many as fit into an answer; null for what the store does not have. */
export const askValues = (keys: string[]) => call<{ values: [key: string, text: string | null][] }>('values', { keys });

/** What the site says of what a query speaks of. */
export const askTables = (question: Question) => call<{ tables: Tables; mondayFirst: boolean }>('tables', question);

/** How full the log is; for full admins. */
export const askStatus = () => call<LogStatus>('status');

/** Packs the waiting events now; for full admins. */
export const askCompact = () => call<{ packed: number; rows: number }>('compact');

/** Counts of a range of days (UTC) and of as many before it, for dashboards over more than is at hand; for full admins. */
export const askOverview = (from: number, to: number, top = 10) => 
  call<OverviewAnswer & { cost: { units: { read: number } } }>('overview', { from, to, top });

/** Puts on record that somebody makes a report that can be printed. */
export const recordReport = (made: { of: string; jql: string; period: string }) => call<{ recorded: true }>('recordReport', made);

/** A view that somebody keeps: what the page shows, as the search part of its address. */
export interface SavedView {
  id: string;
  name: string;
  address: string;
  /** Whether all who see the whole log see it. */
  shared: boolean;
  savedBy: string;
  savedAt: number;
}

/** The views that somebody sees, and the id of the one that their page opens with. */
export interface SavedViews {
  views: SavedView[];
  default?: string;
}

/** What somebody saves: in the place of a view, or a new one. */
export type WantedView = Pick<SavedView, 'name' | 'address' | 'shared'> & { id?: string };

/** The views of who looks. */
export const askSavedViews = () => call<SavedViews>('views');

/** Keeps a view. Gives all views of its kind: the own or the shared ones. */
export const saveView = ({ id, name, address, shared }: WantedView) => call<SavedView[]>('saveView', { ...(id && { id }), name, address, shared: shared ? 1 : 0 });

/** Forgets a view. */
export const deleteSavedView = (id: string) => call<{ id: string }>('deleteView', { id });

/** Chooses the view that the page opens with; none when there is no id. */
export const chooseDefaultView = (id: string | undefined) => call<{ default?: string }>('chooseDefaultView', id ? { id } : {});

/** Something that is asked of a product again and again, and how that goes. Times are milliseconds since 1970, UTC. */
export interface PolledArea {
  area: string;
  everyMinutes: number;
  /** Why nothing is asked now: what else tells the same, or that there is nothing of this kind. */
  rests?: string;
  due: number;
  polled?: number;
  succeeded?: number;
  newest?: number;
  refused?: string;
  refusedSince?: number;
  error?: string;
  failures?: number;
  waits?: 'points' | 'time';
  recorded?: number;
  /** Something from this time on was not read yet. */
  unread?: number;
  /** Of what was there before the app, everything after this time was read. */
  past?: number;
}

/** A project or space that a data security policy closed to the app. Times are milliseconds since 1970, UTC. */
export interface Closed {
  kind: 'project' | 'space';
  id: string;
  key?: string;
  name?: string;
  since: number;
  told: number;
  /** The newest live event from there; later than `told` when it was opened again. */
  heard?: number;
}

/** How polling goes. */
export interface Coverage {
  polled: PolledArea[];
  closed: Closed[];
  /** The administrator in whose name schedules ask what the app itself is refused. */
  agreed?: string;
  points: { left: number; of: number; aDay: number };
  /** Whether it is kept who only looked at something. */
  views: boolean;
  now: number;
}

/** How polling goes; for full admins, as all of these. */
export const askCoverage = () => call<Coverage>('coverage');

/** Asks the products now. */
export const pollNow = () => call<Coverage>('pollNow');

/** Lets schedules ask in the name of who looks, or not any more. */
export const agreeToPolling = (agrees: boolean) => call<Coverage>('agreeToPolling', { agrees: agrees ? 1 : 0 });

/** Switches whether it is kept who only looked at or searched for something. */
export const setViews = (on: boolean) => call<Coverage>('setViews', { on: on ? 1 : 0 });

/** When people were last active, by product: milliseconds since 1970, UTC; for full admins. */
export const askLastActive = (accounts: string[]) =>
  call<{ people: { account: string; products: Partial<Record<string, number>> }[]; complete: boolean }>('lastActive', { accounts });

/** Issue numbers of a project that nobody has ever seen: first and last of each range. */
export interface Gaps {
  project: string;
  ranges: [from: number, to: number][];
}

/** The job that reads what happened before the app was there. Times are milliseconds since 1970, UTC. */
export interface BackfillJob {
  from?: number;
  to: number;
  projects?: string[];
  startedBy: string;
  startedAt: number;
  pausedAt?: number;
  finishedAt?: number;
  approximate?: number;
  issues: number;
  contents?: number;
  records: number;
  points: number;
  refused?: string;
  problems: { at: number; what: string }[];
}

/** How the backfill goes. */
export interface Backfill {
  job?: BackfillJob;
  hoursLeft?: number;
  /** It goes on in the next hour. */
  isOutOfPoints?: true;
  gaps: Gaps[];
  /** Events that were read and are not in the log yet. */
  waiting?: number;
  /** The products' audit logs: how far back they were read; all of one when `past` is absent. */
  auditLogs: { area: string; past?: number; waits?: true; refused?: string }[];
  /** The daily comparison with Jira's history: up to when, and what the log had missed, by day. */
  reconciled?: { since: number; found: Record<string, number> };
}

/** How the backfill goes; for full admins, as all of these. */
export const askBackfill = () => call<Backfill>('backfillStatus');

/** Begins to read the past, of these projects or of all. */
export const startBackfill = (choice: { from?: number; projects: string[] }) => call<Backfill>('backfillStart', choice);

/** Stops the backfill where it is. */
export const pauseBackfill = () => call<Backfill>('backfillPause');

/** Goes on with a backfill that waits. */
export const resumeBackfill = () => call<Backfill>('backfillResume');

/** Follows the product's light or dark theme from now on. */
export const followTheme = () => view.theme.enable();

/** Where and for whom the page is shown; falls back to what the browser knows. */
export async function askContext(): Promise<PageContext> {
  const browser = Intl.DateTimeFormat().resolvedOptions();
  try {
    const context = await view.getContext();
    return {
      zone: validZone(context.timezone) ?? browser.timeZone,
      locale: context.locale ?? 'en-US',
      moduleKey: context.moduleKey,
    };
  } catch {
    return { zone: browser.timeZone, locale: 'en-US', moduleKey: '' };
  }
}

function validZone(zone: string | undefined): string | undefined {
  try {
    return zone ? Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone : undefined;
  } catch {
    return undefined;
  }
}

/** The address bar, or nothing where this kind of page has none. */
export async function openHistory(): Promise<PageHistory | undefined> {
  try {
    return (await view.createHistory()) as unknown as PageHistory;
  } catch {
    return undefined;
  }
}

/** Shows an issue in a new tab. */
export const openIssue = (issueKey: string) => router.open({ target: NavigationTarget.Issue, issueKey });

/** Shows a page or blog post of Confluence in a new tab. */
export const openContent = (contentId: string) => router.open({ target: NavigationTarget.ContentView, contentId });

/** The browser's address of this page, or nothing where the host does not tell. */
export async function askPageUrl(moduleKey: string): Promise<string | undefined> {
  try {
    const url = await router.getUrl({ target: NavigationTarget.Module, moduleKey });
    return url?.href;
  } catch {
    return undefined;
  }
}

/** Asks Jira as the user who looks. */
export async function fromJira<T>(path: string): Promise<T> {
  const response = await requestJira(path, { headers: { accept: 'application/json' } });
  if (!response.ok) throw new ApiError('product', `Jira answered ${response.status}`, undefined, [], response.status);
  return (await response.json()) as T;
}
