import { Name } from '../people/Name';
import { utcOf, type Clock } from '../table/time';
import { texts } from '../texts';
import type { Content } from '../types';

/** Whose a text is, what else it says, who may read it, and when the log saw it; nothing when none of that is known. */
export function Byline({ content, clock }: { content: Content; clock: Clock }) {
  const { author, title, visibility, at } = content;
  const parts = [
    author && <Name key="author" accountId={author} />,
    title && <span key="title">{title}</span>,
    visibility && <span key="visibility">{restrictedTo(visibility)}</span>,
    at !== undefined && (
      <span key="at" title={utcOf(at)}>
        {texts.detail.asOf(clock.long(at))}
      </span>
    ),
  ].filter(Boolean);
  if (parts.length === 0) return null;
  return <p className="byline subtle">{parts.flatMap((part, index) => (index > 0 ? [' · ', part] : [part]))}</p>;
}

/** Who may read a text, as the record says it: `internal`, `role: Developers`, `group: finance`. */
function restrictedTo(visibility: string): string {
  const [, kind = '', name = ''] = /^(role|group): (.*)$/su.exec(visibility) ?? [];
  if (kind === 'role' || kind === 'group') return texts.detail.restricted(texts.detail.readers[kind](name));
  return visibility === 'internal' ? texts.detail.internal : texts.detail.restricted(visibility);
}
