import { texts } from '../texts';
import type { PlaceName } from './usePlace';

/** Pages with a tab. Who sees a part of the log sees these but the last. */
const TABS = ['events', 'dashboards', 'totals', 'coverage'] as const satisfies PlaceName[];
const FULL_ONLY: PlaceName[] = ['coverage'];

/** The pages of the app, as links that look like tabs. */
export function Places({ current, isFull, onGo }: { current: PlaceName; isFull: boolean; onGo(place: PlaceName): void }) {
  return (
    <nav className="places" aria-label={texts.places.label}>
      {TABS.filter((place) => isFull || !FULL_ONLY.includes(place)).map((place) => (
        <button key={place} type="button" aria-current={place === current ? 'page' : undefined} onClick={() => onGo(place)}>
          {texts.places[place]}
        </button>
      ))}
    </nav>
  );
}
