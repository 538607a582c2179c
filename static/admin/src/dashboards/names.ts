/** How the bars of a dashboard are called. */
import type { Bar } from '../charts/TimeBars';
import { locale } from '../texts';

/** How much time a bar stands for. */
export type Each = 'hour' | 'day' | 'week';

/** Names for the tooltip and for the axis, in the zone of the bars. */
export function barNames(each: Each, bars: number, zone: string) {
  const long = new Intl.DateTimeFormat(locale(), { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric', timeZone: zone });
  const range = new Intl.DateTimeFormat(locale(), { day: 'numeric', month: 'short', year: 'numeric', timeZone: zone });
  const hour = new Intl.DateTimeFormat(locale(), { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone: zone });
  const short = each === 'hour' ? hour : new Intl.DateTimeFormat(locale(), { ...(bars <= 7 ? { weekday: 'short' } : {}), day: 'numeric', month: 'short', timeZone: zone });
  return {
    nameOf: (bar: Bar) => (each === 'week' ? range.formatRange(bar.at, bar.to - 1) : each === 'hour' ? hour.formatRange(bar.at, bar.to) : long.format(bar.at)),
    tickOf: (bar: Bar) => short.format(bar.at),
  };
}
