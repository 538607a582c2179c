/** The one function behind every page of the app. */
import ForgeResolver from '@forge/resolver';
import { Refusal, answer } from '../envelope';
import { withPriority } from '../storage';
import { backfillPause, backfillResume, backfillStart, backfillStatus } from './backfill';
import { catalogue } from './catalogue';
import { check } from './check';
import { compact } from './compact';
import { agreeToPolling, coverage, pollNow, setViews } from './coverage';
import { events } from './events';
import { exportPage, exportStop } from './exporting';
import { lastActive } from './last-active';
import { setPreferences } from './preferences';
import { recordReport } from './report';
import { overview } from './overview';
import type { Resolver } from './request';
import { chooseDefaultView, deleteView, saveView, views } from './saved';
import { status } from './status';
import { tables } from './tables';
import { values } from './values';
import { viewer } from './viewer';

/** Every key that a page may call. Each resolver decides for itself whom it answers. */
export const RESOLVERS: Readonly<Record<string, Resolver>> = {
  viewer,
  events,
  check,
  catalogue,
  values,
  tables,
  status,
  compact,
  coverage,
  pollNow,
  agreeToPolling,
  setViews,
  backfillStart,
  backfillPause,
  backfillResume,
  backfillStatus,
  lastActive,
  setPreferences,
  exportPage,
  exportStop,
  views,
  saveView,
  deleteView,
  chooseDefaultView,
  recordReport,
  overview,
};

const definitions = new ForgeResolver();
for (const [key, resolve] of Object.entries(RESOLVERS)) {
  definitions.define(key, (request: Parameters<Resolver>[0]) => withPriority('reader', () => answer(() => resolve(request))));
}
const dispatch = definitions.getDefinitions();

/** The handler. Keys are looked up among our own only: the package would find those that every object inherits as well. */
export const resolver: typeof dispatch = (request, runtime) =>
  Object.hasOwn(RESOLVERS, request.call.functionKey) ? dispatch(request, runtime) : answer(unknownKey);

async function unknownKey(): Promise<never> {
  throw new Refusal({ code: 'bad-request', message: 'There is no such resolver.' });
}
