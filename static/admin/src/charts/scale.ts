/** The axis of counts: a round number on top, and lines between. */

/** Where lines are drawn, rising; the last one is the top. */
export function ticksOf(max: number, wanted = 3): number[] {
  const step = Math.max(1, roundStep(Math.max(max, 1) / wanted));
  const ticks = [];
  for (let tick = step; tick < max + step; tick += step) ticks.push(tick);
  return ticks.length > 0 ? ticks : [step];
}

function roundStep(least: number): number {
  const power = 10 ** Math.floor(Math.log10(least));
  const factor = [1, 2, 5, 10].find((factor) => factor * power >= least) ?? 10;
  return factor * power;
}

/** Which of many labels are shown, so that each has this much room. */
export function labelled(length: number, width: number, room: number): (index: number) => boolean {
  const every = Math.max(1, Math.ceil((length * room) / Math.max(width, 1)));
  return (index) => index % every === 0;
}
