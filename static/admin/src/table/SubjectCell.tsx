import { texts } from '../texts';
import type { Event } from '../types';
import { pickBy, type RowActs } from './act';
import { wordsOf } from './subject';

/** To what: the key, which is also a filter, and the title. */
export function SubjectCell({ event, acts }: { event: Event; acts: RowActs }) {
  const words = wordsOf(event);
  return (
    <span className="subject">
      {words.field && words.value ? (
        <button type="button" className="link subject-key" title={texts.table.filterHint(words.key)} onClick={pickBy(acts, words.field, words.value)}>
          {words.key}
        </button>
      ) : (
        <span className="subject-key">{words.key}</span>
      )}
      {words.title && (
        <span className="clip subtle" title={words.title}>
          {words.title}
        </span>
      )}
    </span>
  );
}
