import Button from '@atlaskit/button/new';
import { useEffect, useRef, useState } from 'react';
import type { FileWish, Question } from '../api';
import { usePreferences } from '../states/preferences';
import type { Clock } from '../table/time';
import { exporting as says } from '../texts/exporting';
import { USUAL, type Column } from './columns';
import { Columns } from './Columns';
import { Running } from './Running';
import { fileNameOf } from './saveFile';
import { useExport } from './useExport';
import './exporting.css';

/** Lines that a spreadsheet shows, without the one of names. */
const SHEET_LINES_MAX = 1_048_575;

interface Props {
  question: Question;
  /** How many events that is, where somebody has counted. */
  count?: number;
  isEverything: boolean;
  isOldestFirst: boolean;
  clock: Clock;
  onClose(): void;
}

/** What is exported, how, and how far that has got. */
export function ExportDialog({ question, count, isEverything, isOldestFirst, clock, onClose }: Props) {
  const { ownZone } = usePreferences();
  const dialog = useRef<HTMLDialogElement>(null);
  const [format, setFormat] = useState<FileWish['format']>('csv');
  const [columns, setColumns] = useState<ReadonlySet<Column>>(USUAL);
  const [times, setTimes] = useState(question.zone);
  const [safe, setSafe] = useState(true);
  const [mark, setMark] = useState(true);
  const [names, setNames] = useState(true);
  const [name, setName] = useState(() => `activity-log-${clock.jql(Date.now()).slice(0, 10)}`);
  const { state, start, goOn, stop, save } = useExport();
  useEffect(() => dialog.current?.showModal(), []);

  const isCsv = format === 'csv';
  const isBusy = state.state === 'running' || state.state === 'waiting' || state.state === 'failed';
  const begin = () => {
    const shown = isCsv ? [...columns].filter((column) => names || column !== 'actor_name') : [];
    start(question, { format, columns: shown, times, safe, mark: isCsv && mark, names: isCsv && names }, fileNameOf(name, format));
  };
  return (
    <dialog
      ref={dialog}
      className="export"
      aria-labelledby="export-title"
      // A file that is half read is not thrown away by a key that also closes other things.
      onCancel={(event) => isBusy && event.preventDefault()}
      onClose={onClose}
    >
      <h2 id="export-title">{says.title}</h2>
      {state.state !== 'idle' ? (
        <Running state={state} of={count} isOldestFirst={isOldestFirst} clock={clock} onStop={stop} onGoOn={goOn} onSave={save} onClose={() => dialog.current?.close()} />
      ) : (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            begin();
          }}
        >
          <p>
            {says.what(count)} {isEverything && says.everything} <span className="subtle">{says.recorded}</span>
          </p>
          <fieldset>
            <legend>{says.format}</legend>
            {(['csv', 'jsonl'] as const).map((one) => (
              <label key={one}>
                <input type="radio" name="format" checked={format === one} onChange={() => setFormat(one)} />
                {says.formats[one]}
              </label>
            ))}
          </fieldset>
          {isCsv && (
            <>
              <Columns chosen={columns} onChoose={setColumns} />
              <fieldset>
                <legend>{says.times}</legend>
                {[...new Set([ownZone, 'UTC'])].map((zone) => (
                  <label key={zone}>
                    <input type="radio" name="times" checked={times === zone} onChange={() => setTimes(zone)} />
                    {zone.replaceAll('_', ' ')}
                  </label>
                ))}
              </fieldset>
              <fieldset>
                <legend>{says.options}</legend>
                <label>
                  <input type="checkbox" checked={names} onChange={(event) => setNames(event.target.checked)} />
                  {says.names}
                </label>
                <label>
                  <input type="checkbox" checked={mark} onChange={(event) => setMark(event.target.checked)} />
                  {says.mark}
                </label>
                <label>
                  <input type="checkbox" checked={safe} aria-describedby="export-safe" onChange={(event) => setSafe(event.target.checked)} />
                  {says.safe}
                </label>
                <p id="export-safe" className={`small ${safe ? 'subtle' : 'export-warning'}`}>
                  {safe ? says.safeHelp : says.unsafeHelp}
                </p>
              </fieldset>
              {count !== undefined && count > SHEET_LINES_MAX && <p className="small export-warning">{says.tooLong}</p>}
            </>
          )}
          <label className="export-name">
            <span>{says.fileName}</span>
            <input type="text" value={name} maxLength={120} onChange={(event) => setName(event.target.value)} />
            <span className="subtle">.{format}</span>
          </label>
          <div className="export-buttons">
            <Button appearance="subtle" onClick={() => dialog.current?.close()}>
              {says.cancel}
            </Button>
            <Button type="submit" appearance="primary" isDisabled={isCsv && columns.size === 0}>
              {says.start}
            </Button>
          </div>
        </form>
      )}
    </dialog>
  );
}
