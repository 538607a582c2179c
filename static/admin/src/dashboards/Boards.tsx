import Button from '@atlaskit/button/new';
import type { ReactNode } from 'react';
import type { Calendar } from '../charts/days';
import { HeatTable } from '../charts/HeatTable';
import { RankList } from '../charts/RankList';
import { TimeBars } from '../charts/TimeBars';
import type { Clock } from '../table/time';
import { sentenceByCore } from '../texts/core';
import { dashboards as words } from '../texts/dashboards';
import type { Event } from '../types';
import type { Board, Top } from './board';
import { clicksOf } from './clicks';
import { REMOVED, SECURITY } from './kinds';
import { Latest } from './Latest';
import { Panel } from './Panel';
import { barNames } from './names';
import type { Target } from './open';
import { actionRows, containerRows, peopleRows } from './ranked';
import { Tiles } from './Tiles';
import type { Counted } from './useBoard';

interface Props {
  board: Board;
  counted: Counted;
  jql: string;
  /** The calendar of who looks. */
  here: Calendar;
  clock: Clock;
  isScoped: boolean;
  onOpen(target: Target, event?: Event): void;
  /** Goes to what is captured, and what is not and why. */
  onCoverage(): void;
}

/** All the pictures of a dashboard. */
export function Boards({ board, counted, jql, here, clock, isScoped, onOpen, onCoverage }: Props) {
  const { period, calendar } = counted;
  const clicks = clicksOf(jql, period, calendar, here, board.busy);
  const names = barNames(period.bars, period.days, board.zone);
  const zone = board.zone.replaceAll('_', ' ');
  const busiest = (rows: Top[], show: () => ReactNode) => (rows.length === 0 ? <p className="subtle">{words.nothing}</p> : show());
  return (
    <>
      {board.open > 0 && <p className="remarks">{words.open(board.open)}</p>}
      {board.warnings.map((warning) => (
        <p key={warning} className="remarks">
          {sentenceByCore(warning)}
        </p>
      ))}
      <Tiles board={board} counted={counted} onOpen={(...clauses) => onOpen(clicks.all(...clauses))} onSignIns={isScoped ? undefined : onCoverage} />
      <Panel title={words.perStretch[period.bars]} note={zone} className="wide">
        <TimeBars label={words.perStretch[period.bars]} series={board.series} bars={board.bars} {...names} onOpen={(bar) => onOpen(clicks.stretch(bar.at, bar.to))} />
      </Panel>
      <div className="boards-grid">
        <Panel title={words.hours} note={zone}>
          <HeatTable label={words.hours} hours={board.hours} onOpen={(weekday, hour) => onOpen(clicks.hour(weekday, hour))} />
        </Panel>
        <Panel title={words.people}>
          {busiest(board.topPeople, () => (
            <RankList label={words.people} rows={peopleRows(board.topPeople)} total={board.count.now} onOpen={(value) => onOpen(clicks.field('actor', value))} />
          ))}
        </Panel>
        <Panel title={words.actions}>
          {busiest(board.topActions, () => (
            <RankList label={words.actions} rows={actionRows(board.topActions)} total={board.count.now} onOpen={(value) => onOpen(clicks.field('action', value))} />
          ))}
        </Panel>
        {!(isScoped && board.topContainers.length < 2) && (
          <Panel title={words.places}>
            {busiest(board.topContainers, () => (
              <RankList label={words.places} rows={containerRows(board.topContainers)} total={board.count.now} onOpen={(value) => onOpen(clicks.field('project', value))} />
            ))}
          </Panel>
        )}
        <Panel title={words.removers}>
          {counted.countRemovers && (
            <>
              <p className="subtle">{words.countRemoversHelp}</p>
              <Button spacing="compact" onClick={counted.countRemovers}>
                {words.countRemovers}
              </Button>
            </>
          )}
          {!counted.countRemovers && !board.removers && <p className="subtle">{words.loading}</p>}
          {board.removers &&
            busiest(board.removers, () => (
              <RankList label={words.removers} rows={peopleRows(board.removers!, 'var(--ds-chart-red-bold)')} total={board.removed.now} onOpen={(value) => onOpen(clicks.all(REMOVED, `actor = "${value}"`))} />
            ))}
        </Panel>
        <Panel
          title={words.latest}
          className="wide"
          actions={
            <button type="button" className="link small" onClick={() => onOpen(clicks.all(SECURITY))}>
              {words.all}
            </button>
          }
        >
          {board.latestSecurity ? <Latest label={words.latest} rows={board.latestSecurity} clock={clock} onOpen={(event) => onOpen(clicks.all(SECURITY), event)} /> : <p className="subtle">{words.loading}</p>}
        </Panel>
      </div>
    </>
  );
}
