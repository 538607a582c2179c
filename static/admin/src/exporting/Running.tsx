import Button from '@atlaskit/button/new';
import { useEffect, useRef } from 'react';
import type { Clock } from '../table/time';
import { exporting as says } from '../texts/exporting';
import { saidByCore } from '../texts/core';
import type { ExportState } from './useExport';

interface Props {
  state: Exclude<ExportState, { state: 'idle' }>;
  /** How many events the file will have, where that is known. */
  of?: number;
  isOldestFirst: boolean;
  clock: Clock;
  onStop(): void;
  onGoOn(): void;
  onSave(): void;
  onClose(): void;
}

/** How far a file has got, and how it ended. */
export function Running({ state, of, isOldestFirst, clock, onStop, onGoOn, onSave, onClose }: Props) {
  const { sofar } = state;
  const end = useRef<HTMLDivElement>(null);
  const isOver = state.state === 'done' || state.state === 'stopped';
  // The button that had the focus is gone.
  useEffect(() => end.current?.querySelector('button')?.focus(), [isOver]);
  const until = sofar.until === undefined ? '' : ` · ${(isOldestFirst ? says.onwards : says.until)(clock.short(sofar.until))}`;
  return (
    <>
      {!isOver && (
        <>
          <progress aria-label={says.title} {...(of !== undefined && { value: Math.min(sofar.sum, of), max: Math.max(of, 1) })} />
          <p role="status">
            {says.running(sofar.sum, of)}
            <span className="subtle">{until}</span>
          </p>
        </>
      )}
      {state.state === 'waiting' && <p className="subtle">{says.waiting}</p>}
      {state.state === 'failed' && (
        <div role="alert">
          <p className="export-warning">
            {says.failed} {saidByCore(state.error.message)}
          </p>
          <p className="subtle small">{says.failedHelp}</p>
        </div>
      )}
      {isOver && <p role="status">{state.state === 'done' ? says.done(sofar.sum) : says.stopped(sofar.sum)}</p>}
      {state.state === 'done' && (
        <>
          {sofar.isPartly && <p className="export-warning">{says.partly}</p>}
          {sofar.cannotTell > 0 && <p className="small">{says.cannotTell(sofar.cannotTell)}</p>}
          {sofar.undecided > 0 && <p className="small">{says.undecided(sofar.undecided)}</p>}
        </>
      )}
      <div className="export-buttons" ref={end}>
        {isOver ? (
          <>
            {state.state === 'done' && (
              <Button appearance="subtle" onClick={onSave}>
                {says.save}
              </Button>
            )}
            <Button appearance="primary" onClick={onClose}>
              {says.close}
            </Button>
          </>
        ) : (
          <>
            <Button appearance="subtle" onClick={onStop}>
              {says.stop}
            </Button>
            {state.state === 'failed' && (
              <Button appearance="primary" onClick={onGoOn}>
                {says.goOn}
              </Button>
            )}
          </>
        )}
      </div>
    </>
  );
}
