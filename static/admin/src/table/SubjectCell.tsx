import { texts } from '../texts';
import type { Listed } from './rows';
import { pickBy, type RowActs } from './act';
import { wordsOf } from './subject';

/** To what: the key, which is also a filter, and the title. */
export function SubjectCell({ event, acts }: { event: Listed; acts: RowActs }) {
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
      {event.isBare && <span className="bone bone-title" />}
      {!event.isBare && words.title && (
        <span className="clip subtle" title={words.title}>
          {words.title}
        </span>
      )}
    </span>
  );
}
