/**
 * Views that people keep: what the page shows, under a name. A view is private to an account, or shared with all who see the
 * whole log. Each lies under a key of its own, so that two people who save at once do not overwrite each other.
 */
import { createHash, randomUUID } from 'node:crypto';
import { Refusal } from './envelope';
import * as storage from './storage';

const OWN_MAX = 50;
const SHARED_MAX = 100;
const VIEW_BYTES = 1_000;
/** The shape of what is stored. A view of another one is left alone, and not shown. */
const VERSION = 1;

/** A view as it is stored. */
interface Stored {
  version: typeof VERSION;
  name: string;
  /** The search part of the page's address: the query, the range of time and the tab, read like a bookmark of any age. */
  address: string;
  savedBy: string;
  /** Milliseconds since 1970, UTC. */
  savedAt: number;
}

/** A view that was saved. */
export interface SavedView extends Omit<Stored, 'version'> {
  id: string;
  shared: boolean;
}

/** What somebody saves. */
export interface Wanted {
  /** Of the view that is replaced; a new one when absent. */
  id?: string;
  name: string;
  address: string;
  shared: boolean;
}

/** The views that somebody sees, and the id of the one that their page opens with: a saved one, or one that the page brings. */
export interface Views {
  views: SavedView[];
  default?: string;
}

/** The views of an account, with the shared ones for who may see these. */
export async function viewsOf(account: string, seesShared: boolean): Promise<Views> {
  const [own, shared, [[, kept] = []]] = await Promise.all([
    listed(ownPrefix(account), false),
    seesShared ? listed(SHARED, true) : [],
    storage.getAllSmall([defaultKey(account)], 100),
  ]);
  const chosen = (kept as { id?: unknown } | null | undefined)?.id;
  return { views: [...own, ...shared], ...(typeof chosen === 'string' && { default: chosen }) };
}

/** A view by its id, among those of an account and the shared ones. */
export async function findView(account: string, id: string): Promise<SavedView | undefined> {
  const [[, own] = [], [, shared] = []] = await storage.getAllSmall([ownPrefix(account) + id, SHARED + id], VIEW_BYTES);
  return read(id, own, false) ?? read(id, shared, true);
}

/** Keeps a view, and takes back the one it replaces when that lies elsewhere. Storage lists late: the answer has it already. */
export async function keepView(account: string, wanted: Wanted, before: SavedView | undefined, now: number): Promise<SavedView[]> {
  const { name, address, shared } = wanted;
  const others = (await listed(shared ? SHARED : ownPrefix(account), shared)).filter(({ id }) => id !== before?.id);
  if (others.length >= (shared ? SHARED_MAX : OWN_MAX)) throw bad('There are too many views. Delete one first.');
  if (others.some((other) => folded(other.name) === folded(name))) throw bad('There is a view of this name already.');
  const stored: Stored = { version: VERSION, name, address, savedBy: before?.savedBy ?? account, savedAt: now };
  const id = before?.id ?? randomUUID();
  await storage.set(keyOf(account, id, shared), { ...stored });
  if (before !== undefined && before.shared !== shared) await storage.deleteAll([keyOf(account, id, before.shared)]);
  const { version: _, ...rest } = stored;
  return [...others, { id, shared, ...rest }];
}

/** Forgets a view. */
export function forgetView(account: string, { id, shared }: SavedView): Promise<void> {
  return storage.deleteAll([keyOf(account, id, shared)]);
}

/** Remembers with which view the page of an account opens; with none when there is no id. */
export async function chooseView(account: string, id: string | undefined): Promise<void> {
  if (id === undefined) await storage.deleteAll([defaultKey(account)]);
  else await storage.set(defaultKey(account), { version: VERSION, id });
}

const SHARED = 'saved:shared:';

/** The keys name nobody. */
const digest = (account: string) => createHash('sha256').update(account).digest('hex');
const ownPrefix = (account: string) => `saved:own:${digest(account)}:`;
const defaultKey = (account: string) => `saved:default:${digest(account)}`;
const keyOf = (account: string, id: string, shared: boolean) => (shared ? SHARED : ownPrefix(account)) + id;

async function listed(prefix: string, shared: boolean): Promise<SavedView[]> {
  const views: SavedView[] = [];
  for await (const page of storage.list(prefix)) {
    for (const { key, value } of page) {
      const view = read(key.slice(prefix.length), value, shared);
      if (view !== undefined) views.push(view);
    }
  }
  return views;
}

function read(id: string, value: unknown, shared: boolean): SavedView | undefined {
  const { version, ...view } = (value ?? {}) as Partial<Stored>;
  return version === VERSION ? { id, shared, ...(view as Omit<Stored, 'version'>) } : undefined;
}

const folded = (text: string) => text.normalize('NFC').toLowerCase();
const bad = (message: string) => new Refusal({ code: 'bad-request', message });
