/** The shapes of a histogram: all parts of one colour are one shape, so that a hundred bars are drawn as fast as one. */
import type { Bar } from './fold';

/** Height of the picture in pixels. */
export const PLOT_PX = 72;
/** Above the highest bar. */
const ABOVE_PX = 4;
/** One deletion among thousands of views is still to be seen. */
const PART_PX_MIN = 1.5;

/** For each tone the path of its parts (https://www.w3.org/TR/SVG2/paths.html), stacked in bars that are so many pixels apart. */
export function outlinesOf(bars: Bar[], barPx: number, max: number, isRoot: boolean): string[] {
  const paths = (bars[0]?.parts ?? []).map(() => '');
  const gap = barPx > 4 ? Math.min(2, barPx * 0.15) : 0;
  const width = px(Math.max(1, barPx - gap));
  bars.forEach(({ total, parts }, index) => {
    const height = (isRoot ? Math.sqrt(total / max) : total / max) * (PLOT_PX - ABOVE_PX);
    const x = px(index * barPx + gap / 2);
    let y = PLOT_PX;
    parts.forEach((part, place) => {
      if (part === 0) return;
      const size = Math.max(PART_PX_MIN, (height * part) / total);
      y -= size;
      paths[place] += `M${x} ${px(y)}h${width}v${px(size)}h-${width}z`;
    });
  });
  return paths;
}

const px = (value: number) => Math.round(value * 100) / 100;
