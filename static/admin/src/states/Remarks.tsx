import InformationCircleIcon from '@atlaskit/icon/core/information-circle';
import { texts } from '../texts';
import type { Answered } from '../table/useEvents';

/** What the answer leaves out, and why: nothing is dropped in silence. */
export function Remarks({ answered }: { answered: Answered }) {
  const isUndecided = answered.undecided > 0;
  if (!isUndecided && answered.complete) return null;
  return (
    <div className="remarks" role="status">
      <InformationCircleIcon label="" size="small" />
      <div>
        {isUndecided && (
          <p>
            {texts.states.undecided(answered.undecided)}
            {answered.open.length > 0 ? ': ' : '.'}
            {answered.open.map((clause) => (
              <code key={clause} className="code">
                {clause}
              </code>
            ))}
          </p>
        )}
        {!answered.complete && <p>{[texts.states.incomplete, ...answered.warnings].join(' ')}</p>}
      </div>
    </div>
  );
}
