/** The log at hand, as the page's worker keeps it, over the resolvers of the local platform. */
import { readFileSync } from 'node:fs';
import * as core from '../../static/admin/src/generated/log/core.js';
import { Keeper } from '../../static/admin/src/log/keeper.ts';
import type { HostCalls } from '../../static/admin/src/log/protocol.ts';
import type { LogAnswer, LogAsk } from '../../static/admin/src/log/types.ts';
import type { Event } from '../../src/generated/index.ts';
import { call } from './local.ts';
import type { Local } from './local.ts';
import type { Person } from './people.ts';

core.init(new WebAssembly.Module(readFileSync(new URL('../../static/admin/src/generated/log/core.wasm', import.meta.url))));

/** Who looks from where. */
export interface Where {
  module?: string;
  person?: Person;
  extension?: object;
}

/** The log of somebody, with all that the host has answered. */
export class Hand {
  readonly heard: { name: string; payload: unknown; answer: unknown }[] = [];
  readonly keeper: Keeper;

  constructor(
    private readonly local: Local,
    private readonly where: Where,
  ) {
    const host: HostCalls = {
      catalogue: (known) => this.call('catalogue', known),
      values: (keys) => this.call('values', { keys }),
      tables: (question) => this.call('tables', question),
    };
    this.keeper = new Keeper(new core.Log(), host);
  }

  /** Answers once everything is at hand. */
  ask(asks: LogAsk[]): Promise<LogAnswer[]> {
    return new Promise((resolve, reject) => {
      const answered = (answers: LogAnswer[], isLast: boolean) => isLast && resolve(answers);
      this.keeper.run({ asks, interim: false, isAhead: false, isOver: false, isExpected: false, answered }).catch(reject);
    });
  }

  /** The rows of a query, and how many there are. */
  async rows(jql: string, narrow: string[] = []): Promise<{ rows: Event[]; answer: LogAnswer }> {
    const question = { jql, narrow, zone: 'Europe/Berlin' };
    const [answer] = await this.ask([{ question, shows: [{ show: 'rows', limit: 500 }] }]);
    const shown = answer?.shown[0];
    if (answer === undefined || shown?.show !== 'rows') throw new Error(`${jql}: no rows`);
    return { rows: shown.rows, answer };
  }

  /** How often the host was asked for something. */
  calls(name: string): number {
    return this.heard.filter((one) => one.name === name).length;
  }

  private async call<T>(name: string, payload: unknown): Promise<T> {
    const answered = await call<T>(this.local, name, payload, this.where);
    this.heard.push({ name, payload, answer: answered.ok ?? answered.error });
    if (answered.ok === undefined) throw answered.error;
    return answered.ok;
  }
}
