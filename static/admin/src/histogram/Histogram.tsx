import { memo, useMemo, useRef } from 'react';
import type { Moments } from '../query/model';
import { momentsLabel } from '../query/range';
import { useDrawn } from '../states/useDrawn';
import { useLate } from '../states/useLate';
import { usePreference } from '../states/usePreference';
import { count } from '../texts';
import { explorer } from '../texts/explorer';
import { TONES, toneColours } from '../charts/colours';
import { useWidth } from '../charts/useWidth';
import { isLopsided, type Bar } from './fold';
import { outlinesOf, PLOT_PX } from './outlines';
import { HistogramTable } from './HistogramTable';
import { ticksOf } from './ticks';
import { Tip } from './Tip';
import { useBrush, type Stretch } from './useBrush';
import './histogram.css';

const NO_BARS: Bar[] = [];

interface Props {
  bars: Bar[];
  zone: string;
  isBusy: boolean;
  /** Whether there is a zoom to go back from. */
  isZoomed: boolean;
  onZoom(moments: Moments): void;
  /** This may be zoomed into next. */
  onExpectZoom(moments: Moments): void;
  onReset(): void;
  onExpectReset(): void;
}

/** Events over time, stacked by what they did. A stretch that is chosen becomes the range. */
export const Histogram = memo(function Histogram({ bars, zone, isBusy, isZoomed, onZoom, onExpectZoom, onReset, onExpectReset }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const width = useWidth(box);
  const [isRoot, setRoot] = usePreference('histogram-root-scale', false);
  // The table beside the picture is long: it follows when the rest of the answer is in view.
  const later = useDrawn(bars) ?? NO_BARS;
  const lopsided = useMemo(() => isLopsided(bars), [bars]);
  const isScaled = isRoot && lopsided;
  const momentsOf = ({ first, last }: Stretch): Moments => ({ since: bars[first]!.from, until: bars[last]!.to });
  const brush = useBrush({
    bars: bars.length,
    onZoom: (stretch) => onZoom(momentsOf(stretch)),
    onChosen: (stretch) => onExpectZoom(momentsOf(stretch)),
    onReset: () => isZoomed && onReset(),
  });
  const words = explorer.histogram;
  const isFaded = useLate(isBusy);
  const max = Math.max(1, ...bars.map(({ total }) => total));
  const barPx = bars.length > 0 ? width / bars.length : 0;
  const edges = useMemo(() => [...bars.map(({ from }) => from), ...(bars.length > 0 ? [bars.at(-1)!.to] : [])], [bars]);
  const ticks = useMemo(() => (barPx > 0 ? ticksOf(edges, barPx, zone) : []), [edges, barPx, zone]);
  const outlines = useMemo(() => outlinesOf(bars, barPx, max, isScaled), [bars, barPx, max, isScaled]);
  const labelOf = (bar: Bar) => momentsLabel({ since: bar.from, until: bar.to }, zone);
  const current = brush.cursor === undefined ? undefined : bars[brush.cursor];
  const chosen = brush.chosen && momentsOf(brush.chosen);
  const partsOf = (bar: Bar) => [...TONES].reverse().flatMap((tone) => (bar.parts[TONES.indexOf(tone)]! > 0 ? [`${explorer.tones[tone]} ${count(bar.parts[TONES.indexOf(tone)]!)}`] : []));
  const spoken = chosen ? words.selected(momentsLabel(chosen, zone)) : current ? words.stretch(labelOf(current), current.total, partsOf(current).join(', ')) : words.help;
  return (
    <section className={`histogram${isFaded ? ' is-busy' : ''}`} aria-label={words.label}>
      <div className="histogram-top" aria-hidden={!lopsided && !isZoomed}>
        <span className="subtle">{bars.some(({ total }) => total > 0) ? count(max) : words.none}</span>
        <span className="histogram-acts">
          {lopsided && (
            <button type="button" className="link small" aria-pressed={isScaled} title={words.rootHelp} onClick={() => setRoot(!isRoot)}>
              {words.root}
            </button>
          )}
          {isZoomed && (
            <button type="button" className="link small" onPointerMove={onExpectReset} onClick={onReset}>
              {words.reset}
            </button>
          )}
        </span>
      </div>
      <div
        ref={box}
        className="histogram-plot"
        role="slider"
        tabIndex={0}
        aria-label={words.label}
        aria-valuemin={0}
        aria-valuemax={Math.max(0, bars.length - 1)}
        aria-valuenow={brush.cursor ?? 0}
        aria-valuetext={spoken}
        title={brush.cursor === undefined ? words.drag : undefined}
        onKeyDown={brush.onKeyDown}
        onBlur={brush.leave}
        {...brush.pointer}
      >
        <svg width="100%" height={PLOT_PX} aria-hidden="true">
          {brush.cursor !== undefined && <rect className="histogram-cursor" x={brush.cursor * barPx} y={0} width={barPx} height={PLOT_PX} />}
          {brush.chosen && <rect className="histogram-chosen" x={brush.chosen.first * barPx} y={0} width={(brush.chosen.last - brush.chosen.first + 1) * barPx} height={PLOT_PX} />}
          {TONES.map((tone, place) => (
            <path key={tone} fill={toneColours[tone]} d={outlines[place]} />
          ))}
        </svg>
        {current && <Tip label={chosen ? momentsLabel(chosen, zone) : labelOf(current)} x={(brush.cursor! + 0.5) * barPx} width={width} bars={brush.chosen ? bars.slice(brush.chosen.first, brush.chosen.last + 1) : [current]} />}
      </div>
      <svg className="histogram-axis" width="100%" height={18} aria-hidden="true">
        {ticks.map(({ x, text, anchor }) => (
          <text key={x} x={x} y={13} textAnchor={anchor}>
            {text}
          </text>
        ))}
      </svg>
      <HistogramTable bars={later} labelOf={labelOf} />
    </section>
  );
});
