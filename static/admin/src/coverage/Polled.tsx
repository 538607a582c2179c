import Lozenge from '@atlaskit/lozenge';
import type { Coverage, PolledArea } from '../api';
import { TableHead } from '../states/TableHead';
import { fromNow, type Clock } from '../table/time';
import { count } from '../texts';
import { saidByCore } from '../texts/core';
import { polledAreas } from '../texts/areas';
import { says as words } from '../texts/coverage';

const says = words.polled;

/** What is polled, one row an area; what does not work comes first. */
export function Polled({ answer, clock }: { answer: Coverage; clock: Clock }) {
  const areas = [...answer.polled].sort((a, b) => RANK[stateOf(a)] - RANK[stateOf(b)]);
  return (
    <table className="areas">
      <TableHead columns={says.columns} />
      <tbody>
        {areas.map((area) => (
          <Row key={area.area} area={area} now={answer.now} clock={clock} />
        ))}
      </tbody>
    </table>
  );
}

type State = 'refused' | 'failing' | 'waits' | 'never' | 'works';
const RANK: Record<State, number> = { refused: 0, failing: 1, waits: 2, never: 3, works: 4 };
const LOOKS = { refused: 'removed', failing: 'removed', waits: 'moved', never: 'default', works: 'success' } as const;

function stateOf({ refused, error, waits, succeeded }: PolledArea): State {
  if (refused !== undefined) return 'refused';
  if (error !== undefined) return 'failing';
  if (waits !== undefined) return 'waits';
  return succeeded === undefined ? 'never' : 'works';
}

function Row({ area, now, clock }: { area: PolledArea; now: number; clock: Clock }) {
  const state = stateOf(area);
  const told = area.refused ?? area.error;
  const why = (told !== undefined && saidByCore(told)) || (area.waits && says.waits[area.waits]) || (area.rests && saidByCore(area.rests));
  const time = (ms: number | undefined) => (ms === undefined ? <span className="subtle">{says.never}</span> : <span title={clock.long(ms)}>{fromNow(-Math.max(0, now - ms))}</span>);
  return (
    <tr>
      <th scope="row">{polledAreas[area.area] ?? area.area}</th>
      <td>
        <Lozenge appearance={LOOKS[state]}>{says.states[state]}</Lozenge>
        {why && <div className="subtle small">{why}</div>}
        {area.unread !== undefined && <div className="subtle small">{says.unread(clock.short(area.unread))}</div>}
        {area.past !== undefined && <div className="subtle small">{says.past(clock.short(area.past))}</div>}
      </td>
      <td className="when">{time(area.succeeded)}</td>
      <td className="when">{time(area.newest)}</td>
      <td className="number">{count(area.recorded ?? 0)}</td>
      <td className="when">{area.due <= now ? says.nextHour : fromNow(area.due - now)}</td>
    </tr>
  );
}
