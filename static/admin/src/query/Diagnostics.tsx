import StatusErrorIcon from '@atlaskit/icon/core/status-error';
import StatusWarningIcon from '@atlaskit/icon/core/status-warning';
import { texts } from '../texts';
import type { Diagnostic } from '../types';
import { placeOf, visibleSpan } from './marks';

const SHOWN_MAX = 3;

/** What is wrong with the query, each with its place and the words it is about. A click goes there. */
export function Diagnostics({ id, jql, diagnostics, onGo }: { id: string; jql: string; diagnostics: Diagnostic[]; onGo(from: number, to: number): void }) {
  const sorted = [...diagnostics].sort((a, b) => Number(a.severity !== 'error') - Number(b.severity !== 'error'));
  const rest = sorted.length - SHOWN_MAX;
  return (
    <div id={id} className="problems" aria-live="polite">
      {sorted.slice(0, SHOWN_MAX).map((diagnostic) => (
        <Problem key={`${diagnostic.code}${diagnostic.from}`} jql={jql} diagnostic={diagnostic} onGo={onGo} />
      ))}
      {rest > 0 && <p className="problem subtle">{texts.query.moreProblems(rest)}</p>}
    </div>
  );
}

function Problem({ jql, diagnostic, onGo }: { jql: string; diagnostic: Diagnostic; onGo(from: number, to: number): void }) {
  const isError = diagnostic.severity === 'error';
  const span = visibleSpan(jql, diagnostic);
  const { line, column } = placeOf(jql, diagnostic.from);
  return (
    <p className={`problem ${diagnostic.severity}`} data-code={diagnostic.code}>
      {isError ? <StatusErrorIcon label={texts.query.error} size="small" /> : <StatusWarningIcon label={texts.query.warning} size="small" />}
      <span>
        <strong><Quoted text={sentence(diagnostic.message)} /></strong>
        {diagnostic.help && <> <Quoted text={sentence(diagnostic.help)} /></>}{' '}
        <button type="button" className="link" onClick={() => onGo(span.from, span.to)}>
          {texts.query.at(line, column)}
        </button>
      </span>
    </p>
  );
}

/** The core puts words of the query in backticks. */
export function Quoted({ text }: { text: string }) {
  return <>{text.split('`').map((part, index) => (index % 2 === 1 ? <code key={index}>{part}</code> : part))}</>;
}

/** Messages of the core are lower case without a final stop; here they are sentences. */
function sentence(text: string): string {
  const start = text.charAt(0).toUpperCase() + text.slice(1);
  return /[.!?]$/u.test(start) ? start : `${start}.`;
}
