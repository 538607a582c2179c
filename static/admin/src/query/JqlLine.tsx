import Button, { IconButton } from '@atlaskit/button/new';
import CrossCircleIcon from '@atlaskit/icon/core/cross-circle';
import SearchIcon from '@atlaskit/icon/core/search';
import { forwardRef, memo, useEffect, useImperativeHandle, useRef, useState } from 'react';
import { texts } from '../texts';
import type { Diagnostic } from '../types';
import { Diagnostics } from './Diagnostics';
import { Line, type LineHandle } from './Line';
import { useCheck } from './useCheck';
import './query.css';

/** What others may do to the line. */
export interface JqlLineHandle {
  focus(): void;
  select(from: number, to: number): void;
}

interface Props {
  jql: string;
  zone: string;
  account: string;
  isBusy: boolean;
  onRun(jql: string): void;
  /** This may be run next. */
  onExpect?(jql: string): void;
  onLeave(): void;
}

const isError = ({ severity }: Diagnostic) => severity === 'error';

/** The query line: the text, and what is wrong with it in words. */
export const JqlLine = memo(forwardRef<JqlLineHandle, Props>(function JqlLine({ jql, zone, account, isBusy, onRun, onExpect, onLeave }, handle) {
  const [typed, setTyped] = useState({ into: jql, text: jql });
  // Another query takes the place of what was typed, in the same drawing.
  if (typed.into !== jql) setTyped({ into: jql, text: jql });
  const draft = typed.into === jql ? typed.text : jql;
  const setDraft = (text: string) => setTyped({ into: jql, text });
  const [typing, setTyping] = useState<{ from: number; to: number }>();
  const line = useRef<LineHandle>(null);
  const check = useCheck(draft, zone, account);
  const hasErrors = check.diagnostics.some(isError);
  const isRunnable = check.isKnown && !hasErrors && draft !== jql;
  useEffect(() => {
    if (isRunnable) onExpect?.(draft);
  }, [isRunnable, draft]);
  // Of a word that is not typed out nobody needs to hear that it does not exist.
  const told = check.diagnostics.filter(({ from, to }) => !typing || to < typing.from || from > typing.to);

  useImperativeHandle(handle, () => ({ focus: () => line.current?.focus(), select: (from, to) => line.current?.select(from, to) }), []);
  const run = () => {
    if (!hasErrors) onRun(draft);
  };

  return (
    <form
      className="query"
      role="search"
      onSubmit={(event) => {
        event.preventDefault();
        run();
      }}
    >
      <div className={`query-box${told.some(isError) ? ' has-errors' : ''}`}>
        <span className="query-icon">
          <SearchIcon label="" />
        </span>
        <Line
          ref={line}
          text={draft}
          diagnostics={told}
          isWhole={check.isKnown && !hasErrors}
          describedBy="query-problems"
          onText={setDraft}
          onTyping={setTyping}
          onEnter={run}
          onLeave={onLeave}
        />
        {draft && (
          <IconButton
            appearance="subtle"
            spacing="compact"
            icon={CrossCircleIcon}
            label={texts.query.clear}
            onClick={() => {
              setDraft('');
              onRun('');
              line.current?.focus();
            }}
          />
        )}
      </div>
      <Button type="submit" appearance="primary" isDisabled={hasErrors} isLoading={isBusy && draft === jql && draft !== ''}>
        {texts.query.run}
      </Button>
      <Diagnostics
        id="query-problems"
        jql={draft}
        diagnostics={told}
        note={told.some(isError) && draft !== jql ? texts.query.stillBefore : undefined}
        onGo={(from, to) => line.current?.select(from, to)}
        onFix={({ from, to, insert }) => line.current?.replace(from, to, insert)}
      />
    </form>
  );
}));
