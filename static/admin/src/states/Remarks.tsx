import InformationCircleIcon from '@atlaskit/icon/core/information-circle';
import { texts } from '../texts';
import { sentenceByCore } from '../texts/core';
import type { Answered } from '../table/useEvents';

/** What the answer leaves out, and why: nothing is dropped in silence. */
export function Remarks({ answered }: { answered: Answered }) {
  const isUndecided = answered.undecided > 0;
  const { answeredByJira, unsure } = answered;
  const isSilent = answered.complete && answered.warnings.length === 0;
  if (!isUndecided && isSilent && answeredByJira.length === 0 && unsure.size === 0) return null;
  return (
    <div className="remarks" role="status">
      <InformationCircleIcon label="" size="small" />
      <div>
        {isUndecided && (
          <p>
            {texts.states.undecided(answered.undecided)}
            {answered.open.length > 0 ? ': ' : '.'}
            <Clauses clauses={answered.open} />
          </p>
        )}
        {answeredByJira.length > 0 && (
          <p>
            {texts.states.answeredByJira}
            <Clauses clauses={answeredByJira} />
          </p>
        )}
        {unsure.size > 0 && <p>{texts.states.unsure(unsure.size)}</p>}
        {!answered.complete && <p>{texts.states.incomplete}</p>}
        {answered.warnings.map((warning) => (
          <p key={warning}>{sentenceByCore(warning)}</p>
        ))}
      </div>
    </div>
  );
}

/** What could not be read, where that is all there is to say. */
export function Warnings({ warnings }: { warnings: string[] }) {
  return (
    <div className="remarks" role="status">
      <InformationCircleIcon label="" size="small" />
      <div>
        {[...new Set(warnings)].map((warning) => (
          <p key={warning}>{sentenceByCore(warning)}</p>
        ))}
      </div>
    </div>
  );
}

function Clauses({ clauses }: { clauses: string[] }) {
  return (
    <>
      {clauses.map((clause) => (
        <code key={clause} className="code">
          {clause}
        </code>
      ))}
    </>
  );
}
