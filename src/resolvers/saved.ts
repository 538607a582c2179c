import type { Access } from '../access';
import { Refusal } from '../envelope';
import type { OwnAction } from '../own-events';
import { recordOwn } from '../own-events';
import type { SavedView, Views } from '../saved';
import { chooseView, findView, forgetView, keepView, viewsOf } from '../saved';
import type { Call } from './request';
import { Fields, reader } from './request';

const NAME_LENGTH_MAX = 80;
/** Longer ones make no address that a browser takes. */
const ADDRESS_LENGTH_MAX = 8_000;
const ID_LENGTH_MAX = 60;
/** Ids of saved views are made here; those of views that the page brings are words. */
const ID = /^[a-z0-9-]{1,60}$/;
const CONTROL = /\p{Cc}/u;

/** The views that the asking user has, and those that are shared with all who see the whole log. */
export async function views(call: Call): Promise<Views> {
  const { access, account } = await keeper(call);
  new Fields(call.payload).end();
  return viewsOf(account, access.access === 'all');
}

/** Keeps a view: `{id?, name, address, shared}`. Gives all views of its kind, the own or the shared ones. */
export async function saveView(call: Call): Promise<SavedView[]> {
  const { access, account } = await keeper(call);
  const fields = new Fields(call.payload);
  const id = idOf(fields.optionalText('id', ID_LENGTH_MAX));
  const name = fields.text('name', NAME_LENGTH_MAX).trim();
  const address = fields.text('address', ADDRESS_LENGTH_MAX).replace(/^\?/, '');
  const shared = fields.whole('shared', 0, 1) === 1;
  fields.end();
  if (name === '') throw bad('A view needs a name.');
  if (CONTROL.test(name) || CONTROL.test(address)) throw bad('Names and addresses have no control characters.');
  const before = id === undefined ? undefined : await known(account, id);
  mayTouch(access, shared || before?.shared === true);
  const kept = await keepView(account, { name, address, shared }, before, Date.now());
  if (shared || before?.shared === true) await recorded(before?.shared === true ? (shared ? 'view.updated' : 'view.deleted') : 'view.created', account, name);
  return kept;
}

/** Forgets a view: `{id}`. */
export async function deleteView(call: Call): Promise<{ id: string }> {
  const { access, account } = await keeper(call);
  const fields = new Fields(call.payload);
  const id = idOf(fields.text('id', ID_LENGTH_MAX));
  fields.end();
  const view = await known(account, id);
  mayTouch(access, view.shared);
  if (view.shared) await recorded('view.deleted', account, view.name);
  await forgetView(account, view);
  return { id };
}

/** Chooses the view that the page of the asking user opens with: `{id?}`. */
export async function chooseDefaultView(call: Call): Promise<{ default?: string }> {
  const { account } = await keeper(call);
  const fields = new Fields(call.payload);
  const id = idOf(fields.optionalText('id', ID_LENGTH_MAX));
  fields.end();
  await chooseView(account, id);
  return id === undefined ? {} : { default: id };
}

/** Who reads the log and has an account to keep views for. */
async function keeper(call: Call): Promise<{ access: Access; account: string }> {
  const { access } = await reader(call);
  if (access.accountId === null) throw new Refusal({ code: 'forbidden', message: 'Log in to keep views.' });
  return { access, account: access.accountId };
}

async function known(account: string, id: string): Promise<SavedView> {
  const view = await findView(account, id);
  if (view === undefined) throw bad('This view is gone. Somebody may have deleted it.');
  return view;
}

function mayTouch({ access }: Access, shared: boolean): void {
  if (shared && access !== 'all') throw new Refusal({ code: 'forbidden', message: 'Only who sees the whole log shares views, and changes what is shared.' });
}

function idOf<T extends string | undefined>(id: T): T {
  if (id !== undefined && !ID.test(id)) throw bad('`id` is no id of a view');
  return id;
}

async function recorded(action: OwnAction, account: string, note: string): Promise<void> {
  await recordOwn(action, { account, note });
}

const bad = (message: string) => new Refusal({ code: 'bad-request', message });
