/** Kinds of things whose deletion the page shows. */
import type { deleted } from '../texts/deleted';
import type { ActionName, Event } from '../types';

export type DeletedKind = keyof typeof deleted.kinds;

const ACTIONS: Record<Exclude<DeletedKind, 'all'>, ActionName[]> = {
  comments: ['comment.deleted'],
  issues: ['issue.deleted'],
  pages: ['page.deleted', 'page.trashed', 'blogpost.deleted', 'blogpost.trashed', 'content.trashed'],
  files: ['attachment.deleted', 'attachment.trashed'],
  work: ['worklog.deleted'],
};

export const KINDS = ['all', ...Object.keys(ACTIONS)] as DeletedKind[];

/** The actions of a kind. */
export const actionsOf = (kind: DeletedKind): ActionName[] => (kind === 'all' ? Object.values(ACTIONS).flat() : ACTIONS[kind]);

/** What asks for things of this kind. */
export const kindClause = (kind: DeletedKind) => `action IN (${actionsOf(kind).join(', ')})`;

export const readKind = (text: string | null): DeletedKind => KINDS.find((kind) => kind === text) ?? 'all';

/** Which kind of thing was deleted. */
export function kindOf({ action }: Event): Exclude<DeletedKind, 'all'> {
  const kinds = Object.entries(ACTIONS) as [Exclude<DeletedKind, 'all'>, ActionName[]][];
  return kinds.find(([, actions]) => actions.includes(action))?.[0] ?? 'pages';
}

/** The texts of what was deleted, the main one first, with those that went with it. */
export function textsOf({ content = [] }: Event) {
  const main = content.find(({ role, id }) => (role === 'body' || role === 'description') && id === undefined) ?? content.find(({ role }) => role === 'previousBody');
  const others = content.filter((one) => one !== main);
  return { main, comments: others.filter(({ role }) => role === 'comment'), worklogs: others.filter(({ role }) => role === 'worklog') };
}
