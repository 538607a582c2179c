/**
 * Loads the Rust core and hands it out, one fresh instance per invocation.
 *
 * The module is compiled once per process. Processes serve one customer after another, so the memory of an instance must
 * not outlive the invocation it was made for: the instance is thrown away when the last user has left, and when it trapped.
 */
import { Buffer } from 'node:buffer';
import base64 from './generated/core/bytes.js';
import * as glue from './generated/core/core.js';
import type {
  AuditAnswer,
  AuditRequest,
  CheckAnswer,
  CheckRequest,
  Commit,
  Event,
  ExportAnswer,
  ExportRequest,
  IssueLookup,
  IssueMatches,
  IssueQuestion,
  Listing,
  MissingRequest,
  OverviewAnswer,
  OverviewRequest,
  OwnEventRequest,
  QueryAnswer,
  QueryRequest,
  RebuildRequest,
  Rebuilt,
  Scope,
  SnapshotAnswer,
  SnapshotRequest,
  Staged,
  StatusAnswer,
  Unstaged,
  Wanted,
  Write,
} from './generated';
import type { Root, Value } from './storage';

/** An error that the core answered with. */
export class CoreError extends Error {
  constructor(readonly code: string, message: string, readonly help?: string, readonly diagnostics?: unknown[]) {
    super(message);
    this.name = 'CoreError';
  }
}

/** The core stopped in the middle of a call; nothing of that instance can be trusted any more. */
export class CoreTrap extends Error {
  constructor(cause: unknown) {
    super('the core trapped', { cause });
    this.name = 'CoreTrap';
  }
}

/** What the core can do. See `crates/engine` for what the verbs mean. */
export interface Core {
  ingest(payload: unknown, hint: string | undefined, recorded: number, views: boolean): Write[];
  ownEvent(request: OwnEventRequest): Write[];
  audit(request: AuditRequest): AuditAnswer;
  check(request: CheckRequest): CheckAnswer;
  reading(request: QueryRequest, scope: Scope, root: Root | undefined): Reading;
  compaction(root: Root | undefined, entries: [key: string, value: Value][], now: number): Compaction;
  /** A packing of records that were never written ahead; `settled` when they were staged. */
  bulk(root: Root | undefined, events: Event[], now: number, settled: boolean): Compaction;
  /** Rebuilt records on their way into segments: all that is told of some things. */
  stage(events: Event[]): Staging;
  /** What staged values start with. */
  readonly stagedPrefix: string;
  /** The records of staged values. */
  unstage(values: [key: string, value: Value | null][]): Unstaged;
  /** Drops what occurred before a time. */
  retention(root: Root | undefined, before: number, now: number): Compaction;
  overview(request: OverviewRequest, root: Root | undefined): Overviewing;
  rebuild(request: RebuildRequest): Rebuilt;
  missing(request: MissingRequest): Event[];
  /** First and last number of each range of issue numbers that nobody has seen. */
  gaps(project: string, seen: string, knownKeys: string[]): [from: number, to: number][];
  sweep(root: Root | undefined, swept: Value | null): Sweeping;
  /** The key under which is kept how far sweeps have got. */
  readonly sweptKey: string;
  /** Of last-known states, those that say something which no record since a time has said; with what is left, null when it goes. */
  outlived(states: [key: string, value: Value][], before: number): [key: string, rest: string | null][];
  /** What the keys of last-known states begin with. */
  readonly knownPrefix: string;
  status(root: Root | undefined): StatusAnswer;
  /** What the catalogue lists, for somebody who may see everything. */
  listing(root: Root | undefined): Listing;
  /** What waits to be packed, of what somebody may see. */
  waiting(entries: [key: string, value: Value][], root: Root | undefined, scope: Scope): Event[];
  /** The part of the store that somebody gets who may not see everything. */
  part(root: Root | undefined, scope: Scope): StorePart;
  snapshot(request: SnapshotRequest): Snapshotting;
  /** The records of the history of an object of Assets since `since`: both as they came. */
  assetRecords(object: unknown, history: string, since: number, now: number): Write[];
}

/** One query on its way through the store. */
export interface Reading {
  manifests(): string[];
  addManifest(key: string, value: Value): void;
  addWriteAhead(entries: [key: string, value: Value][]): void;
  next(): string[];
  addValues(values: [key: string, value: Value | null][]): void;
  questions(): IssueQuestion[];
  addMatches(matches: IssueMatches[]): void;
  answer(): QueryAnswer;
  /** The page, to be written into a file instead. */
  exporting(): Exporting;
}

/** A page that is written into a file. */
export interface Exporting {
  /** Account ids whose names make the file easier to read. */
  accounts(): string[];
  finish(request: ExportRequest): ExportAnswer;
}

/** The part of the store in a scope: segments are packed anew, one after the other. */
export interface StorePart {
  manifests(): string[];
  add(values: [key: string, value: Value | null][]): void;
  listing(): Listing;
  manifestOf(key: string): string | null;
  begin(key: string): boolean;
  keys(): string[];
  finish(): string;
}

/** One overview on its way through the store. */
export interface Overviewing {
  addWriteAhead(entries: [key: string, value: Value][]): void;
  next(): string[];
  addValues(values: [key: string, value: Value | null][]): void;
  answer(): OverviewAnswer;
}

/** One packing of write-ahead entries. */
export interface Compaction {
  manifests(): string[];
  addManifest(key: string, value: Value): void;
  wanted(): Wanted;
  addValues(values: [key: string, value: Value | null][]): void;
  addIssues(issues: Record<string, IssueLookup>): void;
  finish(): Commit;
}

/** Rebuilt records that are being staged. */
export interface Staging {
  /** Keys of what is known last of the things that they are about. */
  wanted(): string[];
  addValues(values: [key: string, value: Value | null][]): void;
  finish(): Staged;
}

/** One look through the store for values that nobody needs. */
export interface Sweeping {
  manifests(): string[];
  addManifest(key: string, value: Value): void;
  prefixes(): string[];
  orphans(listed: string[]): string[];
  finish(): Write | null;
}

/** One look at a list of a product, beside the last one. */
export interface Snapshotting {
  wanted(): string[];
  addValues(values: [key: string, value: Value | null][]): void;
  /** Ids and names of the things that were there the last time. */
  things(): [id: string, name: string | null][];
  /** Takes in an answer as it came; gives the number of things in it. */
  addAnswer(answer: string): number;
  leaveOut(ids: string[]): void;
  /** Ids of things that were there and are in none of the answers. */
  missing(): string[];
  /** Counts things as found that are there all the same. */
  keep(ids: string[]): void;
  /** What the log must be asked before the end; null when nothing is different. */
  question(): string | null;
  finish(log: Event[]): SnapshotAnswer;
}

/** Compiled code; holds nothing of anybody's. */
let compiled: WebAssembly.Module | undefined;
/** Invocations that use the instance now. The platform runs one at a time in a process; a local platform may run more. */
let users = 0;

/** Lends the core to `work`. */
export async function withCore<T>(work: (core: Core) => Promise<T> | T): Promise<T> {
  load();
  users += 1;
  try {
    return await work(CORE);
  } catch (error) {
    if (!(error instanceof WebAssembly.RuntimeError)) throw error;
    // Others who share the instance fail as well, which is better than going on with a broken one.
    glue.__wbg_reset_state();
    console.error('the core trapped', error.message);
    throw new CoreTrap(error);
  } finally {
    users -= 1;
    if (users === 0) glue.__wbg_reset_state();
  }
}

function load(): void {
  if (compiled !== undefined) return;
  const module = new WebAssembly.Module(Buffer.from(base64, 'base64'));
  glue.initSync({ module });
  compiled = module;
}

const CORE: Core = {
  ingest: (payload, hint, recorded, views) => read<{ writes: Write[] }>(glue.ingest(payload, hint, recorded, views)).writes,
  ownEvent: (request) => read<{ writes: Write[] }>(glue.ownEvent(text(request))).writes,
  audit: (request) => read<AuditAnswer>(glue.audit(text(request))),
  check: (request) => read<CheckAnswer>(glue.check(text(request))),
  reading: (request, scope, root) => new CoreReading(new glue.Reading(text(request), text(scope), root?.body)),
  compaction: (root, entries, now) => new CoreCompaction(new glue.Compaction(root?.body, texts(entries), now)),
  bulk: (root, events, now, settled) => new CoreCompaction(glue.Compaction.bulk(root?.body, text(events), now, settled)),
  stage: (events) => new CoreStaging(new glue.Stage(text(events))),
  get stagedPrefix() {
    return glue.Stage.prefix();
  },
  unstage: (values) => read<Unstaged>(glue.unstage(texts(values))),
  retention: (root, before, now) => new CoreCompaction(glue.Compaction.retain(root?.body, before, now)),
  overview: (request, root) => new CoreOverviewing(new glue.Overview(text(request), root?.body)),
  rebuild: (request) => read<Rebuilt>(glue.rebuild(text(request))),
  missing: (request) => read<Event[]>(glue.missing(text(request))),
  gaps: (project, seen, knownKeys) => read<[number, number][]>(glue.gaps(project, seen, text(knownKeys))),
  sweep: (root, swept) => new CoreSweeping(new glue.Sweep(root?.body, swept === null ? undefined : text(swept))),
  get sweptKey() {
    return glue.Sweep.place();
  },
  outlived: (states, before) => read<[string, string | null][]>(glue.outlived(texts(states), before)),
  get knownPrefix() {
    return glue.knownPrefix();
  },
  status: (root) => read<StatusAnswer>(glue.status(root?.body)),
  listing: (root) => read<Listing>(glue.listing(root?.body)),
  waiting: (entries, root, scope) => read<Event[]>(glue.waiting(texts(entries), root?.body, text(scope))),
  part: (root, scope) => new CoreStorePart(new glue.Part(root?.body, text(scope))),
  snapshot: (request) => new CoreSnapshotting(new glue.Snapshot(text(request))),
  assetRecords: (object, history, since, now) => read<{ writes: Write[] }>(glue.assetRecords(text(object), history, since, now)).writes,
};

class CoreReading implements Reading {
  constructor(private readonly inner: glue.Reading) {
    const problem = inner.problem();
    if (problem !== undefined) read(problem);
  }
  manifests = () => read<string[]>(this.inner.manifests());
  addManifest = (key: string, value: Value) => this.inner.addManifest(key, text(value));
  addWriteAhead = (entries: [string, Value][]) => done(this.inner.addWriteAhead(texts(entries)));
  next = () => read<string[]>(this.inner.next());
  addValues = (values: [string, Value | null][]) => done(this.inner.addValues(texts(values)));
  questions = () => read<IssueQuestion[]>(this.inner.questions());
  addMatches = (matches: IssueMatches[]) => done(this.inner.addMatches(text(matches)));
  answer = () => read<QueryAnswer>(this.inner.answer());
  exporting = () => new CoreExporting(this.inner.exporting());
}

class CoreExporting implements Exporting {
  constructor(private readonly inner: glue.Exporting) {}
  accounts = () => read<string[]>(this.inner.accounts());
  finish = (request: ExportRequest) => read<ExportAnswer>(this.inner.finish(text(request)));
}

class CoreStorePart implements StorePart {
  constructor(private readonly inner: glue.Part) {}
  manifests = () => read<string[]>(this.inner.manifests());
  add = (values: [string, Value | null][]) => void read(this.inner.add(texts(values)));
  listing = () => read<Listing>(this.inner.listing());
  manifestOf = (key: string) => read<string | null>(this.inner.manifestOf(key));
  begin = (key: string) => read<boolean>(this.inner.begin(key));
  keys = () => read<string[]>(this.inner.keys());
  finish = () => read<string>(this.inner.finish());
}

class CoreOverviewing implements Overviewing {
  constructor(private readonly inner: glue.Overview) {}
  addWriteAhead = (entries: [string, Value][]) => done(this.inner.addWriteAhead(texts(entries)));
  next = () => read<string[]>(this.inner.next());
  addValues = (values: [string, Value | null][]) => done(this.inner.addValues(texts(values)));
  answer = () => read<OverviewAnswer>(this.inner.answer());
}

class CoreCompaction implements Compaction {
  constructor(private readonly inner: glue.Compaction) {}
  manifests = () => read<string[]>(this.inner.manifests());
  addManifest = (key: string, value: Value) => done(this.inner.addManifest(key, text(value)));
  wanted = () => read<Wanted>(this.inner.wanted());
  addValues = (values: [string, Value | null][]) => done(this.inner.addValues(texts(values)));
  addIssues = (issues: Record<string, IssueLookup>) => done(this.inner.addIssues(text(issues)));
  finish = () => read<Commit>(this.inner.finish());
}

class CoreStaging implements Staging {
  constructor(private readonly inner: glue.Stage) {}
  wanted = () => read<string[]>(this.inner.wanted());
  addValues = (values: [string, Value | null][]) => void read(this.inner.addValues(texts(values)));
  finish = () => read<Staged>(this.inner.finish());
}

class CoreSweeping implements Sweeping {
  constructor(private readonly inner: glue.Sweep) {}
  manifests = () => read<string[]>(this.inner.manifests());
  addManifest = (key: string, value: Value) => done(this.inner.addManifest(key, text(value)));
  prefixes = () => read<string[]>(this.inner.prefixes());
  orphans = (listed: string[]) => read<string[]>(this.inner.orphans(text(listed)));
  finish = () => read<Write | null>(this.inner.finish());
}

class CoreSnapshotting implements Snapshotting {
  constructor(private readonly inner: glue.Snapshot) {}
  wanted = () => read<string[]>(this.inner.wanted());
  addValues = (values: [string, Value | null][]) => void read(this.inner.addValues(texts(values)));
  things = () => read<[string, string | null][]>(this.inner.things());
  addAnswer = (answer: string) => read<number>(this.inner.addAnswer(answer));
  leaveOut = (ids: string[]) => void read(this.inner.leaveOut(text(ids)));
  missing = () => read<string[]>(this.inner.missing());
  keep = (ids: string[]) => void read(this.inner.keep(text(ids)));
  question = () => read<string | null>(this.inner.question());
  finish = (log: Event[]) => read<SnapshotAnswer>(this.inner.finish(text(log)));
}

/** Values cross as JSON text: a record is one text to the engine, whatever is in it. */
function text(value: unknown): string {
  return JSON.stringify(value);
}

function texts(entries: [key: string, value: Value | null][]): string {
  return JSON.stringify(entries.map(([key, value]) => [key, value === null ? null : text(value)]));
}

interface Failed {
  error: { code: string; message: string; help?: string; diagnostics?: unknown[] };
}

function read<T>(answer: string): T {
  const result = JSON.parse(answer) as { ok: T } | Failed;
  if ('ok' in result) return result.ok;
  const { code, message, help, diagnostics } = result.error;
  throw new CoreError(code, message, help, diagnostics);
}

function done(answer: string | undefined): void {
  if (answer !== undefined) read(answer);
}
