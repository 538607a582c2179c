/** Keeps the log at hand: finds out what questions need, has it fetched, and answers. Runs in the worker. */
import type { AskAnswer } from '../types';
import { Site, speaksOfWeeks } from './site';
import type { Log } from '../generated/log/core';
import type { Failure, HostCalls, How } from './protocol';
import type { LogAnswer, LogAsk, Show } from './types';

/** Keys of one call; the host answers as many as fit. */
const KEYS_A_CALL = 64;
const CALLS_AT_ONCE = 2;
/** What nobody waits for comes in few calls, one at a time. */
const AHEAD_KEYS_A_CALL = 256;
/** Tables of the site may change: they are asked for again after this. */
const TABLES_MS = 120_000;
/** Calls that bring nothing, or find the store busy, in a row. */
const TRIES_MAX = 4;
const PAUSE_MS = 1_500;
const AHEAD_PAUSE_MS = 250;

/** Something that is asked. */
export interface Job extends How {
  asks: LogAsk[];
  isOver: boolean;
  /** Rows that were not whole at the last look. */
  bare?: number;
  answered(answers: LogAnswer[], isLast: boolean): void;
}

type Found = { answer: LogAnswer; wanted: string[]; isUnknown: boolean };
type Envelope = { ok: AskAnswer } | { error: Failure };

export class Keeper {
  private known: { since?: number; mark?: string; account?: string | undefined; isCut?: boolean } = {};
  private listed: Promise<boolean> | undefined;
  private site = new Site();
  private readonly underWay = new Map<string, Promise<number>>();
  /** Jobs that somebody waits for. */
  private waitedFor = 0;

  constructor(
    private readonly log: Log,
    private readonly host: HostCalls,
  ) {}

  /** Answers, as soon as everything is at hand that the questions need. */
  async run(job: Job): Promise<void> {
    if (job.isAhead) return this.answerAll(job);
    this.waitedFor += 1;
    try {
      await this.answerAll(job);
    } finally {
      this.waitedFor -= 1;
    }
  }

  private async answerAll(job: Job): Promise<void> {
    await this.list();
    for (let tries = 0; !job.isOver; ) {
      while (job.isAhead && this.waitedFor > 0) await pause(AHEAD_PAUSE_MS);
      const found: Found[] = [];
      for (const ask of job.asks) found.push(await this.find(ask, job.isExpected));
      if (job.isOver) return;
      const wanted = [...new Set(interleaved(found.map((one) => one.wanted)))];
      const answers = found.map((one) => one.answer);
      if (wanted.length === 0) {
        if (await this.hasMore(job, answers)) continue;
        return job.answered(answers, true);
      }
      if (job.isExpected) throw NOT_AT_HAND;
      // Before anything is at hand there is nothing to tell.
      if (job.interim && !wanted.some(isOfCatalogue)) job.answered(answers, false);
      const brought = job.isAhead ? await this.fetch(wanted, AHEAD_KEYS_A_CALL, 1) : await this.fetch(wanted, KEYS_A_CALL, CALLS_AT_ONCE);
      tries = brought > 0 ? 0 : tries + 1;
      if (tries > TRIES_MAX) throw failure('busy', 'The log cannot be loaded just now.');
      if (tries > 0) await pause(PAUSE_MS);
    }
  }

  /** Whether rows are to become whole that are not yet: a few records at a time, so that what is asked meanwhile is answered first. */
  private async hasMore(job: Job, answers: LogAnswer[]): Promise<boolean> {
    const bare = answers.flatMap(({ shown }) => shown).reduce((sum, one) => sum + (one.show === 'rows' ? (one.bare?.length ?? 0) : 0), 0);
    if (bare === 0 || !job.asks.some(({ shows }) => shows.some(isGradual))) return false;
    // Of what cannot be read nothing becomes whole.
    if (bare === job.bare) job.asks = job.asks.map((ask) => ({ ...ask, shows: ask.shows.map(atOnce) }));
    job.bare = bare;
    await pause(0);
    return true;
  }

  /** The first list; another try is made when the one before failed. */
  list(): Promise<boolean> {
    this.listed ??= this.refresh().catch((error: unknown) => {
      this.listed = undefined;
      throw error;
    });
    return this.listed;
  }

  /** Looks whether the log has grown; tells that. */
  async refresh(): Promise<boolean> {
    const { since, mark } = this.known;
    const seen = await this.host.catalogue({ ...(since !== undefined && { since }), ...(mark !== undefined && { mark }) });
    if (seen.listing) check(this.log.list(JSON.stringify(seen.listing)));
    if (seen.tail) check(this.log.tail(JSON.stringify(seen.tail)));
    this.known = { since: seen.generation, mark: seen.mark, account: seen.account ?? undefined, isCut: !seen.complete };
    return seen.listing !== undefined || seen.tail !== undefined;
  }

  /** What is at hand answers at once; what the site has to say is asked first. */
  private async find(ask: LogAsk, isExpected: boolean): Promise<Found> {
    if (this.site.began < Date.now() - TABLES_MS) this.site = new Site();
    const { site } = this;
    const key = JSON.stringify(ask.question);
    const found = this.answer(ask);
    if (site.asked.has(key) || !(found.isUnknown || (site.mondayFirst === undefined && speaksOfWeeks(key)))) return found;
    if (isExpected) throw NOT_AT_HAND;
    const { tables, mondayFirst } = await this.host.tables(ask.question);
    site.learn(key, tables, speaksOfWeeks(key) ? mondayFirst : undefined);
    return this.answer(ask);
  }

  private answer({ question, shows }: LogAsk): Found {
    const begin = performance.now();
    const { jql, narrow, zone } = question;
    const { tables, mondayFirst } = this.site;
    const check = { jql, narrow, zone, now: Date.now(), account: this.known.account, ...(tables && { tables, mondayFirst: mondayFirst ?? false }) };
    const envelope = JSON.parse(this.log.ask(JSON.stringify({ check, shows }))) as Envelope;
    if ('error' in envelope) throw envelope.error;
    const { count, open, shown, scanned, warnings, loaded, wanted, lookups } = envelope.ok;
    if (this.known.isCut) warnings.push({ severity: 'warning', code: 'read.cut', message: 'More events wait to be packed than could be looked at.', from: 0, to: 0 });
    const answer = { count, open, shown, scanned, warnings, loaded, millis: performance.now() - begin };
    return { answer, wanted, isUnknown: lookups.length > 0 };
  }

  /** Fetches the first of these; tells how many values came. What somebody else fetches already is waited for. */
  private async fetch(wanted: string[], keysACall: number, callsAtOnce: number): Promise<number> {
    const free = wanted.filter((key) => !this.underWay.has(key));
    const calls = new Set(wanted.flatMap((key) => this.underWay.get(key) ?? []));
    for (let at = 0; at < free.length && calls.size < callsAtOnce; at += keysACall) {
      const keys = free.slice(at, at + keysACall);
      const call = this.bring(keys).finally(() => keys.forEach((key) => this.underWay.delete(key)));
      keys.forEach((key) => this.underWay.set(key, call));
      calls.add(call);
    }
    return Promise.race(calls);
  }

  private async bring(keys: string[]): Promise<number> {
    const { values } = await this.host.values(keys).catch((error: Failure) => {
      if (error.code === 'busy') return { values: [] };
      throw error;
    });
    let isStale = false;
    for (const [key, text] of values) isStale = this.log.addValue(key, text ?? undefined) || isStale;
    // What is gone was retired: there is a newer list.
    if (isStale) await this.refresh();
    return values.length;
  }
}

const isGradual = (show: Show) => show.show === 'rows' && (show.unpack ?? 0) > 0;
const atOnce = (show: Show): Show => (show.show === 'rows' ? { ...show, bare: false } : show);

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

const isOfCatalogue = (key: string) => /^[amx]:/u.test(key);

/** The first of each list, then the second of each ... */
function interleaved(lists: string[][]): string[] {
  const longest = Math.max(0, ...lists.map((list) => list.length));
  return Array.from({ length: longest }, (_, at) => lists.flatMap((list) => list[at] ?? [])).flat();
}

function check(problem: string | undefined) {
  if (problem !== undefined) throw (JSON.parse(problem) as { error: Failure }).error;
}

const failure = (code: string, message: string): Failure => ({ code, message });
const NOT_AT_HAND = failure('not-at-hand', 'Not everything is at hand.');
