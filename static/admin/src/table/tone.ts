import type { ActionName } from '../types';

/** How an action is coloured, by what its verb does. */
export type Tone = 'added' | 'changed' | 'removed' | 'seen' | 'security' | 'trouble';

const TONES: Record<Exclude<Tone, 'changed'>, string[]> = {
  added: ['created', 'added', 'restored', 'unarchived', 'released', 'started', 'published', 'installed', 'copied', 'initialized', 'liked', 'reactivated', 'enabled'],
  removed: ['deleted', 'removed', 'trashed', 'archived', 'unreleased', 'context-deleted', 'property-deleted', 'deactivated', 'disabled'],
  seen: ['viewed', 'opened', 'performed', 'mentioned', 'snapshotted'],
  security: ['permissions-updated', 'access-blocked', 'refused', 'member-added', 'member-removed', 'granted', 'revoked', 'exported'],
  trouble: ['unreadable', 'expression-failed'],
};

/** The tone of an action; whatever is neither of the others changes something. */
export function toneOf(action: ActionName): Tone {
  const verb = action.slice(action.indexOf('.') + 1);
  const found = (Object.keys(TONES) as (keyof typeof TONES)[]).find((tone) => TONES[tone].includes(verb));
  return found ?? 'changed';
}
