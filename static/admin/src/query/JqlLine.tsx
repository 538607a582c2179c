import Button, { IconButton } from '@atlaskit/button/new';
import CrossCircleIcon from '@atlaskit/icon/core/cross-circle';
import SearchIcon from '@atlaskit/icon/core/search';
import { forwardRef, useEffect, useImperativeHandle, useLayoutEffect, useRef, useState, type KeyboardEvent } from 'react';
import { texts } from '../texts';
import { Diagnostics } from './Diagnostics';
import { stretchesOf } from './marks';
import { useCheck } from './useCheck';
import './query.css';

/** What others may do to the line. */
export interface JqlLineHandle {
  focus(): void;
}

interface Props {
  jql: string;
  zone: string;
  isBusy: boolean;
  onRun(jql: string): void;
  onLeave(): void;
}

/** The query line: the text, marks under what is wrong, and what is wrong in words. */
export const JqlLine = forwardRef<JqlLineHandle, Props>(function JqlLine({ jql, zone, isBusy, onRun, onLeave }, handle) {
  const [draft, setDraft] = useState(jql);
  const area = useRef<HTMLTextAreaElement>(null);
  const mirror = useRef<HTMLDivElement>(null);
  const diagnostics = useCheck(draft, zone);
  const hasErrors = diagnostics.some((diagnostic) => diagnostic.severity === 'error');

  useEffect(() => setDraft(jql), [jql]);
  useImperativeHandle(handle, () => ({ focus: () => area.current?.focus() }), []);
  useLayoutEffect(() => fitHeight(area.current), [draft]);

  const goTo = (from: number, to: number) => {
    area.current?.focus();
    area.current?.setSelectionRange(from, to);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && !event.shiftKey && !event.nativeEvent.isComposing) {
      event.preventDefault();
      if (!hasErrors) onRun(draft);
    } else if (event.key === 'Escape') {
      event.preventDefault();
      event.stopPropagation();
      onLeave();
    }
  };

  return (
    <form
      className="query"
      role="search"
      onSubmit={(event) => {
        event.preventDefault();
        if (!hasErrors) onRun(draft);
      }}
    >
      <div className={`query-box${hasErrors ? ' has-errors' : ''}`}>
        <span className="query-icon">
          <SearchIcon label="" />
        </span>
        <div className="query-text">
          <div ref={mirror} className="query-mirror" aria-hidden="true">
            {stretchesOf(draft, diagnostics).map((stretch, index) => (
              <span key={index} className={stretch.severity && `mark-${stretch.severity}`}>
                {stretch.text}
              </span>
            ))}{' '}
          </div>
          <textarea
            ref={area}
            rows={1}
            value={draft}
            spellCheck={false}
            autoCapitalize="off"
            autoComplete="off"
            aria-label={texts.query.label}
            aria-invalid={hasErrors}
            aria-describedby="query-problems"
            placeholder={texts.query.placeholder}
            onChange={(event) => setDraft(event.target.value)}
            onScroll={(event) => mirror.current && (mirror.current.scrollTop = event.currentTarget.scrollTop)}
            onKeyDown={onKeyDown}
          />
        </div>
        {draft && (
          <IconButton
            appearance="subtle"
            spacing="compact"
            icon={CrossCircleIcon}
            label={texts.query.clear}
            onClick={() => {
              setDraft('');
              onRun('');
              area.current?.focus();
            }}
          />
        )}
      </div>
      <Button type="submit" appearance="primary" isDisabled={hasErrors} isLoading={isBusy && draft === jql && draft !== ''}>
        {texts.query.run}
      </Button>
      <Diagnostics id="query-problems" jql={draft} diagnostics={diagnostics} onGo={goTo} />
    </form>
  );
});

/** Long queries grow downwards instead of hiding their end. */
function fitHeight(area: HTMLTextAreaElement | null) {
  if (!area) return;
  area.style.height = '0';
  area.style.height = `${Math.min(area.scrollHeight, 120)}px`;
}
