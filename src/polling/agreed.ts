/**
 * The administrator in whose name schedules may ask where the app itself is refused. Nobody is chosen: an administrator
 * agrees on the page, for themselves, and may take it back.
 */
import * as storage from '../storage';

const KEY = 'c:agreed';

/** The account of the administrator who agreed, if one did. */
export async function agreedAdmin(): Promise<string | undefined> {
  const [[, value] = []] = await storage.getAll([KEY]);
  const account = (value as { account?: unknown } | null | undefined)?.account;
  return typeof account === 'string' ? account : undefined;
}

/** Remembers that this administrator agrees; nobody does when there is no account. */
export async function agree(account: string | undefined): Promise<void> {
  if (account === undefined) await storage.deleteAll([KEY]);
  else await storage.set(KEY, { account });
}
