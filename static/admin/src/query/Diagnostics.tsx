import InformationCircleIcon from '@atlaskit/icon/core/information-circle';
import StatusErrorIcon from '@atlaskit/icon/core/status-error';
import StatusWarningIcon from '@atlaskit/icon/core/status-warning';
import { texts } from '../texts';
import { saidByCore, sentenceByCore } from '../texts/core';
import type { Diagnostic, Fix } from '../types';
import { placeOf, visibleSpan } from './marks';

const SHOWN_MAX = 3;

interface Acts {
  onGo(from: number, to: number): void;
  onFix(fix: Fix): void;
}
const ORDER: Diagnostic['severity'][] = ['error', 'warning', 'note'];
const ICONS = { error: StatusErrorIcon, warning: StatusWarningIcon, note: InformationCircleIcon };

/** What is wrong with the query, each with its place and the words it is about. A click goes there, or puts it right. */
export function Diagnostics({ id, jql, diagnostics, note, onGo, onFix }: { id: string; jql: string; diagnostics: Diagnostic[]; note: string | undefined } & Acts) {
  const sorted = [...diagnostics].sort((a, b) => ORDER.indexOf(a.severity) - ORDER.indexOf(b.severity));
  const rest = sorted.length - SHOWN_MAX;
  return (
    <div id={id} className="problems" aria-live="polite">
      {sorted.slice(0, SHOWN_MAX).map((diagnostic) => (
        <Problem key={`${diagnostic.code}${diagnostic.from}`} jql={jql} diagnostic={diagnostic} onGo={onGo} onFix={onFix} />
      ))}
      {rest > 0 && <p className="problem subtle">{texts.query.moreProblems(rest)}</p>}
      {note && <p className="problem subtle">{note}</p>}
    </div>
  );
}

function Problem({ jql, diagnostic, onGo, onFix }: { jql: string; diagnostic: Diagnostic } & Acts) {
  const { severity, fix } = diagnostic;
  const Icon = ICONS[severity];
  const span = visibleSpan(jql, diagnostic);
  const { line, column } = placeOf(jql, diagnostic.from);
  return (
    <p className={`problem ${diagnostic.severity}`} data-code={diagnostic.code}>
      <Icon label={texts.query.severities[severity]} size="small" />
      <span>
        <strong><Quoted text={sentenceByCore(diagnostic.message)} /></strong>
        {diagnostic.help && <> <Quoted text={sentenceByCore(diagnostic.help)} /></>}{' '}
        <button type="button" className="link" onClick={() => onGo(span.from, span.to)}>
          {texts.query.at(line, column)}
        </button>
        {fix && (
          <button type="button" className="fix" onClick={() => onFix(fix)}>
            <Quoted text={saidByCore(fix.label)} />
          </button>
        )}
      </span>
    </p>
  );
}

/** The core puts words of the query in backticks. */
export function Quoted({ text }: { text: string }) {
  return <>{text.split('`').map((part, index) => (index % 2 === 1 ? <code key={index}>{part}</code> : part))}</>;
}
