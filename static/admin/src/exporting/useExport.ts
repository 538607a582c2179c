import { useEffect, useRef, useState } from 'react';
import { ApiError, askPiece, stopExport, type FileWish, type Piece, type Question } from '../api';
import { saveFile } from './saveFile';

/** Pauses after an answer that says that the log is busy. */
const PAUSES_MS = [2_000, 5_000, 10_000, 20_000, 20_000];

/** How far a file has got. */
export interface Sofar {
  sum: number;
  /** When the last event in it happened. */
  until?: number;
  /** Whether part of the log could not be read. */
  isPartly: boolean;
  cannotTell: number;
  undecided: number;
}

export type ExportState =
  | { state: 'idle' }
  | { state: 'running' | 'waiting' | 'done' | 'stopped'; sofar: Sofar }
  | { state: 'failed'; sofar: Sofar; error: ApiError };

/** What is kept while a file is being put together. */
interface Work {
  question: Question;
  wish: FileWish;
  name: string;
  parts: Blob[];
  behind?: { export: string; cursor: string };
  sofar: Sofar;
  isStopped: boolean;
}

const TYPES = { csv: 'text/csv;charset=utf-8', jsonl: 'application/x-ndjson' };

/** Puts a file together piece by piece, and saves it when it is whole. */
export function useExport() {
  const [state, setState] = useState<ExportState>({ state: 'idle' });
  const work = useRef<Work>();

  const save = () => work.current && saveFile(new Blob(work.current.parts, { type: TYPES[work.current.wish.format] }), work.current.name);
  const run = async (mine: Work) => {
    const tell = (state: 'running' | 'waiting' | 'done') => !mine.isStopped && setState({ state, sofar: { ...mine.sofar } });
    tell('running');
    try {
      for (;;) {
        const piece = await patiently(() => askPiece(mine.question, mine.wish, mine.behind), () => tell('waiting'));
        if (mine.isStopped) return;
        take(mine, piece);
        if (piece.cursor === undefined) break;
        tell('running');
      }
      save();
      tell('done');
    } catch (error) {
      const problem = error instanceof ApiError ? error : new ApiError('internal', String(error));
      if (!mine.isStopped) setState({ state: 'failed', sofar: mine.sofar, error: problem });
    }
  };
  const stop = () => {
    const mine = work.current;
    if (!mine || mine.isStopped) return;
    mine.isStopped = true;
    mine.parts = [];
    if (mine.behind) stopExport(mine.behind.export).catch(() => undefined);
    setState({ state: 'stopped', sofar: mine.sofar });
  };
  const isOpen = useRef(false);
  isOpen.current = state.state === 'running' || state.state === 'waiting' || state.state === 'failed';
  // Whoever leaves this place gives the export up.
  useEffect(() => () => void (isOpen.current && stop()), []);

  return {
    state,
    start: (question: Question, wish: FileWish, name: string) => {
      work.current = { question, wish, name, parts: [], sofar: { sum: 0, isPartly: false, cannotTell: 0, undecided: 0 }, isStopped: false };
      void run(work.current);
    },
    goOn: () => work.current && void run(work.current),
    stop,
    save,
    reset: () => setState({ state: 'idle' }),
  };
}

function take(mine: Work, piece: Piece) {
  mine.parts.push(new Blob([piece.text]));
  mine.behind = piece.cursor === undefined ? undefined : { export: piece.export, cursor: piece.cursor };
  const { sofar } = mine;
  mine.sofar = {
    sum: piece.sum,
    until: piece.until ?? sofar.until,
    isPartly: sofar.isPartly || !piece.complete,
    cannotTell: sofar.cannotTell + piece.cannotTell,
    undecided: sofar.undecided + piece.undecided,
  };
}

/** Asks again for a while when the log is busy or the connection is gone. */
async function patiently(ask: () => Promise<Piece>, onWait: () => void): Promise<Piece> {
  for (const pause of PAUSES_MS) {
    try {
      return await ask();
    } catch (error) {
      if (!(error instanceof ApiError) || !['busy', 'unreachable'].includes(error.code)) throw error;
      onWait();
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
  }
  return ask();
}
