import { charts as words } from '../texts/charts';
import './charts.css';

interface Props {
  label: string;
  /** The number as it is shown. */
  shown: string;
  now: number;
  /** The same of the period before; not given when that is not known. */
  before?: number;
  /** What the number is compared with, e.g. `the 30 days before`. */
  beforeIs: string;
  help?: string;
  onOpen?(): void;
}

/** One number, and how it has changed. */
export function StatTile({ label, shown, now, before, beforeIs, help, onOpen }: Props) {
  const body = (
    <>
      <span className="tile-label">{label}</span>
      <strong>{shown}</strong>
      <span className="tile-change subtle" title={before === undefined ? undefined : words.compared(Math.round(before), beforeIs)}>
        {before === undefined ? words.nothingBefore : <Change now={now} before={before} />}
      </span>
    </>
  );
  return (
    <li className="tile" title={help}>
      {onOpen ? (
        <button type="button" onClick={onOpen}>
          {body}
        </button>
      ) : (
        <div>{body}</div>
      )}
    </li>
  );
}

function Change({ now, before }: { now: number; before: number }) {
  if (before === now) return <>{words.same}</>;
  if (before === 0) return <>{words.noneBefore}</>;
  const arrow = now > before ? '↑' : '↓';
  return (
    <>
      <span className="tile-arrow" aria-hidden="true">
        {arrow}{' '}
      </span>
      <span className="hidden">{now > before ? words.rise : words.fall} </span>
      {words.change(now, before)} {words.from(Math.round(before))}
    </>
  );
}
