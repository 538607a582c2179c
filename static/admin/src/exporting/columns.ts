import { exporting } from '../texts/exporting';

/** A column of a table, by its name in the file. */
export type Column = keyof typeof exporting.columnNames;

/** All of them, in the order of a table. */
export const COLUMNS: Column[] = [
  'occurred', 'actor_id', 'actor_name', 'actor_kind', 'actor_certainty', 'action', 'product', 'container_key', 'container_name', 'subject_kind',
  'subject_key', 'subject_title', 'subject_id', 'parent_key', 'parent_title', 'issue_type', 'issue_status', 'changes', 'text', 'recorded', 'provenance', 'source', 'id',
];

/** Those that answer who did what to which thing. */
export const USUAL: ReadonlySet<Column> = new Set([
  'occurred', 'actor_id', 'actor_name', 'actor_kind', 'action', 'product', 'container_key', 'subject_kind', 'subject_key', 'subject_title', 'parent_key', 'changes', 'text', 'id',
]);
