import { count } from '../texts';
import { explorer } from '../texts/explorer';
import { TONES, toneColours } from '../charts/colours';
import type { Bar } from './fold';

const TIP_PX = 190;

/** What a bar, or a stretch of them, counts. */
export function Tip({ label, x, width, bars }: { label: string; x: number; width: number; bars: Bar[] }) {
  const sum = (pick: (bar: Bar) => number) => bars.reduce((total, bar) => total + pick(bar), 0);
  const left = x + 12 + TIP_PX > width ? x - 12 - TIP_PX : x + 12;
  return (
    <div className="histogram-tip" aria-hidden="true" style={{ left: Math.max(0, left), width: TIP_PX }}>
      <div className="histogram-tip-head">
        <strong>{label}</strong>
        <strong>{count(sum(({ total }) => total))}</strong>
      </div>
      {[...TONES].reverse().map((tone) => {
        const value = sum(({ parts }) => parts[TONES.indexOf(tone)]!);
        return (
          <div key={tone} className={value === 0 ? 'subtle' : undefined}>
            <span className="swatch" style={{ background: toneColours[tone] }} />
            <span>{explorer.tones[tone]}</span>
            <span>{count(value)}</span>
          </div>
        );
      })}
    </div>
  );
}
