import type { Clock } from '../table/time';
import { locale } from '../texts';
import { dashboards as words } from '../texts/dashboards';
import { Gathering } from './Gathering';
import type { Counted } from './useBoard';

/** Where the numbers come from, and whether they are complete. */
export function Gathered({ counted, clock }: { counted: Counted; clock: Clock }) {
  const { board, loaded, source, oldest, period, millis } = counted;
  const isLoading = loaded && !loaded.complete;
  return (
    <div className="gathered small subtle" role="status">
      <Gathering loaded={loaded} clock={clock} />
      {!isLoading && board && source === 'log' && millis !== undefined && <span>{words.readHere(board.count.now, new Intl.NumberFormat(locale(), { maximumFractionDigits: millis < 10 ? 1 : 0 }).format(millis))}</span>}
      {source === 'counts' && <span>{words.fromCounts}</span>}
      {board && oldest !== undefined && oldest > period.before.from && <span>{words.logBegins(dateOf(oldest, clock.zone))}</span>}
    </div>
  );
}

const dateOf = (ms: number, zone: string) => new Intl.DateTimeFormat(locale(), { dateStyle: 'medium', timeZone: zone }).format(ms);
