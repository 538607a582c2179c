/** What somebody has chosen for their page. It lies in the app's storage: the page's frame may be denied a store of its own. */
import { createHash } from 'node:crypto';
import * as storage from '../storage';
import type { Call } from './request';
import { Fields, reader } from './request';

const LANGUAGES = ['en', 'de'];
const ZONES = ['own', 'utc'];

/** What can be chosen. What is absent was not chosen yet. */
export interface Preferences {
  language?: string;
  /** Whether times are shown in the person's own zone or in UTC. */
  zone?: string;
  /** Whether single keys are shortcuts. */
  keys?: boolean;
  /** Whether the tour was seen or closed. */
  toured?: boolean;
}

/** Keeps what somebody chose just now, beside what they chose before: `{language?, zone?, keys?, toured?}`. Gives all of it. */
export async function setPreferences(call: Call): Promise<Preferences> {
  const { access } = await reader(call);
  const fields = new Fields(call.payload);
  const chosen: Preferences = {
    ...pick('language', fields.oneOf('language', LANGUAGES)),
    ...pick('zone', fields.oneOf('zone', ZONES)),
    ...pick('keys', isOn(fields.optionalWhole('keys', 0, 1))),
    ...pick('toured', isOn(fields.optionalWhole('toured', 0, 1))),
  };
  fields.end();
  const all = { ...(await preferencesOf(access.accountId)), ...chosen };
  if (access.accountId !== null) await storage.set(keyOf(access.accountId), { ...all });
  return all;
}

/** What somebody chose. Storage that fails knows of nothing: a page in English is better than none. */
export async function preferencesOf(account: string | null): Promise<Preferences> {
  if (account === null) return {};
  try {
    const [[, kept] = []] = await storage.getAllSmall([keyOf(account)], 200);
    return (kept ?? {}) as Preferences;
  } catch (error) {
    console.warn('preferences could not be read', error);
    return {};
  }
}

/** The key names nobody. */
function keyOf(account: string): string {
  return `preferences:${createHash('sha256').update(account).digest('hex')}`;
}

function isOn(value: number | undefined): boolean | undefined {
  return value === undefined ? undefined : value === 1;
}

function pick<T>(name: keyof Preferences, value: T | undefined): Preferences {
  return value === undefined ? {} : { [name]: value };
}
