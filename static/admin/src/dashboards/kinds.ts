/** Kinds of events that a dashboard counts apart, as JQL and as a test of an action's name. Both say the same. */
import { toneOf } from '../table/tone';
import type { ActionName } from '../types';

/** Families whose every change is one of permissions. */
const GUARDS = ['permission-scheme', 'security-scheme', 'role', 'permission', 'group'];

/** What was deleted, put away or switched off. */
export const REMOVED = 'actionKind = removed';

/** Changes of permissions, and what else matters for security. */
export const SECURITY = `(actionKind = security OR actionFamily IN (${GUARDS.map((family) => `"${family}"`).join(', ')}))`;

/** What people did, those of the site and customers. */
export const BY_PEOPLE = 'actorKind IN (person, customer)';

/** What nobody did by hand. */
export const AUTOMATIC = 'actorKind IN (app, automation, system)';

export const isRemoved = (action: string) => toneOf(action as ActionName) === 'removed';

export const isSecurity = (action: string) => toneOf(action as ActionName) === 'security' || GUARDS.includes(action.slice(0, action.indexOf('.')));

export const isAutomatic = (kind: string) => kind === 'app' || kind === 'automation' || kind === 'system';
