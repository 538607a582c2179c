import type { Access } from '../access';
import { accessOf, pageName } from '../access';
import { recordOwn } from '../own-events';
import type { Preferences } from './preferences';
import { preferencesOf } from './preferences';
import type { Call } from './request';
import { Fields } from './request';

/** What the asking user may see from here, and what they chose for their page. The page calls this when it opens, which is what goes on record. */
export async function viewer({ payload, context }: Call): Promise<Access & { preferences: Preferences }> {
  new Fields(payload).end();
  const access = await accessOf(context);
  if (access.accountId !== null) {
    const action = access.access === 'none' ? 'log.refused' : 'log.opened';
    await recordOwn(action, { account: access.accountId, note: pageName(context) });
  }
  return { ...access, preferences: await preferencesOf(access.accountId) };
}
