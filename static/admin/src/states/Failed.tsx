import Button from '@atlaskit/button/new';
import WarningIcon from '@atlaskit/icon/core/warning';
import type { ApiError } from '../api';
import { texts } from '../texts';
import { saidByCore, sentenceByCore } from '../texts/core';
import { Notice } from './Notice';

/** What went wrong, what to do about it, and a way to try again. */
export function Failed({ error, onRetry }: { error: ApiError; onRetry(): void }) {
  const isRejected = error.code === 'query-rejected';
  const words = isRejected ? error.diagnostics.map((diagnostic) => [diagnostic.message, diagnostic.help].flatMap((text) => (text ? sentenceByCore(text) : [])).join(' ')) : [];
  return (
    <div role="alert">
      <Notice icon={WarningIcon} tone="danger" title={isRejected ? texts.states.failedRejected : texts.states.failedTitle}>
        <p>{(error.help && saidByCore(error.help)) ?? texts.states.failedHelp[error.code] ?? texts.states.failedHelp.other}</p>
        {(words.length > 0 ? words : [saidByCore(error.message)]).map((line) => (
          <p key={line} className="subtle small">
            {line}
          </p>
        ))}
        <Button onClick={onRetry}>{texts.states.retry}</Button>
      </Notice>
    </div>
  );
}
