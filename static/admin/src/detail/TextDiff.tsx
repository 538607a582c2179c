import { useMemo } from 'react';
import { compareWords } from './words';

/** Two versions of a text as one, with what went and what came marked. */
export function TextDiff({ before, after }: { before: string; after: string }) {
  const pieces = useMemo(() => compareWords(before, after), [before, after]);
  return (
    <div className="prose">
      {pieces.map((piece, index) => {
        if (piece.kind === 'gone') return <del key={index}>{piece.text}</del>;
        if (piece.kind === 'new') return <ins key={index}>{piece.text}</ins>;
        return <span key={index}>{piece.text}</span>;
      })}
    </div>
  );
}
