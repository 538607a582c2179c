import SearchIcon from '@atlaskit/icon/core/search';
import ClockIcon from '@atlaskit/icon/core/clock';
import { texts } from '../texts';
import { Notice } from './Notice';

/** Nothing to show: teaches what can be asked. */
export function Empty({ isFresh, onTry }: { isFresh: boolean; onTry(jql: string): void }) {
  return (
    <div role="status">
      <Notice icon={isFresh ? ClockIcon : SearchIcon} title={isFresh ? texts.states.freshTitle : texts.states.emptyTitle}>
        <p>{isFresh ? texts.states.freshHelp : texts.states.emptyHelp}</p>
        <ul className="examples">
          {texts.examples.map(({ jql, says }) => (
            <li key={jql}>
              <button type="button" onClick={() => onTry(jql)}>
                <span>{says}</span>
                <span className="code">{jql}</span>
              </button>
            </li>
          ))}
        </ul>
      </Notice>
    </div>
  );
}
