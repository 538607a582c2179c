/**
 * When people were last active in each product, by what the log itself has of them.
 *
 * What somebody only looked at is not part of it, unless views are kept. The organization's own figures (last logins) can be had
 * with a key of the organization's administrator and a way out to another address only, which this app does not have.
 */
import type { Product } from '../generated';
import { readEvents } from '../reading';
import type { Call } from './request';
import { Fields, administrator } from './request';

const ACCOUNTS_MAX = 20;
/** Account ids consist of these; whatever else the page sends is not put into a query. */
const ACCOUNT = /^[0-9A-Za-z:-]{1,128}$/;
const PRODUCTS: readonly Product[] = ['jira', 'jira-software', 'jsm', 'assets', 'confluence'];
/** Questions to the log in one answer: the people who are found drop out of the next. */
const QUESTIONS_MAX = 60;
const ROWS = 50;

/** When somebody was last active: milliseconds since 1970, UTC, by product. */
export interface LastActive {
  account: string;
  products: Partial<Record<Product, number>>;
}

/** People, as asked for. */
export interface LastActiveAnswer {
  people: LastActive[];
  /** Whether the log was looked through as far as was needed; else what is missing is not known. */
  complete: boolean;
}

/** The newest record of each person in each product: `{accounts}`. */
export async function lastActive(call: Call): Promise<LastActiveAnswer> {
  await administrator(call);
  const fields = new Fields(call.payload);
  const accounts = fields.texts('accounts', ACCOUNTS_MAX, 128).filter((account) => ACCOUNT.test(account));
  fields.end();
  const people = new Map(accounts.map((account) => [account, { account, products: {} } as LastActive]));
  let complete = true;
  let questions = 0;
  for (const product of PRODUCTS) {
    const sought = new Set(people.keys());
    while (sought.size > 0) {
      questions += 1;
      const answer = questions > QUESTIONS_MAX ? undefined : await newest([...sought], product);
      for (const { actor, occurred } of answer?.rows ?? []) {
        // Rows come newest first: the first of somebody is the last that they did.
        const person = sought.delete(actor.accountId ?? '') ? people.get(actor.accountId ?? '') : undefined;
        if (person !== undefined) person.products[product] = occurred;
      }
      if (answer === undefined || !answer.complete) {
        complete = false;
        break;
      }
      if (answer.rows.length === 0) break;
    }
  }
  return { people: [...people.values()], complete };
}

function newest(accounts: string[], product: Product) {
  const actors = accounts.map((account) => `"${account}"`).join(', ');
  const jql = `actor IN (${actors}) AND product = ${product} AND certainty = stated`;
  return readEvents({ jql, now: Date.now(), zone: 'UTC', limit: ROWS }, 'all', { since: undefined, askJira: false });
}
