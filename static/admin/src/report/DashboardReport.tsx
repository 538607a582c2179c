import { HeatTable } from '../charts/HeatTable';
import { RankList } from '../charts/RankList';
import { TimeBars } from '../charts/TimeBars';
import type { Board } from '../dashboards/board';
import { barNames } from '../dashboards/names';
import { actionRows, containerRows, peopleRows } from '../dashboards/ranked';
import { Tiles } from '../dashboards/Tiles';
import type { Counted } from '../dashboards/useBoard';
import type { Clock } from '../table/time';
import { dashboards as words } from '../texts/dashboards';
import { EventLines } from './EventLines';

/** A dashboard on paper. */
export function DashboardReport({ board, counted, clock }: { board: Board; counted: Counted; clock: Clock }) {
  const { period } = counted;
  const zone = board.zone.replaceAll('_', ' ');
  return (
    <>
      <Tiles board={board} counted={counted} />
      <section className="sheet-part">
        <h2>
          {words.perStretch[period.bars]} <span className="subtle small">{zone}</span>
        </h2>
        <TimeBars label={words.perStretch[period.bars]} series={board.series} bars={board.bars} {...barNames(period.bars, period.days, board.zone)} height={140} />
      </section>
      <div className="sheet-pair">
        <section className="sheet-part">
          <h2>
            {words.hours} <span className="subtle small">{zone}</span>
          </h2>
          <HeatTable label={words.hours} hours={board.hours} />
        </section>
        <section className="sheet-part">
          <h2>{words.people}</h2>
          <RankList label={words.people} rows={peopleRows(board.topPeople)} total={board.count.now} />
        </section>
        <section className="sheet-part">
          <h2>{words.actions}</h2>
          <RankList label={words.actions} rows={actionRows(board.topActions)} total={board.count.now} />
        </section>
        <section className="sheet-part">
          <h2>{words.places}</h2>
          <RankList label={words.places} rows={containerRows(board.topContainers)} total={board.count.now} />
        </section>
        {board.removers && board.removers.length > 0 && (
          <section className="sheet-part">
            <h2>{words.removers}</h2>
            <RankList label={words.removers} rows={peopleRows(board.removers, 'var(--ds-chart-red-bold)')} total={board.removed.now} />
          </section>
        )}
      </div>
      {board.latestSecurity && board.latestSecurity.length > 0 && (
        <section className="sheet-part is-long">
          <h2>{words.latest}</h2>
          <EventLines rows={board.latestSecurity} clock={clock} />
        </section>
      )}
    </>
  );
}
