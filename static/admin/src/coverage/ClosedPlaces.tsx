import Lozenge from '@atlaskit/lozenge';
import type { Closed } from '../api';
import { TableHead } from '../states/TableHead';
import type { Clock } from '../table/time';
import { says as words } from '../texts/coverage';

const says = words.closed;

/** Projects and spaces of which the app is told nothing, because a policy of the organization closes them to apps. */
export function ClosedPlaces({ closed, clock }: { closed: Closed[]; clock: Clock }) {
  return (
    <section className="panel" aria-labelledby="closed">
      <h2 id="closed">{says.title}</h2>
      <p className="subtle">{closed.length === 0 ? says.none : says.help}</p>
      {closed.length > 0 && (
        <table className="areas">
          <TableHead columns={says.columns} />
          <tbody>
            {closed.map((place) => (
              <Row key={`${place.kind} ${place.id}`} place={place} clock={clock} />
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

function Row({ place, clock }: { place: Closed; clock: Clock }) {
  const isOpen = place.heard !== undefined && place.heard > place.told;
  const time = (ms: number | undefined) => (ms === undefined ? <span className="subtle">{says.never}</span> : <span title={clock.long(ms)}>{clock.short(ms)}</span>);
  return (
    <tr>
      <th scope="row">
        {place.name ?? says.kinds[place.kind](place.id)}
        {place.key !== undefined && <span className="subtle"> {place.key}</span>}
      </th>
      <td>
        <Lozenge appearance={isOpen ? 'success' : 'removed'}>{isOpen ? says.open : says.closed}</Lozenge>
      </td>
      <td>{time(place.since)}</td>
      <td>{time(place.heard)}</td>
    </tr>
  );
}
