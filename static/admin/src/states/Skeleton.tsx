import { texts } from '../texts';

const WIDTHS = [62, 48, 71, 55, 66, 44, 58, 73, 50, 64, 47, 69];

/** Rows to come, in the shape they will have. */
export function Skeleton({ rows = 12 }: { rows?: number }) {
  return (
    <div className="table skeleton" role="status" aria-label={texts.states.loading}>
      <div className="row head" />
      {Array.from({ length: rows }, (_, index) => (
        <div className="row" key={index} aria-hidden="true">
          {[0, 1, 2, 3, 4, 5].map((cell) => (
            <span key={cell}>{cell > 0 && <span className="bone" style={{ width: `${WIDTHS[(index * 5 + cell * 7) % WIDTHS.length]}%` }} />}</span>
          ))}
        </div>
      ))}
    </div>
  );
}
