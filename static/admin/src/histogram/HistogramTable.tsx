import { memo } from 'react';
import { count } from '../texts';
import { explorer } from '../texts/explorer';
import { TONES } from '../charts/colours';
import type { Bar } from './fold';

/** The same as the picture, for those who do not see it. */
export const HistogramTable = memo(function HistogramTable({ bars, labelOf }: { bars: Bar[]; labelOf(bar: Bar): string }) {
  const words = explorer.histogram;
  return (
    <table className="hidden">
      <caption>{words.table}</caption>
      <thead>
        <tr>
          <th scope="col">{words.when}</th>
          <th scope="col">{words.total}</th>
          {TONES.map((tone) => (
            <th key={tone} scope="col">
              {explorer.tones[tone]}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {bars.filter(({ total }) => total > 0).map((bar) => (
          <tr key={bar.from}>
            <th scope="row">{labelOf(bar)}</th>
            <td>{count(bar.total)}</td>
            {bar.parts.map((part, place) => (
              <td key={place}>{count(part)}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}, (before, after) => before.bars === after.bars);
