import { useRef, useState, type KeyboardEvent } from 'react';
import { count } from '../texts';
import { charts as words } from '../texts/charts';
import { labelled, ticksOf } from './scale';
import { useWidth } from './useWidth';
import './charts.css';

/** What is stacked: one part of each bar. */
export interface Series {
  id: string;
  label: string;
  colour: string;
}

/** A stretch of time, with a count for each of the series. */
export interface Bar {
  at: number;
  to: number;
  counts: number[];
}

interface Props {
  label: string;
  series: Series[];
  bars: Bar[];
  /** A stretch in words, e.g. `Thursday, November 5`. */
  nameOf(bar: Bar): string;
  /** The same in short, for the axis. */
  tickOf(bar: Bar): string;
  onOpen?(bar: Bar): void;
  height?: number;
  /** Whether what is stacked can be read below; a single series needs none. */
  legend?: boolean;
}

const TICK_ROOM = 88;
/** Bars are never wider than this part of their stretch. */
const FILLED = 0.78;

export const totalOf = (bar: Bar) => bar.counts.reduce((sum, part) => sum + part, 0);

/** Counts over time: a stacked bar for each stretch. Arrow keys go from bar to bar, Enter opens one. */
export function TimeBars({ label, series, bars, nameOf, tickOf, onOpen, height = 168, legend = series.length > 1 }: Props) {
  const frame = useRef<HTMLDivElement>(null);
  const width = useWidth(frame);
  const [active, setActive] = useState(0);
  const [pointed, setPointed] = useState<number>();
  const ticks = ticksOf(Math.max(0, ...bars.map(totalOf)));
  const top = ticks.at(-1)!;
  const hasTick = labelled(bars.length, width, TICK_ROOM);
  const step = 100 / Math.max(bars.length, 1);
  const current = Math.min(active, bars.length - 1);

  const onKeyDown = (event: KeyboardEvent) => {
    const next = { ArrowLeft: current - 1, ArrowRight: current + 1, Home: 0, End: bars.length - 1 }[event.key];
    if (next === undefined) return;
    event.preventDefault();
    const index = Math.min(Math.max(next, 0), bars.length - 1);
    setActive(index);
    frame.current?.querySelectorAll<HTMLElement>('.bar-target')[index]?.focus();
  };
  const shown = pointed === undefined ? undefined : bars[pointed];
  return (
    <div className="time-bars">
      <div className="bars-plot">
        <div className="bars-axis" style={{ height }} aria-hidden="true">
          {[0, ...ticks].map((tick) => (
            <span key={tick} style={{ bottom: `${(tick / top) * 100}%` }}>
              {words.short(tick)}
            </span>
          ))}
        </div>
        <div className="bars-frame" ref={frame} role={onOpen ? 'group' : 'img'} aria-label={onOpen ? `${label}. ${words.keys}` : `${label}: ${bars.filter((bar) => totalOf(bar) > 0).map((bar) => spoken(nameOf(bar), bar, series)).join('; ')}`} onKeyDown={onKeyDown} onMouseLeave={() => setPointed(undefined)}>
          <svg width="100%" height={height} aria-hidden="true">
            {ticks.map((tick) => (
              <line key={tick} className="grid" x1="0" x2="100%" y1={y(tick, top, height)} y2={y(tick, top, height)} />
            ))}
            {bars.map((bar, index) => (
              <Stack key={bar.at} bar={bar} series={series} top={top} height={height} x={index * step + (step * (1 - FILLED)) / 2} width={step * FILLED} />
            ))}
            <line className="base" x1="0" x2="100%" y1={height - 0.5} y2={height - 0.5} />
          </svg>
          {onOpen && bars.map((bar, index) => (
            <button
              key={bar.at}
              type="button"
              className="bar-target"
              style={{ left: `${index * step}%`, width: `${step}%`, height }}
              tabIndex={index === current ? 0 : -1}
              aria-label={spoken(nameOf(bar), bar, series)}
              onClick={() => onOpen(bar)}
              onFocus={() => {
                setActive(index);
                setPointed(index);
              }}
              onBlur={() => setPointed(undefined)}
              onMouseEnter={() => setPointed(index)}
            />
          ))}
          <div className="bars-ticks" aria-hidden="true">
            {bars.map(
              (bar, index) =>
                hasTick(index) && (
                  <span key={bar.at} style={{ left: `${(index + 0.5) * step}%` }} className={index === 0 && step < 5 ? 'at-start' : (bars.length - index - 0.5) * step * width < 4000 ? 'at-end' : ''}>
                    {tickOf(bar)}
                  </span>
                ),
            )}
          </div>
          {shown && pointed !== undefined && (
            <Tip title={nameOf(shown)} bar={shown} series={series} left={(pointed + 0.5) * step} hint={onOpen && words.open} />
          )}
        </div>
      </div>
      {legend && (
        <ul className="legend" aria-label={words.legend}>
          {series.map((one) => (
            <li key={one.id}>
              <span className="swatch" style={{ background: one.colour }} />
              {one.label}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

const y = (value: number, top: number, height: number) => Math.round(height - (value / top) * (height - 8)) + 0.5;

function Stack({ bar, series, top, height, x, width }: { bar: Bar; series: Series[]; top: number; height: number; x: number; width: number }) {
  let below = 0;
  return (
    <>
      {series.map(({ id, colour }, index) => {
        const part = bar.counts[index] ?? 0;
        if (part === 0) return null;
        const from = y(below, top, height);
        below += part;
        const to = y(below, top, height);
        // One event among thousands is still to be seen.
        return <rect key={id} x={`${x}%`} width={`${width}%`} y={Math.min(to, from - 1.5)} height={Math.max(from - to, 1.5)} style={{ fill: colour }} />;
      })}
    </>
  );
}

const spoken = (name: string, bar: Bar, series: Series[]) =>
  [`${name}: ${words.events(totalOf(bar))}`, ...(series.length > 1 ? partsOf(bar, series).map(([{ label }, part]) => `${label} ${count(part)}`) : [])].join(', ');

const partsOf = (bar: Bar, series: Series[]) =>
  series.map((one, index): [Series, number] => [one, bar.counts[index] ?? 0]).filter(([, part]) => part > 0).reverse();

function Tip({ title, bar, series, left, hint }: { title: string; bar: Bar; series: Series[]; left: number; hint?: string }) {
  return (
    <div className="chart-tip" aria-hidden="true" style={left > 60 ? { right: `${100 - left}%` } : { left: `${left}%` }}>
      <strong>{title}</strong>
      <span>{words.events(totalOf(bar))}</span>
      {series.length > 1 &&
        partsOf(bar, series).map(([one, part]) => (
          <span key={one.id} className="tip-part">
            <span className="swatch" style={{ background: one.colour }} />
            {one.label}
            <b>{count(part)}</b>
          </span>
        ))}
      {hint && <span className="subtle">{hint}</span>}
    </div>
  );
}
