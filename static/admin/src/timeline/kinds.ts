/** Kinds of events that a timeline can be made of. */
import type { story } from '../texts/story';
import type { Thread } from './thread';

export type StoryKind = keyof typeof story.kinds;

const CLAUSES: Record<Exclude<StoryKind, 'all'>, string> = {
  status: 'changedField = "status"',
  fields: 'actionFamily = issue AND actionKind != seen',
  edits: 'actionFamily IN (page, blogpost, whiteboard, database) AND actionKind != seen',
  comments: 'actionFamily = comment',
  work: 'actionFamily = worklog',
  files: 'actionFamily = attachment',
  links: 'actionFamily = link',
  permissions: 'actionKind = security',
  views: 'actionKind = seen',
};

/** Kinds that such a thing can have. */
export const kindsOf = ({ kind }: Thread): StoryKind[] =>
  kind === 'issue' ? ['all', 'status', 'fields', 'comments', 'work', 'files', 'links', 'views'] : ['all', 'edits', 'comments', 'files', 'permissions', 'views'];

/** The clause of a kind. */
export const kindClauses = (kind: StoryKind): string[] => (kind === 'all' ? [] : [CLAUSES[kind]]);

export const readKind = (text: string | null, thread: Thread): StoryKind => kindsOf(thread).find((kind) => kind === text) ?? 'all';
