import { Fragment, useMemo } from 'react';
import { texts } from '../texts';
import { compareWords } from './words';

/** Two versions of a text as one, with what went and what came marked. */
export function TextDiff({ before, after }: { before: string; after: string }) {
  const pieces = useMemo(() => compareWords(before, after), [before, after]);
  return (
    <div className="prose">
      {pieces.map(({ kind, text }, index) => (kind === 'same' ? <span key={index}>{text}</span> : <Changed key={index} text={text} isGone={kind === 'gone'} />))}
    </div>
  );
}

/** What went or came. A line break is nothing that could be seen in a colour, so a sign stands for it. */
function Changed({ text, isGone }: { text: string; isGone: boolean }) {
  const Mark = isGone ? 'del' : 'ins';
  // Where nothing but a break went, the line goes on.
  const breaks = !isGone || text.trim() !== '';
  return (
    <>
      {text.split(/\r?\n/u).map((line, index) => (
        <Fragment key={index}>
          {index > 0 && (
            <>
              <Mark>
                <span className="line-break" role="img" aria-label={texts.detail.lineBreak} title={texts.detail.lineBreak}>
                  ↵
                </span>
              </Mark>
              {breaks && '\n'}
            </>
          )}
          {line && <Mark>{line}</Mark>}
        </Fragment>
      ))}
    </>
  );
}
