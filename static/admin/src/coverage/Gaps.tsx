import type { Gaps as Found } from '../api';
import { says } from '../texts/coverage';

/** Issue numbers that nobody has ever seen: a hole in what can be known, so it is shown. */
export function Gaps({ gaps }: { gaps: Found[] }) {
  if (gaps.length === 0) return null;
  const lines = gaps.flatMap(({ project, ranges }) => ranges.map(([from, to]) => (from === to ? `${project}-${from}` : `${project}-${from} – ${project}-${to}`)));
  return (
    <details className="gaps">
      <summary>{says.gaps(lines.length)}</summary>
      <p className="subtle small">{says.gapsHelp}</p>
      <ul>
        {lines.map((line) => (
          <li key={line} className="code">
            {line}
          </li>
        ))}
      </ul>
    </details>
  );
}
