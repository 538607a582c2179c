import Spinner from '@atlaskit/spinner';
import { texts } from '../texts';

/** The end of the list: more is coming, could not come, or there is no more. */
export function Footer(props: { more: 'idle' | 'loading' | 'failed'; hasMore: boolean; onRetry(): void }) {
  return (
    <div className="footer" role="row">
      <span role="cell" aria-colspan={7}>
        <Words {...props} />
      </span>
    </div>
  );
}

function Words({ more, hasMore, onRetry }: { more: 'idle' | 'loading' | 'failed'; hasMore: boolean; onRetry(): void }) {
  if (!hasMore) return <span>{texts.table.end}</span>;
  if (more !== 'failed') {
    return (
      <span role="status">
        <Spinner size="small" /> {texts.table.loading}
      </span>
    );
  }
  return (
    <span role="status">
      {texts.table.moreFailed}{' '}
      <button type="button" className="link" onClick={onRetry}>
        {texts.states.retry}
      </button>
    </span>
  );
}
