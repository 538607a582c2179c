import type { PickField } from '../query/model';
import { subjectKinds, texts } from '../texts';
import type { Event } from '../types';

/** A subject in words: what to show first, what beside it, and what a click asks for. */
export interface SubjectWords {
  key: string;
  title?: string;
  field?: PickField;
  value?: string;
  /** The kind of thing, when the key shown is that of what it belongs to. */
  kind?: string;
}

/** How a subject is called: by the issue it is or belongs to, else by its own key, title or kind. */
export function wordsOf({ subject, container }: Event): SubjectWords {
  const holder = subject.kind === 'issue' ? subject : subject.parent;
  if (holder?.key && (subject.kind === 'issue' || subject.parent?.kind === 'issue')) {
    const isOwn = holder === subject;
    return {
      key: holder.key,
      // A file is known by its name; a comment or a worklog has none.
      title: (isOwn || subject.kind === 'attachment' ? (subject.title ?? subject.parent?.title) : (subject.parent?.title ?? subject.title)) || undefined,
      field: 'issue',
      value: holder.key,
      kind: isOwn ? undefined : subjectKinds[subject.kind],
    };
  }
  const kind = subjectKinds[subject.kind];
  const name = subject.key ?? (subject.kind === 'project' || subject.kind === 'space' ? container?.key : undefined);
  const value = subject.key ?? subject.id;
  const { parent } = subject;
  const title = subject.title ?? parent?.title ?? (parent?.id ? texts.table.of(subjectKinds[parent.kind], parent.id) : name ? kind : subject.id);
  return {
    key: name ?? kind,
    title: title === kind && !name ? undefined : title,
    field: value ? 'subject' : undefined,
    value,
    kind: undefined,
  };
}
